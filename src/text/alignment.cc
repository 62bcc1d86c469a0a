#include "text/alignment.h"

#include <algorithm>

namespace quoth {
namespace {

std::vector<SourceRun>::const_iterator run_at(const std::vector<SourceRun>& runs, std::uint32_t text_at) {
  const auto after =
      std::upper_bound(runs.begin(), runs.end(), text_at,
                       [](std::uint32_t at, const SourceRun& run) { return at < run.text.begin; });
  return after == runs.begin() ? after : after - 1;
}

/// The part of `run` that holds the units which `text` touches.
SourceRun cut(const SourceRun& run, Span text) {
  const std::uint32_t from = std::max(text.begin, run.text.begin) - run.text.begin;
  const std::uint32_t to = std::min(text.end, run.text.end) - run.text.begin;
  const std::uint32_t first = from / run.text_unit;
  const std::uint32_t last = (to + run.text_unit - 1) / run.text_unit;
  SourceRun part = run;
  part.text = {run.text.begin + from, run.text.begin + to};
  part.source = {run.source.begin + first * run.source_unit, run.source.begin + last * run.source_unit};
  return part;
}

}  // namespace

Span SourceMap::source_of(Span text) const {
  if (runs_.empty()) return {};
  const SourceRun first = cut(*run_at(runs_, text.begin), {text.begin, std::max(text.begin, text.end)});
  if (text.empty()) return {first.source.begin, first.source.begin};
  const SourceRun last = cut(*run_at(runs_, text.end - 1), text);
  return {first.source.begin, last.source.end};
}

Span SourceMap::text_of(Span source) const {
  if (runs_.empty()) return {};
  auto at = std::partition_point(runs_.begin(), runs_.end(),
                                 [&](const SourceRun& run) { return run.source.end <= source.begin; });
  if (at == runs_.end()) return {runs_.back().text.end, runs_.back().text.end};
  const auto after = std::partition_point(
      at, runs_.end(), [&](const SourceRun& run) { return run.source.begin < source.end; });
  if (after == at) return {at->text.begin, at->text.begin};
  auto last = after - 1;
  while (at != last && at->source.empty()) ++at;
  while (last != at && last->source.empty()) --last;
  if (at->source_unit == 0) return {at->text.begin, at->text.begin};
  const std::uint32_t skipped = std::max(source.begin, at->source.begin) - at->source.begin;
  const std::uint32_t taken = std::min(source.end, last->source.end) - last->source.begin;
  const std::uint32_t begin = at->text.begin + skipped / at->source_unit * at->text_unit;
  const std::uint32_t end =
      last->text.begin + (taken + last->source_unit - 1) / last->source_unit * last->text_unit;
  // A run may hold part of a unit, where a slice cut it.
  return {std::min(begin, at->text.end), std::min(end, last->text.end)};
}

void SourceMap::add(SourceRun run) {
  if (run.text.empty()) return;
  if (!runs_.empty()) {
    SourceRun& last = runs_.back();
    if (last.text_unit == run.text_unit && last.source_unit == run.source_unit &&
        last.source.end == run.source.begin && run.source_unit != 0) {
      last.text.end = run.text.end;
      last.source.end = run.source.end;
      return;
    }
  }
  runs_.push_back(run);
}

void SourceMap::add_slice(const SourceMap& from, Span span, std::uint32_t text_end) {
  if (span.empty()) return;
  for (auto at = run_at(from.runs_, span.begin); at != from.runs_.end() && at->text.begin < span.end; ++at) {
    SourceRun part = cut(*at, span);
    const std::uint32_t moved = text_end + (part.text.begin - span.begin);
    part.text = {moved, moved + part.text.size()};
    add(part);
  }
}

void AlignedText::append_verbatim(std::string_view bytes, std::size_t source_begin) {
  const auto begin = size();
  text_.append(bytes);
  map_.add({{begin, size()}, make_span(source_begin, source_begin + bytes.size()), 1, 1});
}

void AlignedText::append_unit(std::string_view text, std::size_t source_begin, std::size_t source_size) {
  const auto begin = size();
  text_.append(text);
  map_.add({{begin, size()},
            make_span(source_begin, source_begin + source_size),
            static_cast<std::uint32_t>(text.size()),
            static_cast<std::uint32_t>(source_size)});
}

void AlignedText::append_inserted(std::string_view text, std::size_t source_at) {
  const auto begin = size();
  text_.append(text);
  map_.add({{begin, size()},
            make_span(source_at, source_at),
            std::max<std::uint32_t>(1, static_cast<std::uint32_t>(text.size())),
            0});
}

void AlignedText::append_slice(const AlignedText& from, Span span) {
  map_.add_slice(from.map_, span, size());
  text_.append(slice(from.text_, span));
}

}  // namespace quoth
