#include "store/quote_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "store/lexicon.h"
#include "store/said.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array<std::pair<std::string_view, std::vector<Span> Quote::*>, 3> kParts = {
    {{"content", &Quote::content}, {"cue", &Quote::cue}, {"source", &Quote::source}}};

class QuoteWriter {
 public:
  QuoteWriter(Database& database, std::int64_t number, const Record& record, const OffsetIndex& offsets)
      : database_(database), number_(number), record_(record), offsets_(offsets) {}

  Result<void> write(const std::function<void(TurnId, std::int64_t)>& quotes_name) {
    QUOTH_TRY(Statement row,
              database_.prepare("INSERT INTO quotes VALUES "
                                "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                                "?15, ?16, ?17)"));
    for (std::size_t i = 0; i < record_.quotes.size(); ++i) {
      const Quote& quote = record_.quotes[i];
      const auto turn = turn_at(record_.turns, quote.content.front().begin);
      QUOTH_TRY(const auto names, names_of(quote.holder));
      std::optional<std::int64_t> turn_number, speaker, entity, name, from, to, parent;
      if (turn) turn_number = turn->value;
      if (const auto* s = std::get_if<SpeakerId>(&quote.holder)) speaker = s->value;
      if (const auto* e = std::get_if<EntityId>(&quote.holder)) entity = e->value;
      if (const auto* u = std::get_if<Unnamed>(&quote.holder); u != nullptr && u->span) {
        from = at(u->span->begin);
        to = at(u->span->end);
      }
      if (!names.empty()) name = names.front();
      if (quote.parent) parent = quote.parent->value;
      QUOTH_CHECK(row.run(number_, i, turn_number, at(quote.content.front().begin),
                          at(quote.content.back().end), to_string(quote.kind), to_string(quote.act),
                          quote.self ? 1 : 0, speaker, entity, from, to, name, parent,
                          std::round(static_cast<double>(quote.score) * 1000) / 1000, text_of(quote.source),
                          text_of(quote.content)));
      QUOTH_CHECK(write_spans(i, quote));
      for (const std::int64_t id : names) {
        if (turn && !quote.self) quotes_name(*turn, id);
      }
    }
    return {};
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }

  Result<void> write_spans(std::size_t quote_number, const Quote& quote) {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO quote_spans VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    for (const auto& [part, spans] : kParts) {
      std::int64_t position = 0;
      for (const Span span : quote.*spans) {
        QUOTH_CHECK(row.run(number_, quote_number, part, position++, at(span.begin), at(span.end)));
      }
    }
    return {};
  }

  std::string text_of(const std::vector<Span>& spans) const {
    std::string text;
    for (const Span span : spans) {
      if (!text.empty()) text += " … ";
      text += fold_space(record_.document.slice(span));
    }
    return text;
  }

  /// All that the record calls a holder, the fullest first.
  Result<std::vector<std::int64_t>> names_of(const Holder& holder) {
    std::vector<std::string> names;
    if (const auto* speaker = std::get_if<SpeakerId>(&holder)) {
      names.push_back(record_.speakers[speaker->index()].name);
    } else if (const auto* entity = std::get_if<EntityId>(&holder)) {
      const Entity& of = record_.entities[entity->index()];
      names.push_back(of.name);
      std::set<std::string> others;
      for (const Mention& mention : of.mentions) {
        if (mention.kind == MentionKind::name)
          others.insert(fold_space(record_.document.slice(mention.span)));
      }
      others.erase(of.name);
      names.insert(names.end(), others.begin(), others.end());
    }
    return lexicon_ids(database_, names);
  }

  Database& database_;
  std::int64_t number_;
  const Record& record_;
  const OffsetIndex& offsets_;
};

}  // namespace

Result<void> insert_quotes(Database& database, std::int64_t number, const Record& record,
                           const OffsetIndex& offsets,
                           const std::function<void(TurnId turn, std::int64_t name)>& quotes_name) {
  return QuoteWriter(database, number, record, offsets).write(quotes_name);
}

Result<void> load_quotes(Database& database, std::int64_t number, const OffsetIndex& offsets,
                         Record& record) {
  const auto byte = [&](std::int64_t n) { return offsets.byte_of_code_point(static_cast<std::uint32_t>(n)); };
  QUOTH_TRY(
      Statement row,
      database.prepare("SELECT kind, act, self, speaker, entity, unnamed_begin, unnamed_end, parent, score "
                       "FROM quotes WHERE record = ?1 ORDER BY number"));
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    Quote& quote = record.quotes.emplace_back();
    quote.kind = quote_kind_of(row.text(0)).value_or(QuoteKind::indirect);
    quote.act = speech_act_of(row.text(1)).value_or(SpeechAct::statement);
    quote.self = row.integer(2) != 0;
    if (const auto speaker = row.maybe_integer(3)) {
      quote.holder = SpeakerId(static_cast<std::size_t>(*speaker));
    } else if (const auto entity = row.maybe_integer(4)) {
      quote.holder = EntityId(static_cast<std::size_t>(*entity));
    } else if (const auto from = row.maybe_integer(5)) {
      quote.holder = Unnamed{Span{byte(*from), byte(row.integer(6))}};
    }
    if (const auto parent = row.maybe_integer(7)) quote.parent = QuoteId(static_cast<std::size_t>(*parent));
    quote.score = static_cast<float>(row.real(8));
    QUOTH_TRY(more, row.next());
  }
  QUOTH_TRY(Statement spans, database.prepare("SELECT quote, part, begin, end FROM quote_spans "
                                              "WHERE record = ?1 ORDER BY quote, part, position"));
  QUOTH_TRY(more, spans.first(number));
  while (more) {
    Quote& quote = record.quotes[static_cast<std::size_t>(spans.integer(0))];
    for (const auto& [part, of] : kParts) {
      if (part == spans.text(1)) (quote.*of).push_back({byte(spans.integer(2)), byte(spans.integer(3))});
    }
    QUOTH_TRY(more, spans.next());
  }
  return {};
}

Result<std::vector<QuotedBy>> list_quoted(Database& database) {
  std::vector<QuotedBy> out;
  QUOTH_TRY(Statement row, database.prepare("SELECT speaker, holder, quotes, records FROM quoted_by "
                                            "ORDER BY quotes DESC, speaker, holder"));
  for (;;) {
    QUOTH_TRY(const bool more, row.next());
    if (!more) return out;
    out.push_back({row.string(0), row.string(1), row.integer(2), row.integer(3)});
  }
}

}  // namespace quoth
