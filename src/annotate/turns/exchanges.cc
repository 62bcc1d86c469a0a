#include "annotate/turns/exchanges.h"

#include <algorithm>
#include <string>

#include "annotate/turns/asking.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// What the finder needs to know of a turn.
struct TurnView {
  std::optional<SpeakerId> speaker;
  std::optional<Role> role;
  int n_words = 0;
  bool asks = false;          ///< has a question mark
  bool ends_asking = false;   ///< its last sentence is a question
  bool unmarked = false;      ///< a moderator's question without a mark
  bool listens = false;       ///< a listener's "Right.", "I see."
  bool courtesy = false;      ///< nothing but thanks, a greeting or a farewell
  bool cut_short = false;     ///< ends in a dash or an ellipsis
  bool goes_on = false;       ///< begins with a dash or an ellipsis
  bool to_everybody = false;  ///< a moderator's question that several may answer
};

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

bool is_courtesy(std::string_view lower, int n_words) {
  if (n_words > 25) return false;
  for (std::string_view sentence_head : {"thank you",
                                         "thanks",
                                         "good morning",
                                         "good afternoon",
                                         "good evening",
                                         "hello",
                                         "hi ",
                                         "hi,",
                                         "welcome",
                                         "my pleasure",
                                         "great to be",
                                         "good to be",
                                         "nice to be",
                                         "it's good to be",
                                         "it's great to be",
                                         "pleasure to be",
                                         "many thanks",
                                         "bye",
                                         "goodbye",
                                         "great to have you",
                                         "you're welcome",
                                         "you are welcome",
                                         "cheers",
                                         "it's a pleasure",
                                         "it is a pleasure",
                                         "good to see you",
                                         "very nice to",
                                         "a pleasure"}) {
    if (lower.starts_with(sentence_head)) return true;
  }
  return n_words <= 12 &&
         (lower.find("thank you") != lower.npos || lower.find("for having me") != lower.npos);
}

/// Whether a moderator's question goes to everybody, so that several replies belong to it.
bool asks_everybody(std::string_view lower) {
  for (std::string_view words :
       {"everybody", "everyone", "each of you", "all of you", "any of you", "who of you", "which of you",
        "who among you", "each candidate", "all the candidates", "raise your hand", "down the line"}) {
    if (lower.find(words) != lower.npos) return true;
  }
  return false;
}

std::vector<TurnView> view_turns(const Document& document, const std::vector<Speaker>& speakers,
                                 const std::vector<Turn>& turns) {
  std::vector<TurnView> views;
  views.reserve(turns.size());
  for (const Turn& turn : turns) {
    TurnView view;
    view.speaker = turn.speaker;
    if (turn.speaker) view.role = speakers[turn.speaker->index()].role;
    std::string_view last;
    for (Span span : turn.spans) {
      const std::string_view words = document.slice(span);
      view.n_words += count_words(words);
      view.asks = view.asks || words.find('?') != words.npos;
      last = words;
    }
    if (!turn.spans.empty()) {
      const std::string_view first = document.slice(turn.spans.front());
      const std::string_view tail = trim(last);
      view.ends_asking = ends_in_question(tail);
      view.cut_short = tail.ends_with("--") || tail.ends_with("...") || tail.ends_with("\u2014") ||
                       tail.ends_with("\u2026") || tail.ends_with("\u2013");
      view.goes_on = first.starts_with("--") || first.starts_with("...") || first.starts_with("\u2014") ||
                     first.starts_with("\u2026");
      if (view.role == Role::moderator) {
        view.to_everybody = asks_everybody(to_lower(last));
        view.unmarked = asks_without_mark(last);
      }
      // After a question it is the reply to it.
      const bool asked = !views.empty() && views.back().ends_asking;
      view.listens = !asked && view.n_words <= 4 && is_listening(last);
      if (view.n_words <= 25) view.courtesy = is_courtesy(to_lower(first), view.n_words);
    }
    views.push_back(view);
  }
  return views;
}

bool asks_by_role(const TurnView& view) {
  return view.role == Role::interviewer || view.role == Role::counsel || view.role == Role::analyst ||
         view.role == Role::audience;
}
bool stands_apart(const TurnView& view) { return view.role == Role::operator_; }

class ExchangeFinder {
 public:
  explicit ExchangeFinder(std::vector<TurnView> views) : views_(std::move(views)) {}

  std::vector<Exchange> find() {
    court_ =
        std::any_of(views_.begin(), views_.end(), [](const TurnView& v) { return v.role == Role::witness; });
    const bool by_role = std::any_of(views_.begin(), views_.end(), asks_by_role);
    if (by_role)
      find_by_role();
    else
      find_among_equals();
    return std::move(exchanges_);
  }

 private:
  // --- one side asks, the other replies ---

  bool puts(std::size_t i) const {
    const TurnView& view = views_[i];
    if (!view.speaker || stands_apart(view)) return false;
    if (asks_by_role(view)) return !view.listens;
    const bool may_ask =
        view.role == Role::moderator || view.role == Role::chair || (court_ && view.role == Role::other);
    return may_ask && view.ends_asking;
  }

  bool replies(std::size_t i, std::size_t question) const {
    const TurnView& view = views_[i];
    return view.speaker && !stands_apart(view) && view.speaker != views_[question].speaker &&
           !asks_by_role(view) && view.role != Role::chair && view.role != Role::moderator &&
           !(court_ && view.role != Role::witness);
  }

  /// Whether turn `i` is a listener's, within a reply that goes on after it.
  bool is_heard_out(std::size_t i, std::size_t question) const {
    return views_[i].listens && asks_by_role(views_[i]) && i > question + 1 && i + 1 < views_.size() &&
           replies(i + 1, question) && views_[i + 1].speaker == views_[i - 1].speaker;
  }

  void find_by_role() {
    for (std::size_t i = 0; i < views_.size();) {
      if (!puts(i)) {
        ++i;
        continue;
      }
      std::size_t last = i;
      while (last + 1 < views_.size() && views_[last + 1].speaker == views_[i].speaker && puts(last + 1))
        ++last;
      std::size_t end = last + 1;
      // Thanks after a reply are no part of it.
      while (end < views_.size() && (replies(end, last) || is_heard_out(end, last)) &&
             !(end > last + 1 && views_[end].courtesy)) {
        ++end;
      }
      // Of several turns in a row those before the first question lead up to it.
      std::size_t first = i;
      while (first < last && !views_[first].asks) ++first;
      add(first, last, end);
      i = end;
    }
  }

  // --- a debate, a round, a chamber: who was asked may ask ---

  bool speaks(std::size_t i) const {
    const TurnView& view = views_[i];
    return view.speaker && !stands_apart(view) && view.role != Role::moderator && view.role != Role::chair;
  }

  void find_among_equals() {
    std::size_t i = 0;
    while (i < views_.size()) {
      const TurnView& view = views_[i];
      const bool leads = view.role == Role::moderator;
      if (!view.speaker || stands_apart(view) ||
          !(leads ? view.asks || view.unmarked || view.to_everybody : view.ends_asking)) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      if (end < views_.size() && speaks(end) && views_[end].speaker != view.speaker) ++end;
      if (leads && view.to_everybody) {
        while (end < views_.size() && speaks(end)) ++end;
      }
      add(i, i, end);
      if (leads && end == i + 2) {
        i = find_remarks(end - 1);
      } else {
        // The reply may put the next question.
        i = end > i + 1 && views_[end - 1].ends_asking ? end - 1 : end;
      }
    }
  }

  /// Remarks and replies between those who were asked, after the reply in turn `answer`. Gives the next turn to look at.
  std::size_t find_remarks(std::size_t answer) {
    std::size_t i = answer;
    // A short retort replies to the answer itself; else the next remark is a new one.
    const bool retort =
        i + 1 < views_.size() && speaks(i + 1) && views_[i + 1].n_words <= 6 && !views_[i].ends_asking;
    if (!retort && !views_[i].ends_asking) ++i;
    while (i + 1 < views_.size() && speaks(i) && speaks(i + 1) &&
           views_[i].speaker != views_[i + 1].speaker && !views_[i + 1].goes_on) {
      add(i, i, i + 2);
      i += 2;
    }
    return std::max(i, answer + 1);
  }

  void add(std::size_t first, std::size_t last_question, std::size_t end) {
    Exchange exchange;
    bool asks = false;
    bool greeting = true;
    for (std::size_t i = first; i <= last_question; ++i) {
      exchange.question.emplace_back(i);
      asks = asks || views_[i].asks;
      greeting = greeting && views_[i].courtesy;
    }
    bool thanks = true;
    for (std::size_t i = last_question + 1; i < end; ++i) {
      if (views_[i].listens && asks_by_role(views_[i])) continue;
      exchange.answer.emplace_back(i);
      thanks = thanks && views_[i].courtesy;
    }
    if (exchange.answer.empty()) {
      if (!views_[last_question].ends_asking) return;
    } else {
      if (thanks || (greeting && !asks)) return;
      if (!exchanges_.empty() && takes_up(exchanges_.back(), exchange)) {
        Exchange& before = exchanges_.back();
        before.question.insert(before.question.end(), exchange.question.begin(), exchange.question.end());
        before.answer.insert(before.answer.end(), exchange.answer.begin(), exchange.answer.end());
        return;
      }
    }
    exchanges_.push_back(std::move(exchange));
  }

  /// Whether `now` takes up the question of `before`, which was cut short or met with a question.
  bool takes_up(const Exchange& before, const Exchange& now) const {
    if (before.answer.empty() || before.answer.back().index() + 1 != now.question.front().index())
      return false;
    const TurnView& question = views_[before.question.back().index()];
    const TurnView& answer = views_[before.answer.back().index()];
    const TurnView& reply = views_[now.answer.front().index()];
    if (question.speaker != views_[now.question.front().index()].speaker) return false;
    if (reply.goes_on && answer.speaker == reply.speaker) return true;
    if (question.asks) return question.cut_short && answer.n_words <= 12;
    return (question.cut_short && answer.n_words <= 20) || (answer.ends_asking && answer.n_words <= 12);
  }

  std::vector<TurnView> views_;
  std::vector<Exchange> exchanges_;
  bool court_ = false;  ///< witnesses are heard: nobody else replies
};

}  // namespace

std::vector<Exchange> find_exchanges(const Document& document, const std::vector<Speaker>& speakers,
                                     const std::vector<Turn>& turns) {
  return ExchangeFinder(view_turns(document, speakers, turns)).find();
}

}  // namespace quoth
