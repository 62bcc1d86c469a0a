#include "engine/quotations.h"

#include <algorithm>
#include <charconv>

namespace quoth {
namespace {

constexpr int kLongestChain = 16;

constexpr const char* kFilter =
    "FROM quoted AS q JOIN records AS r ON r.number = q.record WHERE NOT q.self AND q.kind <> 'scare' "
    "AND (?1 = '' OR q.speaker = ?1) AND (?2 = '' OR q.holder = ?2) ";

/// A quote's holder as a chain names them.
std::string link_of(const Statement& row, int holder, int source) {
  if (!row.text(holder).empty()) return row.string(holder);
  return row.text(source).empty() ? "somebody" : row.string(source);
}

/// Reads chains: from a quote to those in whose contents it stands.
class Chains {
 public:
  static Result<Chains> of(Database& database) {
    QUOTH_TRY(
        Statement row,
        database.prepare("SELECT holder, source, parent, self FROM quoted WHERE record = ?1 AND quote = ?2"));
    return Chains(std::move(row));
  }

  /// Requires: `parent` is that of the quote whose own holder is `last`.
  Result<std::vector<std::string>> read(std::int64_t record, std::optional<std::int64_t> parent,
                                        const std::string& speaker, std::string last) {
    std::vector<std::string> chain = {std::move(last)};
    for (int i = 0; parent && i < kLongestChain; ++i) {
      QUOTH_TRY(const bool found, row_.first(record, *parent));
      if (!found) break;
      if (row_.integer(3) == 0) add(chain, link_of(row_, 0, 1));
      parent = row_.maybe_integer(2);
    }
    if (!speaker.empty()) add(chain, speaker);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

 private:
  explicit Chains(Statement row) : row_(std::move(row)) {}
  static void add(std::vector<std::string>& chain, std::string name) {
    if (chain.back() != name) chain.push_back(std::move(name));
  }
  Statement row_;
};

}  // namespace

Result<std::size_t> read_cursor(const std::string& cursor) {
  std::size_t at = 0;
  if (cursor.empty()) return at;
  const char* const end = cursor.data() + cursor.size();
  const auto [stop, error] = std::from_chars(cursor.data(), end, at);
  if (error != std::errc() || stop != end || at > (std::size_t{1} << 40))
    return fail(ErrorCode::usage_invalid, "no list gave this cursor: " + cursor);
  return at;
}

Result<QuoteList> list_quotes(Store& store, const QuoteFilter& filter) {
  QUOTH_TRY(const std::size_t from, read_cursor(filter.after));
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  QuoteList list;
  QUOTH_TRY(Statement count, store.database().prepare(std::string("SELECT count(*) ") + kFilter));
  QUOTH_CHECK(count.first(filter.speaker, filter.holder));
  list.total = static_cast<std::size_t>(count.integer(0));
  QUOTH_TRY(
      Statement row,
      store.database().prepare(
          std::string("SELECT q.record, r.sha256, coalesce(r.title, r.file_name), r.date, q.turn, q.begin, "
                      "q.end, q.speaker, q.holder, q.source, q.parent, q.text, q.kind, q.act, q.score ") +
          kFilter + "ORDER BY r.date DESC, q.record DESC, q.quote LIMIT ?3 OFFSET ?4"));
  QUOTH_TRY(Chains chains, Chains::of(store.database()));
  QUOTH_TRY(bool more, row.first(filter.speaker, filter.holder, filter.limit, from));
  while (more) {
    ListedQuote quote{.record = row.integer(0),
                      .sha256 = row.string(1),
                      .title = row.string(2),
                      .date = row.string(3),
                      .turn = row.maybe_integer(4),
                      .begin = row.integer(5),
                      .end = row.integer(6)};
    QUOTH_TRY(quote.chain,
              chains.read(quote.record, row.maybe_integer(10), row.string(7), link_of(row, 8, 9)));
    quote.text = row.string(11);
    quote.kind = row.string(12);
    quote.act = row.string(13);
    quote.score = row.real(14);
    list.quotes.push_back(std::move(quote));
    QUOTH_TRY(more, row.next());
  }
  if (from + list.quotes.size() < list.total && !list.quotes.empty())
    list.next = std::to_string(from + list.quotes.size());
  return list;
}

}  // namespace quoth
