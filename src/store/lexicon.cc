#include "store/lexicon.h"

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

Result<std::vector<std::int64_t>> ids(Database& database, std::string_view sql, const std::string& argument) {
  std::vector<std::int64_t> found;
  if (argument.empty()) return found;
  QUOTH_TRY(Statement row, database.prepare(sql));
  QUOTH_TRY(bool more, row.first(argument));
  while (more) {
    found.push_back(row.integer(0));
    QUOTH_TRY(more, row.next());
  }
  return found;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  std::u32string parts;
  bool between = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    i += c.length;
    parts.clear();
    append_lower_decomposed(parts, c.value);
    for (const char32_t part : parts) {
      if (is_nonspacing_mark(part)) continue;
      if (!is_letter(part) && !is_numeric(part)) {
        between = true;
        continue;
      }
      if (between && !out.empty()) out += ' ';
      between = false;
      append_utf8(out, part);
    }
  }
  return out;
}

Result<std::vector<std::int64_t>> lexicon_ids(Database& database, const std::vector<std::string>& texts) {
  QUOTH_TRY(Statement known, database.prepare("SELECT id FROM lexicon WHERE text = ?1"));
  QUOTH_TRY(Statement insert, database.prepare("INSERT INTO lexicon(text, folded) VALUES (?1, ?2)"));
  std::vector<std::int64_t> found;
  for (const std::string& text : texts) {
    QUOTH_TRY(const bool is_known, known.first(text));
    if (is_known) {
      found.push_back(known.integer(0));
      continue;
    }
    QUOTH_CHECK(insert.run(text, folded(text)));
    found.push_back(database.last_rowid());
  }
  return found;
}

Result<std::optional<std::int64_t>> NameNumbers::of(const std::string& name) {
  if (name.empty()) return std::optional<std::int64_t>();
  const auto [known, is_new] = known_.try_emplace(name, 0);
  if (is_new) {
    QUOTH_TRY(const std::vector<std::int64_t> ids, lexicon_ids(database_, {name}));
    known->second = ids.front();
  }
  return std::optional(known->second);
}

Result<std::vector<std::int64_t>> find_lemmas(Database& database, std::string_view words) {
  return ids(database, "SELECT id FROM lexicon WHERE folded = ?1 ORDER BY id", folded(words));
}

Result<std::vector<std::int64_t>> find_names(Database& database, std::string_view words) {
  return ids(database,
             "SELECT l.id FROM (SELECT DISTINCT name FROM aliases) AS a JOIN lexicon AS l ON l.id = a.name "
             "WHERE instr(' ' || l.folded || ' ', ' ' || ?1 || ' ') > 0 ORDER BY l.id",
             folded(words));
}

Result<std::vector<std::int64_t>> find_holders(Database& database, HolderOf of, std::string_view words) {
  const auto in = [](std::string_view table) {
    return fmt::format("SELECT DISTINCT holder AS name FROM {} WHERE holder IS NOT NULL", table);
  };
  std::string names;
  switch (of) {
    case HolderOf::quotes:
      names =
          "SELECT name FROM quotes WHERE name IS NOT NULL UNION "
          "SELECT a.name FROM quotes AS q JOIN aliases AS a ON a.record = q.record AND a.entity = q.entity";
      break;
    case HolderOf::stances: names = in("stances"); break;
    case HolderOf::claims: names = in("claims"); break;
    case HolderOf::answers: names = in("answers"); break;
  }
  QUOTH_TRY(Statement row,
            database.prepare(
                fmt::format("SELECT DISTINCT l.id, l.folded, p.name FROM ({}) AS h "
                            "JOIN lexicon AS l ON l.id = h.name LEFT JOIN speakers AS s ON s.name = l.text "
                            "LEFT JOIN people AS p ON p.id = s.person ORDER BY l.id",
                            names)));
  const std::string looked_for = fmt::format(" {} ", folded(words));
  const auto has = [&](std::string_view name) {
    return fmt::format(" {} ", name).find(looked_for) != std::string::npos;
  };
  std::vector<std::int64_t> found;
  QUOTH_TRY(bool more, row.first());
  while (more) {
    const bool known = !found.empty() && found.back() == row.integer(0);
    if (!known && (has(row.text(1)) || has(folded(row.text(2))))) found.push_back(row.integer(0));
    QUOTH_TRY(more, row.next());
  }
  return found;
}

}  // namespace quoth
