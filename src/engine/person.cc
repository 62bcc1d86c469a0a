#include "engine/person.h"

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kMostQuotes = 100;

Result<Person> find_person(Database& database, std::string_view key) {
  QUOTH_TRY(const std::vector<Person> people, list_people(database));
  const auto at = std::find_if(people.begin(), people.end(),
                               [&](const Person& person) { return person_key(person.name) == key; });
  if (at == people.end())
    return fail(ErrorCode::person_not_found, "nobody here has the address " + std::string(key));
  return *at;
}

Result<std::vector<SaidInRecord>> read_records(Database& database, const std::string& name) {
  QUOTH_TRY(
      Statement row,
      database.prepare("SELECT s.record, r.sha256, coalesce(r.title, r.file_name), coalesce(s.date, ''), "
                       "coalesce(s.role, ''), "
                       "s.turn, s.begin, s.end, s.text, s.words "
                       "FROM said AS s JOIN records AS r ON r.number = s.record WHERE s.speaker = ?1 "
                       "ORDER BY s.date DESC, s.record DESC, s.turn"));
  QUOTH_TRY(Statement all_words, database.prepare("SELECT sum(words) FROM turns WHERE record = ?1"));
  std::vector<SaidInRecord> records;
  QUOTH_TRY(bool more, row.first(name));
  while (more) {
    if (records.empty() || records.back().record != row.integer(0)) {
      QUOTH_CHECK(all_words.first(row.integer(0)));
      records.push_back({.record = row.integer(0),
                         .sha256 = row.string(1),
                         .title = row.string(2),
                         .date = row.string(3),
                         .role = row.string(4),
                         .record_words = all_words.integer(0)});
    }
    records.back().words += row.integer(9);
    records.back().turns.push_back(
        {row.integer(5), row.integer(6), row.integer(7), row.string(8), row.integer(9)});
    QUOTH_TRY(more, row.next());
  }
  return records;
}

}  // namespace

std::string person_key(std::string_view name) {
  std::string key;
  const std::string lower = to_lower(name);
  for (const char c : lower) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      key += c;
    } else if (!key.empty() && key.back() != '-') {
      key += '-';
    }
    if (key.size() >= 40) break;
  }
  while (!key.empty() && key.back() == '-') key.pop_back();
  return key + (key.empty() ? "" : "-") + sha256_hex(name).substr(0, 6);
}

Result<PersonPage> person_page(Store& store, std::string_view key) {
  PersonPage page;
  QUOTH_TRY(page.person, find_person(store.database(), key));
  const std::string& name = page.person.name;
  QUOTH_TRY(page.records, read_records(store.database(), name));
  std::map<std::string, std::size_t> years;
  for (const SaidInRecord& record : page.records) {
    if (record.date.size() >= 4) years[record.date.substr(0, 4)] += static_cast<std::size_t>(record.words);
  }
  page.years.assign(years.begin(), years.end());
  QUOTH_TRY(
      Statement label,
      store.database().prepare(
          "SELECT DISTINCT l.label FROM people AS p JOIN speakers AS s ON s.person = p.id JOIN labels AS l "
          "ON l.record = s.record AND l.speaker = s.number WHERE p.name = ?1 AND l.label <> ?1 ORDER BY 1"));
  QUOTH_TRY(bool more, label.first(name));
  while (more) {
    page.labels.push_back(label.string(0));
    QUOTH_TRY(more, label.next());
  }
  QUOTH_TRY(Statement correction,
            store.database().prepare(
                "SELECT c.kind, c.name, c.new_name, coalesce(r.title, r.file_name), c.author, c.made "
                "FROM corrections AS c LEFT JOIN records AS r ON r.sha256 = c.sha256 "
                "WHERE c.name = ?1 OR c.new_name = ?1 ORDER BY c.id"));
  QUOTH_TRY(more, correction.first(name));
  while (more) {
    page.corrections.push_back({correction.string(0), correction.string(1), correction.string(2),
                                correction.string(3), correction.string(4), correction.string(5)});
    QUOTH_TRY(more, correction.next());
  }
  QUOTH_TRY(page.quoted, list_quotes(store, {.holder = name, .limit = kMostQuotes}));
  QUOTH_TRY(page.quotes, list_quotes(store, {.speaker = name, .limit = kMostQuotes}));
  return page;
}

}  // namespace quoth
