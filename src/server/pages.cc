#include "server/pages.h"

#include <charconv>

#include <fmt/format.h>

#include "page/assets.h"
#include "page/people_page.h"
#include "page/publish.h"
#include "page/quotations_page.h"
#include "page/reading.h"
#include "page/records.h"
#include "page/search_page.h"
#include "page/source_page.h"
#include "page/timeline_page.h"
#include "page/verify_page.h"
#include "server/asked.h"
#include "store/load.h"
#include "store/settle.h"
#include "text/offsets.h"

namespace quoth {
namespace {

Result<Record> load_shown(Store& store, const std::string& reference) {
  QUOTH_TRY(const std::int64_t number, store.find(reference));
  return load_record(store.database(), number, shown_layers());
}

std::optional<std::size_t> number_of(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// "120-134", or "120" for the same twice.
std::optional<std::pair<std::size_t, std::size_t>> numbers_of(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = number_of(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number_of(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return std::pair(*first, *last);
}

constexpr std::string_view kTwin = ".json";

tl::unexpected<Error> no_place(std::string_view name) {
  return fail(ErrorCode::http_not_found, fmt::format("this record has no {}", name),
              "s12 is a sentence, t12 a turn, x12 an exchange; w120-134 are words, c700-790 characters");
}

/// Where in the text a fragment stands.
Result<Span> place_of(const Record& record, std::string_view name) {
  const auto row = number_of(name.substr(std::min<std::size_t>(1, name.size())));
  switch (name.empty() ? '\0' : name.front()) {
    case 's':
      if (row && *row < record.sentences.span.size()) return record.sentences.span[*row];
      break;
    case 't':
      if (row && *row < record.turns.size()) return record.turns[*row].span;
      break;
    case 'x':
      if (row && *row >= 1 && *row <= record.exchanges.size()) {
        const Exchange& exchange = record.exchanges[*row - 1];
        const auto& turns = exchange.question.empty() ? exchange.answer : exchange.question;
        if (!turns.empty()) return record.turns[turns.front().index()].span;
      }
      break;
    case 'w':
      if (const auto range = numbers_of(name.substr(1))) {
        const WordIndex words(record.document.text());
        if (range->second < words.size()) return words.span_of({range->first, range->second});
      }
      break;
    case 'c':
      if (const auto range = numbers_of(name.substr(1))) {
        const OffsetIndex offsets(record.document.text());
        const Span span{offsets.byte_of_code_point(static_cast<std::uint32_t>(range->first)),
                        offsets.byte_of_code_point(static_cast<std::uint32_t>(range->second))};
        if (!span.empty() && range->second <= record.document.text().size()) return span;
      }
      break;
    default: break;
  }
  return no_place(name);
}

}  // namespace

Result<Response> records_page(Store& store, const Request& request) {
  QUOTH_TRY(const RecordFilter filter, record_filter_of(request.target));
  QUOTH_TRY(const RecordList list, list_records(store, filter));
  return html_response(framed({}, render_records({}, filter, list)));
}

Result<Response> reading_page(Store& store, const Request& request) {
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[1]));
  QUOTH_TRY(const Record record, load_record(store.database(), number, shown_layers()));
  ReadingOptions options{.words_per_part = kWordsPerPart};
  QUOTH_TRY(options.reviewed, load_reviewed(store.database(), number));
  if (const auto part = number_of(request.target.value("part")); part && *part > 0) options.part = *part - 1;
  if (const std::string& words = request.target.value("w"); !words.empty()) {
    QUOTH_TRY(options.target, place_of(record, "w" + words));
    options.part = part_of(record, kWordsPerPart, options.target.begin);
  }
  return html_response(framed({}, render_reading({}, record, options)));
}

/// A page's address with .json at its end means the same as JSON.
Result<Response> to_twin(Store&, const Request& request) {
  Target twin = request.target;
  std::string& last = twin.path.back();
  last.resize(last.size() - kTwin.size());
  if (twin.path.front() == "r") twin.path.front() = "records";
  if (twin.path.front() == "timeline") twin.path.front() = "times";
  twin.path.insert(twin.path.begin(), {"api", "v1"});
  return redirect(to_string(twin), 308);
}

Result<Response> to_folder(Store& store, const Request& request) {
  if (request.target.path.back().ends_with(kTwin)) return to_twin(store, request);
  if (request.target.path.front() == "r") QUOTH_CHECK(store.find(request.target.path[1]));
  Target folder = request.target;
  folder.is_folder = true;
  return redirect(to_string(folder), 308);
}

Result<Response> permalink(Store& store, const Request& request) {
  QUOTH_TRY(const Record record, load_shown(store, request.target.path[1]));
  const std::string& name = request.target.path[2];
  QUOTH_TRY(const Span place, place_of(record, name));
  const std::string page = "/r/" + percent_encoded(request.target.path[1]) + "/";
  if (name.front() == 'w' || name.front() == 'c') {
    // Characters are what programs count; the address that is seen, and copied, counts words.
    const auto words = WordIndex(record.document.text()).words_in(place);
    if (!words) return no_place(name);
    return redirect(fmt::format("{}?w={}-{}#target", page, words->first, words->last), 303);
  }
  const std::size_t part = part_of(record, kWordsPerPart, place.begin);
  return redirect(page + (part > 0 ? fmt::format("?part={}", part + 1) : "") + "#" + name, 303);
}

Result<Response> get_source(Store& store, const Request& request) {
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[1]));
  QUOTH_TRY(const Record record, load_record(store.database(), number, LayerSet::none()));
  const std::string& given = request.target.value("w");
  const auto asked = numbers_of(given.empty() ? "0" : given);
  const WordIndex words(record.document.text());
  if (!asked || asked->second >= words.size()) return no_place("w" + given);
  const WordIndex::Range range{asked->first, asked->second};
  const Span span = words.span_of(range);
  const OffsetIndex offsets(record.document.text());
  QUOTH_TRY(const SourceView view,
            source_view(store, number, {offsets.code_points(span.begin), offsets.code_points(span.end)}));
  return html_response(framed({}, render_source({}, record, range, view)));
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

Result<Response> get_people(Store& store, const Request&) {
  QUOTH_TRY(const std::vector<Person> people, list_people(store.database()));
  return html_response(framed({}, render_people({}, people)));
}

Result<Response> get_person(Store& store, const Request& request) {
  QUOTH_TRY(const PersonPage person, person_page(store, request.target.path[1]));
  return html_response(framed({}, render_person({}, person)));
}

Result<Response> asset(Store&, const Request& request) {
  for (const Asset* asset : {&style_asset(), &script_asset(), &icon_asset()}) {
    if (asset->name == request.target.path[1])
      return Response{200, std::string(asset->type), std::string(asset->bytes), {}, {}, false};
  }
  return fail(ErrorCode::http_not_found, "there is no such file: " + request.target.path[1]);
}

}  // namespace quoth
