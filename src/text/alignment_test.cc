#include "text/alignment.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/unicode.h"

namespace quoth {
namespace {

using namespace std::string_literals;

/// A text read from a source by random edits, and for every character of the text where it came from.
struct Edited {
  std::string source;
  AlignedText text;
  std::vector<std::pair<Span, Span>> characters;  ///< span of the text, span of the source (empty: inserted)
};

Edited random_edits() {
  Edited edited;
  const auto n = *rc::gen::inRange(0, 80);
  for (int i = 0; i < n; ++i) {
    const std::uint32_t text_begin = edited.text.size();
    const auto source_begin = static_cast<std::uint32_t>(edited.source.size());
    const auto put = [&](std::string_view text, std::uint32_t source_size) {
      edited.characters.push_back({{text_begin, text_begin + static_cast<std::uint32_t>(text.size())},
                                   {source_begin, source_begin + source_size}});
    };
    switch (*rc::gen::inRange(0, 6)) {
      case 0:
      case 1: {
        const std::string letter = *rc::gen::element<std::string>("a", "b", "é", "😀", " ");
        edited.source += letter;
        edited.text.append_verbatim(letter, source_begin);
        put(letter, static_cast<std::uint32_t>(letter.size()));
        break;
      }
      case 2:
        edited.source += "&amp;";
        edited.text.append_unit("&", source_begin, 5);
        put("&", 5);
        break;
      case 3:
        edited.source += "x\0"s;
        edited.text.append_unit("x", source_begin, 2);
        put("x", 2);
        break;
      case 4: edited.source += "<b>"; break;  // left out
      default:
        edited.text.append_inserted("\n", source_begin);
        put("\n", 0);
        break;
    }
  }
  return edited;
}

RC_GTEST_PROP(AlignmentProperty, EveryCharacterComesFromWhereItWasRead, ()) {
  const Edited edited = random_edits();
  for (const auto& [text, source] : edited.characters) {
    RC_ASSERT(edited.text.map().source_of(text) == source);
    if (!source.empty()) RC_ASSERT(edited.text.map().text_of(source) == text);
  }
}

RC_GTEST_PROP(AlignmentProperty, SpansGoThereAndBack, ()) {
  const Edited edited = random_edits();
  RC_PRE(!edited.characters.empty());
  const auto a = *rc::gen::inRange<std::size_t>(0, edited.characters.size());
  const auto b = *rc::gen::inRange<std::size_t>(a, edited.characters.size());
  RC_PRE(!edited.characters[a].second.empty() && !edited.characters[b].second.empty());
  const Span text{edited.characters[a].first.begin, edited.characters[b].first.end};
  const Span source = edited.text.map().source_of(text);
  RC_ASSERT(source.begin == edited.characters[a].second.begin);
  RC_ASSERT(source.end == edited.characters[b].second.end);
  RC_ASSERT(edited.text.map().text_of(source) == text);
}

RC_GTEST_PROP(AlignmentProperty, ASliceKeepsItsPlaces, ()) {
  const Edited edited = random_edits();
  RC_PRE(!edited.characters.empty());
  const auto a = *rc::gen::inRange<std::size_t>(0, edited.characters.size());
  const auto b = *rc::gen::inRange<std::size_t>(a, edited.characters.size());
  AlignedText slice_of;
  const std::uint32_t begin = edited.characters[a].first.begin;
  slice_of.append_slice(edited.text, {begin, edited.characters[b].first.end});
  for (std::size_t i = a; i <= b; ++i) {
    const auto& [text, source] = edited.characters[i];
    RC_ASSERT(slice_of.map().source_of({text.begin - begin, text.end - begin}) == source);
  }
}

RC_GTEST_PROP(AlignmentProperty, RunsLeaveNoGapInTheText, ()) {
  const Edited edited = random_edits();
  std::uint32_t text_end = 0;
  std::uint32_t source_end = 0;
  for (const SourceRun& run : edited.text.map().runs()) {
    RC_ASSERT(run.text.begin == text_end);
    RC_ASSERT(run.source.begin >= source_end);
    text_end = run.text.end;
    source_end = run.source.end;
  }
  RC_ASSERT(text_end == edited.text.size());
}

}  // namespace
}  // namespace quoth
