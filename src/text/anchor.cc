#include "text/anchor.h"

#include <algorithm>
#include <vector>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::uint32_t kContextBytes = 100;
constexpr std::size_t kEdgeWords = 4;  // of the context that tell where other words stand now
constexpr std::size_t kTellingWords =
    4;  // so many words are found without any context, where they stand once

std::uint32_t distance(std::uint32_t a, std::uint32_t b) { return a < b ? b - a : a - b; }

bool same(const WordList& text, std::size_t at, const WordList& words) {
  if (at + words.size() > text.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (text.key(at + i) != words.key(i)) return false;
  }
  return true;
}

/// How many words before `from` and from `to` on are those of the context.
std::uint32_t context_at(const WordList& text, std::size_t from, std::size_t to, const WordList& before,
                         const WordList& after) {
  std::uint32_t n = 0;
  for (std::size_t i = 1; i <= std::min(before.size(), from); ++i) {
    if (text.key(from - i) != before.key(before.size() - i)) break;
    ++n;
  }
  for (std::size_t i = 0; i < std::min(after.size(), text.size() - to); ++i) {
    if (text.key(to + i) != after.key(i)) break;
    ++n;
  }
  return n;
}

WordList last_words(std::string_view text, std::size_t n) {
  WordList list = words_of(text);
  if (list.size() > n)
    list.words.erase(list.words.begin(), list.words.end() - static_cast<std::ptrdiff_t>(n));
  return list;
}

WordList first_words(std::string_view text, std::size_t n) {
  WordList list = words_of(text);
  if (list.size() > n) list.words.resize(n);
  return list;
}

/// `span`, with the marks at its ends that `words` has at its own.
Span with_marks_of(std::string_view text, Span span, std::string_view words) {
  const WordList list = words_of(words);
  const std::string_view lead = words.substr(0, list.words.front().span.begin);
  const std::string_view tail = words.substr(list.words.back().span.end);
  if (text.substr(0, span.begin).ends_with(lead)) span.begin -= static_cast<std::uint32_t>(lead.size());
  if (text.substr(span.end).starts_with(tail)) span.end += static_cast<std::uint32_t>(tail.size());
  return span;
}

}  // namespace

std::optional<Span> AnchoredText::span_of(std::int64_t begin, std::int64_t end) const {
  const std::int64_t size = offsets_.code_points(static_cast<std::uint32_t>(text_.size()));
  if (begin < 0 || begin >= end || end > size) return std::nullopt;
  return Span{offsets_.byte_of_code_point(static_cast<std::uint32_t>(begin)),
              offsets_.byte_of_code_point(static_cast<std::uint32_t>(end))};
}

std::optional<Span> AnchoredText::nearest(std::string_view words, Span place) const {
  std::optional<Span> best;
  for (std::size_t at = text_.find(words); at < place.end && !words.empty(); at = text_.find(words, at + 1)) {
    const Span span = make_span(at, at + words.size());
    if (!span.overlaps(place)) continue;
    if (!best || distance(span.begin, place.begin) < distance(best->begin, place.begin)) best = span;
  }
  return best;
}

Anchor AnchoredText::anchor_at(Span span) const {
  Span before{span.begin - std::min(span.begin, kContextBytes), span.begin};
  Span after =
      make_span(span.end, std::min<std::size_t>(text_.size(), span.end + std::size_t{kContextBytes}));
  const auto is_inside = [&](std::uint32_t at) {
    return (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
  };
  while (before.begin < before.end && is_inside(before.begin)) ++before.begin;
  while (after.end < text_.size() && after.end > after.begin && is_inside(after.end)) --after.end;
  return {offsets_.code_points(span.begin), offsets_.code_points(span.end), std::string(slice(text_, span)),
          std::string(slice(text_, before)), std::string(slice(text_, after))};
}

const WordList& AnchoredText::words() {
  if (!words_) words_ = words_of(text_);
  return *words_;
}

AnchorPlace AnchoredText::find(const Anchor& anchor) {
  const Span then{offsets_.byte_of_code_point(anchor.begin), offsets_.byte_of_code_point(anchor.end)};
  const WordList words = words_of(anchor.words);
  const WordList before = words_of(anchor.before), after = words_of(anchor.after);
  const bool is_there = !then.empty() && slice(text_, then) == anchor.words;
  if (is_there && text_.substr(0, then.begin).ends_with(anchor.before) &&
      text_.substr(then.end).starts_with(anchor.after)) {
    return {Anchoring::in_place, then, static_cast<std::uint32_t>(before.size() + after.size())};
  }
  if (words.size() == 0) return {};

  std::vector<AnchorPlace> places;
  const WordList& text = this->words();
  for (std::size_t at = 0; at + words.size() <= text.size(); ++at) {
    if (!same(text, at, words)) continue;
    const std::size_t to = at + words.size();
    const Span span =
        with_marks_of(text_, {text.words[at].span.begin, text.words[to - 1].span.end}, anchor.words);
    const bool is_in_place = is_there && span.begin == then.begin;
    places.push_back({is_in_place ? Anchoring::in_place : Anchoring::moved, is_in_place ? then : span,
                      context_at(text, at, to, before, after)});
  }
  const auto best =
      std::max_element(places.begin(), places.end(), [&](const AnchorPlace& a, const AnchorPlace& b) {
        return a.context != b.context
                   ? a.context < b.context
                   : distance(a.span.begin, then.begin) > distance(b.span.begin, then.begin);
      });
  if (best != places.end() && (best->context > 0 || best->how == Anchoring::in_place ||
                               (places.size() == 1 && words.size() >= kTellingWords))) {
    return *best;
  }
  return find_between(anchor, then.begin);
}

AnchorPlace AnchoredText::find_between(const Anchor& anchor, std::uint32_t near) {
  const WordList before = last_words(anchor.before, kEdgeWords),
                 after = first_words(anchor.after, kEdgeWords);
  const WordList& text = words();
  AnchorPlace best;
  if (before.size() < 2 || after.size() < 2) return best;
  const std::size_t most = words_of(anchor.words).size() * 2 + 10;
  for (std::size_t at = 0; at + before.size() < text.size(); ++at) {
    if (!same(text, at, before)) continue;
    const std::size_t from = at + before.size();
    for (std::size_t to = from + 1; to <= std::min(from + most, text.size()); ++to) {
      if (!same(text, to, after)) continue;
      const Span span{text.words[from].span.begin, text.words[to - 1].span.end};
      if (best.how == Anchoring::lost || distance(span.begin, near) < distance(best.span.begin, near)) {
        best = {Anchoring::changed, span, static_cast<std::uint32_t>(before.size() + after.size())};
      }
      break;
    }
  }
  return best;
}

}  // namespace quoth
