#include "annotate/quantities/quantities.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "annotate/quantities/number_words.h"
#include "annotate/quantities/units.h"

namespace quoth {
namespace {

std::vector<Quantity> read(std::string_view text) {
  return find_quantities(text, {make_span(0, text.size())}, {}, {}, {});
}

/// "words kind value unit mod", one quantity after another.
std::string dump(std::string_view text) {
  std::string out;
  for (const Quantity& q : read(text)) {
    std::string value = q.value ? fmt::format("{}", *q.value) : q.decimal;
    if (q.low) value = fmt::format("{}..{}", *q.low, *q.high);
    out +=
        fmt::format("{}[{}] {} {}", out.empty() ? "" : "; ", slice(text, q.span), to_string(q.kind), value);
    if (!q.unit.empty()) out += " " + q.unit;
    if (q.modifier) out += fmt::format(" {}", to_string(*q.modifier));
  }
  return out;
}

struct QuantityCase {
  std::string_view text, quantities;
};

TEST(Quantities, FindsNumbersInFiguresAndWords) {
  constexpr QuantityCase kCases[] = {
      {"We have 1,674,200 crates.", "[1,674,200] number 1674200"},
      {"It took two hundred and five boats.", "[two hundred and five] number 205"},
      {"one hundred and twenty-three thousand four hundred and six crates",
       "[one hundred and twenty-three thousand four hundred and six] number 123406"},
      {"a thousand and one crates", "[a thousand and one] number 1001"},
      {"There were 2.5 million of them.", "[2.5 million] number 2500000"},
      {"2 million 500 thousand crates", "[2 million 500 thousand] number 2500000"},
      {"five point two five", "[five point two five] number 5.25"},
      {"half a million crates", "[half a million] number 500000"},
      {"one and a half million crates", "[one and a half million] number 1500000"},
      {"half a dozen boats", "[half a dozen] number 6"},
      {"12,34,567 crates, or 25 lakh", "[12,34,567] number 1234567; [25 lakh] number 2500000"},
      {"It fell to -4 then.", "[-4] number -4"},
      {"The answer is minus twelve.", "[minus twelve] number -12"},
      {"the twenty-first boat and the 3rd", "[twenty-first] ordinal 21; [3rd] ordinal 3"},
      {"First, we wait.", "[First] ordinal 1"},
      {"They are number one again.", "[number one] ordinal 1"},
  };
  for (const QuantityCase& c : kCases) EXPECT_EQ(dump(c.text), c.quantities) << c.text;
}

TEST(Quantities, FindsPartsMultiplesAndRanges) {
  constexpr QuantityCase kCases[] = {
      {"almost two-thirds of the harbour", "[almost two-thirds] ratio 0.666667 approx"},
      {"a third of them", "[a third] ratio 0.333333"},
      {"a third term", "[third] ordinal 3"},
      {"three quarters of the fleet", "[three quarters] ratio 0.75"},
      {"more than half a tank", "[more than half a tank] measure 0.5 tank more_than"},
      {"about 20 times more than we spend", "[about 20 times] ratio 20 times approx"},
      {"I asked him three times.", "[three] number 3"},
      {"a tenfold rise, or 10-fold", "[10-fold] ratio 10 times"},
      {"17,000 to 20,000 more clerks", "[17,000 to 20,000] range 17000..20000"},
      {"between 5 and 10 percent", "[between 5 and 10 percent] range 5..10 percent"},
      {"$5 to $7 million", "[$5 to $7 million] range 5000000..7000000 USD"},
      {"two or three boats", "[two or three] range 2..3"},
      {"it rose from 3 to 5", "[3] number 3; [5] number 5"},
      {"dozens of crates", "[dozens] number 24..100"},
      {"hundreds of thousands of crates", "[hundreds of thousands] number 200000..1000000"},
      {"a few dozen boats", "[a few dozen] number 36..120"},
      {"a couple of boats", "[a couple] number 2 approx"},
  };
  for (const QuantityCase& c : kCases) EXPECT_EQ(dump(c.text), c.quantities) << c.text;
}

TEST(Quantities, FindsMoneyPercentAndMeasures) {
  constexpr QuantityCase kCases[] = {
      {"at a cost of $1 1/2 billion", "[$1 1/2 billion] money 1500000000 USD"},
      {"£5m and €3bn", "[£5m] money 5000000 GBP; [€3bn] money 3000000000 EUR"},
      {"US$ 40, C$30 and HK$20", "[US$ 40] money 40 USD; [C$30] money 30 CAD; [HK$20] money 20 HKD"},
      {"3 dollars 50 cents", "[3 dollars 50 cents] money 3.5 USD"},
      {"ten thousand Australian dollars", "[ten thousand Australian dollars] money 10000 AUD"},
      {"about 29 cents", "[about 29 cents] money 29 cent approx"},
      {"two million pounds", "[two million pounds] money 2000000 GBP"},
      {"a crate of two pounds", "[two pounds] measure 2 pound"},
      {"up 5 1/2 percent", "[5 1/2 percent] percent 5.5 percent"},
      {"12% of it, 3 percentage points more",
       "[12%] percent 12 percent; [3 percentage points] percent 3 percentage point"},
      {"a 10-gallon tank, 60 miles per hour",
       "[10-gallon] measure 10 gallon; [60 miles per hour] measure 60 mile-per-hour"},
      {"20 degrees Celsius, 5 km, 3 m2",
       "[20 degrees Celsius] measure 20 celsius; [5 km] measure 5 kilometer; [3 m2] measure 3 square-meter"},
      {"no fewer than 300 tonnes", "[no fewer than 300 tonnes] measure 300 tonne at_least"},
      {"up to 40 boats or so", "[up to 40] number 40 at_most"},
      {"She is 60 years old.", "[60 years old] measure 60 year"},
  };
  for (const QuantityCase& c : kCases) EXPECT_EQ(dump(c.text), c.quantities) << c.text;
}

TEST(Quantities, LeavesOutWhatCountsNothing) {
  for (const std::string_view text : {"The G20 met.",
                                      "We trust one another.",
                                      "That one is mine.",
                                      "No one came.",
                                      "One of them left.",
                                      "It was in 1974.",
                                      "It lasted five years.",
                                      "On 3 March we met.",
                                      "See page 12 and paragraph 41.",
                                      "The fire on Pier 7 went out.",
                                      "3. The harbour",
                                      "At 10:30 we began.",
                                      "COVID-19 came.",
                                      "At first we waited.",
                                      "Wait a second.",
                                      "the Ferry 11 line",
                                      "cut it in half",
                                      "several boats, a few, many",
                                      "version 3.2.1",
                                      "on second thoughts",
                                      "on the one hand",
                                      "the '90s and the 1990s"}) {
    EXPECT_EQ(dump(text), "") << text;
  }
}

TEST(Quantities, ReadsArithmeticAndGroups) {
  static constexpr QuantityCase kCases[] = {
      {"one over four", "[one over four] ratio 0.25"},
      {"He earned $2000 over 3 years.", "[$2000] money 2000 USD"},
      {"1.5^2 and 2^-1", "[1.5^2] number 2.25; [2^-1] number 0.5"},
      {"1 234 567 boats", "[1 234 567] number 1234567"},
      {"1\u202f234\u202f567.5 boats", "[1\u202f234\u202f567.5] number 1234567.5"},
      {"one twenty-fifth of it", "[one twenty-fifth] ratio 0.04"},
      {"three dozens of boats", "[three dozens] number 36"},
      {"3.5 k and 2b", "[3.5 k] number 3500; [2b] number 2000000000"},
      {"paid hk $ 10.5 million", "[hk $ 10.5 million] money 10500000 HKD"},
      {"three plus four", "[three] number 3; [four] number 4"},
      {"serial 24703m212", ""},
  };
  for (const QuantityCase& c : kCases) EXPECT_EQ(dump(c.text), c.quantities) << c.text;
}

TEST(Quantities, KeepsWhatADoubleDoesNotHold) {
  EXPECT_EQ(dump("12345678901234567890 crates"), "[12345678901234567890] number 12345678901234567890");
  const std::string digits(400, '7');
  const std::vector<Quantity> found = read("It has " + digits + " crates.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].value);
  EXPECT_EQ(found[0].decimal, digits);
}

TEST(Quantities, LeavesTimesOfAnotherLayerOut) {
  constexpr std::string_view kText = "We saw 300 boats and 20 crates.";
  const auto found = find_quantities(kText, {make_span(0, kText.size())}, {}, {}, {make_span(7, 10)});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(slice(kText, found[0].span), "20");
}

TEST(Quantities, KnowsUnitsByNameAndSymbol) {
  EXPECT_EQ(quantities::unit_of_words("cubic feet")->ucum, "[cft_i]");
  EXPECT_EQ(quantities::unit_of_symbol("km", true)->ucum, "km");
  EXPECT_EQ(quantities::unit_of_symbol("m", true), nullptr);
  EXPECT_EQ(quantities::currency_before("km"), nullptr);
  EXPECT_EQ(quantities::unit_of_words("harbour"), nullptr);
  EXPECT_EQ(quantities::number_word("eleven")->value, 11);
  EXPECT_EQ(quantities::number_word("harbour"), nullptr);
}

}  // namespace
}  // namespace quoth
