#include "page/layout.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

bool is_hidden(BlockKind kind) {
  return kind == BlockKind::title || kind == BlockKind::front_matter || kind == BlockKind::boilerplate;
}

/// What the turns of a record are in its exchanges.
void note_exchanges(const Record& record, std::vector<Unit>& units) {
  std::vector<std::size_t> unit_of(record.turns.size(), 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].kind == Unit::Kind::turn) unit_of[units[i].row] = i;
  }
  for (std::size_t i = 0; i < record.exchanges.size(); ++i) {
    const Exchange& exchange = record.exchanges[i];
    const std::vector<TurnId>& opening = exchange.question.empty() ? exchange.answer : exchange.question;
    if (opening.empty()) continue;
    Unit& first = units[unit_of[opening.front().index()]];
    if (!first.opens) first.opens = static_cast<std::uint32_t>(i);
    std::size_t last = unit_of[opening.front().index()];
    for (const TurnId turn : exchange.question) units[unit_of[turn.index()]].is_question = true;
    for (const TurnId turn : exchange.answer) units[unit_of[turn.index()]].is_answer = true;
    for (const auto* turns : {&exchange.question, &exchange.answer}) {
      for (const TurnId turn : *turns) last = std::max(last, unit_of[turn.index()]);
    }
    // Stage directions and interruptions between a question and its answer stay between them.
    for (std::size_t at = unit_of[opening.front().index()] + 1; at <= last; ++at) units[at].joins = true;
  }
}

}  // namespace

std::vector<Unit> units_of(const Record& record) {
  std::vector<Unit> units;
  std::uint32_t at = 0;
  const auto add_blocks_before = [&](std::size_t& block, std::uint32_t before) {
    for (; block < record.blocks.size() && record.blocks[block].span.begin < before; ++block) {
      const Block& b = record.blocks[block];
      if (b.span.begin < at) continue;  // inside a turn, or inside another block
      units.push_back({is_hidden(b.kind) ? Unit::Kind::hidden : Unit::Kind::block,
                       static_cast<std::uint32_t>(block), b.span});
      at = b.span.end;
    }
  };
  std::size_t block = 0;
  for (std::size_t i = 0; i < record.turns.size(); ++i) {
    add_blocks_before(block, record.turns[i].span.begin);
    units.push_back({Unit::Kind::turn, static_cast<std::uint32_t>(i), record.turns[i].span});
    at = record.turns[i].span.end;
  }
  add_blocks_before(block, static_cast<std::uint32_t>(record.document.text().size()) + 1);
  if (units.empty()) {
    for (const Span span : paragraphs_of(record, make_span(0, record.document.text().size())))
      units.push_back({Unit::Kind::text, 0, span});
  }
  note_exchanges(record, units);
  return units;
}

std::vector<std::size_t> parts_of(const Record& record, const std::vector<Unit>& units,
                                  const WordIndex& words, std::size_t words_per_part) {
  std::vector<std::size_t> begins = {0};
  if (words_per_part == 0) return begins;
  std::size_t n = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool may_begin = record.exchanges.empty() ? !units[i].joins : units[i].opens.has_value();
    // A turn of a chamber may go on for long without a question: it may begin a part when it is late.
    if (n >= words_per_part && (may_begin || (n >= words_per_part * 3 / 2 && !units[i].joins))) {
      begins.push_back(i);
      n = 0;
    }
    if (const auto range = words.words_in(units[i].span)) n += range->last - range->first + 1;
  }
  return begins;
}

std::vector<Span> paragraphs_of(const Record& record, Span span) {
  std::vector<Span> paragraphs;
  const std::string_view text = record.document.text();
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t end = std::min<std::size_t>(text.find("\n\n", at), span.end);
    const Span paragraph = trim(text, make_span(at, end));
    if (!paragraph.empty()) paragraphs.push_back(paragraph);
    at = end + 2;
  }
  return paragraphs;
}

}  // namespace quoth
