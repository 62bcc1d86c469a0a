#include "annotate/quotes/trees.h"

#include <algorithm>

#include "record/column_writer.h"
#include "text/unicode.h"

namespace quoth {

Trees::Trees(std::string_view text, const Tokens& tokens, const Sentences& sentences)
    : text_(text), tokens_(tokens), sentences_(sentences) {
  const std::size_t n = tokens.size();
  ColumnWriter lower(lower_);
  children_.resize(n);
  first_.resize(n);
  last_.resize(n);
  sentence_.resize(n);
  std::size_t sentence = 0;
  for (std::size_t i = 0; i < n; ++i) {
    lower.add(to_lower(slice(text, tokens.span[i])));
    first_[i] = last_[i] = i;
    if (tokens.head[i] >= 0) children_[static_cast<std::size_t>(tokens.head[i])].push_back(i);
    while (sentence + 1 < sentences.span.size() && sentences.span[sentence].end <= tokens.span[i].begin) {
      ++sentence;
    }
    sentence_[i] = sentence;
  }
  for (std::size_t s = 0, i = 0; s < sentences.span.size(); ++s) {
    sentence_first_.push_back(i);
    while (i < n && sentence_[i] == s) ++i;
  }
  sentence_first_.push_back(n);
  // Each word widens all that are above it.
  for (std::size_t i = 0; i < n; ++i) {
    for (std::int32_t up = tokens.head[i]; up >= 0; up = tokens.head[static_cast<std::size_t>(up)]) {
      const auto w = static_cast<std::size_t>(up);
      first_[w] = std::min(first_[w], i);
      last_[w] = std::max(last_[w], i);
    }
  }
}

bool Trees::is_upos(Word w, std::initializer_list<std::string_view> any) const {
  return std::find(any.begin(), any.end(), upos(w)) != any.end();
}

bool Trees::is_relation(Word w, std::initializer_list<std::string_view> any) const {
  const std::string_view whole = relation(w), plain = whole.substr(0, whole.find(':'));
  return std::any_of(any.begin(), any.end(),
                     [&](std::string_view one) { return one == whole || one == plain; });
}

bool Trees::is_lower(Word w, std::initializer_list<std::string_view> any) const {
  return std::find(any.begin(), any.end(), lower(w)) != any.end();
}

std::optional<Trees::Word> Trees::child(Word w, std::initializer_list<std::string_view> relations) const {
  for (const Word c : children_[w]) {
    if (is_relation(c, relations)) return c;
  }
  return std::nullopt;
}

bool Trees::is_below(Word w, Word above) const {
  for (std::optional<Word> up = w; up; up = head(*up)) {
    if (*up == above) return true;
  }
  return false;
}

Trees::Word Trees::word_at(std::uint32_t at) const {
  return static_cast<Word>(std::partition_point(tokens_.span.begin(), tokens_.span.end(),
                                                [&](Span span) { return span.end <= at; }) -
                           tokens_.span.begin());
}

std::pair<Trees::Word, Trees::Word> Trees::words_in(Span span) const {
  const auto from = [&](std::uint32_t at) {
    return static_cast<Word>(std::partition_point(tokens_.span.begin(), tokens_.span.end(),
                                                  [&](Span word) { return word.begin < at; }) -
                             tokens_.span.begin());
  };
  const Word first = from(span.begin);
  return {first, std::max(first, from(span.end))};
}

}  // namespace quoth
