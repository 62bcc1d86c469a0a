#pragma once

#include <optional>
#include <string_view>

namespace quoth {

/// Lemmas that are known by a word's form and part of speech alone, searched where they lie: lines of form in lower case,
/// UPOS and lemma, parted by tabs, sorted by their bytes.
class LemmaTable {
 public:
  LemmaTable() = default;
  /// Lifetime: that of `lines`. Lines that are not sorted are not found, no more.
  explicit LemmaTable(std::string_view lines) : lines_(lines) {}

  /// O(log size).
  std::optional<std::string_view> find(std::string_view form, std::string_view upos) const;

 private:
  std::string_view lines_;
};

}  // namespace quoth
