#include "server/api.h"

#include <cmath>
#include <span>

#include "engine/verdict_json.h"
#include "page/assets.h"
#include "page/review_parts.h"
#include "page/site.h"
#include "server/api_json.h"
#include "server/asked.h"
#include "server/pages.h"

namespace quoth {
namespace {

constexpr std::size_t kRecordsOfPerson = 50;

template <typename Row>
std::span<const Row> part_of(const std::vector<Row>& rows, const Shown& shown) {
  return std::span(rows).subspan(shown.begin, shown.end - shown.begin);
}

void facet(JsonWriter& json, std::string_view key, const std::vector<FacetValue>& values) {
  rows(json, key, values, [&](const FacetValue& value) {
    json.member("value", value.value);
    json.member_integer("records", whole(value.records));
  });
}

void listed_quotes(JsonWriter& json, const std::vector<ListedQuote>& quotes) {
  rows(json, "quotations", quotes, [&](const ListedQuote& quote) {
    place_of(json, quote);
    json.member_integer_or_null("turn", quote.turn);
    json.member_integer("begin", quote.begin);
    json.member_integer("end", quote.end);
    strings(json, "chain", quote.chain);
    json.member("text", quote.text);
    json.member("kind", quote.kind);
    json.member("act", quote.act);
    json.key("score");
    json.number(std::round(quote.score * 1000) / 1000);
  });
}

void answer_counts(JsonWriter& json, std::string_view key, const std::vector<AnsweringSpeaker>& speakers) {
  rows(json, key, speakers, [&](const AnsweringSpeaker& speaker) {
    json.member_or_null("name", speaker.name);
    json.member_integer("clear", whole(speaker.clear));
    json.member_integer("ambivalent", whole(speaker.ambivalent));
    json.member_integer("none", whole(speaker.none));
  });
}

void person_members(JsonWriter& json, const Person& person) {
  json.member("name", person.name);
  json.member("person", person_key(person.name));
  json.member_integer("records", person.records);
  json.member_integer("turns", person.turns);
  json.member_integer("words", person.words);
}

void concordance_members(JsonWriter& json, const Concordance& found) {
  json.member_integer("total", whole(found.total));
  json.member_integer("turns", whole(found.turns));
  json.key("cut");
  json.boolean(found.cut);
  rows(json, "places", found.lines, [&](const ConcordanceLine& line) {
    place_of(json, line);
    json.member_integer("turn", line.turn);
    json.member_or_null("speaker", line.speaker);
    json.member_integer_or_null("page", line.page);
    json.member_integer("begin", line.place.begin);
    json.member_integer("end", line.place.end);
    json.member("left", line.left);
    json.member("match", line.match);
    json.member("right", line.right);
  });
  json.member_or_null("next", found.next);
  rows(json, "years", found.years, [&](const YearOfTalk& year) {
    json.member("year", year.year);
    json.member_integer("n", whole(year.places));
    json.member_integer("words", year.words);
  });
  rows(json, "collocates", found.collocates, [&](const Collocate& collocate) {
    json.member("word", collocate.word);
    json.member_integer("before", whole(collocate.before));
    json.member_integer("after", whole(collocate.after));
    json.member_integer("in_all", collocate.in_all);
    json.key("log_dice");
    json.number(std::round(collocate.log_dice * 100) / 100);
    json.key("log_likelihood");
    json.number(std::round(collocate.log_likelihood * 100) / 100);
  });
}

}  // namespace

Result<Response> api_records(Store& store, const Request& request) {
  QUOTH_TRY(const RecordFilter filter, record_filter_of(request.target));
  QUOTH_TRY(const RecordList list, list_records(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(list.total));
    rows(json, "records", list.records, [&](const ListedRecord& listed) {
      const RecordSummary& summary = listed.summary;
      json.member("record", record_key(summary.sha256));
      json.member_integer("number", summary.number);
      json.member("sha256", summary.sha256);
      json.member("id", summary.path);
      json.member("format", summary.format);
      json.member_or_null("title", summary.title);
      json.member_or_null("date", summary.date);
      json.member_integer("words", summary.words);
      json.member_integer("turns", summary.turns);
      strings(json, "speakers", summary.speakers);
      strings(json, "outlets", listed.outlets);
    });
    json.member_or_null("next", list.next);
    json.key("facets");
    json.begin_object();
    facet(json, "speaker", list.speakers);
    facet(json, "outlet", list.outlets);
    facet(json, "year", list.years);
    facet(json, "format", list.formats);
    json.end_object();
  });
}

Result<Response> api_search(Store& store, const Request& request) {
  QUOTH_TRY(const ConcordanceRequest asked, concordance_request_of(request.target));
  QUOTH_TRY(const Concordance found, concordance(store, asked));
  return object([&](JsonWriter& json) {
    json.member("query", asked.query);
    concordance_members(json, found);
  });
}

Result<Response> api_compare(Store& store, const Request& request) {
  const Comparison comparison = comparison_of(store, request.target);
  if (comparison.error) return tl::unexpected(*comparison.error);
  return object([&](JsonWriter& json) {
    json.member("query", comparison.subject);
    rows(json, "sides", comparison.sides, [&](const ComparedSide& side) {
      json.member_or_null("speaker", side.name);
      json.member_or_null("from", side.from);
      json.member_or_null("to", side.to);
      concordance_members(json, side.found);
    });
  });
}

Result<Response> api_verify(Store& store, const Request& request) {
  QUOTH_TRY(const Verdict verdict, verify(store, quotation_of(request.target)));
  return json_response(verdict_json(nullptr, verdict));
}

Result<Response> api_quotations(Store& store, const Request& request) {
  QUOTH_TRY(const QuoteFilter filter, quote_filter_of(request.target));
  QUOTH_TRY(const QuoteList list, list_quotes(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(list.total));
    listed_quotes(json, list.quotes);
    json.member_or_null("next", list.next);
  });
}

Result<Response> api_matrix(Store& store, const Request& request) {
  QUOTH_TRY(const std::vector<QuotedBy> matrix, list_quoted(store.database()));
  QUOTH_TRY(const Shown shown, shown_of(request.target, matrix.size(), kMostListed));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(matrix.size()));
    rows(json, "pairs", part_of(matrix, shown), [&](const QuotedBy& row) {
      json.member_or_null("speaker", row.speaker);
      json.member_or_null("holder", row.holder);
      json.member_integer("quotations", row.quotes);
      json.member_integer("records", row.records);
    });
    json.member_or_null("next", shown.next);
  });
}

Result<Response> api_answers(Store& store, const Request& request) {
  QUOTH_TRY(const BoardFilter filter, answer_filter_of(store, request.target));
  QUOTH_TRY(const AnswerList list, list_answers(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(list.total));
    rows(json, "answers", list.answers, [&](const AnswerInFull& answer) {
      place_of(json, answer);
      json.member("reference", review_reference(answer.sha256, ReviewKind::answer, answer.begin, answer.end));
      json.member_integer("begin", answer.begin);
      json.member_integer("end", answer.end);
      json.member_or_null("asked_by", answer.asked_by);
      json.member("question", answer.question);
      json.member_integer_or_null("asked_in", answer.asked_in);
      json.member_or_null("speaker", answer.speaker);
      json.member_or_null("reply", answer.reply);
      std::vector<std::string> evidence;
      for (const Span span : answer.evidence)
        evidence.push_back(answer.reply.substr(span.begin, span.end - span.begin));
      strings(json, "evidence", evidence);
      json.member_integer_or_null("turn", answer.turn);
      json.member("clarity", answer.clarity);
      json.member("technique", answer.technique);
      json.key("score");
      json.number(std::round(answer.score * 1000) / 1000);
      json.key("unsure");
      json.boolean(answer.unsure);
      json.key("again");
      json.boolean(answer.again);
      json.key("review");
      json.raw(answer.review_json);
    });
    json.member_or_null("next", list.next);
    answer_counts(json, "speakers", list.speakers);
    answer_counts(json, "askers", list.askers);
  });
}

Result<Response> api_claims(Store& store, const Request& request) {
  QUOTH_TRY(const ClaimFilter filter, claim_filter_of(store, request.target));
  QUOTH_TRY(const ClaimQueue queue, claim_queue(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(queue.total));
    rows(json, "claims", queue.claims, [&](const ClaimInContext& item) {
      const ListedClaim& claim = item.claim;
      place_of(json, claim);
      json.member("reference", review_reference(claim.sha256, ReviewKind::claim, claim.begin, claim.end));
      json.member_integer("claim", claim.number);
      json.member_integer_or_null("turn", claim.turn);
      json.member_integer("begin", claim.begin);
      json.member_integer("end", claim.end);
      json.member_or_null("speaker", claim.speaker);
      json.member_or_null("holder", claim.holder);
      json.member("text", claim.text);
      json.key("score");
      json.number(std::round(claim.score * 1000) / 1000);
      strings(json, "kinds", claim.kinds);
      json.member_integer_or_null("same_as", claim.same_as);
      json.member_or_null("asked_by", item.asked_by);
      json.member_or_null("question", item.question);
      json.member("before", item.before);
      json.member("after", item.after);
      json.member("state", to_string(claim.state));
      json.member_integer("version", claim.version);
      json.key("review");
      json.raw(claim.review_json);
    });
    json.member_or_null("next", queue.next);
    json.key("states");
    json.begin_object();
    for (std::size_t i = 0; i < queue.states.size(); ++i)
      json.member_integer(to_string(static_cast<ReviewState>(i)), whole(queue.states[i]));
    json.end_object();
  });
}

Result<Response> api_times(Store& store, const Request& request) {
  QUOTH_TRY(const TimeFilter filter, time_filter_of(request.target));
  QUOTH_TRY(const TimeList list, list_times(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(list.total));
    json.member_integer("undated", whole(list.undated));
    rows(json, "times", list.times, [&](const SpokenTime& time) {
      place_of(json, time);
      json.member_integer_or_null("turn", time.turn);
      json.member_integer("begin", time.begin);
      json.member_integer("end", time.end);
      json.member_or_null("value", time.value);
      json.member_integer_or_null("first_day", time.first_day);
      json.member_integer_or_null("last_day", time.last_day);
      json.member_or_null("by", time.by);
      json.member_or_null("told_by", time.told_by);
      json.member("before", time.before);
      json.member("words", time.words);
      json.member("after", time.after);
    });
    json.member_or_null("next", list.next);
    years(json, list.years);
  });
}

Result<Response> api_people(Store& store, const Request& request) {
  QUOTH_TRY(const std::vector<Person> people, list_people(store.database()));
  QUOTH_TRY(const Shown shown, shown_of(request.target, people.size(), kMostListed));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(people.size()));
    rows(json, "people", part_of(people, shown), [&](const Person& person) { person_members(json, person); });
    json.member_or_null("next", shown.next);
  });
}

Result<Response> api_person(Store& store, const Request& request) {
  QUOTH_TRY(const PersonPage page, person_page(store, request.target.path[3]));
  QUOTH_TRY(const Shown shown, shown_of(request.target, page.records.size(), kRecordsOfPerson));
  return object([&](JsonWriter& json) {
    person_members(json, page.person);
    strings(json, "labels", page.labels);
    rows(json, "said", part_of(page.records, shown), [&](const SaidInRecord& record) {
      place_of(json, record);
      json.member_or_null("role", record.role);
      json.member_integer("words", record.words);
      json.member_integer("record_words", record.record_words);
      rows(json, "turns", record.turns, [&](const SaidTurn& turn) {
        json.member_integer("turn", turn.turn);
        json.member_integer("words", turn.words);
        json.member("text", turn.text);
      });
    });
    json.member_or_null("next", shown.next);
    years(json, page.years);
    for (const auto& [key, list] : {std::pair("quoted", &page.quoted), std::pair("quotes", &page.quotes)}) {
      json.key(key);
      json.begin_object();
      json.member_integer("total", whole(list->total));
      listed_quotes(json, list->quotes);
      json.end_object();
    }
  });
}

Result<Response> api_description(Store&, const Request&) {
  return json_response(std::string(api_asset().bytes));
}

}  // namespace quoth
