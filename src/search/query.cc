#include "search/query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

enum class TokenKind : unsigned char { words, conjunction, disjunction, negation, open, close, end };

struct Token {
  TokenKind kind = TokenKind::end;
  Query::Kind of = Query::Kind::words;
  std::string words;
  bool prefix = false;
  bool holder = false;  // by:
  double low = 0, high = 0;
  std::uint32_t at = 0;  // code points
};

struct Field {
  std::string_view name;
  Query::Kind kind;
};
constexpr std::array kFields = {
    Field{"lemma:", Query::Kind::lemma},    Field{"upos:", Query::Kind::upos},
    Field{"entity:", Query::Kind::entity},  Field{"time:", Query::Kind::time},
    Field{"money:", Query::Kind::figure},   Field{"percent:", Query::Kind::figure},
    Field{"measure:", Query::Kind::figure}, Field{"number:", Query::Kind::figure},
    Field{"ratio:", Query::Kind::figure},   Field{"quantity:", Query::Kind::figure},
    Field{"stance:", Query::Kind::stance},  Field{"said:", Query::Kind::said},
    Field{"claim:", Query::Kind::claim},    Field{"answer:", Query::Kind::answer},
    Field{"by:", Query::Kind::holder},      Field{"quoting:", Query::Kind::holder}};

/// The parts of speech of Universal Dependencies.
constexpr std::array<std::string_view, 17> kUpos = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                    "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                    "PUNCT", "SCONJ", "SYM", "VERB", "X"};

bool opens_phrase(char32_t c) { return c == '"' || c == 0x201C || c == 0x201E || c == 0xAB; }
bool closes_phrase(char32_t c) { return c == '"' || c == 0x201D || c == 0x201C || c == 0xBB; }

bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_alphanumeric(c.value)) return true;
    i += c.length;
  }
  return false;
}

tl::unexpected<Error> fail_at(std::uint32_t at, ErrorCode code, std::string message, std::string hint = {}) {
  Error error{code, std::move(message), std::move(hint)};
  error.at = at;
  return tl::unexpected(std::move(error));
}

constexpr std::array<std::string_view, 7> kStances = {"hedge",    "booster",    "denial", "evidential",
                                                      "negation", "commitment", "demand"};

/// How answers are read; hyphens and spaces may stand in them.
constexpr std::array<std::string_view, 14> kAnswers = {
    "reply",   "ambivalent", "nonreply",  "explicit", "implicit",        "general",       "partial",
    "dodging", "deflection", "declining", "unsure",   "claimsignorance", "clarification", "again"};

/// How far people are with a claim (store/claim_rows.h); hyphens and spaces may stand in them.
constexpr std::array<std::string_view, 5> kClaimStates = {"shortlisted", "beingchecked", "checked", "dropped",
                                                          "disputed"};

/// What is typed after a colon, without its hyphens and spaces.
std::string joined(std::string_view words) {
  std::string word;
  for (const char c : words) {
    if (c != '-' && c != ' ') word += c;
  }
  return word;
}

/// A number as one types it: digits with commas, a point, a power of ten, and k, m, b, bn or tn.
std::optional<double> typed_number(std::string_view text) {
  constexpr std::pair<std::string_view, double> kScales[] = {{"", 1},    {"k", 1e3},  {"m", 1e6},
                                                             {"b", 1e9}, {"bn", 1e9}, {"tn", 1e12}};
  std::string digits;
  for (const char c : text) {
    if (c != ',') digits += c;
  }
  double value = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, value);
  if (error != std::errc()) return std::nullopt;
  const std::string_view scale(end, static_cast<std::size_t>(last - end));
  for (const auto& [name, times] : kScales) {
    if (scale == name && std::isfinite(value * times)) return value * times;
  }
  return std::nullopt;
}

/// The next number in the direction of `to` that the index, which keeps fifteen digits, tells from `number`.
double next_number(double number, double to) {
  constexpr double kLeast = std::numeric_limits<double>::min();
  if (number == 0) return to > 0 ? kLeast : -kLeast;
  const double step = std::pow(10, std::floor(std::log10(std::abs(number))) - 14);
  return to > number ? std::min(number + step, to) : std::max(number - step, to);
}

/// The least and the greatest number that ">1e9", "40..60", "5" or "any" lets through.
std::optional<std::pair<double, double>> numbers_between(std::string_view text) {
  constexpr double kMost = std::numeric_limits<double>::max();
  if (text == "any") return std::pair(-kMost, kMost);
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto low = typed_number(text.substr(0, dots)), high = typed_number(text.substr(dots + 2));
    if (!low || !high || *low > *high) return std::nullopt;
    return std::pair(*low, *high);
  }
  const std::size_t sign = std::min(text.find_first_not_of("<>="), text.size());
  const std::string_view how = text.substr(0, sign);
  const auto number = typed_number(text.substr(sign));
  if (!number) return std::nullopt;
  if (how.empty() || how == "=") return std::pair(*number, *number);
  if (how == ">=") return std::pair(*number, kMost);
  if (how == "<=") return std::pair(-kMost, *number);
  if (how == ">") return std::pair(next_number(*number, kMost), kMost);
  if (how == "<") return std::pair(-kMost, next_number(*number, -kMost));
  return std::nullopt;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<Token> next() {
    while (!done() && is_space(peek().value)) skip();
    Token token;
    token.at = at_;
    if (done()) return token;
    const char32_t c = peek().value;
    if (c == '(' || c == ')') {
      skip();
      token.kind = c == '(' ? TokenKind::open : TokenKind::close;
      return token;
    }
    for (const Field& field : kFields) {
      if (text_.substr(byte_).starts_with(field.name)) return value(std::move(token), field);
    }
    if (opens_phrase(c)) return phrase(std::move(token));
    return word(std::move(token));
  }

 private:
  bool at_end_of_word() const {
    if (done()) return true;
    const char32_t c = peek().value;
    return is_space(c) || c == '(' || c == ')' || c == '*' || opens_phrase(c);
  }

  /// What stands after `lemma:`, `upos:`, `entity:`, `said:`, `by:` or `quoting:`, a word or something in quotation marks.
  Result<Token> value(Token token, const Field& field) {
    for (std::size_t i = 0; i < field.name.size(); ++i) skip();
    token.of = field.kind;
    const std::uint32_t begin = token.at;
    token.at = at_;
    if (!done() && opens_phrase(peek().value)) {
      QUOTH_TRY(token, phrase(std::move(token)));
    } else {
      token.kind = TokenKind::words;
      while (!at_end_of_word()) take(token.words);
      if (token.words.empty()) {
        return fail_at(begin, ErrorCode::query_syntax, fmt::format("nothing stands after {}", field.name),
                       "write it without a space: lemma:spend, upos:PROPN, entity:\"Harbour Board\"");
      }
      QUOTH_TRY(token, ending(std::move(token)));
    }
    if (token.prefix) {
      return fail_at(at_ - 1, ErrorCode::query_syntax, fmt::format("a star stands after {}", field.name),
                     "a star goes after a word or a phrase only");
    }
    if (field.kind == Query::Kind::time && !days_of_query(token.words)) {
      return fail_at(token.at, ErrorCode::query_syntax, fmt::format("{} is no time", token.words),
                     "write time:2008, time:2008-08, time:2008-08-17, time:2008-Q3 or time:2007..2009");
    }
    if (field.kind == Query::Kind::figure || field.kind == Query::Kind::claim)
      return figure(std::move(token), field);
    if (field.kind == Query::Kind::answer) return answer(std::move(token));
    if (field.name == "by:") {
      token.holder = true;
      return token;
    }
    if (field.kind == Query::Kind::stance) return stance(std::move(token));
    if (field.kind != Query::Kind::upos) return token;
    for (char& c : token.words) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (std::find(kUpos.begin(), kUpos.end(), token.words) == kUpos.end()) {
      return fail_at(token.at, ErrorCode::query_syntax,
                     fmt::format("there is no part of speech {}", token.words),
                     fmt::format("they are {}", fmt::join(kUpos, ", ")));
    }
    return token;
  }

  /// What stands after `money:` and the like as two numbers, and the kind in the place of the words.
  static Result<Token> figure(Token token, const Field& field) {
    const auto numbers = numbers_between(token.words);
    if (std::string state = joined(token.words);
        field.kind == Query::Kind::claim &&
        std::find(kClaimStates.begin(), kClaimStates.end(), state) != kClaimStates.end()) {
      token.words = std::move(state);
      return token;
    }
    if (!numbers) {
      return fail_at(
          token.at, ErrorCode::query_syntax, fmt::format("{} is no number to compare with", token.words),
          field.kind == Query::Kind::claim ? "write claim:>0.8, claim:0.5..0.7, claim:any, claim:checked"
                                           : "write money:>1e9, money:<=5m, percent:40..60 or money:any");
    }
    std::tie(token.low, token.high) = *numbers;
    token.words = field.name == "quantity:" || field.name == "claim:"
                      ? "any"
                      : field.name.substr(0, field.name.size() - 1);
    return token;
  }

  static Result<Token> stance(Token token) {
    if (std::find(kStances.begin(), kStances.end(), token.words) != kStances.end()) return token;
    return fail_at(token.at, ErrorCode::query_syntax, fmt::format("there is no stance {}", token.words),
                   fmt::format("they are {}", fmt::join(kStances, ", ")));
  }

  static Result<Token> answer(Token token) {
    std::string word = joined(token.words);
    if (std::find(kAnswers.begin(), kAnswers.end(), word) == kAnswers.end()) {
      return fail_at(token.at, ErrorCode::query_syntax, fmt::format("no answer is {}", token.words),
                     fmt::format("they are {}", fmt::join(kAnswers, ", ")));
    }
    token.words = std::move(word);
    return token;
  }

  Result<Token> phrase(Token token) {
    skip();
    token.kind = TokenKind::words;
    while (!done() && !closes_phrase(peek().value)) take(token.words);
    if (done()) return fail_at(token.at, ErrorCode::query_unclosed_quote, "a phrase is not closed");
    skip();
    return ending(std::move(token));
  }

  Result<Token> word(Token token) {
    token.kind = TokenKind::words;
    while (!at_end_of_word()) take(token.words);
    if (token.words == "AND") token.kind = TokenKind::conjunction;
    if (token.words == "OR") token.kind = TokenKind::disjunction;
    if (token.words == "NOT") token.kind = TokenKind::negation;
    if (token.kind != TokenKind::words) return token;
    if (token.words.size() > 1 && token.words[0] == '-' && has_word(token.words)) {
      return fail_at(token.at, ErrorCode::query_syntax, "a word begins with -",
                     "to leave a word out, write NOT before it");
    }
    return ending(std::move(token));
  }

  /// What may follow a word or a phrase: a star.
  Result<Token> ending(Token token) {
    if (!done() && peek().value == '*') {
      token.prefix = true;
      const std::uint32_t star = at_;
      skip();
      if (!done() && !is_space(peek().value) && peek().value != ')') {
        return fail_at(star, ErrorCode::query_syntax, "a star stands inside a word",
                       "a star goes after a word's beginning");
      }
    }
    if (!has_word(token.words)) {
      return fail_at(token.at, ErrorCode::query_syntax, "this has no letter and no digit to search for");
    }
    return token;
  }

  bool done() const { return byte_ == text_.size(); }
  CodePoint peek() const { return code_point_at(text_, byte_); }
  void skip() {
    byte_ += peek().length;
    ++at_;
  }
  /// The characters that begin a mark in the index are no part of any word.
  void take(std::string& out) {
    const char32_t c = peek().value;
    append_utf8(out, (c >= 0xE000 && c <= 0xE00F) || c == 0 ? U' ' : c);
    skip();
  }

  std::string_view text_;
  std::size_t byte_ = 0;
  std::uint32_t at_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) {}

  Result<Query> parse() {
    QUOTH_CHECK(advance());
    if (token_.kind == TokenKind::end) return fail_at(0, ErrorCode::query_empty, "the query is empty");
    QUOTH_TRY(Query query, any_of());
    if (token_.kind == TokenKind::close) {
      return fail_at(token_.at, ErrorCode::query_syntax, "a ) closes nothing", "take it out, or open with (");
    }
    return query;
  }

 private:
  Result<void> advance() {
    QUOTH_TRY(token_, lexer_.next());
    return {};
  }

  Result<Query> any_of() {
    Query query;
    query.kind = Query::Kind::any_of;
    QUOTH_TRY(Query first, all_of());
    query.parts.push_back(std::move(first));
    while (token_.kind == TokenKind::disjunction) {
      QUOTH_CHECK(advance());
      QUOTH_TRY(Query next, all_of());
      query.parts.push_back(std::move(next));
    }
    if (query.parts.size() == 1) return std::move(query.parts.front());
    return query;
  }

  Result<Query> all_of() {
    Query query;
    query.kind = Query::Kind::all_of;
    const std::uint32_t begin = token_.at;
    for (bool first = true;; first = false) {
      if (!first && (token_.kind == TokenKind::disjunction || token_.kind == TokenKind::close ||
                     token_.kind == TokenKind::end)) {
        break;
      }
      if (!first && token_.kind == TokenKind::conjunction) QUOTH_CHECK(advance());
      const bool negated = token_.kind == TokenKind::negation;
      if (negated) QUOTH_CHECK(advance());
      QUOTH_TRY(Query next, part());
      (negated ? query.without : query.parts).push_back(std::move(next));
    }
    if (query.parts.empty()) {
      return fail_at(begin, ErrorCode::query_syntax, "NOT has nothing to leave words out of",
                     "put what to search for beside it: harbour NOT closed");
    }
    if (query.parts.size() == 1 && query.without.empty()) return std::move(query.parts.front());
    return query;
  }

  Result<Query> part() {
    const std::uint32_t at = token_.at;
    switch (token_.kind) {
      case TokenKind::words: {
        if (++n_terms_ > kMaxQueryTerms) {
          return fail_at(at, ErrorCode::query_too_deep, "the query has too many words", "search for fewer");
        }
        Query query;
        query.kind = token_.of;
        query.words = std::move(token_.words);
        query.prefix = token_.prefix;
        query.low = token_.low;
        query.high = token_.high;
        QUOTH_CHECK(advance());
        const bool may_be_held = query.kind == Query::Kind::stance || query.kind == Query::Kind::claim ||
                                 query.kind == Query::Kind::answer;
        if (may_be_held && token_.holder) {
          query.by = std::move(token_.words);
          QUOTH_CHECK(advance());
        }
        return query;
      }
      case TokenKind::open: return parenthesis();
      case TokenKind::close: return fail_at(at, ErrorCode::query_syntax, "something is missing before )");
      case TokenKind::end: return fail_at(at, ErrorCode::query_syntax, "something is missing at the end");
      default:
        return fail_at(at, ErrorCode::query_syntax, "AND, OR and NOT stand between what they join",
                       "put a word before and after, or write it in \"quotation marks\" or small letters");
    }
  }

  Result<Query> parenthesis() {
    const std::uint32_t at = token_.at;
    if (++depth_ > kMaxQueryDepth) return fail_at(at, ErrorCode::query_too_deep, "parentheses nest too deep");
    QUOTH_CHECK(advance());
    QUOTH_TRY(Query query, any_of());
    if (token_.kind != TokenKind::close) {
      return fail_at(at, ErrorCode::query_unclosed_parenthesis, "a parenthesis is not closed");
    }
    --depth_;
    QUOTH_CHECK(advance());
    return query;
  }

  Lexer lexer_;
  Token token_;
  int depth_ = 0;
  int n_terms_ = 0;
};

class Fts5Writer {
 public:
  explicit Fts5Writer(const MarksOf& marks_of) : marks_of_(marks_of) {}

  Result<std::string> write(const Query& query) && {
    QUOTH_CHECK(append(query, false));
    return std::move(out_);
  }

 private:
  Result<void> append(const Query& query, bool left_out) {
    switch (query.kind) {
      case Query::Kind::words:
      case Query::Kind::said:
        // Quotation marks cannot be in it: they end a word, and a phrase.
        out_ += '"' + query.words + '"';
        if (query.prefix) out_ += " *";
        return {};
      case Query::Kind::any_of: return append_joined(query.parts, " OR ", left_out);
      case Query::Kind::all_of:
        if (query.without.empty()) return append_joined(query.parts, " AND ", left_out);
        out_ += '(';
        QUOTH_CHECK(append_joined(query.parts, " AND ", left_out));
        out_ += " NOT ";
        QUOTH_CHECK(append_joined(query.without, " OR ", true));
        out_ += ')';
        return {};
      default: return append_marks(query, left_out);
    }
  }

  Result<void> append_joined(const std::vector<Query>& parts, std::string_view joint, bool left_out) {
    out_ += '(';
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) out_ += joint;
      QUOTH_CHECK(append(parts[i], left_out));
    }
    out_ += ')';
    return {};
  }

  Result<void> append_marks(const Query& query, bool left_out) {
    QUOTH_TRY(const std::vector<std::string> marks, marks_of_(query, left_out));
    // A mark of nothing, which no turn has, where the store has none of these.
    out_ += marks.empty() ? "marks : (\"\uE002\"" : "marks : (";
    for (std::size_t i = 0; i < marks.size(); ++i) {
      std::string_view mark = marks[i];
      const bool beginning = mark.ends_with('*');
      if (beginning) mark.remove_suffix(1);
      out_ += fmt::format("{}\"{}\"{}", i > 0 ? " OR " : "", mark, beginning ? " *" : "");
    }
    out_ += ')';
    return {};
  }

  const MarksOf& marks_of_;
  std::string out_;
};

}  // namespace

std::optional<DayRange> days_of_query(std::string_view words) {
  const std::size_t dots = words.find("..");
  const auto first = days_of(words.substr(0, dots));
  if (!first || dots == std::string_view::npos) return first;
  const auto last = days_of(words.substr(dots + 2));
  if (!last || last->last < first->first) return std::nullopt;
  return DayRange{first->first, last->last};
}

Result<Query> parse_query(std::string_view text) { return Parser(text).parse(); }

Result<std::string> to_fts5(const Query& query, const MarksOf& marks_of) {
  return Fts5Writer(marks_of).write(query);
}

}  // namespace quoth
