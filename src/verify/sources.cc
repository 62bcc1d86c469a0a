#include "verify/sources.h"

#include <algorithm>

#include "verify/vocabulary.h"

namespace quoth {
namespace {

constexpr std::uint8_t kContentWeight = 4;
constexpr std::uint8_t kFunctionWeight = 2;
constexpr std::uint8_t kBracketedWeight = 1;
constexpr std::size_t kWholePassage = 2000;  // words; a longer one is looked at in parts
constexpr std::size_t kParts = 4;
constexpr std::size_t kLongQuote = 500;  // words; of one, a single part

/// Where the stretch of `length` words begins that has most words of `hits`.
std::size_t best_stretch(const std::vector<std::uint8_t>& hits, std::size_t length) {
  std::size_t sum = 0, best = 0, at = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    sum += hits[i];
    if (i >= length) sum -= hits[i - length];
    if (sum > best) {
      best = sum;
      at = i + 1 > length ? i + 1 - length : 0;
    }
  }
  return at;
}

}  // namespace

QuotedWords::QuotedWords(const WordList& list) : list_(list) {
  words_.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Word& word = list.words[i];
    const auto next = static_cast<std::uint32_t>(ids_.size() + 1);
    const std::uint32_t id = ids_.try_emplace(list.key(i), next).first->second;
    const std::uint8_t weight = word.bracketed                  ? kBracketedWeight
                                : is_function_word(list.key(i)) ? kFunctionWeight
                                                                : kContentWeight;
    words_.push_back({id, weight, word.bracketed, word.after_omission});
  }
}

std::uint32_t QuotedWords::id_of(std::string_view key) const {
  const auto found = ids_.find(key);
  return found == ids_.end() ? 0 : found->second;
}

void Sources::add(const SourcePassage& passage) {
  const std::size_t n = passage.words.size();
  std::vector<SourceWord> words(n);
  for (std::size_t i = 0; i < n; ++i) {
    words[i] = {quote_.id_of(passage.words.key(i)),
                passage.words.words[i].bracketed ? SourceWord::bracketed : SourceWord::word};
  }
  const std::size_t length = quote_.size() + quote_.size() / 4 + 100;
  if (n <= std::max(kWholePassage, 2 * length)) {
    add_words(words, 0, static_cast<std::uint32_t>(n));
  } else {
    // Two neighbours of the quotation's are a better sign than one of its words.
    std::vector<std::uint8_t> hits(n);
    for (std::size_t i = 0; i + 1 < n; ++i) hits[i] = words[i].id != 0 && words[i + 1].id == words[i].id + 1;
    std::vector<std::uint32_t> begins;
    for (std::size_t part = 0; part < (quote_.size() > kLongQuote ? 1 : kParts); ++part) {
      const std::size_t begin = best_stretch(hits, length);
      begins.push_back(static_cast<std::uint32_t>(begin));
      std::fill_n(hits.begin() + static_cast<std::ptrdiff_t>(begin), std::min(length, n - begin),
                  std::uint8_t{0});
    }
    std::sort(begins.begin(), begins.end());
    std::uint32_t done = 0;
    for (const std::uint32_t begin : begins) {
      // Some words more on both sides: the best stretch may begin in the middle of what is meant.
      const auto margin = static_cast<std::uint32_t>(length / 4);
      const std::uint32_t from = std::max(done, begin - std::min(begin, margin));
      const auto to = static_cast<std::uint32_t>(std::min(n, begin + length + margin));
      if (from >= to) continue;
      if (done != 0 && from > done) add_mark(SourceWord::gap);
      add_words(words, from, to);
      done = to;
    }
  }
  add_mark(SourceWord::end);
  ++n_passages_;
}

void Sources::add_words(const std::vector<SourceWord>& words, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t i = begin; i < end; ++i) {
    words_.push_back(words[i]);
    places_.push_back({n_passages_, i});
  }
}

void Sources::add_mark(SourceWord::Kind kind) {
  words_.push_back({0, kind});
  places_.push_back({n_passages_, 0});
}

}  // namespace quoth
