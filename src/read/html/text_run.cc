#include "read/html/text_run.h"

#include <algorithm>

#include "read/html/prescan.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestReference = 40;
/// The parser reads kLiteralAngle, a control character, as U+FFFD.
constexpr std::string_view kReadLiteralAngle = "\xEF\xBF\xBD";

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

/// The length of the reference that begins at `at_`, and of what it reads as; 0 where `&` is only a character.
std::size_t TextRun::reference_length(std::size_t& n_decoded) const {
  const std::string_view raw = raw_.substr(at_, kLongestReference);
  const std::string_view decoded = decoded_.substr(read_);
  std::size_t end = 1;
  if (end < raw.size() && raw[end] == '#') ++end;
  while (end < raw.size() && static_cast<unsigned char>(raw[end]) < 0x80 &&
         is_alphanumeric(static_cast<unsigned char>(raw[end]))) {
    ++end;
  }
  const bool semicolon = end < raw.size() && raw[end] == ';';
  const std::size_t full = end + semicolon;
  if (full < 3 || decoded.empty() || decoded.substr(0, full) == raw.substr(0, full)) return 0;
  const std::size_t one = code_point_at(decoded, 0).length;
  const std::size_t two = one < decoded.size() ? one + code_point_at(decoded, one).length : one;
  // The names that stand for two characters have one of these second.
  static constexpr char32_t kSecond[] = {0x331, 0x333, 0x338, 0x200A, 0x20D2, 0x20E5, 0xFE00};
  const bool pair = semicolon && two > one &&
                    std::find(std::begin(kSecond), std::end(kSecond), code_point_at(decoded, one).value) !=
                        std::end(kSecond);
  if (pair) {
    n_decoded = two;
    return full;
  }
  // Some names may lack their semicolon: what follows tells.
  const auto follows = [&](std::size_t length, std::size_t n, bool same) {
    const std::string_view rest = raw_.substr(at_ + length);
    if (n > decoded.size()) return false;
    if (n == decoded.size()) return rest.empty() || rest[0] == '<';
    return !rest.empty() &&
           (rest[0] == decoded[n] || (!same && (rest[0] == '&' || rest[0] == '<' || rest[0] == '\r')));
  };
  for (const bool same : {true, false}) {
    if (semicolon && follows(full, one, same)) {
      n_decoded = one;
      return full;
    }
    for (std::size_t length = end; length >= 3; --length) {
      if (follows(length, one, same)) {
        n_decoded = one;
        return length;
      }
    }
  }
  return 0;
}

bool TextRun::next(TextPiece& piece) {
  if (read_ < decoded_.size() && at_ >= raw_.size()) {
    // Not followed to its end: what is left is read from the whole.
    piece = {make_span(begin_ + followed_, begin_ + raw_.size()), decoded_.substr(read_), false};
    read_ = decoded_.size();
    return !piece.source.empty();
  }
  while (read_ < decoded_.size() && at_ < raw_.size()) {
    const std::size_t from = at_;
    const std::size_t read_from = read_;
    while (at_ < raw_.size() && read_ < decoded_.size() && raw_[at_] == decoded_[read_] && raw_[at_] != '&' &&
           raw_[at_] != '\r') {
      ++at_;
      ++read_;
    }
    while (at_ > from && at_ < raw_.size() && is_inside_character(raw_[at_])) {
      --at_;
      --read_;
    }
    if (at_ > from) {
      piece = {{static_cast<std::uint32_t>(begin_ + from), static_cast<std::uint32_t>(begin_ + at_)},
               decoded_.substr(read_from, read_ - read_from),
               true};
      followed_ = at_;
      return true;
    }
    std::size_t length = 0;
    std::size_t n_decoded = 1;
    std::string_view reading = decoded_.substr(read_, 1);
    if (raw_[at_] == '&') {
      length = reference_length(n_decoded);
      reading = decoded_.substr(read_, n_decoded);
      if (length == 0) {
        if (decoded_[read_] == '&') {
          n_decoded = length = 1;
        } else {
          ++at_;
          continue;
        }
      }
    } else if (decoded_.substr(read_).starts_with(kReadLiteralAngle) && raw_[at_] == '<') {
      const std::string_view symbol = symbol_of(raw_.substr(at_, 16));
      length = symbol.empty() ? 1 : raw_.find('>', at_) + 1 - at_;
      n_decoded = kReadLiteralAngle.size() + length - 1;
      reading = symbol.empty() ? std::string_view("<") : symbol;
    } else if (raw_[at_] == '\r' && decoded_[read_] == '\n') {
      length = at_ + 1 < raw_.size() && raw_[at_ + 1] == '\n' ? 2 : 1;
    } else if (raw_[at_] == '<') {
      // A tag that the parser passed over.
      at_ = std::min(raw_.find('>', at_), raw_.size() - 1) + 1;
      continue;
    } else {
      at_ += code_point_at(raw_, at_).length;
      continue;
    }
    piece = {make_span(begin_ + at_, begin_ + at_ + length), reading, false};
    at_ += length;
    read_ += n_decoded;
    followed_ = at_;
    return true;
  }
  return read_ < decoded_.size() && at_ >= raw_.size() && next(piece);
}

}  // namespace quoth
