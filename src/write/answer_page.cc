#include "write/answer_page.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "text/offsets.h"
#include "text/unicode.h"
#include "write/json_writer.h"
#include "write/quote_page.h"

namespace quoth {
namespace {

/// Bytes of an answer that are shown before it is cut.
constexpr std::uint32_t kShown = 600, kBegin = 200;

double in_thousandths(float score) { return std::round(static_cast<double>(score) * 1000) / 1000; }

/// What an answer is about: who asks whom, and in which turns.
class Facts {
 public:
  Facts(const Record& record, const Answer& answer) : record_(record), answer_(answer) {
    const Exchange* exchange = answer.exchange ? &record.exchanges[answer.exchange->index()] : nullptr;
    if (exchange != nullptr) {
      if (!exchange->question.empty()) asking_ = exchange->question.back();
      if (!exchange->answer.empty()) answering_ = exchange->answer.front();
    }
    if (answer.question) {
      for (std::size_t i = 0; exchange != nullptr && i < exchange->question.size(); ++i) {
        const Span turn = record.turns[exchange->question[i].index()].span;
        if (turn.begin <= answer.question->begin && answer.question->end <= turn.end)
          asking_ = exchange->question[i];
      }
    }
  }

  std::string speaker() const { return answering_ ? speaker_of(record_, *answering_) : std::string(); }
  std::string asker() const { return asking_ ? speaker_of(record_, *asking_) : std::string(); }
  std::optional<TurnId> answering() const { return answering_; }
  std::string question() const {
    return answer_.question ? fold_space(record_.document.slice(*answer_.question)) : std::string();
  }
  std::vector<std::string> evidence() const {
    std::vector<std::string> out;
    for (const Span span : answer_.evidence) out.push_back(fold_space(record_.document.slice(span)));
    return out;
  }

 private:
  const Record& record_;
  const Answer& answer_;
  std::optional<TurnId> asking_, answering_;
};

class AnswerPage {
 public:
  AnswerPage(const Record& record, const std::vector<ReviewedRow>& reviewed, const LayerPageOptions& options)
      : record_(record),
        reviewed_(reviewed),
        has_colour_(options.colour),
        lines_(std::min(options.width, kWidest), options.colour) {}

  std::string render(const std::vector<std::size_t>& which) && {
    add_heading(lines_, record_);
    add_line(lines_, counted(which.size(), "question", "questions"), kDim);
    lines_.rule();
    lines_.blank();
    if (which.empty()) add_line(lines_, "No question of this record has a reply.");
    for (const std::size_t i : which) write(i);
    return std::move(lines_).take();
  }

 private:
  void write(std::size_t number) {
    const Answer& answer = record_.answers[number];
    const Facts facts(record_, answer);
    lines_.blank();
    StyledText head;
    head.add(fmt::format("{}", to_string(answer.clarity)), kBold);
    const ReviewedRow* const review = reviewed_row(reviewed_, ReviewKind::answer, number);
    if (review != nullptr && !review->corrected_by.empty()) {
      head.add(fmt::format(" · {} · corrected by {}", to_string(answer.technique), review->corrected_by),
               kDim);
    } else {
      head.add(fmt::format(" · {} · {:.2f}{}", to_string(answer.technique), answer.score,
                           answer.unsure ? " · unsure" : ""),
               kDim);
    }
    if (review != nullptr && review->state != ReviewState::new_)
      head.add(fmt::format(" · {}", to_string(review->state)), kDim);
    if (answer.again) head.add(fmt::format(" · asks {} again", answer.again->value), kDim);
    lines_.add(head, fmt::format("{:>3}  ", number), {}, kDim);
    write_question(answer, facts);
    write_reply(answer, facts);
  }

  void write_question(const Answer& answer, const Facts& facts) {
    StyledText text;
    const std::string asker = facts.asker();
    if (!asker.empty() && answer.question) text.add(asker + ": ", kDim);
    text.add(answer.question ? facts.question() : fmt::format("(your question {})", answer.ask.value_or(0)));
    lines_.add(text, "  Q  ", {}, kDim);
  }

  void write_reply(const Answer& answer, const Facts& facts) {
    StyledText text;
    const auto turn = facts.answering();
    if (turn && record_.turns[turn->index()].speaker) {
      text.add(facts.speaker() + ": ", ink_of(*record_.turns[turn->index()].speaker));
    }
    std::vector<TurnId> turns;
    if (answer.exchange) turns = record_.exchanges[answer.exchange->index()].answer;
    std::vector<Span> said;
    for (const TurnId id : turns) {
      const auto& spans = record_.turns[id.index()].spans;
      said.insert(said.end(), spans.begin(), spans.end());
    }
    if (said.empty()) said = answer.evidence;
    std::uint32_t length = 0;
    for (const Span span : said) length += span.end - span.begin;
    const std::uint32_t shown = length > kShown ? kBegin : length;
    std::uint32_t at = 0;
    bool is_cut = false;
    for (const Span span : said) {
      const std::uint32_t until = span.begin + std::min(span.end - span.begin, shown - std::min(shown, at));
      write_part(answer, span, end_of_word(until, span), text, is_cut);
      at += span.end - span.begin;
    }
    if (is_cut) text.add(" …", kDim);
    lines_.add(text, "  A  ", {}, kDim);
  }

  /// The end of the word in which `at` stands.
  std::uint32_t end_of_word(std::uint32_t at, Span within) const {
    const std::string_view text = record_.document.text();
    while (at > within.begin && at < within.end && text[at] != ' ' && text[at] != '\n') ++at;
    return at;
  }

  /// Of one span of an answer: its words up to `until`, and all evidence in it.
  void write_part(const Answer& answer, Span span, std::uint32_t until, StyledText& text, bool& is_cut) {
    std::uint32_t at = span.begin;
    const auto plain_up_to = [&](std::uint32_t end) {
      const std::uint32_t stop = std::min(end, std::max(at, until));
      if (stop > at) {
        if (is_cut) text.add(" … ", kDim);
        is_cut = false;
        text.add(std::string(record_.document.slice({at, stop})));
      }
      if (end > stop) is_cut = true;
      at = end;
    };
    for (const Span evidence : answer.evidence) {
      if (evidence.begin < at || evidence.end > span.end) continue;
      plain_up_to(evidence.begin);
      if (is_cut) text.add(" … ", kDim);
      is_cut = false;
      if (!has_colour_) text.add("_");
      text.add(record_.document.slice(evidence), {.underline = true});
      if (!has_colour_) text.add("_");
      at = evidence.end;
    }
    plain_up_to(span.end);
    text.add(" ");
  }

  const Record& record_;
  const std::vector<ReviewedRow>& reviewed_;
  bool has_colour_;
  StyledLines lines_;
};

void write_line(const Record& record, const OffsetIndex& offsets, std::size_t number,
                const std::vector<ReviewedRow>& reviewed, JsonWriter& json) {
  const Answer& answer = record.answers[number];
  const Facts facts(record, answer);
  const auto place = [&](std::optional<Span> span, bool end) -> std::optional<std::int64_t> {
    if (!span) return std::nullopt;
    return offsets.code_points(end ? span->end : span->begin);
  };
  const auto id = [](const auto& of) { return of ? std::optional<std::int64_t>(of->value) : std::nullopt; };
  json.begin_object();
  json.member("record", record.id);
  json.member_integer("answer", static_cast<std::int64_t>(number));
  json.member_integer_or_null("exchange", id(answer.exchange));
  json.member_integer_or_null("turn", id(facts.answering()));
  json.member_or_null("speaker", facts.speaker());
  json.member_or_null("asked_by", facts.asker());
  json.member_or_null("question", facts.question());
  json.member_integer_or_null("begin", place(answer.question, false));
  json.member_integer_or_null("end", place(answer.question, true));
  json.member_integer_or_null("ask", answer.ask ? std::optional<std::int64_t>(*answer.ask) : std::nullopt);
  json.member("clarity", to_string(answer.clarity));
  json.member("technique", to_string(answer.technique));
  json.key("score");
  json.number(in_thousandths(answer.score));
  json.key("unsure");
  json.boolean(answer.unsure);
  json.key("evidence");
  json.begin_array();
  for (const std::string& words : facts.evidence()) json.string(words);
  json.end_array();
  json.member_integer_or_null("again", id(answer.again));
  const ReviewedRow* const review = reviewed_row(reviewed, ReviewKind::answer, number);
  json.key("review");
  json.raw(review != nullptr ? review->json : std::string());
  json.end_object();
}

}  // namespace

std::string speaker_of(const Record& record, TurnId turn) {
  const auto speaker = record.turns[turn.index()].speaker;
  return speaker ? record.speakers[speaker->index()].name : std::string();
}

std::string render_answers(const Record& record, const std::vector<std::size_t>& which,
                           const std::vector<ReviewedRow>& reviewed, const LayerPageOptions& options) {
  return AnswerPage(record, reviewed, options).render(which);
}

std::string answers_json_lines(const Record& record, const std::vector<std::size_t>& which,
                               const std::vector<ReviewedRow>& reviewed) {
  const OffsetIndex offsets(record.document.text());
  std::string out;
  for (const std::size_t i : which) {
    JsonWriter json(out);
    write_line(record, offsets, i, reviewed, json);
    out += '\n';
  }
  return out;
}

std::string answers_csv(const Record& record, const std::vector<std::size_t>& which,
                        const std::vector<ReviewedRow>& reviewed) {
  const OffsetIndex offsets(record.document.text());
  std::string out;
  const auto number = [](const auto& of) { return of ? std::to_string(of->value) : std::string(); };
  for (const std::size_t i : which) {
    const Answer& answer = record.answers[i];
    const Facts facts(record, answer);
    std::string begin, end;
    if (answer.question) {
      begin = std::to_string(offsets.code_points(answer.question->begin));
      end = std::to_string(offsets.code_points(answer.question->end));
    }
    const ReviewedRow* const review = reviewed_row(reviewed, ReviewKind::answer, i);
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(record.id), i,
                       number(answer.exchange), number(facts.answering()), csv_field(facts.speaker()),
                       csv_field(facts.asker()), csv_field(facts.question()), begin, end,
                       answer.ask ? std::to_string(*answer.ask) : "", to_string(answer.clarity),
                       to_string(answer.technique), in_thousandths(answer.score), answer.unsure ? 1 : 0,
                       csv_field(fmt::format("{}", fmt::join(facts.evidence(), " … "))), number(answer.again),
                       review != nullptr ? to_string(review->state) : "new",
                       csv_field(review != nullptr ? review->corrected_by : std::string()));
  }
  return out;
}

}  // namespace quoth
