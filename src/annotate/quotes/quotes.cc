#include "annotate/quotes/quotes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "annotate/quotes/clauses.h"
#include "annotate/quotes/holders.h"
#include "annotate/quotes/lexicon.h"
#include "annotate/quotes/marks.h"
#include "annotate/quotes/phrases.h"
#include "annotate/quotes/set_right.h"
#include "annotate/quotes/spoken.h"
#include "annotate/quotes/trees.h"

namespace quoth {
namespace {

using Word = Trees::Word;

/// What the model alone has read is kept from here on.
constexpr float kLeastAlone = 0.5F;
/// And in talk, if the lexicon does not have its cue, from here on.
constexpr float kLeastUnknown = 0.9F;
/// Words in marks inside a clause and longer than this are somebody's speech, however little the text says of whose.
constexpr std::size_t kLongestScare = 6;

Span hull(const std::vector<Span>& spans) { return {spans.front().begin, spans.back().end}; }

bool overlap(const std::vector<Span>& a, const std::vector<Span>& b) {
  return std::any_of(a.begin(), a.end(), [&](Span x) {
    return std::any_of(b.begin(), b.end(), [&](Span y) { return x.overlaps(y); });
  });
}

class QuoteFinder {
 public:
  QuoteFinder(const Document& document, const Record& record)
      : text_(document.text()),
        record_(record),
        trees_(text_, record.tokens, record.sentences),
        is_talk_(!record.turns.empty()) {
    if (is_talk_) {
      for (const Turn& turn : record.turns) regions_.push_back(turn.span);
    } else {
      regions_.push_back(make_span(0, text_.size()));
    }
  }

  std::vector<Quote> find(const std::vector<QuoteReading>& learned) && {
    read_marks();
    // The model has learned from news: in running text it needs the trees no more.
    merge(is_talk_ || learned.empty() ? read_rules() : std::vector<QuoteReading>(), learned);
    add_fragments();
    return finish();
  }

 private:
  /// What trees and lexicon find.
  std::vector<QuoteReading> read_rules() const {
    std::vector<QuoteReading> clauses = read_clauses(trees_);
    std::vector<QuoteReading> unmarked = read_unmarked(trees_, marked_);
    clauses.insert(clauses.end(), std::make_move_iterator(unmarked.begin()),
                   std::make_move_iterator(unmarked.end()));
    for (QuoteReading& reading : clauses) set_right(trees_, marked_, reading);
    return clauses;
  }

  void read_marks() {
    for (const Span region : regions_) {
      const std::vector<Marked> marked = find_marked(text_, region);
      Spoken spoken = read_spoken(trees_, marked, !is_talk_);
      marked_.insert(marked_.end(), marked.begin(), marked.end());
      fragments_.insert(fragments_.end(), spoken.fragments.begin(), spoken.fragments.end());
      readings_.insert(readings_.end(), std::make_move_iterator(spoken.readings.begin()),
                       std::make_move_iterator(spoken.readings.end()));
    }
  }

  /// The reporting word of a cue that the model found.
  std::optional<Word> word_of(const std::vector<Span>& cue) const {
    std::optional<Word> found;
    for (const Span span : cue) {
      const auto [begin, end] = trees_.words_in(span);
      for (Word w = begin; w < end; ++w) {
        const bool verb = trees_.is_upos(w, {"VERB"});
        if (verb || reporting_word(trees_.lemma(w), trees_.upos(w)) != nullptr || !found) found = w;
      }
    }
    return found;
  }

  /// Whether a reading that only the model has is one by the guidelines.
  bool is_plausible(const QuoteReading& reading) const {
    if (reading.score < kLeastAlone || reading.content.empty()) return false;
    if (!is_talk_) return true;
    if (!reading.cue_word || !trees_.is_upos(*reading.cue_word, {"VERB", "NOUN", "ADJ", "PROPN", "AUX"}))
      return false;
    const bool known = reporting_word(trees_.lemma(*reading.cue_word), trees_.upos(*reading.cue_word));
    if (!known && reading.score < kLeastUnknown) return false;
    if (is_relative_clause(reading.content.front())) return false;
    if (trees_.is_upos(*reading.cue_word, {"VERB"}) && !is_report(trees_, *reading.cue_word, true))
      return false;
    return has_content(reading);
  }

  /// Whether something is said: a clause, words in marks, or what the cue's own kind of content is ("denied the charge", but
  /// not "mentioned the mayor" nor "recognized the gentleman").
  bool has_content(const QuoteReading& reading) const {
    const ReportingWord* word =
        reading.cue_word ? reporting_word(trees_.lemma(*reading.cue_word), trees_.upos(*reading.cue_word))
                         : nullptr;
    const bool takes_nouns =
        word != nullptr && (word->has(Frame::noun) || word->has(Frame::as) || word->has(Frame::called) ||
                            word->has(Frame::of) || word->has(Frame::on));
    bool full = false, clause = takes_nouns;
    for (const Span span : reading.content) {
      clause = clause || !marked_in(marked_, span).empty();
      const auto [begin, end] = trees_.words_in(span);
      for (Word w = begin; w < end; ++w) {
        full = full || trees_.is_upos(w, {"NOUN", "PROPN", "VERB", "ADJ", "NUM"});
        clause = clause || trees_.is_upos(w, {"VERB", "AUX"});
      }
    }
    return full && clause;
  }

  /// "What do you think is wrong?", "voters say is too late": the content's subject stands before the cue, and what is left says
  /// nothing. "I say so because it was" gives a reason.
  bool is_no_content(const QuoteReading& reading) const {
    if (reading.direct || reading.content.size() != 1) return false;
    const auto [begin, end] = trees_.words_in(reading.content.front());
    if (begin == end || trees_.is_lower(begin, {"because"})) return true;
    const std::string& form = trees_.xpos(begin);
    if (form != "VBZ" && form != "VBP" && form != "VBD" && form != "MD") return false;
    const auto above = trees_.head(begin);
    const bool helps = trees_.is_upos(begin, {"AUX"}) && above && *above > begin && *above < end;
    return !trees_.child(helps ? *above : begin, {"nsubj", "csubj", "expl"});
  }

  /// "which has been proven": more of what it says something about, and nothing that is said.
  bool is_relative_clause(Span content) const {
    const auto [begin, end] = trees_.words_in(content);
    return end > begin + 1 && trees_.is_lower(begin, {"which", "who", "whom", "whose"}) &&
           trees_.has_feature(begin, "PronType=Rel");
  }

  void merge(std::vector<QuoteReading> clauses, const std::vector<QuoteReading>& learned) {
    std::map<Word, std::size_t> of_cue;  // the reading that a reporting word has
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      if (readings_[i].cue_word) of_cue.emplace(*readings_[i].cue_word, i);
    }
    for (QuoteReading& clause : clauses) {
      if (clause.content.empty()) continue;
      if (of_cue.emplace(*clause.cue_word, readings_.size()).second) readings_.push_back(std::move(clause));
    }
    for (std::size_t i = 0; i < readings_.size(); ++i) place(i);
    for (QuoteReading reading : learned) {
      reading.cue_word = word_of(reading.cue);
      const auto same = reading.cue_word ? of_cue.find(*reading.cue_word) : of_cue.end();
      const std::optional<std::size_t> known =
          same != of_cue.end() ? std::optional(same->second) : reading_with_cue(reading.cue);
      if (is_talk_) {
        set_right(trees_, marked_, reading);
      } else {
        complete(reading);
      }
      if (known) {
        join(readings_[*known], reading);
      } else if (const auto marks = marks_without_cue(reading)) {
        adopt(readings_[*marks], reading);
        if (reading.cue_word) of_cue.emplace(*reading.cue_word, *marks);
        place(*marks);
      } else if (is_plausible(reading) && !(is_talk_ && is_known(reading))) {
        settle(reading);
        of_cue.emplace(reading.cue_word.value_or(trees_.size()), readings_.size());
        readings_.push_back(std::move(reading));
        place(readings_.size() - 1);
      }
    }
  }

  // ---- readings by their places

  /// How far before a span others may begin that are looked at for overlaps.
  static constexpr std::uint32_t kLongestCue = 400, kLongestContent = 8000;
  using Begins = std::multimap<std::uint32_t, std::size_t>;

  void place(std::size_t i) {
    if (!readings_[i].cue.empty()) by_cue_.emplace(readings_[i].cue.front().begin, i);
    if (!readings_[i].content.empty()) by_content_.emplace(readings_[i].content.front().begin, i);
  }

  /// The first reading near `span` that `is_it` holds of.
  template <typename Test>
  static std::optional<std::size_t> first_near(const Begins& begins, Span span, std::uint32_t before,
                                               Test is_it) {
    std::optional<std::size_t> found;
    for (auto at = begins.lower_bound(span.begin - std::min(span.begin, before));
         at != begins.end() && at->first < span.end; ++at) {
      if ((!found || at->second < *found) && is_it(at->second)) found = at->second;
    }
    return found;
  }

  std::optional<std::size_t> reading_with_cue(const std::vector<Span>& cue) const {
    if (cue.empty()) return std::nullopt;
    return first_near(by_cue_, hull(cue), kLongestCue,
                      [&](std::size_t i) { return overlap(readings_[i].cue, cue); });
  }

  /// What the model reads in running text, by the guidelines: a content without its "that" and the punctuation beside it, a
  /// cue with its verb.
  void complete(QuoteReading& reading) const {
    for (Span& span : reading.content) {
      auto [begin, end] = trees_.words_in(span);
      const Word last = end;
      // Before a comma it belongs to the parenthesis there: "that, if asked, she would go".
      if (begin + 1 < end && trees_.is_lower(begin, {"that"}) && !trees_.is_lower(begin + 1, {","}) &&
          !trees_.is_relation(begin, {"nsubj", "det", "obj"})) {
        ++begin;
      }
      while (begin + 1 < end && trees_.is_lower(begin, {",", ":", ";"})) ++begin;
      if (last > begin) span.begin = trees_.span(begin).begin;
    }
    for (Span& span : reading.cue) {
      const auto [begin, end] = trees_.words_in(span);
      if (end == begin || !trees_.is_upos(end - 1, {"AUX"})) continue;
      const auto verb = trees_.head(end - 1);
      if (verb && *verb >= end && *verb < end + 3 && trees_.is_upos(*verb, {"VERB"}))
        span.end = trees_.span(*verb).end;
    }
  }

  /// The words in marks whose cue only the model has found.
  std::optional<std::size_t> marks_without_cue(const QuoteReading& reading) const {
    if (reading.content.empty() || !reading.cue_word || !is_plausible(reading)) return std::nullopt;
    const Span content = hull(reading.content);
    return first_near(by_content_, content, kLongestContent, [&](std::size_t i) {
      const QuoteReading& other = readings_[i];
      if (!other.direct || !other.cue.empty() || overlap(other.content, reading.cue)) return false;
      const Span marks = other.content.front();
      const Span both{std::max(content.begin, marks.begin), std::min(content.end, marks.end)};
      return both.begin < both.end && 2 * both.size() > marks.size();
    });
  }

  void adopt(QuoteReading& marks, const QuoteReading& learned) const {
    QuoteReading found = learned;
    settle(found);
    marks.cue = found.cue;
    marks.cue_word = found.cue_word;
    marks.source = found.source;
    marks.act = found.act;
    marks.score = 1 - (1 - marks.score) * (1 - learned.score);
  }

  /// Whether another cue has nearly the same content already.
  bool is_known(const QuoteReading& reading) const {
    constexpr double kSame = 0.8;
    const Span content = hull(reading.content);
    return first_near(by_content_, content, kLongestContent,
                      [&](std::size_t i) {
                        const QuoteReading& other = readings_[i];
                        if (other.content.empty() || other.aside) return false;
                        const Span span = hull(other.content);
                        const double both = std::min(content.end, span.end) -
                                            static_cast<double>(std::max(content.begin, span.begin));
                        const double all = std::max(content.end, span.end) -
                                           static_cast<double>(std::min(content.begin, span.begin));
                        return both > kSame * all;
                      })
        .has_value();
  }

  /// What the model says of a quotation that the rules have too.
  void join(QuoteReading& known, const QuoteReading& learned) const {
    known.score = 1 - (1 - known.score) * (1 - learned.score);
    if (is_talk_) return;
    known.cue = learned.cue;
    if (!learned.source.empty()) known.source = learned.source;
    if (!known.direct && !learned.content.empty()) known.content = learned.content;
  }

  /// What lexicon and tree say of a quotation that only the model found.
  void settle(QuoteReading& reading) const {
    if (!reading.cue_word) return;
    // Of a passive the agent, never whom it was said to.
    if (const auto subject = subject_of(trees_, *reading.cue_word);
        is_talk_ && subject && subject->passive &&
        reporting_word(trees_.lemma(*reading.cue_word), trees_.upos(*reading.cue_word)) != nullptr) {
      reading.source.clear();
      if (subject->word) reading.source = {noun_phrase(trees_, *subject->word)};
    }
    // Nor who is called: "Mr. Reed, it has been said that".
    std::erase_if(reading.source, [&](Span span) {
      const auto [begin, end] = trees_.words_in(span);
      for (Word w = begin; w < end; ++w) {
        if (trees_.is_relation(w, {"vocative"})) return true;
      }
      return false;
    });
    if (const ReportingWord* word =
            reporting_word(trees_.lemma(*reading.cue_word), trees_.upos(*reading.cue_word))) {
      reading.act = word->act;
      reading.of_mind = word->has(Frame::mind);
    }
  }

  /// Words in marks that are no reading's: a part of an indirect content, or held at a distance.
  void add_fragments() {
    std::vector<QuoteReading> scare;
    for (const Marked& fragment : fragments_) {
      const auto held = first_near(by_content_, fragment.span, kLongestContent, [&](std::size_t i) {
        return overlap(readings_[i].content, {fragment.span});
      });
      if (held || !fragment.closed || fragment.depth > 0) continue;
      const auto [begin, end] = trees_.words_in(fragment.inner);
      if (end - begin > kLongestScare || is_title(begin, end)) continue;
      QuoteReading reading;
      reading.content = {fragment.span};
      reading.score = 0.5F;
      scare.push_back(std::move(reading));
    }
    n_scare_ = scare.size();
    readings_.insert(readings_.end(), std::make_move_iterator(scare.begin()),
                     std::make_move_iterator(scare.end()));
  }

  /// "The Fish and the Net": the name of a work, not words held at a distance.
  bool is_title(Word begin, Word end) const {
    for (Word w = begin; w < end; ++w) {
      const char first = trees_.text(w)[0];
      if (trees_.is_upos(w, {"NOUN", "VERB", "ADJ", "ADV", "PROPN"}) && !(first >= 'A' && first <= 'Z'))
        return false;
    }
    return true;
  }

  // ---- from readings to quotes

  QuoteKind kind_of(const QuoteReading& reading, bool scare) const {
    if (scare) return QuoteKind::scare;
    if (reading.direct) return QuoteKind::direct;
    bool all = true, some = false;
    for (const Span span : reading.content) {
      const std::vector<Marked> in = marked_in(marked_, span);
      const bool whole = std::any_of(in.begin(), in.end(), [&](const Marked& m) {
        return m.span.begin <= span.begin && span.end <= m.span.end && m.inner.begin + 1 >= span.begin &&
               m.inner.end <= span.end + 1;
      });
      all = all && whole;
      some =
          some || std::any_of(in.begin(), in.end(), [&](const Marked& m) { return span.contains(m.span); });
    }
    return all ? QuoteKind::direct : some ? QuoteKind::mixed : QuoteKind::indirect;
  }

  SpeechAct act_of(const QuoteReading& reading, QuoteKind kind) const {
    if (reading.act == SpeechAct::statement && kind == QuoteKind::direct) {
      std::uint32_t last = reading.content.back().end;
      while (last > reading.content.back().begin && !is_letter_or_stop(text_[last - 1])) --last;
      if (text_[last - 1] == '?') return SpeechAct::question;
    }
    return reading.act;
  }

  static bool is_letter_or_stop(char c) {
    return c == '?' || c == '.' || c == '!' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
  }

  std::vector<Quote> finish() {
    struct Item {
      Quote quote;
      bool aside;
    };
    std::vector<Item> items;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      QuoteReading& reading = readings_[i];
      if (reading.content.empty() || (is_talk_ && is_no_content(reading))) continue;
      const QuoteKind kind = kind_of(reading, i + n_scare_ >= readings_.size());
      Quote quote;
      quote.act = act_of(reading, kind);
      quote.content = std::move(reading.content);
      quote.cue = std::move(reading.cue);
      quote.source = std::move(reading.source);
      quote.kind = kind;
      quote.score = std::clamp(reading.score, 0.0F, 1.0F);
      items.push_back({std::move(quote), reading.aside});
    }
    const auto whole = [](const Quote& q) {
      Span all = hull(q.content);
      for (const auto* spans : {&q.cue, &q.source}) {
        if (!spans->empty())
          all = {std::min(all.begin, spans->front().begin), std::max(all.end, spans->back().end)};
      }
      return all;
    };
    std::stable_sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
      const Span x = whole(a.quote), y = whole(b.quote);
      return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    });
    std::vector<Quote> quotes;
    std::vector<std::size_t> open;  // quotes whose content may hold the next
    for (Item& item : items) {
      const Span all = whole(item.quote);
      while (!open.empty() && whole(quotes[open.back()]).end <= all.begin) open.pop_back();
      std::uint32_t narrowest = 0;
      for (const std::size_t o : open) {
        for (const Span span : quotes[o].content) {
          if (span.contains(all) && (narrowest == 0 || span.size() < narrowest)) {
            narrowest = span.size();
            item.quote.parent = QuoteId(o);
          }
        }
      }
      if (!item.aside && item.quote.kind != QuoteKind::scare) open.push_back(quotes.size());
      quotes.push_back(std::move(item.quote));
    }
    find_holders(record_, trees_, quotes);
    return without_things(std::move(quotes));
  }

  /// "The figures indicate that it is late" reports nobody's words: in talk, without what is indicated or suggested by things.
  std::vector<Quote> without_things(std::vector<Quote> quotes) const {
    if (!is_talk_) return quotes;
    std::vector<std::optional<QuoteId>> now(quotes.size());
    std::vector<Quote> kept;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      Quote& quote = quotes[i];
      if (quote.parent) quote.parent = now[quote.parent->index()];
      if (is_of_thing(quote)) {
        now[i] = quote.parent;
        continue;
      }
      now[i] = QuoteId(kept.size());
      kept.push_back(std::move(quote));
    }
    return kept;
  }

  bool is_of_thing(const Quote& quote) const {
    const auto* entity = std::get_if<EntityId>(&quote.holder);
    if (quote.cue.empty() || quote.source.empty() || entity == nullptr) return false;
    const auto [begin, end] = trees_.words_in(quote.cue.back());
    bool indicates = false;
    for (Word w = begin; w < end; ++w) {
      indicates = indicates || trees_.lemma(w) == "indicate" || trees_.lemma(w) == "suggest" ||
                  trees_.lemma(w) == "imply";
    }
    const EntityType type = record_.entities[entity->index()].type;
    const auto [first, last] = trees_.words_in(quote.source.front());
    for (Word w = first; w < last; ++w) {
      if (trees_.is_lower(w, {"report", "study", "survey", "paper", "letter", "document", "statement", "memo",
                              "email", "article", "poll", "inquiry"}))
        return false;
    }
    return indicates && (type == EntityType::other || type == EntityType::event);
  }

  std::string_view text_;
  const Record& record_;
  const Trees trees_;
  const bool is_talk_;
  std::vector<Span> regions_;
  std::vector<Marked> marked_, fragments_;
  std::vector<QuoteReading> readings_;
  Begins by_cue_, by_content_;
  std::size_t n_scare_ = 0;
};

}  // namespace

std::vector<Quote> find_quotes(const Document& document, const Record& record,
                               const std::vector<QuoteReading>& learned) {
  if (record.tokens.size() == 0) return {};
  return QuoteFinder(document, record).find(learned);
}

}  // namespace quoth
