#include "annotate/turns/exchanges.h"

#include <algorithm>
#include <string>

#include "text/unicode.h"

namespace quoth {
namespace {

/// What the finder needs to know of a turn.
struct TurnView {
  std::optional<SpeakerId> speaker;
  std::optional<Role> role;
  int n_words = 0;
  bool asks = false;         ///< has a question mark
  bool ends_asking = false;  ///< its last sentence is a question
  bool courtesy = false;     ///< nothing but thanks, a greeting or a farewell
  bool cut_short = false;    ///< ends in a dash or an ellipsis
  bool goes_on = false;      ///< begins with a dash or an ellipsis
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
      std::size_t end = tail.size();
      while (end > 0 && (is_closing_quote(code_point_before(tail, end).value) || tail[end - 1] == ')'))
        end -= code_point_before(tail, end).length;
      view.ends_asking = end > 0 && tail[end - 1] == '?';
      view.cut_short = tail.ends_with("--") || tail.ends_with("...") || tail.ends_with("\u2014") ||
                       tail.ends_with("\u2026") || tail.ends_with("\u2013");
      view.goes_on = first.starts_with("--") || first.starts_with("...") || first.starts_with("\u2014") ||
                     first.starts_with("\u2026");
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

class Finder {
 public:
  explicit Finder(std::vector<TurnView> views) : views_(std::move(views)) {
    by_role_ = std::any_of(views_.begin(), views_.end(), asks_by_role);
  }

  std::vector<Exchange> find() {
    for (std::size_t i = 0; i < views_.size();) {
      if (!puts_something(i)) {
        ++i;
        continue;
      }
      std::size_t last_question = i;
      while (last_question + 1 < views_.size() && views_[last_question + 1].speaker == views_[i].speaker &&
             puts_something(last_question + 1))
        ++last_question;
      std::size_t end = last_question + 1;
      while (end < views_.size() && replies(end, last_question)) ++end;
      add(i, last_question, end);
      i = std::max(end, last_question + 1);
      // In talk among equals a reply may put the next question.
      if (!by_role_ && end > last_question + 1 && views_[end - 1].ends_asking) i = end - 1;
    }
    return std::move(exchanges_);
  }

 private:
  bool puts_something(std::size_t i) const {
    const TurnView& view = views_[i];
    if (stands_apart(view) || !view.speaker) return false;
    if (by_role_) {
      if (asks_by_role(view)) return true;
      return (view.role == Role::moderator || view.role == Role::chair) && view.ends_asking;
    }
    if (view.role == Role::moderator) return view.asks || !view.courtesy;
    return view.ends_asking;
  }

  bool replies(std::size_t i, std::size_t question) const {
    const TurnView& view = views_[i];
    if (stands_apart(view) || !view.speaker || view.speaker == views_[question].speaker) return false;
    if (by_role_) {
      if (asks_by_role(view)) return false;
      if (view.role == Role::chair || view.role == Role::moderator) return false;
      return true;
    }
    if (view.role == Role::moderator || view.role == Role::chair) return false;
    // Among equals one reply follows a question; a moderator's question may have several.
    return views_[question].role == Role::moderator || i == question + 1;
  }

  void add(std::size_t first, std::size_t last_question, std::size_t end) {
    Exchange exchange;
    for (std::size_t i = first; i <= last_question; ++i) exchange.question.emplace_back(i);
    for (std::size_t i = last_question + 1; i < end; ++i) exchange.answer.emplace_back(i);
    const bool asks = std::any_of(views_.begin() + static_cast<std::ptrdiff_t>(first),
                                  views_.begin() + static_cast<std::ptrdiff_t>(last_question) + 1,
                                  [](const TurnView& v) { return v.asks; });
    const bool greeting = std::all_of(views_.begin() + static_cast<std::ptrdiff_t>(first),
                                      views_.begin() + static_cast<std::ptrdiff_t>(last_question) + 1,
                                      [](const TurnView& v) { return v.courtesy && !v.asks; });
    if (exchange.answer.empty()) {
      if (!views_[last_question].ends_asking) return;
    } else {
      const bool thanks = std::all_of(exchange.answer.begin(), exchange.answer.end(),
                                      [&](TurnId t) { return views_[t.index()].courtesy; });
      if (thanks || (greeting && !asks)) return;
      // What follows a question that was cut short, or met with another question, takes it up again.
      if (!exchanges_.empty() && takes_up(exchanges_.back(), exchange)) {
        Exchange& before = exchanges_.back();
        before.question.insert(before.question.end(), exchange.question.begin(), exchange.question.end());
        before.answer.insert(before.answer.end(), exchange.answer.begin(), exchange.answer.end());
        return;
      }
    }
    exchanges_.push_back(std::move(exchange));
  }

  bool takes_up(const Exchange& before, const Exchange& now) const {
    if (before.answer.empty() || before.answer.back().index() + 1 != now.question.front().index())
      return false;
    const TurnView& question = views_[before.question.back().index()];
    const TurnView& answer = views_[before.answer.back().index()];
    if (question.speaker != views_[now.question.front().index()].speaker) return false;
    if (views_[now.answer.front().index()].goes_on &&
        answer.speaker == views_[now.answer.front().index()].speaker)
      return true;
    if (question.asks) return question.cut_short && answer.n_words <= 12;
    return (question.cut_short && answer.n_words <= 20) || (answer.ends_asking && answer.n_words <= 12);
  }

  std::vector<TurnView> views_;
  std::vector<Exchange> exchanges_;
  bool by_role_ = false;
};

}  // namespace

std::vector<Exchange> find_exchanges(const Document& document, const std::vector<Speaker>& speakers,
                                     const std::vector<Turn>& turns) {
  return Finder(view_turns(document, speakers, turns)).find();
}

}  // namespace quoth
