#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"
#include "verify/reading.h"

namespace quoth {

/// Words that somebody is said to have said.
struct Quotation {
  std::string text;     ///< valid UTF-8
  std::string speaker;  ///< a name or words of it; empty: anybody
};

/// Code points; of the quotation or of a record's text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A place where quotation and source are not the same; see WordDifference.
struct Difference {
  WordDifference::Kind kind = WordDifference::replaced;
  TextRange quote;
  TextRange source;
  std::string quote_text, source_text;
  bool negation = false, number = false, name = false, spelling = false;
};

struct Omission {
  TextRange source;
  std::string text;
  bool negation = false;
};

/// What words are an answer to.
struct AnsweredQuestion {
  std::int64_t turn = 0;
  std::string speaker;
  TextRange place;
  std::string text;
};

/// A place in the store that the quotation, or a part of it, comes from.
struct VerifyMatch {
  std::int64_t record = 0;  ///< number of `list`
  std::string sha256, path, title, date;
  std::optional<std::int64_t> turn;
  std::string speaker;  ///< corrected name; empty: nobody
  std::optional<std::int64_t> page;
  TextRange place;
  std::string text;       ///< the record's text there
  bool reported = false;  ///< the speaker quotes it from others
  std::string holder;     ///< of what is reported, whose words the record has them as; empty: nobody by name
  TextRange quote;        ///< which part of the quotation
  double score = 0;
  std::vector<Difference> differences;
  std::vector<Omission> omissions;
  std::optional<AnsweredQuestion> answers;
};

struct Verdict {
  VerifyStatus status = VerifyStatus::not_found;
  double score = 0;
  bool speaker_differs = false;      ///< the speaker who was given did not say it
  std::vector<VerifyMatch> matches;  ///< best first; of a splice its parts, in order; at most kMostMatches
  std::size_t occurrences = 0;       ///< how often just these words were found
  bool more = false;                 ///< there are more than `occurrences`
};

/// Whether the speaker who was given says the words in the record, but as those of somebody else.
bool is_only_reported(const Quotation& quotation, const Verdict& verdict);

inline constexpr std::size_t kMostMatches = 10;
inline constexpr std::size_t kMostQuotedWords = 8000;

/// Whether and where the store has these words. Time grows with the length of the quotation; with the store only where
/// all of its words and neighbours are common. Errors: input.empty, input.too_large, store.*.
Result<Verdict> verify(Store& store, const Quotation& quotation);

}  // namespace quoth
