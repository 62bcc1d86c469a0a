#include "annotate/language.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "annotate/lemmas.h"
#include "annotate/names.h"
#include "annotate/tags.h"
#include "annotate/tree.h"
#include "record/column_writer.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Windows that are read before their words are.
constexpr std::size_t kWindowsAtOnce = 32;
/// A sentence ends after so many words, whatever the model says.
constexpr std::size_t kLongestSentence = 400;
/// How far ahead of other readings the model must see the begin of a sentence, in logits: where the rules begin one;
/// where they have weighed a mark that may end one, and go on; where there is no such mark, and they have no say.
constexpr float kWithRules = -5.0F;
constexpr float kAgainstRules = 4.0F;
constexpr float kWithoutRules = 0.0F;

/// The pieces of all stretches, one after another.
struct Reading {
  Pieces pieces;
  std::vector<std::uint32_t> stretch;  // of each piece
  std::vector<std::uint8_t> opens;     // a sentence begins: a turn does, or a stretch of prose
  std::vector<std::uint8_t> by_rules;  // the rules begin a sentence
};

Gap gap_between(std::string_view text, const Stretch& before, const Stretch& after) {
  if (!before.turn || before.turn != after.turn) return Gap::paragraph;
  const auto between = slice(text, {before.span.end, after.span.begin});
  return std::count(between.begin(), between.end(), '\n') > 1 ? Gap::paragraph : Gap::space;
}

Reading cut(std::string_view text, const std::vector<Stretch>& stretches, const Sentences& by_rules,
            const Vocabulary& vocabulary) {
  Reading out;
  std::optional<TurnId> turn;
  std::size_t rule = 0;
  for (std::size_t s = 0; s < stretches.size(); ++s) {
    const Gap gap = s == 0 ? Gap::paragraph : gap_between(text, stretches[s - 1], stretches[s]);
    const std::size_t n_before = out.pieces.size();
    vocabulary.cut(text, stretches[s].span, gap, out.pieces);
    const std::size_t n = out.pieces.size();
    out.stretch.resize(n, static_cast<std::uint32_t>(s));
    out.opens.resize(n, 0);
    out.by_rules.resize(n, 0);
    if (n > n_before && (n_before == 0 || !stretches[s].turn || stretches[s].turn != turn)) {
      out.opens[n_before] = 1;
      turn = stretches[s].turn;
    }
    for (std::size_t i = n_before; i < n; ++i) {
      if (out.pieces.begins_atom[i] == 0) continue;
      while (rule < by_rules.span.size() && by_rules.span[rule].begin <= out.pieces.span[i].begin) {
        out.by_rules[i] = 1;
        ++rule;
      }
    }
  }
  return out;
}

class LanguageReader {
 public:
  LanguageReader(const Document& document, const std::vector<Stretch>& stretches, const Model& model,
                 Reading reading)
      : text_(document.text()), stretches_(stretches), model_(model), reading_(std::move(reading)) {}

  void read() {
    const std::size_t n = reading_.pieces.size();
    const std::vector<Window> all = windows(n);
    for (std::size_t at = 0; at < all.size(); at += kWindowsAtOnce) {
      const std::size_t count = std::min(kWindowsAtOnce, all.size() - at);
      const Matrix rows = model_.encode(reading_.pieces, std::span(all).subspan(at, count));
      mark_boundaries(rows);
      rows_.columns = rows.columns;
      rows_.values.insert(rows_.values.end(), rows.values.begin(), rows.values.end());
      std::size_t end = marks_.size();
      if (end < n) {
        do {
          --end;  // the last sentence may go on
        } while (end > begin_ && marks_[end] != Boundary::sentence);
      }
      if (end > begin_) read_words(end);
    }
  }

  LanguageLayers take(const std::vector<Speaker>& speakers) && {
    layers_.entities = join_names(text_, names_, layers_.tokens, speakers);
    return std::move(layers_);
  }

 private:
  /// Decides where words and sentences begin in the next pieces, those of `rows`.
  void mark_boundaries(const Matrix& rows) {
    const Matrix scores = model_.syntax().boundaries(rows);
    const Pieces& pieces = reading_.pieces;
    for (std::size_t r = 0; r < rows.rows(); ++r) {
      const std::size_t i = marks_.size();
      const float *score = scores.row(r), sentence = score[2] - std::max(score[0], score[1]);
      const bool may_begin = pieces.begins_atom[i] != 0;
      const bool sure = may_begin && sentence > least_margin(i);
      Boundary mark = score[1] > score[0] || score[2] > score[0] ? Boundary::word : Boundary::none;
      if (may_begin && pieces.gap[i] >= Gap::line) mark = Boundary::word;
      if (reading_.opens[i] != 0 || sure || (mark == Boundary::word && n_in_sentence_ >= kLongestSentence)) {
        mark = Boundary::sentence;
      }
      if (mark == Boundary::sentence) n_in_sentence_ = 0;
      if (mark != Boundary::none) ++n_in_sentence_;
      marks_.push_back(mark);
    }
  }

  /// How far a sentence must be ahead of the other readings of piece `i` to begin there.
  float least_margin(std::size_t i) const {
    if (reading_.by_rules[i] != 0) return kWithRules;
    return i > 0 && may_end_sentence(reading_.pieces.span[i - 1]) ? kAgainstRules : kWithoutRules;
  }

  /// Whether the rules have weighed the end of a sentence after this piece.
  bool may_end_sentence(Span piece) const {
    const CodePoint last = code_point_before(text_, piece.end);
    switch (last.value) {
      case '.':
      case '!':
      case '?':
      case 0x2026:
      case ')':
      case ']': return true;
      default: return is_closing_quote(last.value);
    }
  }

  /// Reads the sentences of the pieces begin_ to `end` and lets their rows go.
  void read_words(std::size_t end) {
    std::vector<std::size_t> first;  // pieces that begin a word
    for (std::size_t i = begin_; i < end; ++i) {
      if (marks_[i] != Boundary::none) first.push_back(i);
    }
    const WordReadings words = model_.syntax().read(gather(first));
    first.push_back(end);
    for (std::size_t i = 0; i + 1 < first.size();) {
      std::size_t j = i + 1;
      while (j + 1 < first.size() && marks_[first[j]] != Boundary::sentence) ++j;
      read_sentence(words, first, i, j);
      i = j;
    }
    read_names(end);
    rows_.values.erase(rows_.values.begin(),
                       rows_.values.begin() + static_cast<std::ptrdiff_t>((end - begin_) * rows_.columns));
    begin_ = end;
  }

  Matrix gather(const std::vector<std::size_t>& pieces) const {
    Matrix out(pieces.size(), rows_.columns);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      std::copy_n(rows_.row(pieces[i] - begin_), rows_.columns, out.row(i));
    }
    return out;
  }

  void read_sentence(const WordReadings& words, const std::vector<std::size_t>& first, std::size_t begin,
                     std::size_t end) {
    const SyntaxHead& head = model_.syntax();
    const Matrix arcs = head.arcs(words, begin, end);
    const std::vector<int> heads = best_tree({arcs.values.data(), arcs.columns, end - begin});
    const std::vector<std::uint16_t> relations = head.relations(words, begin, end, heads);
    Tokens& tokens = layers_.tokens;
    const auto base = static_cast<std::int32_t>(tokens.size());
    for (std::size_t i = begin; i < end; ++i) {
      const Span span{reading_.pieces.span[first[i]].begin, reading_.pieces.span[first[i + 1] - 1].end};
      const int governor = heads[i - begin];
      tokens.span.push_back(span);
      tokens.head.push_back(governor < 0 ? -1 : base + governor);
      upos_.add(head.upos()[words.upos[i]]);
      xpos_.add(head.xpos()[words.xpos[i]]);
      feats_.add(head.feats()[words.feats[i]]);
      lemma_.add(lemma_of(slice(text_, span), head.upos()[words.upos[i]], head.lemma()[words.lemma[i]]));
      deprel_.add(head.deprel()[relations[i - begin]]);
    }
    layers_.sentences.span.push_back(
        {tokens.span[static_cast<std::size_t>(base)].begin, tokens.span.back().end});
    layers_.sentences.turn.push_back(stretches_[reading_.stretch[first[begin]]].turn);
  }

  std::string lemma_of(std::string_view form, std::string_view upos, std::string_view script) const {
    const auto known = model_.syntax().lemmas().find(to_lower(form), upos);
    return known ? std::string(*known) : lemma_by(script, form);
  }

  /// The names in the pieces begin_ to `end`, sentence by sentence.
  void read_names(std::size_t end) {
    std::vector<std::size_t> atoms;
    for (std::size_t i = begin_; i < end; ++i) {
      if (reading_.pieces.begins_atom[i] != 0) atoms.push_back(i);
    }
    const Matrix tags = model_.names().tags(gather(atoms));
    atoms.push_back(end);
    for (std::size_t i = 0; i + 1 < atoms.size();) {
      std::size_t j = i + 1;
      while (j + 1 < atoms.size() && marks_[atoms[j]] != Boundary::sentence) ++j;
      for (const TaggedRun& run :
           best_runs(tags.row(i), tags.columns, j - i, model_.names().kinds().size())) {
        const Span span{reading_.pieces.span[atoms[i + run.begin]].begin,
                        reading_.pieces.span[atoms[i + run.end] - 1].end};
        names_.push_back({span, model_.names().kinds()[run.kind], run.score});
      }
      i = j;
    }
  }

  const std::string_view text_;
  const std::vector<Stretch>& stretches_;
  const Model& model_;
  const Reading reading_;
  std::vector<Boundary> marks_;  // of the pieces so far
  std::size_t n_in_sentence_ = 0;
  std::size_t begin_ = 0;  // the first piece whose words are not read yet
  Matrix rows_;            // of the pieces from there
  LanguageLayers layers_;
  std::vector<NameFound> names_;
  ColumnWriter<std::uint32_t> lemma_{layers_.tokens.lemma};
  ColumnWriter<std::uint16_t> upos_{layers_.tokens.upos}, xpos_{layers_.tokens.xpos},
      feats_{layers_.tokens.feats}, deprel_{layers_.tokens.deprel};
};

}  // namespace

LanguageLayers read_language(const Document& document, const std::vector<Stretch>& stretches,
                             const Sentences& by_rules, const std::vector<Speaker>& speakers,
                             const Model& model) {
  LanguageReader reader(document, stretches, model,
                        cut(document.text(), stretches, by_rules, model.vocabulary()));
  reader.read();
  return std::move(reader).take(speakers);
}

}  // namespace quoth
