#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/holder.h"
#include "text/offsets.h"
#include "text/span.h"
#include "write/json_writer.h"

namespace quoth {

/// What the layers of a record have in common in JSON; spans leave in code points. Lifetime: writer and index must
/// outlive it.
class JsonParts {
 public:
  JsonParts(JsonWriter& out, const OffsetIndex& offsets) : out_(out), offsets_(offsets) {}

  JsonWriter& out() { return out_; }
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }
  /// The members "begin" and "end".
  void begin_end(Span span);
  /// [begin, end]
  void pair(Span span);
  void spans(std::string_view name, const std::vector<Span>& spans);
  /// The member "holder".
  void holder(const Holder& holder);
  /// A probability, three digits of it.
  void score(float score, std::string_view name = "score");

 private:
  JsonWriter& out_;
  const OffsetIndex& offsets_;
};

}  // namespace quoth
