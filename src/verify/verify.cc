#include "verify/verify.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/people.h"
#include "text/unicode.h"
#include "verify/candidates.h"
#include "verify/match.h"
#include "verify/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kCounted = 400;            // passages with just these words that are counted through
constexpr std::size_t kMostCells = 130'000'000;  // of the aligner, for one quotation
constexpr double kAsGood = 0.02;                 // scores this near are as good

/// A way to read the quotation as words of one passage.
struct OneReading {
  std::size_t passage;
  bool by_speaker;
  Reading reading;
};

int rank_of(VerifyStatus status) { return static_cast<int>(status); }

/// Just the words of the quotation, one after another, in a passage.
std::size_t count_occurrences(const QuotedWords& quote, const SourcePassage& passage) {
  std::size_t n = 0;
  for (std::size_t at = 0; at + quote.size() <= passage.words.size(); ++at) {
    std::size_t i = 0;
    while (i < quote.size() && passage.words.key(at + i) == quote.list().key(i)) ++i;
    n += i == quote.size() ? 1 : 0;
  }
  return n;
}

/// Whether no words of a passage are taken twice: what repeats one passage is no splice.
bool are_apart(std::vector<ReadPart> parts) {
  const auto place = [](const ReadPart& part) { return std::pair(part.passage, part.source.begin); };
  std::sort(parts.begin(), parts.end(),
            [&](const ReadPart& a, const ReadPart& b) { return place(a) < place(b); });
  return std::adjacent_find(parts.begin(), parts.end(), [](const ReadPart& a, const ReadPart& b) {
           return a.passage == b.passage && b.source.begin < a.source.end;
         }) == parts.end();
}

class Verifier {
 public:
  Verifier(Store& store, const Quotation& quotation)
      : database_(store.database()),
        quotation_(quotation),
        list_(words_of(quotation.text)),
        quote_(list_),
        finder_(store.database(), list_) {}

  Result<Verdict> run() {
    QUOTH_CHECK(find_speaker());
    QUOTH_CHECK(load_candidates());
    read_each();
    if (readings_.empty()) return Verdict{};
    if (readings_.front().reading.status == VerifyStatus::verbatim) return verbatim();
    const Reading over_all = read_all();
    const Reading& best = readings_.front().reading;
    const bool one = best.status == VerifyStatus::altered;
    if (over_all.status == VerifyStatus::spliced && are_apart(over_all.parts) &&
        (!one || over_all.score > best.score + kAsGood)) {
      return spliced(over_all);
    }
    if (one) return altered();
    return not_found(best.score);
  }

 private:
  Result<void> find_speaker() {
    // "President Reed" may be called by her name in the store, and the other way round.
    for (std::string_view name = trim(quotation_.speaker); !name.empty(); name = without_title(name)) {
      const auto people = find_people(database_, name);
      if (people) {
        for (const Person& person : *people) people_.push_back(person.id);
        break;
      }
      if (people.error().code != ErrorCode::person_not_found) return tl::unexpected(people.error());
    }
    return {};
  }

  Result<void> load_candidates() {
    QUOTH_TRY(std::vector<std::int64_t> numbers, finder_.likely());
    if (!people_.empty()) {
      const std::string people = fmt::format("{}", fmt::join(people_, ","));
      QUOTH_TRY(const std::vector<std::int64_t> said, finder_.with_all(kMostMatches, people));
      for (const std::int64_t number : said) {
        if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
      }
    }
    for (const std::int64_t number : numbers) {
      QUOTH_TRY(StoredPassage passage, load_passage(database_, number));
      passages_.push_back(std::move(passage));
    }
    return {};
  }

  bool is_by_speaker(const StoredPassage& passage) const {
    return std::any_of(passage.people.begin(), passage.people.end(), [&](std::int64_t person) {
      return std::find(people_.begin(), people_.end(), person) != people_.end();
    });
  }

  /// Reads the quotation as words of each passage alone; best first.
  void read_each() {
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      const SourcePassage* const passage = &passages_[i].passage;
      Sources sources(quote_);
      sources.add(*passage);
      const Alignment alignment = align(quote_.words(), sources.words());
      readings_.push_back(
          {i, is_by_speaker(passages_[i]),
           read_alignment(quotation_.text, quote_, std::span(&passage, 1), sources, alignment)});
    }
    std::stable_sort(readings_.begin(), readings_.end(), [&](const OneReading& a, const OneReading& b) {
      const auto key = [&](const OneReading& one) {
        return std::tuple(rank_of(one.reading.status), -one.reading.score, !one.by_speaker,
                          !passages_[one.passage].turn.has_value(), passages_[one.passage].number);
      };
      return key(a) < key(b);
    });
  }

  /// Reads it as words of all passages together, as many as there is room for.
  Reading read_all() const {
    Sources sources(quote_);
    std::vector<const SourcePassage*> passages;
    for (const StoredPassage& stored : passages_) {
      if ((sources.words().size() + 1) * (quote_.size() + 1) > kMostCells / 4 && !passages.empty()) break;
      sources.add(stored.passage);
      passages.push_back(&stored.passage);
    }
    return read_alignment(quotation_.text, quote_, passages, sources, align(quote_.words(), sources.words()));
  }

  Result<void> add_match(const StoredPassage& passage, const ReadPart& part, double score, Verdict& verdict) {
    if (verdict.matches.size() == kMostMatches) return {};
    QUOTH_TRY(VerifyMatch match, make_match(database_, quotation_.text, list_, passage, part));
    match.score = score;
    verdict.matches.push_back(std::move(match));
    return {};
  }

  Result<Verdict> verbatim() {
    Verdict verdict{.status = VerifyStatus::verbatim, .score = 1};
    bool by_speaker = false;
    for (const OneReading& one : readings_) {
      if (one.reading.status != VerifyStatus::verbatim) break;
      by_speaker = by_speaker || one.by_speaker;
      QUOTH_CHECK(add_match(passages_[one.passage], one.reading.parts.front(), 1, verdict));
    }
    verdict.speaker_differs = !quotation_.speaker.empty() && !by_speaker;
    QUOTH_TRY(std::vector<std::int64_t> numbers, finder_.with_all(kCounted + 1));
    verdict.more = numbers.size() > kCounted;
    if (verdict.more) numbers.pop_back();
    for (const std::int64_t number : numbers) {
      QUOTH_TRY(const StoredPassage passage, load_passage(database_, number));
      verdict.occurrences += count_occurrences(quote_, passage.passage);
    }
    verdict.occurrences = std::max(verdict.occurrences, verdict.matches.size());
    return verdict;
  }

  Result<Verdict> altered() {
    const double best = readings_.front().reading.score;
    Verdict verdict{.status = VerifyStatus::altered, .score = best};
    // Other transcripts of the same talk; what the speaker who was given said goes first.
    std::vector<const OneReading*> good;
    for (const OneReading& one : readings_) {
      if (one.reading.status == VerifyStatus::altered && one.reading.score >= best - kAsGood)
        good.push_back(&one);
    }
    std::stable_partition(good.begin(), good.end(), [](const OneReading* one) { return one->by_speaker; });
    for (const OneReading* one : good)
      QUOTH_CHECK(
          add_match(passages_[one->passage], one->reading.parts.front(), one->reading.score, verdict));
    verdict.speaker_differs = !quotation_.speaker.empty() && !good.front()->by_speaker;
    return verdict;
  }

  Result<Verdict> spliced(const Reading& reading) {
    Verdict verdict{.status = VerifyStatus::spliced, .score = reading.score};
    for (const ReadPart& part : reading.parts) {
      const StoredPassage& passage = passages_[part.passage];
      QUOTH_CHECK(add_match(passage, part, reading.score, verdict));
      if (!quotation_.speaker.empty() && !is_by_speaker(passage)) verdict.speaker_differs = true;
    }
    return verdict;
  }

  static Verdict not_found(double score) { return {.status = VerifyStatus::not_found, .score = score}; }

  Database& database_;
  const Quotation& quotation_;
  WordList list_;
  QuotedWords quote_;
  CandidateFinder finder_;
  std::vector<std::int64_t> people_;
  std::vector<StoredPassage> passages_;
  std::vector<OneReading> readings_;
};

}  // namespace

bool is_only_reported(const Quotation& quotation, const Verdict& verdict) {
  return !quotation.speaker.empty() && !verdict.speaker_differs && !verdict.matches.empty() &&
         verdict.matches.front().reported;
}

Result<Verdict> verify(Store& store, const Quotation& quotation) {
  const std::size_t n_words = words_of(quotation.text).size();
  if (n_words == 0)
    return fail(ErrorCode::input_empty, "the quotation has no words", "give the words to look for");
  if (n_words > kMostQuotedWords) {
    return fail(ErrorCode::input_too_large,
                fmt::format("the quotation has {} words, and {} is the most", n_words, kMostQuotedWords),
                "check it in parts");
  }
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  return Verifier(store, quotation).run();
}

}  // namespace quoth
