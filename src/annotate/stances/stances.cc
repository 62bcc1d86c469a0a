#include "annotate/stances/stances.h"

#include <algorithm>

#include "annotate/stances/expressions.h"

namespace quoth {
namespace stances {
namespace {

/// Whose stance the words of a record are, asked in the order of the text.
class Holders {
 public:
  explicit Holders(const StanceSources& sources) : sources_(sources) {
    for (const Quote& quote : sources.quotes) {
      if (quote.self || quote.kind == QuoteKind::scare) continue;
      for (const Span content : quote.content) contents_.push_back({content, &quote});
    }
    std::sort(contents_.begin(), contents_.end(),
              [](const Content& a, const Content& b) { return a.span < b.span; });
  }

  Holder of(Span span, std::optional<TurnId> turn) {
    while (next_ < contents_.size() && contents_[next_].span.begin <= span.begin) open_.push_back(next_++);
    std::erase_if(open_, [&](std::size_t i) { return contents_[i].span.end <= span.begin; });
    const Content* innermost = nullptr;
    for (const std::size_t i : open_) {
      const bool inside = contents_[i].span.contains(span);
      if (inside && (innermost == nullptr || contents_[i].span.size() < innermost->span.size())) {
        innermost = &contents_[i];
      }
    }
    if (innermost != nullptr) return innermost->quote->holder;
    if (turn && sources_.turns[turn->index()].speaker) return *sources_.turns[turn->index()].speaker;
    return Unnamed{};
  }

 private:
  struct Content {
    Span span;
    const Quote* quote;
  };
  const StanceSources& sources_;
  std::vector<Content> contents_;  // by begin
  std::vector<std::size_t> open_;  // those that began and have not ended
  std::size_t next_ = 0;
};

/// What each turn replies to, asked in the order of the text.
class Replies {
 public:
  Replies(const StanceSources& sources, const Words& words)
      : sources_(sources), words_(words), question_of_(sources.turns.size()) {
    for (const Exchange& exchange : sources.exchanges) {
      for (const TurnId turn : exchange.answer) question_of_[turn.index()] = &exchange;
    }
  }

  const Reply& of(std::optional<TurnId> turn) {
    if (turn == turn_) return reply_;
    turn_ = turn;
    reply_.replies = turn && question_of_[turn->index()] != nullptr;
    if (!reply_.replies) return reply_;
    reply_.asked.assign(words_.n_lemmas(), false);
    for (const TurnId question : question_of_[turn->index()]->question)
      note_verbs(sources_.turns[question.index()].span);
    return reply_;
  }

 private:
  void note_verbs(Span span) {
    const auto& tokens = sources_.tokens.span;
    auto at = std::partition_point(tokens.begin(), tokens.end(),
                                   [&](Span token) { return token.begin < span.begin; });
    for (; at != tokens.end() && at->begin < span.end; ++at) {
      const auto i = static_cast<std::size_t>(at - tokens.begin());
      if (words_.pos(i) == Pos::verb && !is_light(words_.lemma(i)))
        reply_.asked[words_.lemma_number(i)] = true;
    }
  }
  /// Verbs that say too little to tell that a clause answers another.
  static bool is_light(std::string_view lemma) {
    constexpr std::string_view kLight[] = {"be",  "have", "do",   "go",   "get",  "know", "think", "want",
                                           "see", "make", "take", "come", "like", "let",  "look",  "need"};
    return std::find(std::begin(kLight), std::end(kLight), lemma) != std::end(kLight);
  }

  const StanceSources& sources_;
  const Words& words_;
  std::vector<const Exchange*> question_of_;
  std::optional<TurnId> turn_;
  Reply reply_;
};

/// Takes out what an expression of the same kind, or a longer one that says how sure it is, covers.
void drop_covered(std::vector<Expression>& found) {
  const auto covers = [](const Expression& a, const Expression& b) {
    const bool longer = a.last - a.first > b.last - b.first;
    return a.first <= b.first && b.last <= a.last && longer && b.kind != StanceKind::negation;
  };
  std::vector<Expression> kept;
  for (std::size_t i = 0; i < found.size(); ++i) {
    bool keep = true;
    for (std::size_t k = 0; k < found.size() && keep; ++k) {
      const bool same = found[k].first == found[i].first && found[k].last == found[i].last && k < i &&
                        (found[k].kind == found[i].kind || found[i].kind != StanceKind::negation);
      keep = k == i || !(covers(found[k], found[i]) || same);
    }
    if (keep) kept.push_back(found[i]);
  }
  found = std::move(kept);
}

}  // namespace
}  // namespace stances

std::vector<Stance> find_stances(const StanceSources& sources) {
  using namespace stances;
  std::vector<Stance> out;
  const Words words(sources.text, sources.tokens);
  Holders holders(sources);
  Replies replies(sources, words);
  std::vector<Expression> found;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < sources.sentences.span.size() && begin < words.size(); ++s) {
    const Span span = sources.sentences.span[s];
    while (begin < words.size() && words.span(begin).begin < span.begin) ++begin;
    std::size_t end = begin;
    while (end < words.size() && words.span(end).begin < span.end) ++end;
    const std::optional<TurnId> turn = sources.sentences.turn[s];
    const Sentence sentence(words, begin, end);
    found.clear();
    find_expressions(words, sentence, found);
    find_negations(words, sentence, replies.of(turn), found);
    drop_covered(found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Expression& a, const Expression& b) { return a.first < b.first; });
    for (const Expression& expression : found) {
      const Span covered{words.span(expression.first).begin, words.span(expression.last).end};
      out.push_back({covered, expression.kind, expression.scope, holders.of(covered, turn)});
    }
    begin = end;
  }
  return out;
}

}  // namespace quoth
