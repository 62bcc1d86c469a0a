#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/sha256.h"
#include "record/column_writer.h"
#include "record/record.h"

namespace quoth::testing {

/// A turn of a record made by hand: who (empty: nobody), what.
struct SaidBy {
  std::string speaker;
  std::string text;
  std::optional<Role> role = {};
};

/// A record as the annotation would make it of turns joined by a blank line; one sentence a turn.
inline Record make_record(std::string path, std::string date, const std::vector<SaidBy>& turns) {
  Record record;
  record.id = path;
  record.meta.date = std::move(date);
  DocumentBuilder builder;
  for (const SaidBy& said : turns) {
    builder.separate(builder.text.source_end());
    Turn turn;
    turn.span.begin = builder.text.size();
    builder.text.append_verbatim(said.text, builder.text.source_end());
    turn.span.end = builder.text.size();
    turn.spans = {turn.span};
    builder.paragraphs.push_back({turn.span});
    if (!said.speaker.empty()) {
      std::size_t i = 0;
      while (i < record.speakers.size() && record.speakers[i].name != said.speaker) ++i;
      if (i == record.speakers.size())
        record.speakers.push_back({said.speaker, {said.speaker}, said.role, ""});
      turn.speaker = SpeakerId(i);
    }
    record.sentences.span.push_back(turn.span);
    record.sentences.turn.emplace_back(record.turns.size());
    record.turns.push_back(std::move(turn));
  }
  std::string sha256 = sha256_hex(builder.text.text());
  std::string file_name = path.substr(path.rfind('/') + 1);
  record.document = std::move(builder).seal(Format::plain_text, std::move(sha256), std::move(file_name));
  return record;
}

/// Gives the record a word of the layer tokens for each run of characters between white space of its turns; all of a
/// sentence depend on its first.
inline void add_tokens(Record& record, const std::function<std::string(std::string_view)>& lemma_of,
                       const std::function<std::string(std::string_view)>& upos_of) {
  Tokens& tokens = record.tokens;
  ColumnWriter lemma(tokens.lemma);
  ColumnWriter upos(tokens.upos), xpos(tokens.xpos), feats(tokens.feats), deprel(tokens.deprel);
  const std::string_view text = record.document.text();
  for (const Span sentence : record.sentences.span) {
    const auto root = static_cast<std::int32_t>(tokens.size());
    for (std::uint32_t begin = sentence.begin; begin < sentence.end;) {
      const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.find(' ', begin), sentence.end));
      if (end > begin) {
        const std::string_view word = text.substr(begin, end - begin);
        const bool is_root = tokens.size() == static_cast<std::size_t>(root);
        tokens.span.push_back({begin, end});
        lemma.add(lemma_of(word));
        upos.add(upos_of(word));
        xpos.add("XX");
        feats.add("_");
        deprel.add(is_root ? "root" : "dep");
        tokens.head.push_back(is_root ? -1 : root);
      }
      begin = end + 1;
    }
  }
}

/// As much of the record's JSON as the store reads. Requires: no text or name needs more escaping than this.
inline std::string make_json(const Record& record) {
  const auto quote = [](std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '\n') {
        out += "\\n";
      } else {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
      }
    }
    return out + '"';
  };
  std::string json =
      "{\"id\":" + quote(record.id) + ",\"text\":" + quote(record.document.text()) + ",\"speakers\":[";
  for (const Speaker& speaker : record.speakers) {
    if (json.back() == '}') json += ',';
    json += "{\"name\":" + quote(speaker.name) + "}";
  }
  return json + "]}";
}

/// The first place of `words` in the text. Fails the running test where they do not stand there.
inline Span place_of(const Record& record, std::string_view words) {
  const std::size_t at = record.document.text().find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  return make_span(at, at + words.size());
}

}  // namespace quoth::testing
