#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth {

/// The trees of a record's sentences, to walk down and up in. Words are their indices in Tokens. Lifetime: that of the
/// tokens and the text.
class Trees {
 public:
  using Word = std::size_t;

  Trees(std::string_view text, const Tokens& tokens, const Sentences& sentences);

  std::size_t size() const { return tokens_.size(); }
  const std::vector<Word>& children(Word w) const { return children_[w]; }
  std::optional<Word> head(Word w) const {
    if (tokens_.head[w] < 0) return std::nullopt;
    return static_cast<Word>(tokens_.head[w]);
  }
  Span span(Word w) const { return tokens_.span[w]; }
  /// From the begin of one word to the end of another.
  Span span(Word first, Word last) const { return {tokens_.span[first].begin, tokens_.span[last].end}; }
  std::string_view text(Word w) const { return slice(text_, tokens_.span[w]); }
  std::string_view text() const { return text_; }
  const std::string& lower(Word w) const { return lower_.values[lower_.number[w]]; }
  const std::string& lemma(Word w) const { return tokens_.lemma[w]; }
  const std::string& upos(Word w) const { return tokens_.upos[w]; }
  const std::string& xpos(Word w) const { return tokens_.xpos[w]; }
  const std::string& relation(Word w) const { return tokens_.deprel[w]; }
  bool is_upos(Word w, std::initializer_list<std::string_view> any) const;
  /// Whether the relation of `w` is one of these, their subtypes included ("nsubj" has "nsubj:pass").
  bool is_relation(Word w, std::initializer_list<std::string_view> any) const;
  bool is_lower(Word w, std::initializer_list<std::string_view> any) const;
  bool has_feature(Word w, std::string_view feature) const {
    return tokens_.feats[w].find(feature) != std::string::npos;
  }

  /// The first child with one of these relations.
  std::optional<Word> child(Word w, std::initializer_list<std::string_view> relations) const;
  /// The first and the last word of what hangs from `w`, `w` included.
  Word first(Word w) const { return first_[w]; }
  Word last(Word w) const { return last_[w]; }
  bool is_below(Word w, Word above) const;

  std::size_t n_sentences() const { return sentences_.span.size(); }
  std::size_t sentence_of(Word w) const { return sentence_[w]; }
  Word sentence_first(std::size_t sentence) const { return sentence_first_[sentence]; }
  /// One past the last.
  Word sentence_end(std::size_t sentence) const { return sentence_first_[sentence + 1]; }
  std::optional<TurnId> turn_of(Word w) const { return sentences_.turn[sentence_[w]]; }

  /// The first word that ends after `at`; size() where there is none.
  Word word_at(std::uint32_t at) const;
  /// The words that begin in `span`, half-open.
  std::pair<Word, Word> words_in(Span span) const;

 private:
  std::string_view text_;
  const Tokens& tokens_;
  const Sentences& sentences_;
  TextColumn<std::uint32_t> lower_;
  std::vector<std::vector<Word>> children_;
  std::vector<Word> first_, last_;
  std::vector<std::size_t> sentence_;
  std::vector<Word> sentence_first_;
};

}  // namespace quoth
