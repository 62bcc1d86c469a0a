#include "server/pages.h"

#include <charconv>

#include <fmt/format.h>

#include "page/assets.h"
#include "page/compare_page.h"
#include "page/permalink_notice.h"
#include "page/publish.h"
#include "page/quotations_page.h"
#include "page/reading.h"
#include "page/records.h"
#include "page/search_page.h"
#include "page/source_page.h"
#include "page/source_panel.h"
#include "page/timeline_page.h"
#include "page/verify_page.h"
#include "server/asked.h"
#include "store/settle.h"
#include "text/offsets.h"

namespace quoth {
namespace {

std::optional<std::size_t> number_of(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// `?part=2`: counted from 0.
std::size_t asked_part(const Target& target) {
  const auto part = number_of(target.value("part"));
  return part && *part > 0 ? *part - 1 : 0;
}

/// What an address asks for within a record, and where it stands.
struct AskedPlace {
  Span target;  ///< bytes; empty: nothing, or nothing that is there
  Html notice;
};

/// `?was=s12` and `?w=120-134`. `?was=KEY:s12` names the record that was removed.
Result<AskedPlace> asked_place(Store& store, const Record& record, std::int64_t number,
                               const Target& target) {
  AskedPlace asked;
  Span place;
  const std::string &was = target.value("was"), &words = target.value("w");
  if (!was.empty() || !words.empty()) {
    const std::size_t colon = was.find(':');
    const std::string reference = colon == std::string::npos ? target.path[1] : was.substr(0, colon);
    const std::string name =
        was.empty() ? "w" + words : was.substr(colon == std::string::npos ? 0 : colon + 1);
    QUOTH_TRY(const Permalink link, find_permalink(store, reference, name));
    if (link.record == number && link.place.how != Anchoring::lost) {
      const OffsetIndex offsets(record.document.text());
      place = {static_cast<std::uint32_t>(link.place.begin), static_cast<std::uint32_t>(link.place.end)};
      asked.target = {offsets.byte_of_code_point(place.begin), offsets.byte_of_code_point(place.end)};
    }
    asked.notice = permalink_notice(link);
  }
  QUOTH_TRY(const auto later, later_version(store, number, place));
  if (later) asked.notice.append(later_version_notice({}, *later));
  return asked;
}

/// The words of a record that stand at a place, as its addresses count them: "120-134".
Result<std::string> words_at(Store& store, const Record& record, std::int64_t number,
                             const ReviewPlace& place) {
  const OffsetIndex offsets(record.document.text());
  const auto words = WordIndex(record.document.text())
                         .words_in({offsets.byte_of_code_point(static_cast<std::uint32_t>(place.begin)),
                                    offsets.byte_of_code_point(static_cast<std::uint32_t>(place.end))});
  if (!words) return fail(ErrorCode::http_not_found, "there are no words at this place");
  QUOTH_TRY(const Numbering numbering, numbering_of(store.database(), number));
  return fmt::format("{}-{}", numbering.first_word + words->first, numbering.first_word + words->last);
}

}  // namespace

Result<Response> records_page(Store& store, const Request& request) {
  QUOTH_TRY(const RecordFilter filter, record_filter_of(request.target));
  QUOTH_TRY(const RecordList list, list_records(store, filter));
  return html_response(framed({}, render_records({}, filter, list)));
}

Result<Response> reading_page(Store& store, const Request& request) {
  const std::string& reference = request.target.path[1];
  const Result<std::int64_t> number = store.find(reference);
  if (!number) {
    const Result<std::string> successor = successor_of(store, reference);
    if (!successor) return tl::unexpected(number.error());
    return redirect("/r/" + record_key(*successor) + "/", 303);
  }
  QUOTH_TRY(const auto shown, store.shown(*number, shown_layers()));
  const Record& record = *shown;
  ReadingOptions options{.part = asked_part(request.target), .words_per_part = kWordsPerPart};
  QUOTH_TRY(AskedPlace asked, asked_place(store, record, *number, request.target));
  options.target = asked.target;
  options.notice = std::move(asked.notice);
  if (!options.target.empty()) options.part = part_of(record, kWordsPerPart, options.target.begin);
  QUOTH_TRY(options.numbering, numbering_of(store.database(), *number));
  QUOTH_TRY(options.moved, moved_numbers(store, *number));
  QUOTH_TRY(options.reviewed, load_reviewed(store.database(), *number));
  if (!request.target.value("source").empty()) {
    const Span part = span_of_part(record, kWordsPerPart, options.part);
    const MarkedStretches stretches = marked_stretches(record, options.numbering, part, options.target);
    QUOTH_TRY(const SourceView view, source_view(store, *number, stretches.spans));
    options.beside = source_panel({}, record.document.sha256(), view, stretches.names, false);
  }
  return html_response(framed({}, render_reading({}, record, options)));
}

Result<Response> to_folder(Store& store, const Request& request) {
  if (request.target.path.front() == "r") QUOTH_CHECK(store.find(request.target.path[1]));
  Target folder = request.target;
  folder.is_folder = true;
  return redirect(to_string(folder), 308);
}

Result<Response> permalink(Store& store, const Request& request) {
  const std::string &reference = request.target.path[1], &name = request.target.path[2];
  QUOTH_TRY(const Permalink link, find_permalink(store, reference, name));
  const std::string page = "/r/" + record_key(link.sha256) + "/";
  if (!link.is_current) {
    const std::string was = (link.other_record ? reference + ":" : std::string()) + name;
    const bool is_lost = link.place.how == Anchoring::lost;
    return redirect(fmt::format("{}?was={}#{}", page, percent_encoded(was), is_lost ? "notice" : "target"),
                    303);
  }
  QUOTH_TRY(const auto shown, store.shown(link.record, shown_layers()));
  const Record& record = *shown;
  if (name.front() == 'w' || name.front() == 'c') {
    // Characters are what programs count; the address that is seen, and copied, counts words.
    QUOTH_TRY(const std::string words, words_at(store, record, link.record, link.place));
    return redirect(fmt::format("{}?w={}#target", page, words), 303);
  }
  const OffsetIndex offsets(record.document.text());
  const std::size_t part = part_of(record, kWordsPerPart,
                                   offsets.byte_of_code_point(static_cast<std::uint32_t>(link.place.begin)));
  return redirect(page + (part > 0 ? fmt::format("?part={}", part + 1) : "") + "#" + name, 303);
}

/// `?w=120-134`: those words; otherwise all of a part, `?part=2`.
Result<Response> get_source(Store& store, const Request& request) {
  const std::string& words = request.target.value("w");
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[1]));
  QUOTH_TRY(const auto shown, store.shown(number, shown_layers()));
  const Record& record = *shown;
  SourcePageOf source;
  if (words.empty()) {
    QUOTH_TRY(const Numbering numbering, numbering_of(store.database(), number));
    const Span part = span_of_part(record, kWordsPerPart, asked_part(request.target));
    const MarkedStretches stretches = marked_stretches(record, numbering, part, {});
    source.names = stretches.names;
    QUOTH_TRY(source.view, source_view(store, number, stretches.spans));
  } else {
    QUOTH_TRY(const Permalink link, find_permalink(store, request.target.path[1], "w" + words));
    if (link.place.how == Anchoring::lost)
      return fail(ErrorCode::http_not_found, "these words do not stand in the record any more");
    source.place = {static_cast<std::uint32_t>(link.place.begin), static_cast<std::uint32_t>(link.place.end)};
    source.names = {"target"};
    QUOTH_TRY(const std::string range, words_at(store, record, number, link.place));
    source.name = "w" + range;
    QUOTH_TRY(source.view, source_view(store, number, {source.place}));
  }
  return html_response(framed({}, render_source({}, record, source)));
}

Result<Response> get_picture(Store& store, const Request& request) {
  const std::string& name = request.target.path[3];
  const auto page = number_of(std::string_view(name).substr(0, name.find('.')));
  if (!page || *page == 0 || *page > 100'000 || !name.ends_with(".png"))
    return fail(ErrorCode::http_not_found, "there is no such page: " + name);
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[1]));
  QUOTH_TRY(std::string picture, source_picture(store, number, static_cast<std::uint32_t>(*page)));
  // What the address says of the bytes is their hash: they stay what they are.
  const bool may_change = request.target.path[1].size() < record_key(std::string(64, '0')).size();
  Response response;
  response.type = "image/png";
  response.body = std::move(picture);
  response.is_private = may_change;
  return response;
}

Result<Response> get_search(Store& store, const Request& request) {
  QUOTH_TRY(const ConcordanceRequest asked, concordance_request_of(request.target));
  if (asked.query.empty()) return html_response(framed({}, render_search({}, asked, {}, {})));
  const Result<Concordance> found = concordance(store, asked);
  // What was typed is not lost by a mistake in it.
  if (!found)
    return html_response(framed({}, render_search({}, asked, {}, found.error())),
                         kind_of(found.error().code).http_status);
  return html_response(framed({}, render_search({}, asked, *found, {})));
}

Result<Response> get_verify(Store& store, const Request& request) {
  const Quotation asked = quotation_of(request.target);
  if (asked.text.empty()) return html_response(framed({}, render_verify({}, asked, {}, {})));
  const Result<Verdict> verdict = verify(store, asked);
  if (!verdict)
    return html_response(framed({}, render_verify({}, asked, {}, verdict.error())),
                         kind_of(verdict.error().code).http_status);
  return html_response(framed({}, render_verify({}, asked, *verdict, {})));
}

Result<Response> get_quotations(Store& store, const Request& request) {
  QUOTH_TRY(const QuoteFilter filter, quote_filter_of(request.target));
  QUOTH_TRY(const QuoteList list, list_quotes(store, filter));
  QUOTH_TRY(const std::vector<QuotedBy> matrix, list_quoted(store.database()));
  return html_response(framed({}, render_quotations({}, filter, list, matrix)));
}

Result<Response> get_timeline(Store& store, const Request& request) {
  QUOTH_TRY(const TimeFilter filter, time_filter_of(request.target));
  QUOTH_TRY(const TimeList list, list_times(store, filter));
  return html_response(framed({}, render_timeline_page({}, filter, list)));
}

Comparison comparison_of(Store& store, const Target& target) {
  Comparison comparison{.subject = target.value("q"), .sides = {}, .error = {}};
  comparison.sides[0] = {target.value("one"), target.value("one_from"), target.value("one_to"), {}};
  comparison.sides[1] = {target.value("other"), target.value("other_from"), target.value("other_to"), {}};
  for (ComparedSide& side : comparison.sides) {
    if (comparison.subject.empty()) break;
    Result<Concordance> found = concordance(store, {.query = comparison.subject,
                                                    .speaker = side.name,
                                                    .role = {},
                                                    .from = side.from,
                                                    .to = side.to,
                                                    .after = {}});
    found ? void(side.found = *std::move(found)) : void(comparison.error = found.error());
  }
  return comparison;
}

Result<Response> get_comparison(Store& store, const Request& request) {
  const Comparison comparison = comparison_of(store, request.target);
  const int status = comparison.error ? kind_of(comparison.error->code).http_status : 200;
  return html_response(framed({}, render_comparison({}, comparison)), status);
}

Result<Response> asset(Store&, const Request& request) {
  for (const Asset* asset : {&style_asset(), &script_asset(), &icon_asset()}) {
    if (asset->name == request.target.path[1])
      return Response{200, std::string(asset->type), std::string(asset->bytes), {}, {}, false};
  }
  return fail(ErrorCode::http_not_found, "there is no such file: " + request.target.path[1]);
}

}  // namespace quoth
