#include "read/restructured_text/inline_markup.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Inline markup that reaches further than this is an unclosed mark.
constexpr std::size_t kLongestMarkup = 8u << 10;

}  // namespace

bool InlineWriter::opens(std::size_t at, std::size_t size) const {
  if (at + size >= end() || is_space(code_point_at(text_, at + size).value)) return false;
  if (at == lines_.front().begin) return true;
  const char32_t before = code_point_before(text_, at).value;
  return is_space(before) || !is_alphanumeric(before);
}

std::size_t InlineWriter::closing(std::size_t at, std::string_view mark) {
  const std::size_t stop = std::min(end(), at + kLongestMarkup);
  const std::string_view text = text_.substr(0, stop);
  // What was looked at in vain is not looked at again, or a text of unclosed marks would take time in its square.
  std::size_t& searched = searched_[mark];
  for (std::size_t k = text.find(mark, std::max(at + mark.size() + 1, searched)); k != std::string_view::npos;
       k = text.find(mark, k + 1)) {
    if (text[k - 1] == '\\' || is_space(code_point_before(text, k).value)) continue;
    const std::size_t after = k + mark.size();
    // "**" does not close "*".
    if (mark == "*" && text[k - 1] != '*' && after < end() && text_[after] == '*') {
      ++k;
      continue;
    }
    if (after < end() && is_alphanumeric(code_point_at(text_, after).value)) continue;
    return k;
  }
  searched = std::max(searched, stop - std::min(stop, mark.size()));
  return 0;
}

/// Where `[1]_`, a footnote's mark, ends; 0 where there is none.
std::size_t InlineWriter::reference(std::size_t at) const {
  constexpr std::size_t kLongestMark = 40;
  const std::string_view text = text_.substr(0, std::min(end(), at + kLongestMark));
  const std::size_t close = text.find("]_", at);
  if (close == std::string_view::npos || text.substr(at, close - at).find(' ') != std::string_view::npos)
    return 0;
  return close + 2;
}

void InlineWriter::plain(std::size_t begin, std::size_t stop) {
  while (begin < stop) {
    while (line_ + 1 < lines_.size() && begin >= lines_[line_].end) {
      // Between two lines: one mark for the line break and what indents the next line.
      const std::size_t next = lines_[line_ + 1].begin;
      if (stop > lines_[line_].end || stop >= next) {
        emitter_.unit(joint_, make_span(lines_[line_].end, next));
      }
      begin = std::max(begin, next);
      ++line_;
    }
    const std::size_t line_end = std::min<std::size_t>(lines_[line_].end, stop);
    if (begin >= line_end) break;
    const std::size_t escape = std::min(text_.substr(0, line_end).find('\\', begin), line_end);
    emitter_.copy(make_span(begin, escape));
    begin = escape;
    if (escape == line_end) continue;
    if (escape + 1 < line_end) {
      // An escaped space is no character at all.
      const CodePoint c = code_point_at(text_, escape + 1);
      if (!is_space(c.value))
        emitter_.unit(text_.substr(escape + 1, c.length), make_span(escape, escape + 1 + c.length));
      begin = escape + 1 + c.length;
    } else {
      begin = escape + 1;
    }
  }
}

void InlineWriter::styled(std::size_t begin, std::size_t stop, std::uint8_t bits) {
  const std::uint32_t from = emitter_.size();
  plain(begin, stop);
  if (bits != 0 && emitter_.size() > from) styles_.push_back({{from, emitter_.size()}, bits});
}

/// `` `text`_ ``, `` `text <address>`__ ``, `` :role:`text` ``: writes the text, returns the end of the markup.
std::size_t InlineWriter::interpreted(std::size_t at) {
  const std::size_t close = closing(at, "`");
  if (close == 0) return 0;
  std::size_t after = close + 1;
  const bool link = after < end() && text_[after] == '_';
  while (after < end() && text_[after] == '_') ++after;
  std::size_t stop = close;
  const std::size_t address = slice(text_, make_span(at, close)).rfind('<') + at;
  if (text_[close - 1] == '>' && address != at + std::string_view::npos && address > at + 1) {
    stop = trim(text_, make_span(at + 1, address)).end;
  }
  styled(at + 1, stop, link ? Style::link : std::uint8_t{0});
  return after;
}

void InlineWriter::write() {
  struct Mark {
    std::string_view mark;
    std::uint8_t bits;
  };
  static constexpr Mark kMarks[] = {{"**", Style::bold}, {"*", Style::italic}, {"``", Style::code}};
  std::size_t at = lines_.front().begin;
  std::size_t written = at;
  const auto skip_to = [&](std::size_t k) {
    while (line_ + 1 < lines_.size() && k > lines_[line_ + 1].begin) ++line_;
  };
  while (at < end()) {
    at = std::min(text_.substr(0, end()).find_first_of("*`|:[\\", at), end());
    if (at >= end()) break;
    const char c = text_[at];
    if (c == '\\') {
      at += 2;
      continue;
    }
    std::size_t after = 0;
    if (c == ':') {
      // `:role:` before a backquote.
      const std::size_t colon = text_.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at + 1);
      if (opens(at, 1) && colon != std::string_view::npos && colon > at + 1 && colon + 1 < end() &&
          text_[colon] == ':' && text_[colon + 1] == '`' && closing(colon + 1, "`") != 0) {
        plain(written, at);
        after = interpreted(colon + 1);
      }
    } else if (c == '[') {
      after = reference(at);
      if (after != 0) {
        plain(written, at);
        styled(at, after - 1, Style::superscript);
      }
    } else if (c == '|') {
      const std::size_t close = opens(at, 1) ? closing(at, "|") : 0;
      if (close != 0) {
        plain(written, at);
        styled(at + 1, close, 0);
        after = close + 1;
        while (after < end() && text_[after] == '_') ++after;
      }
    } else {
      for (const Mark& mark : kMarks) {
        if (!text_.substr(at).starts_with(mark.mark) || !opens(at, mark.mark.size())) continue;
        const std::size_t close = closing(at, mark.mark);
        if (close == 0) break;
        plain(written, at);
        styled(at + mark.mark.size(), close, mark.bits);
        after = close + mark.mark.size();
        break;
      }
      if (after == 0 && c == '`' && !text_.substr(at).starts_with("``") && opens(at, 1) &&
          closing(at, "`") != 0) {
        plain(written, at);
        after = interpreted(at);
      }
    }
    if (after == 0) {
      ++at;
      while (at < end() && text_[at] == c) ++at;
      continue;
    }
    skip_to(after);
    at = written = after;
  }
  plain(written, end());
}

}  // namespace quoth
