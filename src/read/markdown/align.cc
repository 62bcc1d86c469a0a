#include "read/markdown/align.h"

#include <algorithm>
#include <optional>

#include "text/unicode.h"

namespace quoth {
namespace {

/// How far markup, a link's address above all, may reach, and what is spent on looking behind it.
constexpr std::size_t kMostMarkup = 16u << 10;
constexpr std::size_t kMostCompared = 64u << 10;
constexpr std::size_t kLongestEntity = 34;

/// The length of a character reference at `at`, by its form; 0 where there is none.
std::size_t entity_length(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '#') ++i;
  const std::size_t begin = i;
  while (i < text.size() && i - at < kLongestEntity && static_cast<unsigned char>(text[i]) < 0x80 &&
         is_alphanumeric(static_cast<unsigned char>(text[i]))) {
    ++i;
  }
  return i > begin && i < text.size() && text[i] == ';' ? i + 1 - at : 0;
}

bool is_ascii_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_alphanumeric(static_cast<unsigned char>(c));
}

class Aligner {
 public:
  Aligner(std::string_view source, std::string_view literal) : source_(source), literal_(literal) {}

  /// The pieces where the literal is written at `at`. `n_compared` counts the bytes looked at.
  std::optional<std::vector<AlignedPiece>> at(std::size_t at, std::size_t& n_compared) {
    pieces_.clear();
    std::size_t from = at;
    for (std::size_t i = 0; i < literal_.size();) {
      ++n_compared;
      if (at >= source_.size()) return std::nullopt;
      const char wanted = literal_[i];
      if (source_[at] == '\\' && at + 1 < source_.size() && source_[at + 1] == wanted &&
          is_ascii_punctuation(wanted)) {
        unit(from, at, 2, std::string(1, wanted));
        from = at += 2;
        ++i;
      } else if (const std::size_t length = source_[at] == '&' ? reference(at, i) : 0) {
        const std::uint32_t size = code_point_at(literal_, i).length;
        unit(from, at, length, std::string(literal_.substr(i, size)));
        from = at += length;
        i += size;
      } else if (source_[at] == wanted || wanted == '\x01') {
        ++at;
        ++i;
      } else if (wanted == ' ' && (source_[at] == '\n' || source_[at] == '\r')) {
        // With what indents the next line, of which the parser may leave some.
        const std::size_t next = std::min(source_.find_first_not_of(" \t\r\n>", at), source_.size());
        unit(from, at, next - at, " ");
        from = at = next;
        i = std::min(literal_.find_first_not_of(' ', i), literal_.size());
      } else {
        return std::nullopt;
      }
    }
    if (at > from) pieces_.push_back({make_span(from, at), {}});
    return std::move(pieces_);
  }

 private:
  /// The length of the reference at `at` where the literal has one character for it at `i`.
  std::size_t reference(std::size_t at, std::size_t i) const {
    const std::size_t length = entity_length(source_, at);
    // One that the parser does not know stands in the literal as it is.
    if (length == 0 || literal_.substr(i, length) == source_.substr(at, length)) return 0;
    return length;
  }

  void unit(std::size_t from, std::size_t at, std::size_t length, std::string reading) {
    if (at > from) pieces_.push_back({make_span(from, at), {}});
    pieces_.push_back({make_span(at, at + length), std::move(reading)});
  }

  std::string_view source_;
  std::string_view literal_;
  std::vector<AlignedPiece> pieces_;
};

}  // namespace

Aligned align(std::string_view source, std::uint32_t begin, std::uint32_t end, std::string_view literal) {
  Aligner aligner(source.substr(0, end), literal);
  std::size_t n_compared = 0;
  const std::size_t stop = std::min<std::size_t>(end, begin + kMostMarkup);
  for (std::size_t at = begin; at < stop && n_compared < kMostCompared + literal.size(); ++at) {
    if (auto pieces = aligner.at(at, n_compared)) return {std::move(*pieces)};
  }
  return {};
}

}  // namespace quoth
