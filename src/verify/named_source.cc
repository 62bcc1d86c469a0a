#include "verify/named_source.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/unicode.h"
#include "text/words.h"
#include "verify/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kFarthest = 300;  // bytes from a quotation to the name of its source

// Sorted.
constexpr std::array<std::string_view, 58> kSaying = {
    "according", "acknowledged", "added",    "adds",      "admits",    "admitted",  "announced", "answered",
    "argued",    "argues",       "asked",    "asks",      "asserted",  "called",    "calls",     "claimed",
    "claims",    "commented",    "conceded", "concluded", "confirmed", "continued", "declared",  "denied",
    "described", "explained",    "explains", "insisted",  "insists",   "joked",     "noted",     "notes",
    "quipped",   "quoted",       "recalled", "recalls",   "remarked",  "replied",   "replies",   "reported",
    "said",      "say",          "saying",   "says",      "stated",    "states",    "stressed",  "suggested",
    "tells",     "testified",    "thinks",   "told",      "tweeted",   "urged",     "warned",    "warns",
    "wrote",     "writes"};
constexpr std::array<std::string_view, 6> kPronouns = {"he", "she", "they", "her", "him", "his"};
constexpr std::array<std::string_view, 12> kParticles = {"al",  "ben", "bin", "da", "de",  "del",
                                                         "der", "di",  "la",  "le", "van", "von"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

/// A stretch of the text outside of quotations.
struct Stretch {
  std::string_view text;
  WordList words;
};

bool has_capital(const Stretch& stretch, std::size_t i) {
  return is_upper(code_point_at(stretch.text, stretch.words.words[i].span.begin).value);
}

/// Only spaces, or a point after an initial or a short title, between two words.
bool touches(const Stretch& stretch, std::size_t i) {
  const Word& word = stretch.words.words[i];
  const std::string_view between =
      slice(stretch.text, {word.span.end, stretch.words.words[i + 1].span.begin});
  const bool pointed = word.span.size() <= 4 && between.starts_with('.');
  return trim(pointed ? between.substr(1) : between).empty() || between == "-";
}

/// A name that begins at word i: its words to before which.
std::size_t name_end(const Stretch& stretch, std::size_t i) {
  const WordList& words = stretch.words;
  if (!has_capital(stretch, i) || is_function_word(words.key(i)) || is_one_of(kSaying, words.key(i)) ||
      is_one_of(kPronouns, words.key(i)))
    return i;
  std::size_t end = i + 1;
  for (std::size_t next = end; next < words.size() && touches(stretch, next - 1); ++next) {
    if (has_capital(stretch, next)) {
      end = next + 1;
    } else if (!is_one_of(kParticles, words.key(next))) {
      break;
    }
  }
  return end;
}

std::string name_text(const Stretch& stretch, std::size_t begin, std::size_t end) {
  const WordList& words = stretch.words;
  return fold_space(slice(stretch.text, {words.words[begin].span.begin, words.words[end - 1].span.end}));
}

/// "Reed's" is not Reed, but somebody or something of hers.
bool is_possessive(const Stretch& stretch, std::size_t end) {
  return stretch.words.key(end - 1).ends_with("'s");
}

/// What a stretch says of a source: a name, or a pronoun for the one before.
struct Named {
  std::string name;
  bool pronoun = false;
};

/// The name or pronoun nearest to a word of saying; none where the stretch has no such word and does not end in a colon.
std::optional<Named> source_in(const Stretch& stretch, bool before_quotation) {
  const WordList& words = stretch.words;
  std::optional<std::size_t> saying;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_one_of(kSaying, words.key(i)) && (!saying || before_quotation)) saying = i;
  }
  const std::string_view end = trim(stretch.text);
  if (!saying && !(before_quotation && (end.ends_with(':') || end.ends_with(": \"")))) return std::nullopt;
  const std::size_t centre = saying.value_or(words.size());
  std::optional<Named> best;
  std::size_t least = 0;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t name = name_end(stretch, i);
    const bool pronoun = name == i && is_one_of(kPronouns, words.key(i));
    // Before the word of saying stands who says; behind it, as near, to whom.
    const std::size_t distance = i < centre ? 2 * (centre - std::max(i + 1, name)) : 2 * (i - centre) - 1;
    const bool named = name > i && !is_possessive(stretch, name);
    if ((named || pronoun) && (!best || distance < least)) {
      least = distance;
      best = pronoun ? Named{{}, true} : Named{name_text(stretch, i, name), false};
    }
    i = std::max(i + 1, name);
  }
  return best;
}

class SourceFinder {
 public:
  SourceFinder(std::string_view text, const std::vector<Span>& quotations)
      : text_(text), quotations_(quotations) {}

  std::vector<std::string> find() {
    std::vector<std::string> sources;
    std::string last;
    std::size_t end_of_last = 0;
    for (std::size_t i = 0; i < quotations_.size(); ++i) {
      std::optional<Named> named = source_in(after(i), false);
      if (!named) named = source_in(before(i), true);
      const std::string_view since = text_.substr(
          end_of_last, quotations_[i].begin - std::min<std::size_t>(end_of_last, quotations_[i].begin));
      const bool same_paragraph = i > 0 && since.find("\n\n") == std::string_view::npos;
      std::string source;
      if (named) {
        source = named->pronoun ? last : named->name;
      } else if (same_paragraph) {
        source = last;
      }
      if (!source.empty()) last = source;
      end_of_last = quotations_[i].end;
      sources.push_back(std::move(source));
    }
    return sources;
  }

 private:
  static Stretch stretch(std::string_view text) { return {text, words_of(text)}; }

  /// To the end of the sentence in which the quotation ends, or to the next quotation.
  Stretch after(std::size_t i) const {
    std::size_t limit = std::min(text_.size(), quotations_[i].end + kFarthest);
    if (i + 1 < quotations_.size()) limit = std::min<std::size_t>(limit, quotations_[i + 1].begin);
    const std::string_view rest = text_.substr(quotations_[i].end, limit - quotations_[i].end);
    return stretch(rest.substr(0, sentence_end(rest)));
  }

  /// From the begin of the sentence in which the quotation begins, or from the quotation before.
  Stretch before(std::size_t i) const {
    std::size_t begin = quotations_[i].begin - std::min<std::size_t>(quotations_[i].begin, kFarthest);
    if (i > 0) begin = std::max<std::size_t>(begin, quotations_[i - 1].end);
    std::string_view lead = text_.substr(begin, quotations_[i].begin - begin);
    for (std::size_t end = sentence_end(lead); end < lead.size(); end = sentence_end(lead))
      lead.remove_prefix(end);
    return stretch(lead);
  }

  /// Behind the first mark that ends a sentence, with words to follow.
  static std::size_t sentence_end(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n' && at + 1 < text.size() && text[at + 1] == '\n') return at + 2;
      if (text[at] != '.' && text[at] != '?' && text[at] != '!') continue;
      const bool space = at + 1 < text.size() && is_space(static_cast<unsigned char>(text[at + 1]));
      if (space && !is_short_word_before(text, at)) return at + 1;
    }
    return text.size();
  }
  /// "Mr.", "J."
  static bool is_short_word_before(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && is_alphanumeric(static_cast<unsigned char>(text[begin - 1]))) --begin;
    return at - begin <= 3 && at > begin && is_upper(static_cast<unsigned char>(text[begin]));
  }

  std::string_view text_;
  const std::vector<Span>& quotations_;
};

}  // namespace

std::vector<std::string> named_sources(std::string_view text, const std::vector<Span>& quotations) {
  return SourceFinder(text, quotations).find();
}

}  // namespace quoth
