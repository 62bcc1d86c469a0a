#include "store/passages.h"

#include <fmt/format.h>

#include "text/words.h"

namespace quoth {
namespace {

constexpr std::size_t kTokenLetters = 6;
constexpr std::uint32_t kTokens = 2'176'782'336;  // 36 to the power of kTokenLetters

/// FNV-1a. Two words with one token cost a look at a passage that does not have them, and nothing else.
std::uint64_t hash(std::uint64_t seed, std::string_view bytes) {
  for (const char byte : bytes) seed = (seed ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
  return seed;
}

constexpr std::uint64_t kSeed = 0xCBF29CE484222325u;

void append_token(std::string& out, std::uint64_t value) {
  auto number = static_cast<std::uint32_t>((value ^ (value >> 32)) % kTokens);
  char letters[kTokenLetters];
  for (char& letter : letters) {
    letter = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    number /= 36;
  }
  out.append(letters, kTokenLetters);
}

/// The tokens of a record's passages. Of the blocks, those that may hold what somebody said.
constexpr std::string_view kOfRecord =
    "SELECT id, passage_tokens(text) AS tokens FROM turns WHERE record = ?1 UNION ALL "
    "SELECT (record << 32) + {} + number, passage_tokens(text) FROM blocks WHERE record = ?1 "
    "AND kind IN ('front matter', 'document', 'footnote', 'unassigned')";

Result<void> change(Database& database, std::string_view insert, std::int64_t record) {
  QUOTH_TRY(Statement statement, database.prepare(fmt::format("{} FROM ({})", insert,
                                                              fmt::format(kOfRecord, kFirstBlockOfRecord))));
  return statement.run(record);
}

}  // namespace

std::string passage_token(std::string_view word) {
  std::string token;
  append_token(token, hash(kSeed, word));
  return token;
}

std::string passage_token(std::string_view word, std::string_view next) {
  std::string token;
  append_token(token, hash(hash(hash(kSeed, word), " "), next));
  return token;
}

std::string passage_tokens(std::string_view text) {
  const WordList list = words_of(text);
  std::string out;
  out.reserve(list.size() * 2 * (kTokenLetters + 1));
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string_view key = list.key(i);
    if (i > 0) {
      append_token(out, hash(hash(before, " "), key));
      out += ' ';
    }
    before = hash(kSeed, key);
    append_token(out, before);
    out += ' ';
  }
  return out;
}

Result<void> index_passages(Database& database, std::int64_t record) {
  return change(database, "INSERT INTO passage_index(rowid, tokens) SELECT id, tokens", record);
}

Result<void> unindex_passages(Database& database, std::int64_t record) {
  return change(database,
                "INSERT INTO passage_index(passage_index, rowid, tokens) SELECT 'delete', id, tokens",
                record);
}

}  // namespace quoth
