#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/words.h"
#include "verify/align.h"

namespace quoth {

/// What somebody said without a break, as quotations are compared with it.
struct SourcePassage {
  std::string text;
  WordList words;
  std::vector<std::uint32_t>
      sentence;  ///< a number for each word, rising; empty where sentences are not known
};

/// A quotation's words, numbered: the same number is the same word.
class QuotedWords {
 public:
  /// Lifetime: keeps a reference to `list`.
  explicit QuotedWords(const WordList& list);

  const WordList& list() const { return list_; }
  std::span<const QuotedWord> words() const { return words_; }
  std::size_t size() const { return words_.size(); }
  const QuotedWord& operator[](std::size_t i) const { return words_[i]; }
  /// 0 where the quotation does not have the word.
  std::uint32_t id_of(std::string_view key) const;

 private:
  const WordList& list_;
  std::vector<QuotedWord> words_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

/// Where a word of the aligner's source stands.
struct SourcePlace {
  std::uint32_t passage = 0;
  std::uint32_t word = 0;
};

/// The words of passages, one after another, for the aligner. Of a long passage only the parts that look like the
/// quotation are in it.
class Sources {
 public:
  explicit Sources(const QuotedWords& quote) : quote_(quote) {}

  /// Passages are counted from 0 in the order in which they come.
  void add(const SourcePassage& passage);

  std::span<const SourceWord> words() const { return words_; }
  SourcePlace place(std::int32_t source) const { return places_[static_cast<std::size_t>(source)]; }

 private:
  void add_words(const std::vector<SourceWord>& words, std::uint32_t begin, std::uint32_t end);
  void add_mark(SourceWord::Kind kind);

  const QuotedWords& quote_;
  std::vector<SourceWord> words_;
  std::vector<SourcePlace> places_;
  std::uint32_t n_passages_ = 0;
};

}  // namespace quoth
