#include "annotate/language.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "annotate/names.h"
#include "annotate/passage.h"
#include "annotate/quotes/learned.h"
#include "annotate/sentence_lines.h"
#include "annotate/tags.h"
#include "annotate/words.h"
#include "model/word_model.h"
#include "record/column_writer.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Windows that are read before their words are.
constexpr std::size_t kWindowsAtOnce = 32;
/// Pieces of a passage, but for the rest of its last sentence.
constexpr std::size_t kPassage = 512;
/// A sentence ends after so many words, whatever the model says.
constexpr std::size_t kLongestSentence = 400;
/// How far ahead of other readings the model must see the begin of a sentence, in logits: where the rules begin one;
/// where they have weighed a mark that may end one, and go on; where there is no such mark, and they have no say.
constexpr float kWithRules = -5.0F;
constexpr float kAgainstRules = 4.0F;
constexpr float kWithoutRules = 0.0F;

/// A sentence begins; none does, between the number of a list's item and its words.
constexpr std::uint8_t kBegins = 1, kHeld = 2;

/// The pieces of all stretches, one after another.
struct Reading {
  Pieces pieces;
  std::vector<std::uint8_t>
      opens;  // a sentence begins: a turn does, a stretch of prose, or an item with a bullet
  std::vector<std::uint8_t> by_rules;  // what the rules say of a piece: kBegins, kHeld, or nothing
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
    out.opens.resize(n, 0);
    out.by_rules.resize(n, 0);
    if (n > n_before && (n_before == 0 || !stretches[s].turn || stretches[s].turn != turn)) {
      out.opens[n_before] = 1;
      turn = stretches[s].turn;
    }
    std::uint32_t item = 0;  // where the words of a list's item begin
    for (std::size_t i = n_before; i < n; ++i) {
      if (out.pieces.begins_atom[i] == 0) continue;
      if (item > 0 && out.pieces.span[i].begin <= item) out.by_rules[i] = kHeld;
      while (rule < by_rules.span.size() && by_rules.span[rule].begin <= out.pieces.span[i].begin) {
        const std::uint32_t begin = out.pieces.span[i].begin;
        out.by_rules[i] = kBegins;
        if (bullet_at(text.substr(begin)) > 0) out.opens[i] = 1;
        if (const auto marker = list_marker_at(text.substr(begin))) {
          item = begin + marker->size;
          while (item < text.size() && text[item] == ' ') ++item;
        }
        ++rule;
      }
    }
  }
  return out;
}

/// What the heads read in one passage.
struct PassageReading {
  PassageWords words;
  std::vector<NameFound> names;
  std::vector<QuoteReading> quotes;
  PassageMentions mentions;
};

class LanguageReader {
 public:
  LanguageReader(const Document& document, const std::vector<Stretch>& stretches, const Model& model,
                 Reading reading)
      : text_(document.text()), stretches_(stretches), model_(model), reading_(std::move(reading)) {
    rows_.columns = model.width();
    layers_.mention_types = model.mentions().types();
    layers_.calibration = model.calibration();
    for (const std::string& feats : model.syntax().feats()) {
      is_personal_.push_back(feats.find("PronType=Prs") != std::string::npos ? 1 : 0);
    }
  }

  /// In rounds: some windows are encoded, and on the same threads the heads read the passages whose pieces the rounds before
  /// have encoded. So memory has a bound, and threads wait for each other once a round.
  void read() {
    const std::vector<Window> all = windows(reading_.pieces.size());
    std::size_t at = 0;
    while (at < all.size() || !passages_.empty() || links_.n_blocks() > 0) {
      const std::size_t count = std::min(kWindowsAtOnce, all.size() - at);
      const Encoded encoded = do_round(std::span(all).subspan(at, count));
      at += count;
      mark_boundaries(encoded.boundaries);
      rows_.values.insert(rows_.values.end(), encoded.rows.values.begin(), encoded.rows.values.end());
      plan_passages();
    }
  }

  LanguageLayers take() && { return std::move(layers_); }

 private:
  struct Encoded {
    Matrix rows, boundaries;
  };
  struct Pair {
    std::size_t begin, end;
  };

  Encoded do_round(std::span<const Window> windows) {
    std::vector<std::size_t> row(windows.size() + 1);
    for (std::size_t i = 0; i < windows.size(); ++i) row[i + 1] = row[i] + windows[i].last - windows[i].first;
    Encoded out{Matrix(row.back(), rows_.columns), Matrix(row.back(), 3)};
    std::vector<PassageReading> readings(passages_.size());
    std::vector<std::vector<Links>> links(links_.n_blocks());
    const std::size_t n_passages = readings.size(), n_blocks = links.size();
    model_.share(n_passages + n_blocks + windows.size(), [&](Tasks& tasks) {
      Encoder::Room room;
      while (const auto task = tasks.next()) {
        if (*task < n_passages) {
          readings[*task] = read_passage(passages_[*task]);
        } else if (*task < n_passages + n_blocks) {
          links[*task - n_passages] = links_.read(*task - n_passages);
        } else {
          const std::size_t i = *task - n_passages - n_blocks;
          model_.encode(reading_.pieces, windows[i], room, out.rows.row(row[i]));
          score_boundaries(out, row[i], row[i + 1]);
        }
      }
    });
    for (const auto& block : links) layers_.links.insert(layers_.links.end(), block.begin(), block.end());
    links_.forget();
    for (const PassageReading& reading : readings) append(reading);
    add_worth();
    return out;
  }

  void score_boundaries(Encoded& out, std::size_t begin, std::size_t end) const {
    Matrix rows(end - begin, out.rows.columns);
    std::copy(out.rows.row(begin), out.rows.row(end), rows.row(0));
    const Matrix scores = model_.syntax().boundaries(rows);
    for (std::size_t i = begin; i < end; ++i) std::copy_n(scores.row(i - begin), 3, out.boundaries.row(i));
  }

  /// Decides where words and sentences begin in the next pieces.
  void mark_boundaries(const Matrix& scores) {
    const Pieces& pieces = reading_.pieces;
    for (std::size_t r = 0; r < scores.rows(); ++r) {
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
    if (reading_.by_rules[i] == kHeld) return std::numeric_limits<float>::infinity();
    if (reading_.by_rules[i] == kBegins) return kWithRules;
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

  /// Finds the passages for the next round, and lets the rows go that none needs any more.
  void plan_passages() {
    const std::size_t n = reading_.pieces.size(), known = marks_.size();
    passages_.clear();
    const std::size_t first_row = begin_ - std::min(begin_, Passage::kContext);
    rows_.values.erase(
        rows_.values.begin(),
        rows_.values.begin() + static_cast<std::ptrdiff_t>((first_row - first_row_) * rows_.columns));
    first_row_ = first_row;
    for (;;) {
      std::size_t end = std::min(known, begin_ + kPassage);
      while (end < known && marks_[end] != Boundary::sentence) ++end;
      const bool is_whole = known == n || end + Passage::kContext <= known;
      if (!is_whole || end == begin_) return;
      passages_.push_back({begin_, end});
      begin_ = end;
    }
  }

  PassageReading read_passage(Pair pieces) const {
    const Passage passage{reading_.pieces, marks_, pieces.begin, pieces.end, rows_, first_row_};
    PassageReading out;
    out.words = read_words(text_, passage, model_.syntax());
    out.names = read_names(passage);
    if (model_.quotes() != nullptr) out.quotes = read_learned(passage, *model_.quotes());
    std::vector<std::uint8_t> is_personal;
    for (const std::uint16_t feats : out.words.feats) is_personal.push_back(is_personal_[feats]);
    out.mentions = read_mentions(passage, out.words, out.names, is_personal, model_.mentions());
    return out;
  }

  /// The pieces of each sentence of a passage.
  std::vector<PieceRun> sentences_of(Pair passage) const {
    std::vector<PieceRun> out;
    for (std::size_t i = passage.begin; i < passage.end; ++i) {
      if (out.empty() || marks_[i] == Boundary::sentence) out.push_back({i, i});
      out.back().end = i + 1;
    }
    return out;
  }

  /// What is read in each of some spans of a passage, in their order. Requires: each has pieces; a reading was fitted to the
  /// weights.
  std::vector<ClaimLogits> read_worth(Pair passage, const std::vector<Span>& spans) const {
    const Matrix own = model_.claims_encoder()->read(reading_.pieces, sentences_of(passage));
    Matrix rows(passage.end - passage.begin, rows_.columns);
    std::copy_n(rows_.row(passage.begin - first_row_), rows.values.size(), rows.values.begin());
    const auto pieces = std::span(reading_.pieces.span).subspan(passage.begin, rows.rows());
    const auto before = [](Span piece, std::uint32_t at) { return piece.begin < at; };
    const auto row = [&](std::uint32_t at) {
      return static_cast<std::size_t>(std::lower_bound(pieces.begin(), pieces.end(), at, before) -
                                      pieces.begin());
    };
    std::vector<PieceRun> runs;
    runs.reserve(spans.size());
    for (const Span span : spans) runs.push_back({row(span.begin), row(span.end)});
    const Matrix alone = model_.claims_encoder()->pool(own, runs), shared = model_.claims()->pool(rows, runs);
    return Readings::get().read_claims(alone, shared);
  }

  /// The names of a passage, sentence by sentence.
  std::vector<NameFound> read_names(const Passage& passage) const {
    std::vector<NameFound> names;
    std::vector<std::size_t> atoms = passage.atoms(passage.begin, passage.end);
    const Matrix tags = model_.names().tags(passage.gather(atoms));
    atoms.push_back(passage.end);
    for (std::size_t i = 0; i + 1 < atoms.size();) {
      std::size_t j = i + 1;
      while (j + 1 < atoms.size() && marks_[atoms[j]] != Boundary::sentence) ++j;
      for (const TaggedRun& run :
           best_runs(tags.row(i), tags.columns, j - i, model_.names().kinds().size())) {
        const Span span{passage.pieces.span[atoms[i + run.begin]].begin,
                        passage.pieces.span[atoms[i + run.end] - 1].end};
        const std::string& kind = model_.names().kinds()[run.kind];
        names.push_back({kind == "PER" ? without_office(text_, span) : span, kind, run.score});
      }
      i = j;
    }
    return names;
  }

  void append(const PassageReading& reading) {
    const SyntaxHead& head = model_.syntax();
    const PassageWords& words = reading.words;
    Tokens& tokens = layers_.tokens;
    const auto base = static_cast<std::int32_t>(tokens.size());
    tokens.span.insert(tokens.span.end(), words.span.begin(), words.span.end());
    for (std::size_t i = 0; i < words.span.size(); ++i) {
      tokens.head.push_back(words.head[i] < 0 ? -1 : base + words.head[i]);
      lemma_.add(words.lemma[i]);
      upos_.add(head.upos()[words.upos[i]]);
      xpos_.add(head.xpos()[words.xpos[i]]);
      feats_.add(head.feats()[words.feats[i]]);
      deprel_.add(head.deprel()[words.deprel[i]]);
    }
    for (std::size_t s = 0; s < words.sentence.size(); ++s) {
      const std::size_t last = s + 1 < words.sentence.size() ? words.sentence[s + 1] : words.span.size();
      const Span span{words.span[words.sentence[s]].begin, words.span[last - 1].end};
      while (stretches_[stretch_].span.end <= span.begin) ++stretch_;
      layers_.sentences.span.push_back(span);
      layers_.sentences.turn.push_back(stretches_[stretch_].turn);
    }
    layers_.quotes.insert(layers_.quotes.end(), reading.quotes.begin(), reading.quotes.end());
    layers_.names.insert(layers_.names.end(), reading.names.begin(), reading.names.end());
    for (MentionFound mention : reading.mentions.found) {
      for (std::uint32_t* word : {&mention.first, &mention.last, &mention.head})
        *word += static_cast<std::uint32_t>(base);
      layers_.mentions.push_back(mention);
    }
    links_.add(reading.mentions);
    add_clauses(words, static_cast<std::size_t>(base));
  }

  /// The clauses of the passage's sentences, which are the last. `base`: its first word.
  void add_clauses(const PassageWords& words, std::size_t base) {
    const std::size_t n = words.sentence.size(), first = layers_.sentences.span.size() - n;
    for (std::size_t s = 0; s < n; ++s) {
      const std::size_t end = s + 1 < n ? words.sentence[s + 1] : words.span.size();
      for (const Clause& clause :
           find_clauses(text_, layers_.tokens, base + words.sentence[s], base + end, first + s)) {
        layers_.clauses.push_back(clause);
      }
    }
  }

  /// What is worth checking in the sentences and clauses of the passages that were appended last.
  void add_worth() {
    if (!model_.reads_sentences()) return;
    struct Part {
      std::vector<Span> spans;                  // of sentences, then of clauses
      std::size_t n_sentences = 0, clause = 0;  // how many; the first clause
      std::vector<ClaimLogits> logits;
    };
    std::vector<Part> parts;
    const std::vector<Span>& sentences = layers_.sentences.span;
    std::vector<Clause>& clauses = layers_.clauses;
    std::size_t sentence = layers_.claim_logits.size();
    const auto is_before = [&](const Clause& clause) { return clause.sentence < sentence; };
    auto clause = static_cast<std::size_t>(std::partition_point(clauses.begin(), clauses.end(), is_before) -
                                           clauses.begin());
    for (const Pair passage : passages_) {
      const std::uint32_t end = reading_.pieces.span[passage.end - 1].end;
      Part part;
      part.clause = clause;
      for (; sentence < sentences.size() && sentences[sentence].begin < end; ++sentence)
        part.spans.push_back(sentences[sentence]);
      part.n_sentences = part.spans.size();
      for (; clause < clauses.size() && is_before(clauses[clause]); ++clause)
        part.spans.push_back(clauses[clause].span);
      parts.push_back(std::move(part));
    }
    model_.share(parts.size(), [&](Tasks& tasks) {
      while (const auto i = tasks.next()) parts[*i].logits = read_worth(passages_[*i], parts[*i].spans);
    });
    for (const Part& part : parts) {
      const auto of_clauses = part.logits.begin() + static_cast<std::ptrdiff_t>(part.n_sentences);
      layers_.claim_logits.insert(layers_.claim_logits.end(), part.logits.begin(), of_clauses);
      for (std::size_t i = part.n_sentences; i < part.spans.size(); ++i)
        clauses[part.clause + i - part.n_sentences].logits = part.logits[i];
    }
  }

  const std::string_view text_;
  const std::vector<Stretch>& stretches_;
  const Model& model_;
  const Reading reading_;
  std::vector<Boundary> marks_;  // of the pieces so far
  std::size_t n_in_sentence_ = 0;
  Matrix rows_;  // of the pieces from first_row_ to marks_.size()
  std::size_t first_row_ = 0;
  std::vector<Pair> passages_;  // to be read in the next round
  std::size_t begin_ = 0;       // the first piece that no passage has taken
  std::size_t stretch_ = 0;     // of the last sentence
  LanguageLayers layers_;
  LinkReader links_{model_.mentions()};
  std::vector<std::uint8_t> is_personal_;  // of each label of features
  ColumnWriter<std::uint32_t> lemma_{layers_.tokens.lemma};
  ColumnWriter<std::uint16_t> upos_{layers_.tokens.upos}, xpos_{layers_.tokens.xpos},
      feats_{layers_.tokens.feats}, deprel_{layers_.tokens.deprel};
};

}  // namespace

LanguageLayers read_language(const Document& document, const std::vector<Stretch>& stretches,
                             const Sentences& by_rules, const Model& model) {
  LanguageReader reader(document, stretches, model,
                        cut(document.text(), stretches, by_rules, model.vocabulary()));
  reader.read();
  return std::move(reader).take();
}

}  // namespace quoth
