#include "write/quote_page.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "record/holder_name.h"
#include "text/offsets.h"
#include "text/unicode.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

/// Columns that a chain takes at most; the first of a longer one are left out.
constexpr std::size_t kLongestLink = 40;

bool is_shown(const Quote& quote, const QuoteListOptions& what) {
  return (what.self || !quote.self) && (what.scare || quote.kind != QuoteKind::scare);
}

std::string joined(const Record& record, const std::vector<Span>& spans) {
  std::string text;
  for (const Span span : spans) {
    if (!text.empty()) text += " … ";
    text += fold_space(record.document.slice(span));
  }
  return text;
}

std::optional<std::size_t> turn_at(const Record& record, std::uint32_t byte) {
  const auto after = std::partition_point(record.turns.begin(), record.turns.end(),
                                          [&](const Turn& turn) { return turn.span.begin <= byte; });
  if (after == record.turns.begin() || (after - 1)->span.end <= byte) return std::nullopt;
  return static_cast<std::size_t>(after - record.turns.begin()) - 1;
}

std::string speaker_of(const Record& record, const Quote& quote) {
  const auto turn = turn_at(record, quote.content.front().begin);
  if (!turn || !record.turns[*turn].speaker) return {};
  return record.speakers[record.turns[*turn].speaker->index()].name;
}

double score_of(const Quote& quote) { return std::round(static_cast<double>(quote.score) * 1000) / 1000; }

/// One quote as an object; what stands where in columns is kQuoteColumns'.
void write_line(const Record& record, const OffsetIndex& offsets, std::size_t number, JsonWriter& json) {
  const Quote& quote = record.quotes[number];
  json.begin_object();
  json.member("record", record.id);
  json.member_integer("quote", static_cast<std::int64_t>(number));
  json.key("turn");
  if (const auto turn = turn_at(record, quote.content.front().begin)) {
    json.integer(static_cast<std::int64_t>(*turn));
  } else {
    json.null();
  }
  json.member_or_null("speaker", speaker_of(record, quote));
  json.key("chain");
  json.begin_array();
  for (const std::string& link : chain_of(record, quote)) json.string(link);
  json.end_array();
  json.member_or_null("holder", name_of(record, quote.holder));
  json.member("kind", to_string(quote.kind));
  json.member("act", to_string(quote.act));
  json.key("self");
  json.boolean(quote.self);
  json.member("cue", joined(record, quote.cue));
  json.member("source", joined(record, quote.source));
  json.member("content", joined(record, quote.content));
  json.member_integer("begin", offsets.code_points(quote.content.front().begin));
  json.member_integer("end", offsets.code_points(quote.content.back().end));
  json.key("score");
  json.number(score_of(quote));
  json.end_object();
}

}  // namespace

std::vector<std::string> chain_of(const Record& record, const Quote& quote) {
  std::vector<std::string> chain;
  std::vector<const Quote*> hands = {&quote};
  while (hands.back()->parent) hands.push_back(&record.quotes[hands.back()->parent->index()]);
  if (std::string speaker = speaker_of(record, quote); !speaker.empty()) chain.push_back(std::move(speaker));
  for (auto at = hands.rbegin(); at != hands.rend(); ++at) {
    if ((*at)->self && *at != &quote) continue;
    std::string name = name_or_words(record, (*at)->holder);
    if (name.empty() && std::holds_alternative<Unnamed>((*at)->holder)) name = "somebody";
    if (chain.empty() || chain.back() != name) chain.push_back(std::move(name));
  }
  return chain;
}

std::string render_quotes(const Record& record, const QuoteListOptions& what,
                          const LayerPageOptions& options) {
  StyledLines lines(std::min(options.width, kWidest), options.colour);
  add_heading(lines, record);
  const auto n = std::count_if(record.quotes.begin(), record.quotes.end(),
                               [&](const Quote& quote) { return is_shown(quote, what); });
  add_line(lines, counted(static_cast<std::size_t>(n), "quotation", "quotations"), kDim);
  lines.rule();
  lines.blank();
  if (n == 0) add_line(lines, why_empty(record, Layer::quotes));
  for (const Quote& quote : record.quotes) {
    if (!is_shown(quote, what)) continue;
    StyledText paragraph;
    bool first = true;
    const auto turn = turn_at(record, quote.content.front().begin);
    const auto speaker = turn ? record.turns[*turn].speaker : std::nullopt;
    for (const std::string& link : chain_of(record, quote)) {
      if (!first) paragraph.add(" < ", kDim);
      const bool cut = link.size() > kLongestLink * 2;
      paragraph.add(cut ? link.substr(0, link.find(' ', kLongestLink)) + " …" : link,
                    first && speaker ? ink_of(*speaker) : kBold);
      first = false;
    }
    paragraph.add(": ");
    paragraph.add(joined(record, quote.content));
    const std::string cue = joined(record, quote.cue);
    const std::string about = fmt::format(" ({}{}{})", cue, cue.empty() ? "" : ", ", to_string(quote.kind));
    paragraph.add(about, kDim);
    lines.add(paragraph, {}, "    ");
    lines.blank();
  }
  return std::move(lines).take();
}

std::string quotes_json_lines(const Record& record, const QuoteListOptions& what) {
  const OffsetIndex offsets(record.document.text());
  std::string out;
  for (std::size_t i = 0; i < record.quotes.size(); ++i) {
    if (!is_shown(record.quotes[i], what)) continue;
    JsonWriter json(out);
    write_line(record, offsets, i, json);
    out += '\n';
  }
  return out;
}

std::string quotes_csv(const Record& record, const QuoteListOptions& what) {
  const OffsetIndex offsets(record.document.text());
  std::string out;
  for (std::size_t i = 0; i < record.quotes.size(); ++i) {
    const Quote& quote = record.quotes[i];
    if (!is_shown(quote, what)) continue;
    const auto turn = turn_at(record, quote.content.front().begin);
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(record.id), i,
                       turn ? std::to_string(*turn) : "", csv_field(speaker_of(record, quote)),
                       csv_field(fmt::format("{}", fmt::join(chain_of(record, quote), " < "))),
                       csv_field(name_of(record, quote.holder)), to_string(quote.kind), to_string(quote.act),
                       quote.self ? 1 : 0, csv_field(joined(record, quote.cue)),
                       csv_field(joined(record, quote.source)), csv_field(joined(record, quote.content)),
                       offsets.code_points(quote.content.front().begin),
                       offsets.code_points(quote.content.back().end), score_of(quote));
  }
  return out;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace quoth
