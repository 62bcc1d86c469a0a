#include "annotate/answers/answers.h"

#include <algorithm>
#include <utility>

#include "annotate/answers/beside.h"
#include "annotate/answers/parts.h"
#include "annotate/answers/questions.h"
#include "annotate/answers/reading.h"
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

/// `own`: the parts of the answer that belong to the question, where it is one of several.
Answer answer_of(const Sentences& sentences, std::string_view question, const Words& asked,
                 const Words& answer, const std::vector<Span>& own = {}) {
  const std::string_view all_asked = asked.text().empty() ? question : std::string_view(asked.text());
  const AnswerReading reading = read_answer(question, all_asked, answer.text(), own);
  Answer out;
  out.clarity = reading.clarity;
  out.technique = reading.technique;
  out.score = reading.score;
  out.unsure = reading.score < Answer::kSure;
  for (const Span span : reading.evidence) answer.append_spans(span, out.evidence);
  out.evidence = in_sentences(sentences, out.evidence);
  return out;
}

/// Whether two questions ask for the same: most of the words that say what about.
bool asks_the_same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  constexpr std::size_t kLeastShared = 3;
  std::vector<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return shared.size() >= kLeastShared && 2 * shared.size() >= std::min(a.size(), b.size()) &&
         3 * shared.size() >= std::max(a.size(), b.size());
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
                                 const std::vector<std::string>& ask) {
  std::vector<Answer> out;
  std::vector<std::vector<std::string>> about;  // of the questions so far
  for (std::size_t i = 0; i < record.exchanges.size(); ++i) {
    const Exchange& exchange = record.exchanges[i];
    if (exchange.answer.empty()) continue;
    const Words asked(document, record, exchange.question), answer(document, record, exchange.answer);
    const std::vector<Span> questions = find_questions(document.text(), record.sentences, exchange.question);
    std::vector<std::string_view> put;
    put.reserve(questions.size());
    for (const Span question : questions) put.push_back(document.slice(question));
    const std::vector<std::vector<Span>> parts = parts_of(put, answer.text());
    for (std::size_t q = 0; q < questions.size(); ++q) {
      const Span question = questions[q];
      Answer found = answer_of(record.sentences, put[q], asked, answer, parts[q]);
      found.exchange = ExchangeId(i);
      found.question = question;
      std::vector<std::string> words = content_words(document.slice(question));
      const auto before = std::find_if(about.begin(), about.end(),
                                       [&](const auto& other) { return asks_the_same(other, words); });
      if (before != about.end()) found.again = AnswerId(static_cast<std::size_t>(before - about.begin()));
      about.push_back(std::move(words));
      out.push_back(std::move(found));
    }
  }
  if (ask.empty() || record.turns.empty()) return out;
  const auto [id, exchange] = asked_last(record);
  const Words asked(document, record, exchange.question), answer(document, record, exchange.answer);
  for (std::size_t i = 0; i < ask.size(); ++i) {
    Answer found = answer_of(record.sentences, ask[i], asked, answer);
    found.exchange = id;
    found.ask = static_cast<std::uint32_t>(i);
    out.push_back(std::move(found));
  }
  return out;
}

}  // namespace quoth
