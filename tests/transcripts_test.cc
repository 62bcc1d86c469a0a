// Whole transcripts in many layouts: who said what, by golden dumps.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "annotate/pipeline.h"
#include "read/reader.h"
#include "testing/golden.h"
#include "text/unicode.h"

namespace quoth {
namespace {

std::string words_of(const Document& document, Span span) { return fold_space(document.slice(span)); }

std::string speaker_of(const Record& record, SpeakerId id) { return record.speakers[id.index()].name; }

void dump_meta(const Meta& meta, std::string& out) {
  const auto line = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) out += fmt::format("{}: {}\n", key, value);
  };
  line("title", meta.title);
  line("date", meta.date);
  line("published", meta.published);
  line("place", meta.place);
  for (const std::string& region : meta.regions) line("region", region);
  for (const std::string& topic : meta.topics) line("topic", topic);
  for (const Outlet& outlet : meta.outlets)
    line("outlet", outlet.name + (outlet.date.empty() ? "" : ", " + outlet.date));
  line("rights", meta.rights_text);
}

std::string dump(const Record& record) {
  std::string out;
  dump_meta(record.meta, out);
  for (const Speaker& speaker : record.speakers) {
    out += fmt::format("speaker: {} <{}>", speaker.name, fmt::join(speaker.labels, "> <"));
    if (speaker.role) out += fmt::format(" {}", to_string(*speaker.role));
    if (!speaker.affiliation.empty()) out += " of " + speaker.affiliation;
    out += '\n';
  }
  struct Part {
    std::uint32_t begin;
    std::string text;
  };
  std::vector<Part> parts;
  for (std::size_t i = 0; i < record.turns.size(); ++i) {
    const Turn& turn = record.turns[i];
    std::string who = turn.speaker ? speaker_of(record, *turn.speaker) : "nobody";
    for (SpeakerId id : turn.also) who += " + " + speaker_of(record, id);
    std::string text = fmt::format("{} {}:", i, who);
    for (Span span : turn.spans) text += " | " + words_of(record.document, span);
    parts.push_back({turn.span.begin, std::move(text)});
  }
  for (const Block& block : record.blocks) {
    parts.push_back({block.span.begin,
                     fmt::format("  [{}] {}", to_string(block.kind), words_of(record.document, block.span))});
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.begin < b.begin; });
  out += '\n';
  for (const Part& part : parts) out += part.text + '\n';
  out += '\n';
  for (const Exchange& exchange : record.exchanges) {
    out += "exchange:";
    for (TurnId id : exchange.question) out += fmt::format(" {}", id.value);
    out += " ->";
    for (TurnId id : exchange.answer) out += fmt::format(" {}", id.value);
    out += '\n';
  }
  return out;
}

/// Every word of the text is in a turn, in a label or in a block, and no word is in two.
void expect_nothing_lost(const Record& record) {
  std::vector<int> owners(record.document.text().size());
  const auto own = [&](Span span) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) ++owners[i];
  };
  for (const Turn& turn : record.turns) {
    for (Span span : turn.spans) own(span);
    if (turn.label) own(*turn.label);
  }
  for (const Block& block : record.blocks) own(block.span);
  const std::string_view text = record.document.text();
  for (std::uint32_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_alphanumeric(c.value)) {
      EXPECT_EQ(owners[i], 1) << "at byte " << i << ": ..." << text.substr(i > 20 ? i - 20 : 0, 60);
      if (owners[i] != 1) return;
    }
    i += c.length;
  }
}

TEST(Transcripts, Golden) {
  for (const testing::GoldenCase& golden : testing::golden_cases("transcripts")) {
    SCOPED_TRACE(golden.name);
    const std::string bytes = testing::file_bytes(golden.input);
    auto document = read({bytes, golden.name, golden.input.string()}, Limits{});
    ASSERT_TRUE(document) << to_string(document.error());
    const Record record = annotate(golden.name, *std::move(document), {}, {});
    expect_nothing_lost(record);
    testing::expect_golden(golden.expected, dump(record));
  }
}

}  // namespace
}  // namespace quoth
