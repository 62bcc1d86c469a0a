#include "engine/source_view.h"

#include <algorithm>

#include "read/pdf/page_picture.h"
#include "text/encoding.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::uint32_t kContextBytes = 3000;

/// Runs of the source map that have a character of `range`, as docs/record.md has them.
constexpr const char* kRuns =
    "SELECT json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]'), json_extract(j.value, '$[2]'), "
    "json_extract(j.value, '$[3]'), json_extract(j.value, '$[4]'), json_extract(j.value, '$[5]'), "
    "json_extract(j.value, '$[6]'), substr(x.text, json_extract(j.value, '$[0]') + 1, "
    "json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) "
    "FROM documents AS d JOIN texts AS x ON x.record = d.record JOIN json_each(d.json, '$.source_map') AS j "
    "WHERE d.record = ?1 AND json_extract(j.value, '$[1]') > ?2 AND json_extract(j.value, '$[0]') < ?3";

/// The source byte of a run at which code point `at` of the record's text begins.
std::int64_t source_byte(const Statement& run, std::int64_t at) {
  const std::int64_t begin = run.integer(0), end = run.integer(1), source = run.integer(2);
  const std::int64_t size = run.integer(3) - source;
  const std::int64_t n = std::clamp(at, begin, end) - begin;
  const std::string_view text = run.text(7);
  if (static_cast<std::int64_t>(text.size()) != size)
    return source + size * n / std::max<std::int64_t>(1, end - begin);
  std::size_t byte = 0;
  for (std::int64_t i = 0; i < n && byte < text.size(); ++i) byte += code_point_at(text, byte).length;
  return source + static_cast<std::int64_t>(byte);
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

Result<std::vector<SourcePage>> pages_of(Statement& run, bool more, std::string_view bytes) {
  std::vector<SourcePage> pages;
  while (more) {
    if (pages.empty() || pages.back().page != run.integer(2)) {
      if (pages.size() == kMostSourcePages) break;
      pages.push_back({.page = run.integer(2)});
    }
    pages.back().boxes.push_back({run.real(3), run.real(4), run.real(5), run.real(6)});
    QUOTH_TRY(more, run.next());
  }
  constexpr std::size_t kWidthInPng = 16;  // of the header, after the signature and a chunk's head
  for (SourcePage& page : pages) {
    QUOTH_TRY(page.picture, pdf::picture_of_page(bytes, static_cast<std::uint32_t>(page.page), {}));
    if (page.picture.size() < kWidthInPng + 8)
      return fail(ErrorCode::pdf_damaged, "the page could not be drawn");
    const std::string_view picture = page.picture;
    page.width = big_endian(picture.substr(kWidthInPng)) * 72.0 / pdf::kPictureDotsPerInch;
    page.height = big_endian(picture.substr(kWidthInPng + 4)) * 72.0 / pdf::kPictureDotsPerInch;
  }
  return pages;
}

Result<Span> bytes_of(Statement& run, bool more, Span range) {
  std::int64_t begin = -1, end = 0;
  while (more) {
    const bool has_source = run.integer(3) > run.integer(2);
    if (has_source) {
      if (begin < 0) begin = source_byte(run, range.begin);
      end = source_byte(run, range.end);
    }
    QUOTH_TRY(more, run.next());
  }
  begin = std::max<std::int64_t>(0, begin);
  return make_span(static_cast<std::size_t>(begin), static_cast<std::size_t>(std::max(begin, end)));
}

/// To the nearest begin of a character.
std::uint32_t to_character(std::string_view text, std::uint32_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

Result<SourceView> source_view(Store& store, std::int64_t number, Span range) {
  QUOTH_TRY(const StoredSource source, store.source(number));
  SourceView view{.file_name = source.path.substr(source.path.rfind('/') + 1)};
  QUOTH_TRY(Statement run, store.database().prepare(kRuns));
  QUOTH_TRY(const bool found, run.first(number, range.begin, range.end));
  if (source.bytes.starts_with("%PDF")) {
    QUOTH_TRY(view.pages, pages_of(run, found, source.bytes));
    return view;
  }
  QUOTH_TRY(const Span bytes, bytes_of(run, found, range));
  QUOTH_TRY(const Decoded decoded, decode(source.bytes));
  view.encoding = decoded.encoding;
  const std::string_view text = decoded.text.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  const Span words = decoded.text.map().text_of(bytes);
  const std::uint32_t from =
      to_character(text, words.begin > kContextBytes ? words.begin - kContextBytes : 0);
  const std::uint32_t to = to_character(text, std::min(size, words.end + kContextBytes));
  view.begins = from == 0;
  view.ends = to == size;
  view.before = slice(text, {from, words.begin});
  view.words = slice(text, words);
  view.after = slice(text, {words.end, to});
  return view;
}

}  // namespace quoth
