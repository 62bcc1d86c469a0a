#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "record/record.h"

namespace quoth {

/// Appends rows to a TextColumn, each value kept once. Lifetime: the column must outlive the writer and not move.
template <typename Number>
class ColumnWriter {
 public:
  explicit ColumnWriter(TextColumn<Number>& column) : column_(column) {}

  void add(std::string_view value) {
    const auto [found, is_new] =
        number_.try_emplace(std::string(value), static_cast<Number>(column_.values.size()));
    if (is_new) column_.values.emplace_back(value);
    column_.number.push_back(found->second);
  }

 private:
  TextColumn<Number>& column_;
  std::unordered_map<std::string, Number> number_;
};

}  // namespace quoth
