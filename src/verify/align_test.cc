#include "verify/align.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace quoth {
namespace {

/// A letter is a word. In a quotation "." marks an omission, small "[x" a bracketed word; in a source "|" ends a passage
/// and "_" is a gap.
std::vector<QuotedWord> quote_of(std::string_view text) {
  std::vector<QuotedWord> words;
  bool omission = false, bracket = false;
  for (const char c : text) {
    omission |= c == '.';
    bracket |= c == '[';
    if (c == '.' || c == '[') continue;
    words.push_back(
        {static_cast<std::uint32_t>(c), static_cast<std::uint8_t>(bracket ? 1 : 4), bracket, omission});
    omission = bracket = false;
  }
  return words;
}

std::vector<SourceWord> source_of(std::string_view text) {
  std::vector<SourceWord> words;
  for (const char c : text) {
    const auto kind = c == '|' ? SourceWord::end : c == '_' ? SourceWord::gap : SourceWord::word;
    words.push_back({kind == SourceWord::word ? static_cast<std::uint32_t>(c) : 0, kind});
  }
  return words;
}

/// The places of the quoted words in the source; "-" for none, "*" behind a word that is another.
std::string aligned(std::string_view quote, std::string_view source) {
  std::string out;
  for (const AlignedWord& word : align(quote_of(quote), source_of(source)).words) {
    out += word.source < 0 ? "-" : std::to_string(word.source) + (word.same ? "" : "*");
    out += ' ';
  }
  return out;
}

TEST(Align, FindsWordsInOrder) {
  EXPECT_EQ(aligned("cde", "abcdefg"), "2 3 4 ");
  EXPECT_EQ(aligned("cXe", "abcdefg"), "2 3* 4 ");
  EXPECT_EQ(aligned("cXde", "abcdefg"), "2 - 3 4 ");
  EXPECT_EQ(aligned("cdfg", "abcdefg"), "2 3 5 6 ");
  EXPECT_EQ(aligned("efX", "abcdefgh"), "4 5 6* ") << "at the end, too, a word stands for one that was said";
  EXPECT_EQ(aligned("Xef", "abcdefgh"), "3* 4 5 ");
  EXPECT_EQ(aligned("X", ""), "- ");
}

TEST(Align, PrefersWhereWordsStandTogether) {
  EXPECT_EQ(aligned("abcd", "axbxcxd|abcd"), "8 9 10 11 ");
  EXPECT_EQ(aligned("abcd", "abcd|abcd"), "0 1 2 3 ") << "of equal ones, the first";
}

TEST(Align, GoesOnElsewhereOnlyForEnough) {
  EXPECT_EQ(aligned("abcdefghij", "fghij|xx|abcde"), "9 10 11 12 13 0 1 2 3 4 ");
  EXPECT_EQ(aligned("abcdefghX", "abcdefghyyyy|X"), "0 1 2 3 4 5 6 7 8* ");
}

TEST(Align, AMarkedOmissionIsCheapWithinAPassage) {
  EXPECT_EQ(aligned("ab.yz", "abcdefghijklmnopqrstuvwxyz"), "0 1 24 25 ");
  EXPECT_EQ(aligned("ab.yz", "abcd_wxyz"), "0 1 7 8 ");
  EXPECT_EQ(aligned("ab.z", "abcd|z"), "0 1 2* ") << "not into another";
}

TEST(Align, ABracketCostsNothing) { EXPECT_EQ(aligned("ab[Xcd", "abcd"), "0 1 - 2 3 "); }

/// The score of an alignment by its definition.
int score_of(const std::vector<QuotedWord>& quote, const std::vector<SourceWord>& source,
             const std::vector<AlignedWord>& words) {
  int score = 0, at = -1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].source < 0) {
      score -= quote[i].bracketed ? 0 : 3;
      continue;
    }
    score += words[i].same ? quote[i].weight : (quote[i].bracketed ? -1 : -3);
    const int next = words[i].source;
    if (at >= 0 && next != at + 1) {
      int missing = 0;
      bool in_passage = next > at, marked = false;
      for (int j = at + 1; j < next; ++j) {
        in_passage = in_passage && source[static_cast<std::size_t>(j)].kind != SourceWord::end;
        missing = source[static_cast<std::size_t>(j)].kind == SourceWord::word ? missing + 2 : 1000;
      }
      for (std::size_t k = i; k > 0; --k) {
        marked = marked || quote[k].after_omission;
        if (words[k - 1].source >= 0) break;
      }
      int cost = 16;
      if (in_passage) cost = std::min({cost, missing, marked ? 1 : 12});
      score -= cost;
    }
    at = next;
  }
  return score;
}

/// The best score over all ways there are.
int best_score(const std::vector<QuotedWord>& quote, const std::vector<SourceWord>& source,
               std::vector<AlignedWord>& words) {
  const std::size_t i = words.size();
  if (i == quote.size()) return score_of(quote, source, words);
  int best = std::numeric_limits<int>::min();
  for (int j = -1; j < static_cast<int>(source.size()); ++j) {
    const bool word = j < 0 || source[static_cast<std::size_t>(j)].kind == SourceWord::word;
    if (!word) continue;
    words.push_back({j, j >= 0 && source[static_cast<std::size_t>(j)].id == quote[i].id});
    best = std::max(best, best_score(quote, source, words));
    words.pop_back();
  }
  return best;
}

RC_GTEST_PROP(Align, IsTheBestOfAllWays, ()) {
  const auto text = [](std::size_t most, std::string_view alphabet) {
    std::string out;
    for (const int n : *rc::gen::resize(static_cast<int>(most),
                                        rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100)))) {
      if (out.size() < most) out += alphabet[static_cast<std::size_t>(n) % alphabet.size()];
    }
    return out;
  };
  const std::vector<QuotedWord> quote = quote_of(text(4, "abc.["));
  const std::vector<SourceWord> source = source_of(text(7, "abcabc|"));
  const Alignment found = align(quote, source);
  std::vector<AlignedWord> words;
  RC_ASSERT(found.score == best_score(quote, source, words));
  RC_ASSERT(found.score == score_of(quote, source, found.words));
}

}  // namespace
}  // namespace quoth
