#include "write/transcript.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr Ink kAside{.dim = true, .italic = true};
constexpr Ink kMissing{.colour = 31};

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const bool space = is_space(c.value);
    if (!space && !inside) ++n;
    inside = !space;
    i += c.length;
  }
  return n;
}

class TranscriptPage {
 public:
  TranscriptPage(const Record& record, const TranscriptOptions& options)
      : record_(record), options_(options), lines_(std::min(options.width, kWidest), options.colour) {
    for (std::size_t i = 0; i < record.exchanges.size(); ++i) note_exchange(i);
    const std::size_t digits = std::to_string(record.exchanges.size()).size();
    margin_ = std::string(std::max<std::size_t>(4, digits + 2), ' ');
  }

  std::string render() && {
    write_header();
    write_body();
    return std::move(lines_).take();
  }

 private:
  void note_exchange(std::size_t index) {
    const Exchange& exchange = record_.exchanges[index];
    const std::vector<TurnId>& opens = exchange.question.empty() ? exchange.answer : exchange.question;
    if (opens.empty()) return;
    std::string& number = numbers_[opens.front().value];
    number += number.empty() ? std::to_string(index + 1) : fmt::format(",{}", index + 1);
    if (exchange.answer.empty()) unanswered_.insert(exchange.question.back().value);
  }

  // What is known about the talk.

  void line(std::string_view text, Ink ink) { add_line(lines_, text, ink); }

  void write_header() {
    const Meta& meta = record_.meta;
    add_heading(lines_, record_);
    std::string outlets;
    for (const Outlet& outlet : meta.outlets) {
      if (!outlets.empty()) outlets += " → ";
      outlets += outlet.name;
      if (!outlet.date.empty()) outlets += fmt::format(" ({})", readable_date(outlet.date));
    }
    line(outlets, kDim);
    if (!meta.published.empty()) line("Published " + readable_date(meta.published), kDim);
    write_cast();
    line(counts(), kDim);
    lines_.rule();
    lines_.blank();
  }

  /// Who takes part. Of a chamber only the first are named, who speak first.
  void write_cast() {
    constexpr std::size_t kNamed = 12;
    StyledText cast;
    std::size_t n = 0;
    const auto add = [&](const std::string& name, const std::optional<Role>& role,
                         const std::string& affiliation, Ink ink) {
      if (++n > kNamed) return;
      if (!cast.empty()) cast.add(" · ", kDim);
      cast.add(name, ink);
      std::string known(role && *role != Role::other ? to_string(*role) : std::string_view());
      if (!affiliation.empty()) known += (known.empty() ? "" : ", ") + affiliation;
      if (!known.empty()) cast.add(fmt::format(" ({})", known), kDim);
    };
    for (std::size_t i = 0; i < record_.speakers.size(); ++i) {
      const Speaker& speaker = record_.speakers[i];
      add(speaker.name, speaker.role, speaker.affiliation, ink_of(SpeakerId(i)));
    }
    for (const Participant& participant : record_.meta.participants) {
      const auto speaks = [&](const Speaker& speaker) { return speaker.name == participant.name; };
      if (std::none_of(record_.speakers.begin(), record_.speakers.end(), speaks)) {
        add(participant.name, participant.role, participant.affiliation, {});
      }
    }
    if (n > kNamed) cast.add(fmt::format(" and {}", counted(n - kNamed, "other", "others")), kDim);
    if (!cast.empty()) lines_.add(cast);
  }

  std::string counts() const {
    std::size_t words = 0;
    for (const Turn& turn : record_.turns) {
      for (const Span span : turn.spans) words += count_words(record_.document.slice(span));
    }
    if (record_.turns.empty()) words = count_words(record_.document.text());
    std::string text;
    if (!record_.turns.empty()) text += counted(record_.turns.size(), "turn", "turns") + " · ";
    if (!record_.exchanges.empty()) {
      text += counted(record_.exchanges.size(), "exchange", "exchanges");
      if (!unanswered_.empty()) text += fmt::format(", {} unanswered", unanswered_.size());
      text += " · ";
    }
    return text + counted(words, "word", "words");
  }

  // The talk.

  void write_body() {
    std::size_t block = 0;
    const auto write_blocks_before = [&](std::size_t at) {
      for (; block < record_.blocks.size() && record_.blocks[block].span.begin < at; ++block) {
        write_block(record_.blocks[block]);
      }
    };
    for (std::size_t i = 0; i < record_.turns.size(); ++i) {
      write_blocks_before(record_.turns[i].span.begin);
      const std::size_t inside = block;
      while (block < record_.blocks.size() && record_.blocks[block].span.begin < record_.turns[i].span.end)
        ++block;
      write_turn(i, inside, block);
    }
    const std::size_t size = record_.document.text().size();
    write_blocks_before(size + 1);
    if (record_.turns.empty() && record_.blocks.empty()) write_paragraphs(make_span(0, size), 0, 0);
  }

  void write_block(const Block& block) {
    const bool hidden = block.kind == BlockKind::title || block.kind == BlockKind::front_matter ||
                        block.kind == BlockKind::boilerplate;
    if (hidden && !options_.everything) return;
    lines_.blank();
    for (const Span paragraph : paragraphs_in(block.span)) {
      StyledText text;
      text.add(record_.document.slice(paragraph), ink_of(block.kind));
      const std::string_view mark = block.kind == BlockKind::document     ? "│ "
                                    : block.kind == BlockKind::unassigned ? "? "
                                                                          : "";
      const std::string bar = margin_ + std::string(mark);
      lines_.add(text, block.kind == BlockKind::heading ? "" : bar, mark.empty() ? "" : bar, kDim);
      lines_.blank();
    }
  }

  static Ink ink_of(BlockKind kind) {
    switch (kind) {
      case BlockKind::title:
      case BlockKind::heading: return kBold;
      case BlockKind::stage_direction: return kAside;
      case BlockKind::document:
      case BlockKind::unassigned: return {};
      default: return kDim;
    }
  }
  static Ink ink_of(SpeakerId speaker) { return quoth::ink_of(speaker); }

  void write_turn(std::size_t index, std::size_t first_block, std::size_t last_block) {
    const Turn& turn = record_.turns[index];
    lines_.blank();
    write_speakers(index);
    write_paragraphs(turn.span, first_block, last_block);
    if (unanswered_.contains(static_cast<std::uint32_t>(index))) {
      StyledText text;
      text.add("(not answered)", kMissing);
      lines_.add(text, margin_);
      lines_.blank();
    }
  }

  void write_speakers(std::size_t index) {
    const Turn& turn = record_.turns[index];
    StyledText names;
    const auto add = [&](SpeakerId id) {
      if (!names.empty()) names.add(", ");
      names.add(record_.speakers[id.index()].name, ink_of(id));
    };
    if (turn.speaker) add(*turn.speaker);
    for (const SpeakerId id : turn.also) add(id);
    std::string first = margin_;
    if (const auto number = numbers_.find(static_cast<std::uint32_t>(index)); number != numbers_.end()) {
      first = number->second + "  ";
      if (first.size() < margin_.size()) first.insert(0, margin_.size() - first.size(), ' ');
    }
    if (names.empty() && (first != margin_ || !record_.speakers.empty())) names.add("—", kDim);
    if (!names.empty()) lines_.add(names, first, {}, kDim);
  }

  /// The paragraphs of `span`, with the blocks that stand in them in their own ink.
  void write_paragraphs(Span span, std::size_t first_block, std::size_t last_block) {
    std::size_t block = first_block;
    for (const Span paragraph : paragraphs_in(span)) {
      while (block < last_block && record_.blocks[block].span.end <= paragraph.begin) ++block;
      if (block < last_block && record_.blocks[block].span.contains(paragraph)) {
        write_block({paragraph, record_.blocks[block].kind});
        continue;
      }
      StyledText text;
      std::uint32_t at = paragraph.begin;
      for (std::size_t i = block; i < last_block && record_.blocks[i].span.begin < paragraph.end; ++i) {
        const Span inside = {std::max(at, record_.blocks[i].span.begin),
                             std::min(paragraph.end, record_.blocks[i].span.end)};
        if (inside.empty()) continue;
        text.add(record_.document.slice({at, inside.begin}));
        text.add(record_.document.slice(inside), ink_of(record_.blocks[i].kind));
        at = inside.end;
      }
      text.add(record_.document.slice({at, paragraph.end}));
      lines_.add(text, margin_);
      lines_.blank();
    }
  }

  /// The parts of `span` that lie in one paragraph each; all of it where the document has no paragraphs.
  std::vector<Span> paragraphs_in(Span span) const {
    const std::vector<Paragraph>& all = record_.document.paragraphs();
    auto at = std::partition_point(all.begin(), all.end(),
                                   [&](const Paragraph& p) { return p.span.end <= span.begin; });
    std::vector<Span> parts;
    for (; at != all.end() && at->span.begin < span.end; ++at) {
      parts.push_back({std::max(at->span.begin, span.begin), std::min(at->span.end, span.end)});
    }
    if (parts.empty() && !span.empty()) parts.push_back(span);
    return parts;
  }

  const Record& record_;
  const TranscriptOptions& options_;
  StyledLines lines_;
  std::string margin_;
  std::map<std::uint32_t, std::string> numbers_;  ///< turn -> the exchanges that it opens
  std::set<std::uint32_t> unanswered_;            ///< the last turns of questions that nobody answered
};

}  // namespace

std::string render_transcript(const Record& record, const TranscriptOptions& options) {
  return TranscriptPage(record, options).render();
}

}  // namespace quoth
