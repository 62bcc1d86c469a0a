#include "search/query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "store/store.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// The marks of a store that has each lemma and name twice.
Result<std::vector<std::string>> twice(const Query& part, bool left_out) {
  if (part.kind == Query::Kind::upos) return std::vector{part.words};
  if (part.words == "none") return std::vector<std::string>();
  return std::vector{part.words + "1", part.words + (left_out ? "2 left out" : "2")};
}

std::string fts5(const Query& query) { return *to_fts5(query, twice); }

std::string parsed(std::string_view text) {
  const auto query = parse_query(text);
  return query ? fts5(*query)
               : std::string(query.error().code_word()) + " at " + std::to_string(*query.error().at);
}

TEST(Query, WordsPhrasesAndPrefixes) {
  EXPECT_EQ(parsed("harbour"), R"("harbour")");
  EXPECT_EQ(parsed("harb*"), R"("harb" *)");
  EXPECT_EQ(parsed("the harbour"), R"(("the" AND "harbour"))");
  EXPECT_EQ(parsed(R"("the harbour" open)"), R"(("the harbour" AND "open"))");
  EXPECT_EQ(parsed(R"("the harb"*)"), R"("the harb" *)");
  EXPECT_EQ(parsed("“the harbour”"), R"("the harbour")");
  EXPECT_EQ(parsed("don't"), R"("don't")");
}

TEST(Query, Operators) {
  EXPECT_EQ(parsed("a AND b"), R"(("a" AND "b"))");
  EXPECT_EQ(parsed("a b OR c"), R"((("a" AND "b") OR "c"))");
  EXPECT_EQ(parsed("a (b OR c)"), R"(("a" AND ("b" OR "c")))");
  EXPECT_EQ(parsed("a NOT b"), R"((("a") NOT ("b")))");
  EXPECT_EQ(parsed("NOT b a AND NOT c"), R"((("a") NOT ("b" OR "c")))");
  EXPECT_EQ(parsed("a and b"), R"(("a" AND "and" AND "b"))") << "in small letters they are words";
  EXPECT_EQ(parsed("((a))"), R"("a")");
}

TEST(Query, Times) {
  EXPECT_EQ(parse_query("time:2008-08")->kind, Query::Kind::time);
  EXPECT_EQ(parse_query("time:2007..2009")->words, "2007..2009");
  const auto days = days_of_query("2007..2009");
  ASSERT_TRUE(days.has_value());
  EXPECT_EQ(days->first, 20070101);
  EXPECT_EQ(days->last, 20091231);
  for (const char* bad : {"time:soon", "time:", "time:2008-13", "time:P3Y", "time:2009..2007"}) {
    const auto query = parse_query(bad);
    ASSERT_FALSE(query.has_value()) << bad;
    EXPECT_EQ(query.error().code, ErrorCode::query_syntax) << bad;
  }
}

TEST(Query, FiguresAndStances) {
  const Query money = *parse_query("money:>=2.5m");
  EXPECT_EQ(money.kind, Query::Kind::figure);
  EXPECT_EQ(money.words, "money");
  EXPECT_EQ(money.low, 2.5e6);
  EXPECT_GT(money.high, 1e300);
  EXPECT_GT(parse_query("money:>1e9")->low, 1e9);
  EXPECT_LT(parse_query("money:<1e9")->high, 1e9);
  EXPECT_EQ(parse_query("percent:40..60")->high, 60);
  EXPECT_EQ(parse_query("number:5,000")->low, 5000);
  EXPECT_EQ(parse_query("quantity:any")->words, "any");
  const Query denial = *parse_query("stance:denial by:\"Tom Hale\" harbour");
  ASSERT_EQ(denial.parts.size(), 2u);
  EXPECT_EQ(denial.parts[0].words, "denial");
  EXPECT_EQ(denial.parts[0].by, "Tom Hale");
  for (const char* bad :
       {"money:much", "money:>", "money:5..3", "percent:<>4", "stance:tea", "money:1e999", "stance:hedge*"}) {
    const auto query = parse_query(bad);
    ASSERT_FALSE(query.has_value()) << bad;
    EXPECT_EQ(query.error().code, ErrorCode::query_syntax) << bad;
    EXPECT_TRUE(query.error().at) << bad;
  }
}

TEST(Query, LemmasPartsOfSpeechAndEntities) {
  EXPECT_EQ(parsed("lemma:spend"), R"(marks : ("spend1" OR "spend2"))");
  EXPECT_EQ(parsed("upos:PROPN"), R"(marks : ("PROPN"))");
  EXPECT_EQ(parsed("upos:propn"), R"(marks : ("PROPN"))");
  EXPECT_EQ(parsed(R"(entity:"Harbour Board")"), R"(marks : ("Harbour Board1" OR "Harbour Board2"))");
  EXPECT_EQ(parsed("lemma:none"), "marks : (\"\uE002\")");
  EXPECT_EQ(parsed("harbour (lemma:be OR upos:X)"),
            R"(("harbour" AND (marks : ("be1" OR "be2") OR marks : ("X"))))");
  EXPECT_EQ(parsed("a NOT lemma:be"), R"((("a") NOT (marks : ("be1" OR "be2 left out"))))");
  EXPECT_EQ(parsed("lemma:NOT"), R"(marks : ("NOT1" OR "NOT2"))");
  EXPECT_EQ(parsed("\"lemma:spend\""), R"("lemma:spend")") << "in quotation marks they are words";
  EXPECT_EQ(parsed("Lemma:spend"), R"("Lemma:spend")");
}

TEST(Query, ErrorsPointAtThePlace) {
  EXPECT_EQ(parsed("a lemma:"), "query.syntax at 2");
  EXPECT_EQ(parsed("a lemma: b"), "query.syntax at 2");
  EXPECT_EQ(parsed("ä lemma:\"b"), "query.unclosed_quote at 8");
  EXPECT_EQ(parsed("lemma:spend*"), "query.syntax at 11");
  EXPECT_EQ(parsed("entity:\"Harbour B\"*"), "query.syntax at 18");
  EXPECT_EQ(parsed("upos:NOUNS a"), "query.syntax at 5");
  EXPECT_EQ(parsed("lemma:?"), "query.syntax at 6");
  EXPECT_EQ(parsed("a -lemma:be"), "query.syntax at 2");
  EXPECT_EQ(parsed(""), "query.empty at 0");
  EXPECT_EQ(parsed("  "), "query.empty at 0");
  EXPECT_EQ(parsed(R"(ä "b c)"), "query.unclosed_quote at 2");
  EXPECT_EQ(parsed("a (b OR c"), "query.unclosed_parenthesis at 2");
  EXPECT_EQ(parsed("a b)"), "query.syntax at 3");
  EXPECT_EQ(parsed("a OR"), "query.syntax at 4");
  EXPECT_EQ(parsed("AND a"), "query.syntax at 0");
  EXPECT_EQ(parsed("a OR OR b"), "query.syntax at 5");
  EXPECT_EQ(parsed("NOT a"), "query.syntax at 0");
  EXPECT_EQ(parsed("a OR NOT b"), "query.syntax at 5");
  EXPECT_EQ(parsed("a ()"), "query.syntax at 3");
  EXPECT_EQ(parsed("a ***"), "query.syntax at 2");
  EXPECT_EQ(parsed("a !?"), "query.syntax at 2");
  EXPECT_EQ(parsed("ha*bour"), "query.syntax at 2");
  EXPECT_EQ(parsed("open -closed"), "query.syntax at 5");
  EXPECT_EQ(parsed(std::string(30, '(') + "a"), "query.too_deep at 10");
}

TEST(Query, TheDeepestAndTheLongestAreUnderstoodByTheIndex) {
  auto store = Store::open(":memory:", {OpenMode::create, 50});
  std::string deep = "lemma:a";
  for (int i = 0; i < kMaxQueryDepth; ++i) deep = "(b c OR d e NOT " + deep + ")";
  std::string wide = "w";
  for (int i = 1; i < kMaxQueryTerms; ++i) wide += i % 2 == 0 ? " w" : " OR w";
  for (const std::string& text : {deep + " NOT " + deep, wide}) {
    auto row = store->database().prepare("SELECT rowid FROM turn_index WHERE turn_index MATCH ?1");
    const auto found =
        row->first("(who : (\"p\" OR \"q\")) AND ({text marks} : (" + fts5(*parse_query(text)) + "))");
    EXPECT_TRUE(found.has_value()) << to_string(found.error());
  }
  EXPECT_EQ(parsed(wide + " w").substr(0, 14), "query.too_deep");
}

// Whatever is typed: an error with a place inside the query, or an expression that the index understands.
RC_GTEST_PROP(Query, AnyInputIsUnderstoodOrRefusedAtAPlace, ()) {
  static Store store = std::move(*Store::open(":memory:", {OpenMode::create, 50}));
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::oneOf(rc::gen::elementOf(std::vector<std::string>{"(",
                                                                 ")",
                                                                 "\"",
                                                                 "*",
                                                                 " ",
                                                                 "AND",
                                                                 " OR ",
                                                                 "NOT ",
                                                                 "word",
                                                                 "ü",
                                                                 "”",
                                                                 "“",
                                                                 "-",
                                                                 ":",
                                                                 "^",
                                                                 "+",
                                                                 "{",
                                                                 "NEAR(",
                                                                 ",",
                                                                 "'",
                                                                 "\\",
                                                                 "\uE000"
                                                                 "1",
                                                                 std::string("\0", 1),
                                                                 "\xFF",
                                                                 "text : ",
                                                                 "lemma:",
                                                                 "upos:X",
                                                                 "entity:\""}),
                     rc::gen::arbitrary<std::string>()));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const auto query = parse_query(text);
  if (!query) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) ++length;
    RC_ASSERT(query.error().at.has_value());
    RC_ASSERT(*query.error().at <= length);
    return;
  }
  auto row = store.database().prepare("SELECT rowid FROM turn_index WHERE turn_index MATCH ?1");
  const auto found = row->first("{text marks} : (" + fts5(*query) + ")");
  RC_ASSERT(found.has_value());
}

}  // namespace
}  // namespace quoth
