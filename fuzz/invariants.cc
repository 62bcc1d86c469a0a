#include "fuzz/invariants.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/unicode.h"

namespace quoth::fuzz {
namespace {

bool on_character(std::string_view text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

/// Requires a span inside the text that begins and ends on characters.
void check_span(std::string_view text, Span span, std::string_view what) {
  require(span.begin <= span.end && span.end <= text.size(), std::string(what) + " lies outside the text");
  require(on_character(text, span.begin) && on_character(text, span.end),
          std::string(what) + " cuts a character");
}

/// Requires spans that are sound, not empty, sorted and apart.
void check_sequence(std::string_view text, const std::vector<Span>& spans, std::string_view what) {
  std::uint32_t end = 0;
  for (const Span span : spans) {
    check_span(text, span, what);
    require(!span.empty(), std::string(what) + " is empty");
    require(span.begin >= end, std::string(what) + " overlaps the one before, or stands before it");
    end = span.end;
  }
}

void check_diagnostics(std::string_view text, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.span) check_span(text, *diagnostic.span, "a diagnostic");
    require(!diagnostic.code.empty() && !diagnostic.message.empty(), "a diagnostic says nothing");
  }
}

void check_map(std::string_view text, const SourceMap& map, std::size_t source_bytes) {
  std::uint32_t text_end = 0, source_end = 0;
  for (const SourceRun& run : map.runs()) {
    require(run.text.begin == text_end && !run.text.empty(), "the source map has a gap in the text");
    require(run.source.begin >= source_end && run.source.begin <= run.source.end,
            "the source map is not sorted by source");
    require((run.source_unit == 0) == run.source.empty(), "a run of the source map has the wrong unit");
    text_end = run.text.end;
    source_end = run.source.end;
  }
  require(text_end == text.size(), "the source map does not reach the end of the text");
  require(source_end <= source_bytes, "the source map points behind the source");

  for (std::uint32_t at = 0; at < text.size();) {
    const Span character{at, at + code_point_at(text, at).length};
    const Span source = map.source_of(character);
    require(source.end <= source_bytes, "a character came from behind the source");
    require(source.empty() || map.text_of(source).contains(character),
            "a character does not come back from its source");
    at = character.end;
  }
}

/// Requires that every letter and digit lies in one of `spans`, in any order.
void check_covered(std::string_view text, const std::vector<Span>& spans) {
  std::vector<bool> covered(text.size());
  for (const Span span : spans) {
    for (std::uint32_t at = span.begin; at < span.end; ++at) covered[at] = true;
  }
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    require(covered[at] || !is_alphanumeric(c.value), "a word is in no turn and in no block");
    at += c.length;
  }
}

void check_turns(const Record& record, std::vector<Span>& words) {
  const std::string_view text = record.document.text();
  std::vector<Span> hulls;
  for (const Turn& turn : record.turns) {
    hulls.push_back(turn.span);
    check_sequence(text, turn.spans, "a span of a turn");
    require(!turn.spans.empty() && turn.spans.front().begin == turn.span.begin &&
                turn.spans.back().end == turn.span.end,
            "the spans of a turn do not run from its first word to its last");
    words.insert(words.end(), turn.spans.begin(), turn.spans.end());
    if (turn.label) {
      check_span(text, *turn.label, "a label");
      require(!turn.label->overlaps(turn.span), "a label lies in its turn");
      words.push_back(*turn.label);
    }
    require(!turn.speaker || turn.speaker->index() < record.speakers.size(), "a turn has an unknown speaker");
    for (const SpeakerId also : turn.also) {
      require(also.index() < record.speakers.size(), "a turn has an unknown speaker");
    }
  }
  check_sequence(text, hulls, "a turn");
}

/// Requires words in the order of the text, each sentence of one tree, or all of none: text that is not English.
void check_tokens(const Record& record) {
  const Tokens& tokens = record.tokens;
  check_sequence(record.document.text(), tokens.span, "a word");
  require(tokens.head.size() == tokens.size(), "the columns of words differ");
  for (const auto* column : {&tokens.upos, &tokens.xpos, &tokens.feats, &tokens.deprel}) {
    require(column->number.size() == tokens.size(), "the columns of words differ");
  }
  const bool has_trees = tokens.size() == 0 || tokens.deprel[0] != "_";
  std::size_t begin = 0;
  for (const Span sentence : record.sentences.span) {
    std::size_t end = begin, n_roots = 0;
    while (end < tokens.size() && tokens.span[end].end <= sentence.end) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      const std::int32_t head = tokens.head[i];
      n_roots += head < 0 ? 1 : 0;
      require(head < 0 || (static_cast<std::size_t>(head) >= begin && static_cast<std::size_t>(head) < end),
              "the head of a word lies outside its sentence");
      std::size_t steps = 0;
      for (std::int32_t at = head; at >= 0; at = tokens.head[static_cast<std::size_t>(at)]) {
        require(++steps <= end - begin, "the heads of a sentence run in a ring");
      }
    }
    require(!has_trees || begin == end || n_roots == 1, "a sentence has no root, or several");
    begin = end;
  }
  require(begin == tokens.size(), "a word is of no sentence");
}

void check_entities(const Record& record) {
  const std::string_view text = record.document.text();
  for (const Entity& entity : record.entities) {
    require(!entity.mentions.empty(), "an entity is nowhere mentioned");
    require(!entity.speaker || entity.speaker->index() < record.speakers.size(),
            "an entity is an unknown speaker");
    for (const Mention& mention : entity.mentions) {
      check_span(text, mention.span, "a mention");
      check_span(text, mention.phrase, "the phrase of a mention");
      require(mention.phrase.contains(mention.span), "a mention lies outside its phrase");
    }
  }
}

void check_quantities(const Record& record) {
  const std::string_view text = record.document.text();
  std::uint32_t end = 0;
  for (const Quantity& quantity : record.quantities) {
    check_span(text, quantity.span, "a quantity");
    require(quantity.span.begin >= end, "quantities overlap, or are not sorted");
    end = quantity.span.end;
    require(!quantity.value || quantity.decimal.empty(), "a quantity has two values");
    require(quantity.low.has_value() == quantity.high.has_value(), "a quantity has one end only");
    require(!quantity.low || *quantity.low <= *quantity.high,
            "the ends of a quantity are the wrong way round");
    for (const auto& part : {quantity.of, quantity.than, quantity.out_of}) {
      if (part) check_span(text, *part, "what a quantity counts");
    }
  }
}

void check_holder(const Record& record, const Holder& holder) {
  if (const auto* speaker = std::get_if<SpeakerId>(&holder)) {
    require(speaker->index() < record.speakers.size(), "a holder is an unknown speaker");
  } else if (const auto* entity = std::get_if<EntityId>(&holder)) {
    require(entity->index() < record.entities.size(), "a holder is an unknown entity");
  } else if (const auto& span = std::get<Unnamed>(holder).span) {
    check_span(record.document.text(), *span, "the words for a holder");
  }
}

void check_stances(const Record& record) {
  const std::string_view text = record.document.text();
  std::uint32_t begin = 0;
  for (const Stance& stance : record.stances) {
    check_span(text, stance.span, "a stance");
    check_span(text, stance.scope, "the scope of a stance");
    require(stance.span.begin >= begin, "stances are not sorted");
    begin = stance.span.begin;
    check_holder(record, stance.holder);
  }
}

void check_quotes(const Record& record) {
  const std::string_view text = record.document.text();
  for (std::size_t i = 0; i < record.quotes.size(); ++i) {
    const Quote& quote = record.quotes[i];
    require(!quote.content.empty(), "a quote has no content");
    check_sequence(text, quote.content, "a content");
    check_sequence(text, quote.cue, "a cue");
    check_sequence(text, quote.source, "a source");
    require(quote.score >= 0 && quote.score <= 1, "the score of a quote is no probability");
    check_holder(record, quote.holder);
    if (!quote.parent) continue;
    require(quote.parent->index() < i, "a quote stands before its parent");
    bool inside = false;
    for (const Span span : record.quotes[quote.parent->index()].content) {
      inside = inside || span.contains(Span{quote.content.front().begin, quote.content.back().end});
    }
    require(inside, "a quote stands outside its parent");
  }
}

void check_meta(std::string_view text, const Meta& meta) {
  for (const auto& [field, evidence] : meta.evidence) {
    if (const Span* span = std::get_if<Span>(&evidence)) check_span(text, *span, "the evidence of " + field);
  }
}

}  // namespace

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "broken invariant: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

void check_document(const Document& document, std::size_t source_bytes) {
  const std::string_view text = document.text();
  require(is_valid_utf8(text), "the text is not UTF-8");
  std::vector<Span> paragraphs;
  for (const Paragraph& paragraph : document.paragraphs()) paragraphs.push_back(paragraph.span);
  check_sequence(text, paragraphs, "a paragraph");
  check_covered(text, paragraphs);
  for (const Style& style : document.styles()) check_span(text, style.span, "a style");
  for (const PageBox& box : document.page_boxes()) check_span(text, box.text, "a page box");
  for (const Hint& hint : document.hints()) {
    if (hint.span) check_span(text, *hint.span, "a hint");
  }
  check_diagnostics(text, document.diagnostics());
  if (!document.source_map().empty()) check_map(text, document.source_map(), source_bytes);
}

void check_record(const Record& record) {
  const std::string_view text = record.document.text();
  std::vector<Span> words;
  std::uint32_t begin = 0;
  for (const Block& block : record.blocks) {
    check_span(text, block.span, "a block");
    require(block.span.begin >= begin, "blocks are not sorted");
    begin = block.span.begin;
    words.push_back(block.span);
  }
  check_turns(record, words);
  if (record.layers.has(Layer::turns)) check_covered(text, words);
  for (const Exchange& exchange : record.exchanges) {
    require(!exchange.question.empty(), "an exchange has no question");
    for (const auto& turns : {exchange.question, exchange.answer}) {
      for (const TurnId turn : turns) require(turn.index() < record.turns.size(), "an exchange of no turn");
    }
  }
  check_sequence(text, record.sentences.span, "a sentence");
  require(record.sentences.turn.size() == record.sentences.span.size(), "the columns of sentences differ");
  for (std::size_t i = 0; i < record.sentences.span.size(); ++i) {
    const auto& turn = record.sentences.turn[i];
    require(!turn || turn->index() < record.turns.size(), "a sentence is of no turn");
    require(!turn || record.turns[turn->index()].span.contains(record.sentences.span[i]),
            "a sentence runs out of its turn");
  }
  check_tokens(record);
  check_entities(record);
  check_quantities(record);
  check_stances(record);
  check_quotes(record);
  check_meta(text, record.meta);
  check_diagnostics(text, record.diagnostics);
}

}  // namespace quoth::fuzz
