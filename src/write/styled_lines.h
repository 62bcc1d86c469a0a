#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth {

/// How a stretch of text looks on a terminal: attributes of ECMA-48.
struct Ink {
  std::uint8_t colour = 0;  ///< 30 to 37 or 90 to 97; 0: the terminal's own
  bool bold = false;
  bool dim = false;
  bool italic = false;
  bool underline = false;  ///< stands between underscores where there is no colour: that is for who adds it

  bool operator==(const Ink&) const = default;
};

/// A paragraph in the making: text of several inks. White space is folded, a line break kept; control characters,
/// which could drive the terminal, become U+FFFD.
class StyledText {
 public:
  void add(std::string_view text, Ink ink = {});
  bool empty() const { return text_.empty(); }

 private:
  friend class StyledLines;
  struct Run {
    std::size_t end;
    Ink ink;
  };
  std::string text_;
  std::vector<Run> runs_;
};

/// Lines of at most `width` columns for a terminal or a file.
class StyledLines {
 public:
  StyledLines(int width, bool colour) : width_(width), colour_(colour) {}

  /// The paragraph wrapped: its first line after `first`, the others after as many spaces or after `rest` where that
  /// is given. A word longer than a line is broken.
  void add(const StyledText& paragraph, std::string_view first = {}, std::string_view rest = {},
           Ink margin = {});
  /// One line as it is, its spaces too; the caller keeps it narrow. Requires: no control characters.
  void picture(std::string_view line, Ink ink = {});
  /// A blank line, unless there is one already or nothing before.
  void blank();
  void rule();

  std::string take() && { return std::move(out_); }

 private:
  void put(std::string_view text, Ink ink);
  void put_line(const StyledText& paragraph, std::size_t begin, std::size_t end);

  int width_;
  bool colour_;
  std::string out_;
};

}  // namespace quoth
