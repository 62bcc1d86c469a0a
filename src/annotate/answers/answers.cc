#include "annotate/answers/answers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "annotate/answers/beside.h"
#include "annotate/answers/parts.h"
#include "annotate/answers/questions.h"
#include "annotate/answers/reading.h"
#include "model/plain_words.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Of turns: all that is said in them, and where it stands in the text.
class Words {
 public:
  Words(const Document& document, const Record& record, const std::vector<TurnId>& turns) {
    for (const TurnId turn : turns) {
      for (const Span span : record.turns[turn.index()].spans) {
        if (!text_.empty()) text_ += ' ';
        parts_.push_back({text_.size(), span});
        text_ += document.slice(span);
      }
    }
  }

  const std::string& text() const& { return text_; }
  /// Without what stands behind `size` bytes.
  void cut(std::size_t size) { text_.resize(size); }

  /// The words `of` this text in the record's, without white space at their ends; more spans where they run over several.
  void append_spans(Span of, std::vector<Span>& out) const {
    for (const Part& part : parts_) {
      const auto part_end = static_cast<std::uint32_t>(part.at + part.span.end - part.span.begin);
      std::uint32_t begin = std::max(of.begin, static_cast<std::uint32_t>(part.at)),
                    end = std::min(of.end, part_end);
      while (begin < end && is_space(static_cast<unsigned char>(text_[begin]))) ++begin;
      while (begin < end && is_space(static_cast<unsigned char>(text_[end - 1]))) --end;
      const auto at = static_cast<std::uint32_t>(part.at);
      if (begin < end) out.push_back({part.span.begin + begin - at, part.span.begin + end - at});
    }
  }

 private:
  struct Part {
    std::size_t at;  // in text_
    Span span;       // in the record
  };
  std::string text_;
  std::vector<Part> parts_;
};

/// Spans made whole sentences of the record, each once.
std::vector<Span> in_sentences(const Sentences& sentences, const std::vector<Span>& spans) {
  std::vector<Span> out;
  for (Span span : spans) {
    const auto first = std::partition_point(sentences.span.begin(), sentences.span.end(),
                                            [&](Span sentence) { return sentence.end <= span.begin; });
    for (auto at = first; at != sentences.span.end() && at->begin < span.end; ++at) {
      span = {std::min(span.begin, at->begin), std::max(span.end, at->end)};
    }
    if (!out.empty() && span.begin < out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

/// The words of an exchange and, where there is a model to read them, their vectors.
struct Heard {
  Words asked, answer;
  std::optional<AnswerVectors> vectors;

  Heard(const Document& document, const Record& record, const Exchange& exchange, const Model* model)
      : asked(document, record, exchange.question), answer(document, record, exchange.answer) {
    answer.cut(without_handing_over(answer.text()).size());
    if (AnswerVectors::can_be_of(model)) vectors.emplace(*model, asked.text(), answer.text());
  }
};

/// Those of all exchanges that somebody replied to, the encoder's work shared among threads.
std::vector<std::optional<Heard>> hear(const Document& document, const Record& record, const Model* model) {
  std::vector<std::optional<Heard>> out(record.exchanges.size());
  const auto work = [&](Tasks& tasks) {
    while (const auto i = tasks.next()) {
      if (!record.exchanges[*i].answer.empty())
        out[*i].emplace(document, record, record.exchanges[*i], model);
    }
  };
  if (model != nullptr) {
    model->share(out.size(), work);
  } else {
    Tasks alone(out.size());
    work(alone);
  }
  return out;
}

/// `own`: the parts of the answer that belong to the question, where it is one of several.
Answer answer_of(const Sentences& sentences, std::string_view question, const Heard& heard,
                 const std::vector<Span>& own = {}) {
  const std::string_view asked = heard.asked.text().empty() ? question : std::string_view(heard.asked.text());
  const AnswerReading reading =
      read_answer(question, {asked, heard.answer.text(), heard.vectors ? &*heard.vectors : nullptr}, own);
  Answer out;
  out.clarity = reading.clarity;
  out.technique = reading.technique;
  out.score = reading.score;
  out.unsure = reading.score < Answer::kSure;
  for (const Span span : reading.evidence) heard.answer.append_spans(span, out.evidence);
  out.evidence = in_sentences(sentences, out.evidence);
  return out;
}

/// A question that was put: the words that say what about, and those that it begins with.
struct Put {
  std::vector<std::string> about, opening;

  explicit Put(std::string_view question) : about(content_words(question)) {
    constexpr std::size_t kOpening = 3;
    opening = plain_words(question).form;
    opening.resize(std::min(kOpening, opening.size()));
  }

  /// Whether the other asks for the same: most of the words that say what about.
  bool asks_for(const Put& other) const {
    constexpr std::size_t kLeastShared = 3;
    const std::size_t n = n_shared(other), least = std::min(about.size(), other.about.size()),
                      most = std::max(about.size(), other.about.size());
    return n >= kLeastShared && 2 * n >= least && 3 * n >= most;
  }

  /// Whether this, put right after the other, takes it up: it begins as that does and is about nothing else ("How can you
  /// support him?").
  bool takes_up(const Put& other) const {
    return !about.empty() && opening == other.opening && n_shared(other) == about.size();
  }

 private:
  std::size_t n_shared(const Put& other) const {
    std::vector<std::string> shared;
    std::set_intersection(about.begin(), about.end(), other.about.begin(), other.about.end(),
                          std::back_inserter(shared));
    return shared.size();
  }
};

/// The first of the questions before that this one puts again.
std::optional<AnswerId> put_before(const std::vector<Put>& before, const Put& question) {
  const auto first =
      std::find_if(before.begin(), before.end(), [&](const Put& other) { return question.asks_for(other); });
  if (first != before.end()) return AnswerId(static_cast<std::size_t>(first - before.begin()));
  if (!before.empty() && question.takes_up(before.back())) return AnswerId(before.size() - 1);
  return std::nullopt;
}

/// The turns that the user's questions are put to: those of the last exchange with an answer, else the last turn.
std::pair<std::optional<ExchangeId>, Exchange> asked_last(const Record& record) {
  for (std::size_t i = record.exchanges.size(); i-- > 0;) {
    if (!record.exchanges[i].answer.empty()) return {ExchangeId(i), record.exchanges[i]};
  }
  return {std::nullopt, {{}, {TurnId(record.turns.size() - 1)}}};
}

}  // namespace

std::vector<Answer> find_answers(const Document& document, const Record& record,
                                 const std::vector<std::string>& ask, const Model* model) {
  std::vector<Answer> out;
  std::vector<Put> before;  // the questions so far
  const std::vector<std::optional<Heard>> heard = hear(document, record, model);
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (!heard[i]) continue;
    const std::vector<Span> questions =
        find_questions(document.text(), record.sentences, record.exchanges[i].question);
    std::vector<std::string_view> put;
    put.reserve(questions.size());
    for (const Span question : questions) put.push_back(document.slice(question));
    const std::vector<std::vector<Span>> parts = parts_of(put, heard[i]->answer.text());
    for (std::size_t q = 0; q < questions.size(); ++q) {
      Answer found = answer_of(record.sentences, put[q], *heard[i], parts[q]);
      found.exchange = ExchangeId(i);
      found.question = questions[q];
      found.again = put_before(before, Put(put[q]));
      before.emplace_back(put[q]);
      out.push_back(std::move(found));
    }
  }
  if (ask.empty() || record.turns.empty()) return out;
  const auto [id, exchange] = asked_last(record);
  std::optional<Heard> alone;
  if (!id) alone.emplace(document, record, exchange, model);
  const Heard& last = id ? *heard[id->index()] : *alone;
  for (std::size_t i = 0; i < ask.size(); ++i) {
    Answer found = answer_of(record.sentences, ask[i], last);
    found.exchange = id;
    found.ask = static_cast<std::uint32_t>(i);
    out.push_back(std::move(found));
  }
  return out;
}

}  // namespace quoth
