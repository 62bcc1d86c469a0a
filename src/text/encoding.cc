#include "text/encoding.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "text/mojibake.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kSampleBytes = 64u << 10;

/// Kept: tab, line feed, vertical tab, form feed, carriage return, and NEL, which ends a line.
bool is_unwanted(char32_t c) {
  if (c < 0x20) return c < '\t' || c > '\r';
  return (c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
}

struct Signature {
  std::string_view magic;
  std::string_view name;
};
constexpr Signature kSignatures[] = {
    {"PK\x03\x04", "a ZIP archive"},
    {"\x89PNG\r\n", "a PNG image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"GIF8", "a GIF image"},
    {"\x1F\x8B", "gzip data"},
    {"BZh", "bzip2 data"},
    {"\xFD"
     "7zXZ",
     "xz data"},
    {"\x28\xB5\x2F\xFD", "zstd data"},
    {"7z\xBC\xAF", "a 7z archive"},
    {"Rar!\x1A", "a RAR archive"},
    {"\x7F"
     "ELF",
     "a program"},
    {"\xD0\xCF\x11\xE0", "an old Office file"},
    {"SQLite format 3", "a SQLite database"},
    {"OggS", "Ogg audio"},
    {"ID3", "MP3 audio"},
    {"RIFF", "RIFF media"},
    {"{\\rtf", "rich text"},
};

/// What the text so far is made of, and the text.
class Reading {
 public:
  explicit Reading(std::size_t n_bytes) { decoded_.text.reserve(n_bytes); }

  void verbatim(std::string_view bytes, std::size_t at) {
    if (!bytes.empty()) decoded_.text.append_verbatim(bytes, at);
  }
  void character(char32_t c, std::size_t at, std::size_t size) {
    ++n_characters_;
    if (is_unwanted(c)) {
      drop(c);
      return;
    }
    scratch_.clear();
    append_utf8(scratch_, c);
    decoded_.text.append_unit(scratch_, at, size);
  }
  void drop(char32_t c) {
    ++decoded_.n_dropped;
    n_nul_ += c == 0;
  }
  void replace(std::size_t at, std::size_t size) {
    ++decoded_.n_replaced;
    decoded_.text.append_unit("\xEF\xBF\xBD", at, size);
  }
  void count(std::size_t n) { n_characters_ += n; }

  Result<Decoded> finish(std::string encoding, bool assumed) && {
    const std::size_t strange = decoded_.n_dropped - n_nul_;
    if (strange * 20 > n_characters_ + 20 ||
        (decoded_.n_dropped + decoded_.n_replaced) * 3 > n_characters_ + 6) {
      return fail(ErrorCode::input_binary,
                  fmt::format("{} of {} characters are control characters or ill-formed",
                              decoded_.n_dropped + decoded_.n_replaced, n_characters_));
    }
    decoded_.encoding = std::move(encoding);
    decoded_.assumed = assumed;
    return std::move(decoded_);
  }

 private:
  Decoded decoded_;
  std::string scratch_;
  std::size_t n_characters_ = 0;
  std::size_t n_nul_ = 0;
};

Result<Decoded> decode_utf8(std::string_view bytes, std::size_t begin, bool assumed) {
  Reading reading(bytes.size());
  std::size_t kept = begin;
  for (std::size_t i = begin; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(bytes, i);
    const bool ill = c.value == 0xFFFD && c.length == 1;
    if (ill || is_unwanted(c.value)) {
      reading.verbatim(bytes.substr(kept, i - kept), kept);
      if (ill) {
        reading.replace(i, 1);
      } else {
        reading.drop(c.value);
      }
      kept = i + c.length;
    }
    i += c.length;
  }
  reading.verbatim(bytes.substr(kept), kept);
  reading.count(bytes.size() - begin);
  return std::move(reading).finish("UTF-8", assumed);
}

Result<Decoded> decode_utf16(std::string_view bytes, std::size_t begin, bool little, bool assumed) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little ? first | second << 8 : second | first << 8);
  };
  Reading reading(bytes.size() / 2);
  std::size_t i = begin;
  while (i + 1 < bytes.size()) {
    const char32_t c = unit(i);
    const bool high = c >= 0xD800 && c < 0xDC00;
    const char32_t next = high && i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (next >= 0xDC00 && next < 0xE000) {
      reading.character(0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00), i, 4);
      i += 4;
      continue;
    }
    if (c >= 0xD800 && c < 0xE000) {
      reading.replace(i, 2);
      reading.count(1);
    } else {
      reading.character(c, i, 2);
    }
    i += 2;
  }
  if (i < bytes.size()) reading.replace(i, 1);
  return std::move(reading).finish(little ? "UTF-16LE" : "UTF-16BE", assumed);
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// By ICU's converter, character by character. Errors: input.encoding where ICU does not know the name.
Result<Decoded> decode_by_icu(std::string_view bytes, const std::string& name, bool assumed) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status))
    return fail(ErrorCode::input_encoding, fmt::format("the encoding {} is unknown", name));
  Reading reading(bytes.size());
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    const char* const before = at;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
    const auto begin = static_cast<std::size_t>(before - bytes.data());
    const auto size = static_cast<std::size_t>(at - before);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    if (U_FAILURE(status) || c == 0xFFFD) {
      status = U_ZERO_ERROR;
      reading.count(1);
      reading.replace(begin, std::max<std::size_t>(size, 1));
      if (size == 0) ++at;
    } else {
      reading.character(static_cast<char32_t>(c), begin, size);
    }
  }
  return std::move(reading).finish(name, assumed);
}

/// Little- or big-endian, where every second byte of the sample is NUL as Latin letters have it.
std::optional<bool> unmarked_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  if (sample.size() < 4) return std::nullopt;
  std::array<std::size_t, 2> n_nul{};
  for (std::size_t i = 0; i < sample.size(); ++i) n_nul[i % 2] += sample[i] == '\0';
  const std::size_t half = sample.size() / 2;
  for (const bool little : {true, false}) {
    const std::size_t high = n_nul[little ? 1 : 0];
    const std::size_t low = n_nul[little ? 0 : 1];
    if (high * 2 > half && low * 20 < half) return little;
  }
  return std::nullopt;
}

/// The best of UTF-8 with errors, windows-1252 and ISO 8859-1, by ICU, on a sample from the first place where
/// the encodings differ.
std::string detect_8_bit(std::string_view bytes) {
  const auto high = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
  const auto first = static_cast<std::size_t>(high - bytes.begin());
  const std::string_view sample = bytes.substr(first - std::min<std::size_t>(first, 1024), kSampleBytes);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t n = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &n, &status);
  if (U_FAILURE(status)) n = 0;
  for (std::int32_t i = 0; i < n; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    for (const char* known : {"UTF-8", "windows-1252", "ISO-8859-1"}) {
      if (std::strcmp(name, known) == 0) return known;
    }
  }
  return "windows-1252";
}

std::string upper_case(std::string_view name) {
  std::string out(trim(name));
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

Result<Decoded> decode_bytes(std::string_view bytes, std::string_view declared) {
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.magic)) {
      return fail(ErrorCode::input_binary, fmt::format("it is {}", signature.name));
    }
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) return decode_utf8(bytes, 3, false);
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes, 2, true, false);
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes, 2, false, false);
  // Before the test for UTF-8: unmarked UTF-16 of ASCII letters is well-formed UTF-8 full of NULs.
  if (const auto little = unmarked_utf16(bytes)) return decode_utf16(bytes, 0, *little, true);

  const std::string name = upper_case(declared);
  const bool stateful = name.starts_with("ISO-2022") || name.starts_with("UTF-7") || name.starts_with("HZ-");
  // Well-formed UTF-8 is UTF-8, whatever was declared: other encodings make it by accident only in a word or
  // two.
  if (!stateful && is_valid_utf8(bytes)) return decode_utf8(bytes, 0, false);
  if (name == "UTF-8" || name == "UTF8") return decode_utf8(bytes, 0, false);
  if (!name.empty() && !name.starts_with("UTF-16")) {
    // What the web means by these names (WHATWG Encoding Standard).
    const bool latin1 = name == "ISO-8859-1" || name == "LATIN1" || name == "US-ASCII" || name == "ASCII";
    auto decoded = decode_by_icu(bytes, latin1 ? "windows-1252" : name, false);
    if (decoded || decoded.error().code != ErrorCode::input_encoding) return decoded;
  }
  const std::string detected = detect_8_bit(bytes);
  return detected == "UTF-8" ? decode_utf8(bytes, 0, true) : decode_by_icu(bytes, detected, true);
}

}  // namespace

Result<Decoded> decode(std::string_view bytes, std::string_view declared) {
  auto decoded = decode_bytes(bytes, declared);
  if (decoded) decoded->n_repaired = repair_mojibake(decoded->text);
  return decoded;
}

}  // namespace quoth
