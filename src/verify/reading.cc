#include "verify/reading.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"
#include "verify/differences.h"
#include "verify/vocabulary.h"

namespace quoth {
namespace {

constexpr std::uint32_t kLongestGap = 40;  // words left out without a mark in what is still one passage
constexpr std::uint32_t kSmallGap = 3;     // words left out over the end of a sentence
constexpr std::size_t kPartWords = 3;      // found words that make a passage of a splice
constexpr std::uint32_t kPartWeight = 8;
constexpr double kLeastSpliced = 0.8;  // how much of a spliced quotation is found
constexpr double kNearlyAll = 0.95;
constexpr std::size_t kWordsAPart =
    5;  // of a splice, at the least, on average, where not nearly all is found
constexpr double kMissingWeight = 0.5;  // a word left out against a word that is not there

/// A quoted word that is found.
struct Found {
  std::uint32_t quote;
  std::uint32_t passage;
  std::uint32_t source;
};

std::uint32_t source_weight(std::string_view key) { return is_function_word(key) ? 2 : 4; }

class Reader {
 public:
  Reader(std::string_view quote_text, const QuotedWords& quote,
         std::span<const SourcePassage* const> passages, const Sources& sources, const Alignment& alignment)
      : quote_text_(quote_text),
        quote_(quote),
        passages_(passages),
        sources_(sources),
        alignment_(alignment) {}

  Reading read() && {
    for (std::uint32_t i = 0; i < quote_.size(); ++i) {
      const AlignedWord& word = alignment_.words[i];
      if (!word.same) continue;
      const SourcePlace place = sources_.place(word.source);
      found_.push_back({i, place.passage, place.word});
    }
    std::vector<std::size_t> begins = part_begins();
    while (begins.size() > 1 && drop_weakest(begins)) begins = part_begins();
    Reading reading;
    for (std::size_t part = 0; part < begins.size(); ++part) reading.parts.push_back(read_part(begins, part));
    judge(reading);
    return reading;
  }

 private:
  const SourcePassage& passage(std::uint32_t number) const { return *passages_[number]; }

  /// Where in found_ each part begins.
  std::vector<std::size_t> part_begins() const {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (i == 0 || is_break(found_[i - 1], found_[i])) begins.push_back(i);
    }
    return begins;
  }

  bool is_marked(const Found& before, const Found& after) const {
    for (std::uint32_t i = before.quote + 1; i <= after.quote; ++i) {
      if (quote_[i].after_omission) return true;
    }
    return false;
  }

  /// Whether two words found one after the other are of separate passages, or of either side of an unmarked gap.
  bool is_break(const Found& before, const Found& after) const {
    if (before.passage != after.passage || after.source <= before.source) return true;
    if (is_marked(before, after)) return false;
    const std::uint32_t gap = after.source - before.source - 1;
    const std::uint32_t put_in = after.quote - before.quote - 1;
    if (gap <= put_in) return false;
    if (gap - put_in > kLongestGap) return true;
    const SourcePassage& source = passage(before.passage);
    const std::uint32_t first = sentence_of(source, before.source), last = sentence_of(source, after.source);
    if (last - first != 1) return last != first;
    // Words are left out of the end of one sentence or the start of the next, or of both.
    const bool of_first = sentence_of(source, before.source + 1) == first;
    const bool of_last = sentence_of(source, after.source - 1) == last;
    return of_first && of_last && gap - put_in > kSmallGap;
  }

  /// Takes out the words of the part that says least, where it says too little for a passage of its own.
  bool drop_weakest(const std::vector<std::size_t>& begins) {
    std::size_t weakest = begins.size();
    std::uint32_t least = 0;
    for (std::size_t part = 0; part < begins.size(); ++part) {
      const std::size_t begin = begins[part], end = end_of(begins, part);
      std::uint32_t weight = 0;
      for (std::size_t i = begin; i < end; ++i) weight += quote_[found_[i].quote].weight;
      if (end - begin >= kPartWords && weight >= kPartWeight) continue;
      if (weakest == begins.size() || weight < least) {
        weakest = part;
        least = weight;
      }
    }
    if (weakest == begins.size()) return false;
    found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(begins[weakest]),
                 found_.begin() + static_cast<std::ptrdiff_t>(end_of(begins, weakest)));
    return true;
  }

  std::size_t end_of(const std::vector<std::size_t>& begins, std::size_t part) const {
    return part + 1 < begins.size() ? begins[part + 1] : found_.size();
  }

  /// The word of `in` that a quoted word stands for though it is another; -1: none.
  std::int64_t stands_for(std::uint32_t quoted, std::uint32_t in) const {
    const AlignedWord& word = alignment_.words[quoted];
    if (word.source < 0) return -1;
    const SourcePlace place = sources_.place(word.source);
    return place.passage == in ? std::int64_t{place.word} : -1;
  }

  /// The first of the words before `first` that are read as its neighbours; what is before it belongs to the part
  /// before.
  std::uint32_t lead_in(const Found& first, std::uint32_t from) const {
    std::uint32_t begin = first.quote;
    while (begin > from) {
      const std::int64_t at = stands_for(begin - 1, first.passage);
      if (at < 0 || at >= first.source || first.source - at > first.quote - (begin - 1)) break;
      --begin;
    }
    return begin;
  }

  ReadPart read_part(const std::vector<std::size_t>& begins, std::size_t number) const {
    const Found& first = found_[begins[number]];
    const Found& last = found_[end_of(begins, number) - 1];
    ReadPart part;
    part.passage = first.passage;
    part.quote.begin = number == 0 ? 0 : lead_in(first, found_[begins[number] - 1].quote + 1);
    part.quote.end = static_cast<std::uint32_t>(quote_.size());
    if (number + 1 < begins.size()) part.quote.end = lead_in(found_[begins[number + 1]], last.quote + 1);
    part.source = {first.source, last.source + 1};

    DifferenceFinder finder(quote_text_, quote_, passage(part.passage), part);
    finder.before(first.quote, first_stood_for(part.quote.begin, first));
    for (std::size_t i = begins[number]; i < end_of(begins, number); ++i) {
      if (i > begins[number]) between(found_[i - 1], found_[i], finder);
      finder.same(found_[i].quote, found_[i].source);
    }
    finder.after(last.quote + 1, last_stood_for(part.quote.end, last));
    return part;
  }

  /// The words of the source, next to those that are found, for which the words at an end of a part stand.
  std::uint32_t first_stood_for(std::uint32_t begin, const Found& first) const {
    for (std::uint32_t i = begin; i < first.quote; ++i) {
      const std::int64_t at = stands_for(i, first.passage);
      if (at >= 0 && at < first.source) return static_cast<std::uint32_t>(at);
    }
    return first.source;
  }
  std::uint32_t last_stood_for(std::uint32_t end, const Found& last) const {
    for (std::uint32_t i = end; i > last.quote + 1; --i) {
      const std::int64_t at = stands_for(i - 1, last.passage);
      if (at > last.source) return static_cast<std::uint32_t>(at) + 1;
    }
    return last.source + 1;
  }

  void between(const Found& before, const Found& after, DifferenceFinder& finder) const {
    const WordRange quote{before.quote + 1, after.quote}, source{before.source + 1, after.source};
    if (!is_marked(before, after)) {
      finder.unmarked(quote, source);
    } else if (quote.empty()) {
      finder.omission(after.quote, source);
    } else {
      // Of what stands around a mark only the words that are put for others are a difference.
      WordRange stood_for{source.end, source.begin};
      for (std::uint32_t i = quote.begin; i < quote.end; ++i) {
        const std::int64_t at = stands_for(i, before.passage);
        if (at < source.begin || at >= source.end) continue;
        stood_for.begin = std::min(stood_for.begin, static_cast<std::uint32_t>(at));
        stood_for.end = std::max(stood_for.end, static_cast<std::uint32_t>(at) + 1);
      }
      if (stood_for.empty()) stood_for = {source.begin, source.begin};
      finder.unmarked(quote, stood_for);
    }
  }

  /// Words found one after the other on both sides.
  std::uint32_t longest_run() const {
    std::uint32_t longest = 0, run = 0;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const bool goes_on = i > 0 && found_[i].passage == found_[i - 1].passage &&
                           found_[i].quote == found_[i - 1].quote + 1 &&
                           found_[i].source == found_[i - 1].source + 1;
      run = goes_on ? run + 1 : 1;
      longest = std::max(longest, run);
    }
    return longest;
  }

  double weight_of(WordRange quote) const {
    double weight = 0;
    for (std::uint32_t i = quote.begin; i < quote.end; ++i)
      weight += quote_[i].bracketed ? 0 : quote_[i].weight;
    return weight;
  }

  /// How much of an altered quotation must be found: the less the more of it stands together, for in much talk there are
  /// a few common words like those of any sentence.
  double least_score() const {
    const std::uint32_t run = longest_run();
    if (run >= 6) return 0.45;
    if (run >= 4) return 0.55;
    return quote_.size() <= 5 ? 0.6 : 0.65;
  }

  void judge(Reading& reading) const {
    double of_quote = weight_of({0, static_cast<std::uint32_t>(quote_.size())}), found = 0, missing = 0;
    for (const Found& word : found_) found += quote_[word.quote].bracketed ? 0 : quote_[word.quote].weight;
    bool same = true;
    for (const ReadPart& part : reading.parts) {
      for (const WordDifference& difference : part.differences) {
        same = false;
        if (difference.spelling) found += weight_of(difference.quote);
        for (std::uint32_t i = difference.source.begin; i < difference.source.end; ++i)
          missing += difference.kind == WordDifference::missing
                         ? source_weight(passage(part.passage).words.key(i))
                         : 0;
      }
    }
    if (of_quote == 0) of_quote = 1;
    reading.score = std::min(1.0, found / (of_quote + kMissingWeight * missing));
    const bool is_one = reading.parts.size() == 1;
    if (is_one && same) {
      reading.status = VerifyStatus::verbatim;
    } else if (is_one && found_.size() > 1 && reading.score >= least_score()) {
      reading.status = VerifyStatus::altered;
    } else if (reading.parts.size() > 1 && found >= kLeastSpliced * of_quote &&
               (found >= kNearlyAll * of_quote || found_.size() >= kWordsAPart * reading.parts.size())) {
      reading.status = VerifyStatus::spliced;
    } else {
      reading.status = VerifyStatus::not_found;
    }
  }

  std::string_view quote_text_;
  const QuotedWords& quote_;
  std::span<const SourcePassage* const> passages_;
  const Sources& sources_;
  const Alignment& alignment_;
  std::vector<Found> found_;
};

}  // namespace

std::string_view to_string(VerifyStatus status) {
  constexpr std::array<std::string_view, 4> kNames = {"verbatim", "altered", "spliced", "not found"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view to_string(WordDifference::Kind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"missing", "added", "replaced"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::uint32_t sentence_of(const SourcePassage& passage, std::uint32_t word) {
  return passage.sentence.empty() ? 0 : passage.sentence[word];
}

Reading read_alignment(std::string_view quote_text, const QuotedWords& quote,
                       std::span<const SourcePassage* const> passages, const Sources& sources,
                       const Alignment& alignment) {
  return Reader(quote_text, quote, passages, sources, alignment).read();
}

}  // namespace quoth
