#include "search/query.h"

#include <optional>

#include "text/unicode.h"

namespace quoth {
namespace {

enum class TokenKind : unsigned char { words, conjunction, disjunction, negation, open, close, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string words;
  bool prefix = false;
  std::uint32_t at = 0;  // code points
};

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
    if (opens_phrase(c)) return phrase(std::move(token));
    return word(std::move(token));
  }

 private:
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
    while (!done()) {
      const char32_t c = peek().value;
      if (is_space(c) || c == '(' || c == ')' || c == '*' || opens_phrase(c)) break;
      take(token.words);
    }
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
  /// The characters that mark people and roles in the index are no part of any word.
  void take(std::string& out) {
    const char32_t c = peek().value;
    append_utf8(out, c == 0xE000 || c == 0xE001 || c == 0 ? U' ' : c);
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
        query.words = std::move(token_.words);
        query.prefix = token_.prefix;
        QUOTH_CHECK(advance());
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

void append_joined(std::string& out, const std::vector<Query>& parts, std::string_view joint);

void append(std::string& out, const Query& query) {
  switch (query.kind) {
    case Query::Kind::words:
      // Quotation marks cannot be in it: they end a word, and a phrase.
      out += '"' + query.words + '"';
      if (query.prefix) out += " *";
      return;
    case Query::Kind::any_of: return append_joined(out, query.parts, " OR ");
    case Query::Kind::all_of:
      if (query.without.empty()) return append_joined(out, query.parts, " AND ");
      out += '(';
      append_joined(out, query.parts, " AND ");
      out += " NOT ";
      append_joined(out, query.without, " OR ");
      out += ')';
  }
}

void append_joined(std::string& out, const std::vector<Query>& parts, std::string_view joint) {
  out += '(';
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += joint;
    append(out, parts[i]);
  }
  out += ')';
}

}  // namespace

Result<Query> parse_query(std::string_view text) { return Parser(text).parse(); }

std::string to_fts5(const Query& query) {
  std::string out;
  append(out, query);
  return out;
}

}  // namespace quoth
