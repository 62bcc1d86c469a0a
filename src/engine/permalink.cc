#include "engine/permalink.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "store/review_places.h"
#include "store/reviews.h"

namespace quoth {
namespace {

std::optional<std::uint32_t> count_in(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

tl::unexpected<Error> no_place(std::string_view name) {
  return fail(ErrorCode::http_not_found, fmt::format("this record has no {}", name),
              "s12 is a sentence, t12 a turn, x12 an exchange; w120-134 are words, c700-790 characters");
}

/// Words as reviews keep them, so that they are found again in the same way.
Result<Review> words_of(const NumberedPlace& place, std::string_view text) {
  const AnchoredText anchored(text);
  const auto span = anchored.span_of(place.place.begin, place.place.end);
  if (!span) return no_place("such words");
  Review words;
  words.sha256 = place.sha256;
  words.path = place.path;
  words.anchor = anchored.anchor_at(*span);
  return words;
}

/// Where a place of an earlier text stands now: in the record itself, or where that was removed in one of its file.
Result<Permalink> follow(Store& store, const NumberedPlace& place) {
  Permalink link;
  QUOTH_TRY(const Review words, words_of(place, *place.text));
  link.meant = words.anchor.words;
  QUOTH_TRY(const std::vector<ReviewedRecord> records, records_of_review(store.database(), words));
  if (records.empty())
    return fail(ErrorCode::record_not_found, "the record that this address names was removed");
  const ReviewedRecord& record = records.front();
  link.sha256 = record.sha256;
  link.record = record.number;
  link.other_record = record.sha256 != place.sha256;
  ReviewPlaces places(store.database());
  QUOTH_TRY(link.place, places.place_in(words, record));
  return link;
}

/// A place of the text that the record has now.
Result<Permalink> stay(Store& store, const NumberedPlace& place) {
  QUOTH_TRY(const auto record, store.find_sha256(place.sha256));
  if (!record) return no_place("such words");
  QUOTH_TRY(const std::string text, text_of_record(store.database(), record->number));
  QUOTH_TRY(const Review words, words_of(place, text));
  Permalink link;
  link.place.how = Anchoring::in_place;
  link.place.record = record->number;
  link.place.begin = place.place.begin;
  link.place.end = place.place.end;
  link.place.words = words.anchor.words;
  link.sha256 = place.sha256;
  link.record = record->number;
  link.meant = words.anchor.words;
  link.is_current = true;
  return link;
}

Result<std::string> sha256_of(Store& store, std::string_view reference) {
  const Result<std::int64_t> number = store.find(reference);
  if (number) {
    QUOTH_TRY(const ReviewedRecord record, reviewed_record(store.database(), *number));
    return record.sha256;
  }
  QUOTH_TRY(const auto removed, removed_sha256(store.database(), reference));
  if (!removed) return tl::unexpected(number.error());
  return *removed;
}

}  // namespace

std::optional<PlaceName> place_name_of(std::string_view text) {
  constexpr std::string_view kLetters = "stxwc";
  const std::size_t kind = text.empty() ? std::string_view::npos : kLetters.find(text.front());
  if (kind == std::string_view::npos) return std::nullopt;
  text.remove_prefix(1);
  PlaceName name{.kind = static_cast<PlaceName::Kind>(kind)};
  const bool may_be_range = name.kind >= PlaceName::Kind::words;
  const std::size_t dash = may_be_range ? text.find('-') : std::string_view::npos;
  const auto first = count_in(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : count_in(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  name.first = *first;
  name.last = *last;
  return name;
}

Result<Permalink> find_permalink(Store& store, std::string_view reference, std::string_view name) {
  const auto named = place_name_of(name);
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  QUOTH_TRY(const std::string sha256, sha256_of(store, reference));
  if (!named) return no_place(name);
  std::optional<NumberedPlace> place;
  if (named->kind == PlaceName::Kind::characters) {
    place = {.sha256 = sha256, .path = {}, .place = {named->first, named->last}, .text = {}};
  } else if (named->kind == PlaceName::Kind::words) {
    QUOTH_TRY(place, place_of_words(store.database(), sha256, named->first, named->last));
  } else {
    const Numbered kind = kNumbered[static_cast<std::size_t>(named->kind)];
    QUOTH_TRY(place, place_of_number(store.database(), sha256, kind, named->first));
  }
  if (!place) return no_place(name);
  bool has_number = true;
  if (named->kind < PlaceName::Kind::words && !place->text) {
    QUOTH_TRY(const auto record, store.find_sha256(sha256));
    if (!record) return no_place(name);
    QUOTH_TRY(const NumberedPlaces now, numbered_places(store.database(), record->number));
    const std::vector<Span>& spans = now.spans[static_cast<std::size_t>(named->kind)];
    has_number = std::find(spans.begin(), spans.end(), place->place) != spans.end();
  }
  auto link = place->text ? follow(store, *place) : stay(store, *place);
  if (!link && link.error().code == ErrorCode::http_not_found) return no_place(name);
  if (link) link->is_current = link->is_current && has_number;
  return link;
}

Result<std::string> successor_of(Store& store, std::string_view reference) {
  QUOTH_TRY(const std::string sha256, sha256_of(store, reference));
  QUOTH_TRY(Statement row,
            store.database().prepare(
                "SELECT r.sha256 FROM editions AS e JOIN records AS r ON r.file_name = e.file_name "
                "WHERE e.sha256 = ?1 ORDER BY r.path = e.path DESC, r.number DESC LIMIT 1"));
  QUOTH_TRY(const bool found, row.first(sha256));
  if (!found) return fail(ErrorCode::record_not_found, fmt::format("the store has no record {}", reference));
  return row.string(0);
}

Result<std::vector<MovedNumber>> moved_numbers(Store& store, std::int64_t record) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  QUOTH_TRY(const ReviewedRecord reviewed, reviewed_record(store.database(), record));
  QUOTH_TRY(const std::vector<LeftNumber> left, left_numbers(store.database(), record));
  std::vector<MovedNumber> moved;
  if (left.empty()) return moved;
  QUOTH_TRY(const std::string text, text_of_record(store.database(), record));
  ReviewPlaces places(store.database());
  for (const LeftNumber& number : left) {
    QUOTH_TRY(const Review words, words_of(number.then, number.then.text ? *number.then.text : text));
    MovedNumber item;
    item.name = fmt::format("{}{}", letter_of(number.kind), number.number);
    item.link.sha256 = reviewed.sha256;
    item.link.record = record;
    item.link.meant = words.anchor.words;
    QUOTH_TRY(item.link.place, places.place_in(words, reviewed));
    moved.push_back(std::move(item));
  }
  return moved;
}

Result<std::optional<LaterVersion>> later_version(Store& store, std::int64_t record, Span place) {
  Database& database = store.database();
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  QUOTH_TRY(Statement row,
            database.prepare(
                "SELECT b.number, b.sha256, b.path, substr(b.added, 1, 10) FROM records AS a "
                "JOIN records AS b ON b.file_name = a.file_name AND b.path = a.path AND b.number > a.number "
                "WHERE a.number = ?1 ORDER BY b.number DESC LIMIT 1"));
  QUOTH_TRY(const bool found, row.first(record));
  if (!found) return std::nullopt;
  const ReviewedRecord later{row.integer(0), row.string(1), row.string(2)};
  LaterVersion version{.sha256 = later.sha256, .added = row.string(3), .place = {}};
  if (place.empty()) return version;
  QUOTH_TRY(const ReviewedRecord own, reviewed_record(database, record));
  QUOTH_TRY(const std::string text, text_of_record(database, record));
  QUOTH_TRY(const Review words,
            words_of({.sha256 = own.sha256, .path = own.path, .place = place, .text = {}}, text));
  ReviewPlaces places(database);
  QUOTH_TRY(version.place, places.place_in(words, later));
  return version;
}

}  // namespace quoth
