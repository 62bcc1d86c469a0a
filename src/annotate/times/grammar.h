#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/times/lexicon.h"
#include "annotate/times/meaning.h"
#include "annotate/times/scan.h"

namespace quoth::times {

/// What the rules find: words [begin, end) of the scan, and what they say.
struct Match {
  std::size_t begin = 0, end = 0;
  int rule = -1;  ///< its place in rules.def
  Meaning meaning;
};

/// The rules of rules.def and holidays.def over the words of words.def, as one trie for each group. Immutable, one for
/// the program.
class Grammar {
 public:
  static const Grammar& get();

  const Lexicon& lexicon() const { return lexicon_; }

 private:
  friend class Matcher;
  Grammar();

  /// What one place of a pattern takes.
  struct Element {
    enum Type : std::uint8_t { words, builtin, group, divide, sum } type = words;
    std::uint8_t index = 0;            // of the builtin or group
    std::vector<std::uint64_t> takes;  // bits: word ids
    std::vector<Class> classes;        // whose values go into slots
    std::string source;
  };
  struct Edge {
    std::uint16_t element = 0;
    std::uint32_t node = 0;
  };
  struct Node {
    std::vector<Edge> edges;
    int rule = -1;
  };
  struct Group {
    std::string name;
    std::uint32_t root = 0;
    bool stands_alone = false;
    std::vector<std::uint64_t> first;         // bits: word ids that may begin it
    std::vector<std::vector<Edge>> edges_of;  // from the root, by word id
  };
  struct Rule {
    std::string_view pattern;
    Meaning settings;
  };

  void add_rule(std::string_view group, std::string_view pattern, const Meaning& settings);
  void add_sequence(std::uint32_t root, const std::vector<std::string>& parts, int rule);
  std::uint16_t element_of(const std::string& source);
  std::uint8_t group_of(std::string_view name);
  void find_first_words();
  std::vector<std::uint64_t> first_of(const Element& element) const;

  Lexicon lexicon_;
  std::vector<Element> elements_;
  std::vector<Node> nodes_;
  std::vector<Group> groups_;
  std::vector<Rule> rules_;
  std::vector<std::uint8_t> alone_;   // groups that stand alone
  std::vector<std::uint64_t> first_;  // bits: word ids that may begin an expression
};

/// Finds expressions in the words of one text. Lifetime: the words and the grammar must outlive it.
class Matcher {
 public:
  Matcher(const Grammar& grammar, std::span<const Word> words);

  /// The longest expression that begins at `at`; of two as long the one whose rule stands first. rule is -1: none.
  Match at(std::size_t at);
  /// The first halves that meanings refer to.
  const std::vector<Meaning>& arena() const { return arena_; }

 private:
  struct Memo {
    std::size_t at = 0;
    std::uint64_t epoch = 0;
    Match match;
  };
  const Match& group(std::uint8_t index, std::size_t at);
  void walk(std::uint32_t node, std::size_t at, const Meaning& meaning, Match& best);
  void step(const Grammar::Edge& edge, std::size_t at, const Meaning& meaning, Match& best);
  static void fill(Class of, std::int32_t value, Meaning& meaning);
  void finish(int rule, std::size_t at, const Meaning& meaning, Match& best);

  const Grammar& grammar_;
  const Lexicon& lexicon_;
  std::span<const Word> words_;
  std::vector<Memo> memo_;
  std::vector<Meaning> arena_;
  std::uint64_t epoch_ = 0;  ///< of the call of at(): what was remembered before is void
  int depth_ = 0;
};

/// The patterns' words for what is counted or numbered: read by code, not from a table. Each gives the end of the longest
/// reading at `at` and fills slots; `at` where there is none.
enum class Builtin : std::uint8_t {
  amount,           ///< N: a number in figures or words, or a range of them
  year,             ///< YEAR: four digits, or words ("nineteen ninety-four")
  short_year,       ///< SHORTYEAR: '98
  decade,           ///< DECADEYEARS: 1980s, '80s, eighties
  day,              ///< DAY: of a month
  ordinal,          ///< ORD: 3rd, third
  hour,             ///< HOUR: 0 to 24 in figures, one to twelve in words
  minute,           ///< MINUTE
  date_in_figures,  ///< FIGUREDATE: 2018-07-14, 7/14/2018
  day_in_figures,   ///< FIGUREDAY: 7/14
  time_in_figures,  ///< FIGURETIME: 7:30
  time_in_words,    ///< SPOKENTIME: seven thirty, ten oh five
  military,         ///< MILITARY: 0330
};
inline constexpr int kBuiltins = 13;
/// Adds the words that the builtins look for.
void add_builtin_words(Lexicon& lexicon);
std::size_t read_builtin(Builtin builtin, const Lexicon& lexicon, std::span<const Word> words, std::size_t at,
                         Meaning& meaning);
/// Whether a builtin may begin with a word.
bool may_begin(Builtin builtin, const Lexicon& lexicon, WordId word);
std::string_view to_string(Builtin builtin);  ///< as patterns call it: "N", "YEAR", ...

}  // namespace quoth::times
