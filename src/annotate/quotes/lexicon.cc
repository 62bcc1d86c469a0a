#include "annotate/quotes/lexicon.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace quoth {
namespace {

constexpr std::uint16_t operator|(Frame a, Frame b) {
  return static_cast<std::uint16_t>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr std::uint16_t operator|(std::uint16_t a, Frame b) {
  return static_cast<std::uint16_t>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr std::uint16_t bits(std::uint16_t frames) { return frames; }
constexpr std::uint16_t bits(Frame frame) { return static_cast<std::uint16_t>(frame); }

using enum Frame;

constexpr ReportingWord kWords[] = {
#define QUOTH_REPORTS(lemma, upos, act, frames) {lemma, #upos, SpeechAct::act, bits(frames)},
#include "annotate/quotes/lexicon.def"
#undef QUOTH_REPORTS
};

}  // namespace

const ReportingWord* reporting_word(std::string_view lemma, std::string_view upos) {
  static const auto by_lemma = [] {
    std::unordered_multimap<std::string_view, const ReportingWord*> words;
    for (const ReportingWord& word : kWords) words.emplace(word.lemma, &word);
    return words;
  }();
  const auto find = [&](std::string_view form) -> const ReportingWord* {
    const auto [begin, end] = by_lemma.equal_range(form);
    const auto found =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second->upos == upos; });
    return found == end ? nullptr : found->second;
  };
  if (const ReportingWord* word = find(lemma); word != nullptr || upos != "VERB") return word;
  // The model's lemmas of rare verbs may have an "e" too many or too few ("condemne").
  return lemma.ends_with('e') ? find(lemma.substr(0, lemma.size() - 1)) : find(std::string(lemma) + 'e');
}

}  // namespace quoth
