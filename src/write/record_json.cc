#include "write/record_json.h"

#include <cmath>

#include "base/version.h"
#include "text/offsets.h"
#include "text/unicode.h"
#include "write/claim_json.h"
#include "write/json_parts.h"
#include "write/json_writer.h"
#include "write/quantity_json.h"
#include "write/quote_json.h"
#include "write/stance_json.h"
#include "write/time_json.h"

namespace quoth {
namespace {

/// Writes the parts of one record; spans leave in code points.
class RecordWriter {
 public:
  /// `out` is what has not been handed to a sink, if there is one.
  RecordWriter(const Record& record, JsonWriter out)
      : record_(record), text_(record.document.text()), offsets_(text_), out_(out) {}

  void write(const RecordJsonOptions& options) {
    out_.begin_object();
    write_producer();
    out_.member("id", record_.id);
    out_.member("sha256", record_.document.sha256());
    out_.member("text", text_);
    write_meta();
    if (record_.layers.has(Layer::blocks)) write_blocks();
    write_speakers();
    if (record_.layers.has(Layer::turns)) write_turns();
    if (record_.layers.has(Layer::exchanges)) write_exchanges();
    if (record_.layers.has(Layer::sentences)) write_sentences();
    if (record_.layers.has(Layer::tokens)) write_tokens();
    if (record_.layers.has(Layer::entities)) write_entities();
    if (record_.layers.has(Layer::quotes)) write_quotes(parts_, record_.quotes);
    if (record_.layers.has(Layer::times)) write_times(parts_, record_.times);
    if (record_.layers.has(Layer::quantities)) write_quantities(parts_, record_.quantities);
    if (record_.layers.has(Layer::stances)) write_stances(parts_, record_.stances);
    if (record_.layers.has(Layer::claims)) write_claims(parts_, record_.claims);
    if (record_.layers.has(Layer::answers)) write_answers(parts_, record_.answers);
    if (record_.layers.has(Layer::diagnostics)) write_diagnostics();
    if (options.source_map) write_source_map();
    out_.end_object();
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return parts_.at(byte); }
  void begin_end(Span span) { parts_.begin_end(span); }
  void pair(Span span) { parts_.pair(span); }

  void strings(std::string_view name, const std::vector<std::string>& values) {
    out_.key(name);
    out_.begin_array();
    for (const std::string& value : values) out_.string(value);
    out_.end_array();
  }

  template <typename IdOfLayer>
  void ids(std::string_view name, const std::vector<IdOfLayer>& values) {
    out_.key(name);
    out_.begin_array();
    for (const IdOfLayer id : values) out_.integer(id.value);
    out_.end_array();
  }

  template <typename IdOfLayer>
  void id_or_null(std::string_view name, const std::optional<IdOfLayer>& id) {
    out_.key(name);
    if (id) {
      out_.integer(id->value);
    } else {
      out_.null();
    }
  }

  void role(const std::optional<Role>& value) {
    out_.member_or_null("role", value ? to_string(*value) : std::string_view());
  }

  void write_producer() {
    out_.key("quoth");
    out_.begin_object();
    out_.member("version", kVersion);
    out_.member_integer("record", kRecordVersion);
    out_.member_or_null("weights", record_.weights);
    out_.end_object();
  }

  void write_meta() {
    const Meta& meta = record_.meta;
    out_.key("meta");
    out_.begin_object();
    out_.member_or_null("title", meta.title);
    out_.member_or_null("date", meta.date);
    out_.member_or_null("published", meta.published);
    out_.member_or_null("place", meta.place);
    out_.member_or_null("language", meta.language);
    strings("regions", meta.regions);
    strings("topics", meta.topics);
    out_.key("participants");
    out_.begin_array();
    for (const Participant& participant : meta.participants) {
      out_.begin_object();
      out_.member("name", participant.name);
      role(participant.role);
      out_.member_or_null("affiliation", participant.affiliation);
      out_.end_object();
    }
    out_.end_array();
    out_.key("outlets");
    out_.begin_array();
    for (const Outlet& outlet : meta.outlets) {
      out_.begin_object();
      out_.member("name", outlet.name);
      out_.member_or_null("date", outlet.date);
      out_.member_or_null("url", outlet.url);
      out_.end_object();
    }
    out_.end_array();
    out_.key("rights");
    out_.begin_object();
    out_.member_or_null("text", meta.rights_text);
    out_.member_or_null("license", meta.rights_license);
    out_.end_object();
    out_.key("evidence");
    out_.begin_object();
    for (const auto& [field, evidence] : meta.evidence) {
      out_.key(field);
      if (const Span* span = std::get_if<Span>(&evidence)) {
        pair(*span);
      } else {
        out_.string(std::get<std::string>(evidence));
      }
    }
    out_.end_object();
    out_.end_object();
  }

  void write_blocks() {
    out_.key("blocks");
    out_.begin_array();
    for (const Block& block : record_.blocks) {
      out_.begin_object();
      begin_end(block.span);
      out_.member("kind", to_string(block.kind));
      out_.end_object();
    }
    out_.end_array();
  }

  void write_speakers() {
    out_.key("speakers");
    out_.begin_array();
    for (const Speaker& speaker : record_.speakers) {
      out_.begin_object();
      out_.member("name", speaker.name);
      strings("labels", speaker.labels);
      role(speaker.role);
      out_.end_object();
    }
    out_.end_array();
  }

  void write_turns() {
    out_.key("turns");
    out_.begin_array();
    for (const Turn& turn : record_.turns) {
      out_.begin_object();
      begin_end(turn.span);
      id_or_null("speaker", turn.speaker);
      ids("also", turn.also);
      out_.key("label");
      if (turn.label) {
        pair(*turn.label);
      } else {
        out_.null();
      }
      parts_.spans("spans", turn.spans);
      out_.end_object();
    }
    out_.end_array();
  }

  void write_exchanges() {
    out_.key("exchanges");
    out_.begin_array();
    for (const Exchange& exchange : record_.exchanges) {
      out_.begin_object();
      ids("question", exchange.question);
      ids("answer", exchange.answer);
      out_.end_object();
    }
    out_.end_array();
  }

  void write_sentences() {
    const Sentences& sentences = record_.sentences;
    out_.key("sentences");
    out_.begin_array();
    for (std::size_t i = 0; i < sentences.span.size(); ++i) {
      out_.begin_object();
      begin_end(sentences.span[i]);
      id_or_null("turn", sentences.turn[i]);
      if (i < sentences.check_worthiness.size()) {
        out_.key("check_worthiness");
        out_.number(std::round(sentences.check_worthiness[i] * 1000.0) / 1000.0);
      }
      out_.end_object();
    }
    out_.end_array();
  }

  template <typename Column, typename Value>
  void column(std::string_view name, const Column& rows, Value&& value) {
    out_.key(name);
    out_.begin_array();
    for (const auto& row : rows) value(row);
    out_.end_array();
  }

  template <typename Number>
  void column(std::string_view name, const TextColumn<Number>& texts) {
    column(name, texts.number, [&](Number number) { out_.string(texts.values[number]); });
  }

  void write_tokens() {
    const Tokens& tokens = record_.tokens;
    out_.key("tokens");
    out_.begin_object();
    column("begin", tokens.span, [&](Span span) { out_.integer(at(span.begin)); });
    column("end", tokens.span, [&](Span span) { out_.integer(at(span.end)); });
    column("lemma", tokens.lemma);
    column("upos", tokens.upos);
    column("xpos", tokens.xpos);
    column("feats", tokens.feats);
    column("head", tokens.head, [&](std::int32_t head) { out_.integer(head); });
    column("deprel", tokens.deprel);
    out_.end_object();
  }

  void write_entities() {
    out_.key("entities");
    out_.begin_array();
    for (const Entity& entity : record_.entities) {
      out_.begin_object();
      out_.member("name", entity.name);
      out_.member("type", to_string(entity.type));
      id_or_null("speaker", entity.speaker);
      out_.key("mentions");
      out_.begin_array();
      for (const Mention& mention : entity.mentions) {
        out_.begin_object();
        begin_end(mention.span);
        out_.member("kind", to_string(mention.kind));
        out_.key("phrase");
        pair(mention.phrase);
        parts_.score(mention.score);
        if (mention.link) parts_.score(*mention.link, "link");
        if (mention.includes_speaker) {
          out_.key("includes_speaker");
          out_.boolean(true);
        }
        out_.end_object();
      }
      out_.end_array();
      out_.end_object();
    }
    out_.end_array();
  }

  void write_diagnostics() {
    out_.key("diagnostics");
    out_.begin_array();
    for (const Diagnostic& diagnostic : record_.diagnostics) {
      out_.begin_object();
      out_.member("code", diagnostic.code);
      if (diagnostic.span) {
        begin_end(*diagnostic.span);
      } else {
        out_.key("begin");
        out_.null();
        out_.key("end");
        out_.null();
      }
      out_.member("message", diagnostic.message);
      out_.end_object();
    }
    out_.end_array();
  }

  void run(Span text, Span source) {
    out_.begin_array();
    out_.integer(at(text.begin));
    out_.integer(at(text.end));
    out_.integer(source.begin);
    out_.integer(source.end);
    out_.end_array();
  }

  void write_source_map() {
    out_.key("source_map");
    out_.begin_array();
    for (const SourceRun& r : record_.document.source_map().runs()) {
      // A reader of the map finds a character inside a run by its place among the run's code points, so a
      // unit that was read as several of them stands as a run of its own.
      const bool copied = r.text.size() == r.source.size();
      const bool one_each =
          copied || r.source.empty() || code_point_at(text_, r.text.begin).length == r.text_unit;
      if (one_each) {
        run(r.text, r.source);
        continue;
      }
      std::uint32_t from = r.source.begin;
      for (std::uint32_t unit = r.text.begin; unit < r.text.end; unit += r.text_unit, from += r.source_unit) {
        run({unit, unit + r.text_unit}, {from, from + r.source_unit});
      }
    }
    for (const PageBox& box : record_.document.page_boxes()) {
      out_.begin_array();
      out_.integer(at(box.text.begin));
      out_.integer(at(box.text.end));
      out_.integer(box.page);
      for (const float edge : {box.x0, box.y0, box.x1, box.y1}) out_.number(std::round(edge * 100.0) / 100.0);
      out_.end_array();
    }
    out_.end_array();
  }

  const Record& record_;
  std::string_view text_;
  OffsetIndex offsets_;
  JsonWriter out_;
  JsonParts parts_{out_, offsets_};
};

/// Room for a record of usual density, so that the string grows at most once more.
std::size_t expected_size(const Record& record) {
  return record.document.text().size() * 5 / 4 + 128 * record.turns.size() +
         48 * record.sentences.span.size() + 64 * record.tokens.size() + 1024;
}

}  // namespace

std::string record_json(const Record& record, const RecordJsonOptions& options) {
  std::string out;
  out.reserve(expected_size(record));
  RecordWriter(record, JsonWriter(out)).write(options);
  return out;
}

void write_record_json(const Record& record, const RecordJsonOptions& options, const TextSink& sink) {
  std::string rest;
  bool wanted = true;
  const TextSink watched = [&](std::string_view part) { return wanted = wanted && sink(part); };
  RecordWriter(record, JsonWriter(rest, watched)).write(options);
  if (wanted) sink(rest);
}

std::string error_json(const std::string* id, const Error& error, std::size_t line) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("id");
  if (id != nullptr) {
    json.string(*id);
  } else {
    json.null();
  }
  if (line != 0) json.member_integer("line", static_cast<std::int64_t>(line));
  json.key("error");
  json.begin_object();
  json.member("code", error.code_word());
  json.member("message", error.message);
  json.member("hint", error.hint_text());
  json.end_object();
  json.end_object();
  return out;
}

}  // namespace quoth
