#include "engine/verdict_json.h"

#include <cmath>
#include <optional>

#include "write/json_writer.h"

namespace quoth {
namespace {

class VerdictWriter {
 public:
  explicit VerdictWriter(std::string& out) : json_(out) {}

  void write(const std::string* id, const Verdict& verdict) {
    json_.begin_object();
    json_.key("id");
    id != nullptr ? json_.string(*id) : json_.null();
    write_rest(verdict);
  }

  void write(const CheckedQuotation& checked) {
    json_.begin_object();
    json_.member_integer("begin", checked.place.begin);
    json_.member_integer("end", checked.place.end);
    json_.member("quote", checked.quotation.text);
    json_.member_or_null("speaker", checked.quotation.speaker);
    write_rest(checked.verdict);
  }

 private:
  void write_rest(const Verdict& verdict) {
    json_.member("status", to_string(verdict.status));
    number("score", verdict.score);
    boolean("speaker_differs", verdict.speaker_differs);
    json_.member_integer("occurrences", static_cast<std::int64_t>(verdict.occurrences));
    boolean("more", verdict.more);
    json_.key("matches");
    json_.begin_array();
    for (const VerifyMatch& match : verdict.matches) write_match(match);
    json_.end_array();
    json_.end_object();
  }

  void number(std::string_view key, double value) {
    json_.key(key);
    json_.number(std::round(value * 1000) / 1000);
  }
  void boolean(std::string_view key, bool value) {
    json_.key(key);
    json_.boolean(value);
  }
  void range(std::string_view key, TextRange range) {
    json_.key(key);
    json_.begin_array();
    json_.integer(range.begin);
    json_.integer(range.end);
    json_.end_array();
  }
  void write_match(const VerifyMatch& match) {
    json_.begin_object();
    json_.member("record", match.path);
    json_.member_integer("number", match.record);
    json_.member("sha256", match.sha256);
    json_.member_or_null("title", match.title);
    json_.member_or_null("date", match.date);
    json_.member_integer_or_null("turn", match.turn);
    json_.member_or_null("speaker", match.speaker);
    json_.member_integer_or_null("page", match.page);
    json_.member_integer("begin", match.place.begin);
    json_.member_integer("end", match.place.end);
    json_.member("text", match.text);
    json_.member("by", match.reported ? "reported" : "speaker");
    json_.member_or_null("holder", match.holder);
    range("quote", match.quote);
    number("score", match.score);
    json_.key("differences");
    json_.begin_array();
    for (const Difference& difference : match.differences) write_difference(difference);
    json_.end_array();
    json_.key("omissions");
    json_.begin_array();
    for (const Omission& omission : match.omissions) write_omission(omission);
    json_.end_array();
    write_question(match.answers);
    json_.end_object();
  }

  void write_difference(const Difference& difference) {
    json_.begin_object();
    json_.member("kind", to_string(difference.kind));
    range("quote", difference.quote);
    range("source", difference.source);
    boolean("negation", difference.negation);
    boolean("number", difference.number);
    boolean("name", difference.name);
    boolean("spelling", difference.spelling);
    json_.end_object();
  }

  void write_omission(const Omission& omission) {
    json_.begin_object();
    range("source", omission.source);
    boolean("negation", omission.negation);
    json_.end_object();
  }

  void write_question(const std::optional<AnsweredQuestion>& question) {
    json_.key("answers");
    if (!question) return json_.null();
    json_.begin_object();
    json_.member_integer("turn", question->turn);
    json_.member_or_null("speaker", question->speaker);
    json_.member_integer("begin", question->place.begin);
    json_.member_integer("end", question->place.end);
    json_.member("text", question->text);
    json_.end_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string verdict_json(const std::string* id, const Verdict& verdict) {
  std::string json;
  VerdictWriter(json).write(id, verdict);
  return json;
}

std::string checked_quotation_json(const CheckedQuotation& checked) {
  std::string json;
  VerdictWriter(json).write(checked);
  return json;
}

}  // namespace quoth
