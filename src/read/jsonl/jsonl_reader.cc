#include "read/jsonl/jsonl_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/sha256.h"
#include "read/jsonl/line_object.h"
#include "read/layout.h"

namespace quoth {
namespace {

namespace dom = simdjson::dom;

/// The fields of a line that mean something; a null is as good as none, what else stands there is passed
/// over.
struct Fields {
  std::optional<dom::element> id, text, turns, date, layout, ask, title, outlet, speakers;

  static constexpr std::array<std::pair<std::string_view, std::optional<dom::element> Fields::*>, 9> kNames =
      {{
          {"id", &Fields::id},
          {"text", &Fields::text},
          {"turns", &Fields::turns},
          {"date", &Fields::date},
          {"layout", &Fields::layout},
          {"ask", &Fields::ask},
          {"title", &Fields::title},
          {"outlet", &Fields::outlet},
          {"speakers", &Fields::speakers},
      }};
};

Result<Fields> fields_of(const dom::object& object) {
  Fields fields;
  for (const auto [key, value] : object) {
    for (const auto& [name, member] : Fields::kNames) {
      if (key != name || value.is_null()) continue;
      if (fields.*member) return wrong_field(name, "stands twice");
      fields.*member = value;
    }
  }
  return fields;
}

/// Adds `text` and its paragraphs at the end of `builder`.
Span append(DocumentBuilder& builder, std::string_view text) {
  const std::size_t begin = builder.text.size();
  builder.text.append_verbatim(text, begin);
  for (Paragraph paragraph : find_paragraphs(text)) {
    paragraph.span = make_span(begin + paragraph.span.begin, begin + paragraph.span.end);
    builder.paragraphs.push_back(paragraph);
  }
  return make_span(begin, builder.text.size());
}

Result<Given::Turn> read_turn(const dom::element& value, bool first, DocumentBuilder& builder) {
  dom::object turn;
  if (value.get(turn) != simdjson::SUCCESS) return wrong_field("turns", "must be a list of objects");
  const auto text = member_of(turn, "text");
  if (!text) return wrong_field("turns", "has a turn without \"text\"");
  QUOTH_TRY(const std::string_view words, string_of("text", *text));
  QUOTH_TRY(std::string speaker, string_or_empty("speaker", member_of(turn, "speaker")));
  QUOTH_TRY(const std::string role_word, string_or_empty("role", member_of(turn, "role")));
  const std::optional<Role> role = role_of(role_word);
  if (!role && !role_word.empty())
    return wrong_field("role", fmt::format("is none of the known ones: {}", role_word));
  if (!first) builder.text.append_verbatim("\n\n", builder.text.size());
  return Given::Turn{append(builder, words), std::move(speaker), role};
}

Result<std::vector<Given::Turn>> read_turns(const dom::element& value, DocumentBuilder& builder) {
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return wrong_field("turns", "must be a list");
  std::vector<Given::Turn> turns;
  for (const dom::element turn : array) {
    QUOTH_TRY(Given::Turn read, read_turn(turn, turns.empty(), builder));
    turns.push_back(std::move(read));
  }
  return turns;
}

Result<std::vector<std::string>> read_ask(const std::optional<dom::element>& value) {
  std::vector<std::string> questions;
  if (!value) return questions;
  dom::array array;
  if (value->get(array) != simdjson::SUCCESS) return wrong_field("ask", "must be a list of strings");
  for (const dom::element question : array) {
    QUOTH_TRY(const std::string_view text, string_of("ask", question));
    questions.emplace_back(text);
  }
  return questions;
}

Result<std::vector<std::pair<std::string, std::string>>> read_speakers(
    const std::optional<dom::element>& value) {
  std::vector<std::pair<std::string, std::string>> speakers;
  if (!value) return speakers;
  dom::object object;
  if (value->get(object) != simdjson::SUCCESS) {
    return wrong_field("speakers", "must be an object of labels and the names that they stand for");
  }
  for (const auto [label, name] : object) {
    QUOTH_TRY(const std::string_view text, string_of("speakers", name));
    speakers.emplace_back(label, text);
  }
  return speakers;
}

Result<Given> read_given(const Fields& fields) {
  Given given;
  QUOTH_TRY(given.title, string_or_empty("title", fields.title));
  QUOTH_TRY(given.outlet, string_or_empty("outlet", fields.outlet));
  QUOTH_TRY(const std::string date, string_or_empty("date", fields.date));
  if (!date.empty()) {
    QUOTH_TRY(given.date, read_iso_date(date));
  }
  QUOTH_TRY(const std::string layout, string_or_empty("layout", fields.layout));
  if (!layout.empty() && layout != "prose") return wrong_field("layout", "can only be \"prose\"");
  given.prose = layout == "prose";
  QUOTH_TRY(given.ask, read_ask(fields.ask));
  QUOTH_TRY(given.speakers, read_speakers(fields.speakers));
  return given;
}

}  // namespace

Result<std::string> read_iso_date(std::string_view date) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  const std::string_view day = date.substr(0, date.find_first_of("T "));
  bool well_formed = day.size() == 4 || day.size() == 7 || day.size() == 10;
  for (std::size_t i = 0; well_formed && i < day.size(); ++i) {
    well_formed = kShape[i] == 'd' ? day[i] >= '0' && day[i] <= '9' : day[i] == kShape[i];
  }
  const auto two_digits = [&](std::size_t at) { return (day[at] - '0') * 10 + day[at + 1] - '0'; };
  if (well_formed && day.size() >= 7) well_formed = two_digits(5) >= 1 && two_digits(5) <= 12;
  if (well_formed && day.size() == 10) well_formed = two_digits(8) >= 1 && two_digits(8) <= 31;
  if (!well_formed)
    return fail(ErrorCode::json_field, fmt::format("{} is no date", date), "write it as 2018-07-14");
  return std::string(day);
}

Result<JsonlItem> read_jsonl(std::string_view line, const Limits& limits, std::optional<std::string>& id) {
  if (line.size() > limits.bytes) return fail(ErrorCode::input_too_large, "the line is too long");
  simdjson::padded_string json(line);
  const std::size_t n_mended = mend_surrogates(json);
  dom::parser parser;
  QUOTH_TRY(const dom::object object, parse_line(parser, json));
  const auto id_field = member_of(object, "id");
  if (!id_field) return wrong_field("id", "is missing");
  QUOTH_TRY(const std::string_view given_id, string_of("id", *id_field));
  id.emplace(given_id);
  QUOTH_TRY(const Fields fields, fields_of(object));

  JsonlItem item;
  item.id = *id;
  QUOTH_TRY(item.given, read_given(fields));
  if (fields.text.has_value() == fields.turns.has_value()) {
    return fail(ErrorCode::json_field,
                fields.text ? "both \"text\" and \"turns\" are given" : "\"text\" is missing",
                "give either \"text\" or \"turns\"");
  }
  DocumentBuilder builder;
  if (fields.text) {
    QUOTH_TRY(const std::string_view text, string_of("text", *fields.text));
    append(builder, text);
  } else {
    QUOTH_TRY(item.given.turns, read_turns(*fields.turns, builder));
  }
  if (n_mended != 0) {
    builder.diagnostics.push_back(
        {"text.replaced", std::nullopt, fmt::format("{} lone surrogates are read as U+FFFD", n_mended)});
  }
  std::string sha256 = sha256_hex(builder.text.text());
  item.document = std::move(builder).seal(Format::jsonl, std::move(sha256), {});
  return item;
}

}  // namespace quoth
