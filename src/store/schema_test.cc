#include "store/schema.h"

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "store/store.h"

namespace quoth {
namespace {

using Columns = std::map<std::string, std::vector<std::string>>;

/// "name type" of each column, under the name of its table or view.
Columns columns_of_the_schema() {
  auto store = Store::open(":memory:", {OpenMode::create, 50});
  auto row = store->database().prepare(
      "SELECT s.name, c.name, c.type, s.type = 'view' FROM sqlite_schema AS s JOIN pragma_table_info(s.name) "
      "AS c "
      "WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite%' AND s.name NOT LIKE 'turn_index_%' "
      "AND s.name NOT LIKE 'passage_index_%' "
      "ORDER BY s.name, c.cid");
  Columns columns;
  while (*row->next()) {
    // A column of a view has a type only where it is one of a table.
    const std::string type = row->integer(3) != 0 ? "" : row->string(2);
    columns[row->string(0)].push_back(row->string(1) + " " + type);
  }
  return columns;
}

Columns columns_of_the_page() {
  std::ifstream page(std::string(QUOTH_SOURCE_DIR) + "/docs/store.md");
  Columns columns;
  std::string line, table;
  bool views = false;
  while (std::getline(page, line)) {
    if (line == "## Views") views = true;
    if (line.starts_with("### ")) table = line.substr(4);
    if (!line.starts_with("| `")) continue;
    const std::size_t end = line.find('`', 3);
    std::istringstream rest(line.substr(end + 3));
    std::string type;
    rest >> type;
    columns[table].push_back(line.substr(3, end - 3) + " " + (views || type == "|" ? "" : type));
  }
  return columns;
}

TEST(Schema, IsWhatThePageSays) {
  const Columns page = columns_of_the_page(), schema = columns_of_the_schema();
  EXPECT_FALSE(page.empty());
  EXPECT_EQ(page, schema);
}

}  // namespace
}  // namespace quoth
