#include "verify/vocabulary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "text/marks.h"
#include "text/unicode.h"
#include "text/words.h"

namespace quoth {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Sorted: looked up by halves.
constexpr std::array<std::string_view, 121> kFunctionWords = {
    "a",       "about", "after", "again",  "all",     "also",  "am",    "an",     "and",   "any",
    "are",     "as",    "at",    "be",     "because", "been",  "being", "but",    "by",    "can",
    "could",   "did",   "do",    "does",   "done",    "down",  "for",   "from",   "get",   "go",
    "going",   "got",   "had",   "has",    "have",    "he",    "her",   "here",   "him",   "his",
    "how",     "i",     "i'm",   "if",     "in",      "into",  "is",    "it",     "it's",  "its",
    "just",    "know",  "like",  "made",   "make",    "may",   "me",    "might",  "more",  "most",
    "much",    "must",  "my",    "now",    "of",      "on",    "one",   "only",   "or",    "other",
    "our",     "out",   "over",  "said",   "say",     "shall", "she",   "should", "so",    "some",
    "such",    "than",  "that",  "that's", "the",     "their", "them",  "then",   "there", "these",
    "they",    "thing", "think", "this",   "those",   "to",    "too",   "up",     "us",    "very",
    "was",     "way",   "we",    "well",   "were",    "what",  "when",  "where",  "which", "who",
    "why",     "will",  "with",  "would",  "yes",     "yet",   "you",   "you're", "your",  "yours",
    "yourself"};

constexpr std::array<std::string_view, 16> kNegations = {
    "barely", "hardly", "neither", "never",   "no",     "nobody",   "non",    "none",
    "nor",    "not",    "nothing", "nowhere", "rarely", "scarcely", "seldom", "without"};

/// Those that end in "n't" once it is written in.
constexpr std::array<std::string_view, 16> kWithoutApostrophe = {
    "arent", "cannot", "cant", "couldnt",  "didnt", "doesnt", "dont", "hadnt",
    "hasnt", "havent", "isnt", "shouldnt", "wasnt", "werent", "wont", "wouldnt"};

constexpr std::array<std::string_view, 64> kTitles = {
    "acting",       "ambassador",   "attorney",      "baroness",
    "bishop",       "captain",      "chair",         "chairman",
    "chairwoman",   "chancellor",   "chief",         "colonel",
    "commissioner", "congressman",  "congresswoman", "councillor",
    "councilman",   "councilwoman", "counsel",       "dame",
    "deputy",       "dr",           "energy",        "executive",
    "father",       "finance",      "first",         "foreign",
    "former",       "general",      "governor",      "interior",
    "judge",        "justice",      "lady",          "lord",
    "madam",        "madame",       "major",         "mayor",
    "minister",     "miss",         "mister",        "mr",
    "mrs",          "ms",           "officer",       "president",
    "prime",        "prof",         "professor",     "representative",
    "rev",          "reverend",     "secretary",     "senator",
    "senior",       "sheriff",      "sir",           "sister",
    "speaker",      "state",        "the",           "vice"};

constexpr std::array<std::string_view, 7> kPrefixes = {"un", "in", "im", "il", "ir", "dis", "non"};

struct NumberWord {
  std::string_view word;
  double value;
};
constexpr std::array<NumberWord, 37> kCardinals = {{
    {"zero", 0},       {"one", 1},         {"two", 2},         {"three", 3},     {"four", 4},
    {"five", 5},       {"six", 6},         {"seven", 7},       {"eight", 8},     {"nine", 9},
    {"ten", 10},       {"eleven", 11},     {"twelve", 12},     {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15},   {"sixteen", 16},    {"seventeen", 17},  {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},    {"thirty", 30},     {"forty", 40},      {"fifty", 50},    {"sixty", 60},
    {"seventy", 70},   {"eighty", 80},     {"ninety", 90},     {"hundred", 1e2}, {"thousand", 1e3},
    {"million", 1e6},  {"billion", 1e9},   {"trillion", 1e12}, {"m", 1e6},       {"bn", 1e9},
    {"hundreds", 1e2}, {"thousands", 1e3},
}};
/// Said as a whole: nothing is added to them.
constexpr std::array<Pair, 36> kOtherNumbers = {{
    {"first", "1st"},         {"second", "2nd"},
    {"third", "3rd"},         {"fourth", "4th"},
    {"fifth", "5th"},         {"sixth", "6th"},
    {"seventh", "7th"},       {"eighth", "8th"},
    {"ninth", "9th"},         {"tenth", "10th"},
    {"eleventh", "11th"},     {"twelfth", "12th"},
    {"thirteenth", "13th"},   {"fourteenth", "14th"},
    {"fifteenth", "15th"},    {"twentieth", "20th"},
    {"thirtieth", "30th"},    {"half", "1/2"},
    {"halves", "1/2"},        {"quarter", "1/4"},
    {"quarters", "1/4"},      {"thirds", "3rd"},
    {"fifths", "5th"},        {"tenths", "10th"},
    {"once", "1x"},           {"twice", "2x"},
    {"double", "2x"},         {"doubled", "2x"},
    {"triple", "3x"},         {"tripled", "3x"},
    {"dozen", "12"},          {"dozens", "12s"},
    {"millions", "1000000s"}, {"billions", "1000000000s"},
    {"percent", "%"},         {"%", "%"},
}};

constexpr std::array<Pair, 12> kWrittenOut = {{
    {"can't", "can not"},
    {"cannot", "can not"},
    {"won't", "will not"},
    {"shan't", "shall not"},
    {"ain't", "is not"},
    {"okay", "ok"},
    {"gonna", "going to"},
    {"wanna", "want to"},
    {"gotta", "got to"},
    {"&", "and"},
    {"let's", "let us"},
    {"mister", "mr"},
}};
constexpr std::array<Pair, 6> kEndings = {
    {{"n't", " not"}, {"'m", " am"}, {"'re", " are"}, {"'ve", " have"}, {"'ll", " will"}, {"'s", " is"}}};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& sorted, std::string_view key) {
  return std::binary_search(sorted.begin(), sorted.end(), key);
}

template <std::size_t N>
std::string_view find(const std::array<Pair, N>& pairs, std::string_view key) {
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.first == key; });
  return found == pairs.end() ? std::string_view() : found->second;
}

std::optional<double> cardinal(std::string_view key) {
  const auto found = std::find_if(kCardinals.begin(), kCardinals.end(),
                                  [&](const NumberWord& number) { return number.word == key; });
  if (found == kCardinals.end()) return std::nullopt;
  return found->value;
}

/// Figures that are a plain number: "1500", "3.1", "-5".
std::optional<double> figures(std::string_view key) {
  double value = 0;
  const char* const end = key.data() + key.size();
  if (key.empty() || (key[0] != '-' && !is_digit(static_cast<unsigned char>(key[0])))) return std::nullopt;
  const auto [at, error] = std::from_chars(key.data(), end, value, std::chars_format::fixed);
  if (error != std::errc() || at != end) return std::nullopt;
  return value;
}

bool has_digit(std::string_view key) {
  for (std::size_t i = 0; i < key.size();) {
    const CodePoint c = code_point_at(key, i);
    if (is_digit(c.value) || (c.value >= 0x80 && is_numeric(c.value))) return true;
    i += c.length;
  }
  return false;
}

/// One number of several words in the making: "three hundred and five thousand".
class Number {
 public:
  bool empty() const { return !begun_; }
  /// Whether the value goes on with this one, as "hundred" does after "three"; then it is taken.
  bool take(double value) {
    if (begun_ && !goes_on(value)) return false;
    if (value >= 100 && is_power(value) && begun_) {
      if (value == 100) {
        group_ = (group_ == 0 ? 1 : group_) * 100;
      } else {
        total_ += (group_ == 0 ? 1 : group_) * value;
        group_ = 0;
      }
    } else {
      group_ += value;
    }
    begun_ = true;
    last_ = value;
    return true;
  }
  std::string value() {
    const double sum = total_ + group_;
    *this = Number();
    return fmt::format("{}", sum);
  }

 private:
  static bool is_power(double value) {
    return value == 1e2 || value == 1e3 || value == 1e6 || value == 1e9 || value == 1e12;
  }
  bool goes_on(double value) const {
    if (is_power(value)) return last_ < value || last_ == 1e2;
    if (is_power(last_)) return value < last_;
    return last_ >= 20 && last_ < 100 && std::fmod(last_, 10) == 0 && value >= 1 && value < 10;
  }

  bool begun_ = false;
  double total_ = 0, group_ = 0, last_ = 0;
};

std::string american(std::string key) {
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = key.find(from); at != std::string::npos; at = key.find(from, at + to.size()))
      key.replace(at, from.size(), to);
  };
  if (key.size() > 4) {
    replace("our", "or");
    replace("tre", "ter");
    replace("ise", "ize");
    replace("isa", "iza");
    replace("isi", "izi");
    replace("yse", "yze");
  }
  return key;
}

/// One word written out: "do not" for "don't".
std::string written_out(std::string_view key) {
  if (const std::string_view whole = find(kWrittenOut, key); !whole.empty()) return std::string(whole);
  for (const auto& [ending, words] : kEndings) {
    if (key.size() > ending.size() && key.ends_with(ending))
      return std::string(key.substr(0, key.size() - ending.size())) + std::string(words);
  }
  return american(without_marks(key));
}

/// Goes through words and tells numbers from what is none.
template <typename OnNumber, typename OnWord>
void part_numbers(const std::vector<std::string_view>& keys, const OnNumber& on_number,
                  const OnWord& on_word) {
  Number number;
  const auto end_number = [&] {
    if (!number.empty()) on_number(number.value());
  };
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string_view key = keys[i];
    std::optional<double> value = cardinal(key);
    if (value && (key == "m" || key == "bn") && number.empty()) value.reset();
    if (!value) value = figures(key);
    if (value) {
      if (!number.take(*value)) {
        end_number();
        number.take(*value);
      }
      continue;
    }
    const bool is_and = key == "and" && !number.empty() && i + 1 < keys.size() && cardinal(keys[i + 1]);
    if (is_and && i > 0 && (keys[i - 1] == "hundred" || keys[i - 1] == "thousand")) continue;
    end_number();
    if (const std::string_view other = find(kOtherNumbers, key); !other.empty()) {
      on_number(std::string(other));
    } else if (key == "per" && i + 1 < keys.size() && keys[i + 1] == "cent") {
      on_number("%");
      ++i;
    } else if (has_digit(key) || is_currency(code_point_at(key, 0).value)) {
      on_number(std::string(key));
    } else {
      on_word(key);
    }
  }
  end_number();
}

}  // namespace

bool is_function_word(std::string_view key) { return has(kFunctionWords, key); }

std::string_view negation_of(std::string_view key) {
  if (has(kNegations, key)) return key;
  if (key.ends_with("n't") || has(kWithoutApostrophe, key)) return "not";
  return {};
}

bool is_opposite(std::string_view key, std::string_view other) {
  if (key.size() < other.size()) std::swap(key, other);
  return !other.empty() && std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](std::string_view prefix) {
    return key.size() == prefix.size() + other.size() && key.starts_with(prefix) && key.ends_with(other);
  });
}

std::string_view without_title(std::string_view name) {
  const std::size_t space = name.find(' ');
  if (space == std::string_view::npos) return {};
  std::string title = to_lower(name.substr(0, space));
  if (title.ends_with('.') || title.ends_with(',')) title.pop_back();
  return has(kTitles, title) ? trim(name.substr(space)) : std::string_view();
}

std::vector<std::string> numbers_of(const std::vector<std::string_view>& keys) {
  std::vector<std::string> numbers;
  part_numbers(
      keys, [&](std::string number) { numbers.push_back(std::move(number)); }, [](std::string_view) {});
  return numbers;
}

std::string plain_form(const std::vector<std::string_view>& keys) {
  std::string out;
  part_numbers(
      keys, [&](const std::string& number) { out += number; },
      [&](std::string_view word) { out += written_out(word); });
  std::erase(out, ' ');
  return out;
}

}  // namespace quoth
