#include "write/transcript.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "testing/golden.h"
#include "text/display.h"
#include "text/unicode.h"
#include "write/styled_lines.h"

namespace quoth {
namespace {

using testing::golden_cases;

/// The record that a case of tests/golden/transcript describes: a line a paragraph, led by what it is.
///   title: date: place: outlet: NAME DATE    of the talk
///   speaker: NAME, ROLE, AFFILIATION
///   LETTER|                a paragraph said by the speaker of that number, "a" the first; the same again goes on
///   -|                     said by nobody that is known
///   heading| and so on     a block; in a paragraph, [words] are a stage direction
///   exchange: 0 1 = 2      turns that ask, turns that reply
class CaseReader {
 public:
  Record read(std::string_view text) && {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(text.substr(0, end));
      text.remove_prefix(std::min(text.size(), end + 1));
    }
    finish_turn();
    record_.document = std::move(builder_).seal(Format::plain_text, "", "case.txt");
    return std::move(record_);
  }

 private:
  void read_line(std::string_view line) {
    if (const std::size_t bar = line.find('|'); bar != std::string_view::npos) {
      read_paragraph(line.substr(0, bar), trim(line.substr(bar + 1)));
    } else if (const std::size_t colon = line.find(": "); colon != std::string_view::npos) {
      read_field(line.substr(0, colon), line.substr(colon + 2));
    }
  }

  static std::vector<std::string> split(std::string_view text, std::string_view by) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(by, at), text.size());
      parts.emplace_back(text.substr(at, end - at));
      at = end + by.size();
    }
    parts.resize(std::max<std::size_t>(parts.size(), 3));
    return parts;
  }

  void read_field(std::string_view name, std::string_view value) {
    if (name == "title") record_.meta.title = value;
    if (name == "date") record_.meta.date = value;
    if (name == "published") record_.meta.published = value;
    if (name == "place") record_.meta.place = value;
    if (name == "outlet") record_.meta.outlets.push_back({split(value, ", ")[0], split(value, ", ")[1], ""});
    if (name == "speaker") {
      const auto parts = split(value, ", ");
      record_.speakers.push_back({parts[0], {}, role_of(parts[1]), parts[2]});
    }
    if (name == "exchange") {
      const auto sides = split(value, " =");
      record_.exchanges.push_back({turns(sides[0]), turns(sides[1])});
    }
  }

  static std::vector<TurnId> turns(const std::string& numbers) {
    std::vector<TurnId> ids;
    for (const std::string& number : split(numbers, " ")) {
      if (!number.empty()) ids.emplace_back(static_cast<std::size_t>(std::stoi(number)));
    }
    return ids;
  }

  void read_paragraph(std::string_view who, std::string_view text) {
    builder_.separate(0);
    const Span span = make_span(builder_.text.size(), builder_.text.size() + text.size());
    builder_.text.append_verbatim(text, span.begin);
    builder_.paragraphs.push_back({span});
    for (const BlockKind kind : {BlockKind::title, BlockKind::front_matter, BlockKind::heading,
                                 BlockKind::stage_direction, BlockKind::footnote, BlockKind::time_stamp,
                                 BlockKind::document, BlockKind::boilerplate, BlockKind::unassigned}) {
      if (who == to_string(kind)) {
        finish_turn();
        record_.blocks.push_back({span, kind});
        return;
      }
    }
    if (who != who_) finish_turn();
    who_ = who;
    turn_.span.begin = turn_.spans.empty() ? span.begin : turn_.span.begin;
    turn_.span.end = span.end;
    turn_.spans.push_back(span);
    for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
      record_.blocks.push_back(
          {make_span(span.begin + open, span.begin + text.find(']', open) + 1), BlockKind::stage_direction});
    }
  }

  void finish_turn() {
    if (turn_.spans.empty()) return;
    for (std::size_t i = 0; i < who_.size(); ++i) {
      if (who_[i] == '-') continue;
      const SpeakerId id(static_cast<std::size_t>(who_[i] - 'a'));
      if (i == 0)
        turn_.speaker = id;
      else
        turn_.also.push_back(id);
    }
    record_.turns.push_back(std::move(turn_));
    turn_ = {};
    who_.clear();
  }

  Record record_;
  DocumentBuilder builder_;
  Turn turn_;
  std::string who_;
};

TEST(Transcript, Golden) {
  for (const auto& golden : golden_cases("transcript")) {
    const std::string text = testing::file_bytes(golden.input);
    const TranscriptOptions options{.width = golden.name.find("narrow") == std::string::npos ? 80 : 40,
                                    .colour = golden.name.find("colour") != std::string::npos,
                                    .everything = golden.name.find("everything") != std::string::npos};
    std::string page = render_transcript(CaseReader().read(text), options);
    // Readable in a diff.
    for (std::size_t at = page.find('\x1b'); at != std::string::npos; at = page.find('\x1b', at))
      page.replace(at, 1, "<ESC>");
    testing::expect_golden(golden.expected, page);
  }
}

StyledText styled(std::string_view text) {
  StyledText paragraph;
  paragraph.add(text);
  return paragraph;
}

TEST(StyledLines, WideCharactersAndMarksAreMeasured) {
  StyledLines lines(20, false);
  lines.add(styled("日本語日本語日本語日本語"), "  ");
  lines.add(
      styled("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 "
             "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"));
  EXPECT_EQ(std::move(lines).take(),
            "  日本語日本語日本語\n  日本語\n"
            "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 "
            "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301\n");
}

TEST(StyledLines, AWordLongerThanALineIsBroken) {
  StyledLines lines(20, false);
  lines.add(styled("x yyyyyyyyyyyyyyyyyyyyyyyyy z"));
  EXPECT_EQ(std::move(lines).take(), "x\nyyyyyyyyyyyyyyyyyyyy\nyyyyy z\n");
}

TEST(StyledLines, ControlCharactersCannotDriveTheTerminal) {
  StyledLines lines(80, false);
  lines.add(styled("a\x1b[31mb\x07\r\nc"));
  EXPECT_EQ(std::move(lines).take(), "a\uFFFD[31mb\uFFFD\nc\n");
}

RC_GTEST_PROP(StyledLines, NothingIsLostAndNoLineIsTooWide, (const std::u32string& characters)) {
  std::string text;
  for (const char32_t c : characters) append_utf8(text, c % 0x250 == 0 ? U'語' : c % 0x250);
  StyledLines lines(30, false);
  lines.add(styled(text), "> ", "    ");
  const std::string page = std::move(lines).take();
  std::string letters;
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = page.find('\n', begin);
    const std::string_view line = std::string_view(page).substr(begin, end - begin);
    RC_ASSERT(display_columns(line) <= 30);
    letters += letters_of(line);
    begin = end + 1;
  }
  RC_ASSERT(letters == letters_of(text));
}

}  // namespace
}  // namespace quoth
