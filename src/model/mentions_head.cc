#include "model/mentions_head.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/kernels.h"

namespace quoth {
namespace {

/// Distances by one up to 4, then by half octaves.
std::size_t bucket(std::size_t n, std::size_t most) {
  if (n <= 4) return n;
  // The squares of n / 4 against powers of two: no rounding decides.
  const std::size_t squares = n * n / 16;
  std::size_t steps = 0;
  while (steps < most && (squares >> (steps + 1)) != 0) ++steps;
  return std::min(4 + steps, most);
}

Matrix relu_of(const Matrix& from, std::size_t begin, std::size_t n) {
  Matrix out(from.rows(), n);
  for (std::size_t i = 0; i < from.rows(); ++i) std::copy_n(from.row(i) + begin, n, out.row(i));
  kernels::relu(out.values.data(), out.values.size());
  return out;
}

bool cross(const MentionSpan& a, const MentionSpan& b) {
  return (a.first < b.first && b.first <= a.last && a.last < b.last) ||
         (b.first < a.first && a.first <= b.last && b.last < a.last);
}

/// Of spans that cross, leaves the surer.
void keep_uncrossed(std::vector<MentionSpan>& spans) {
  std::stable_sort(spans.begin(), spans.end(),
                   [](const MentionSpan& a, const MentionSpan& b) { return a.score > b.score; });
  std::vector<MentionSpan> kept;
  for (const MentionSpan& span : spans) {
    if (std::none_of(kept.begin(), kept.end(), [&](const MentionSpan& k) { return cross(k, span); })) {
      kept.push_back(span);
    }
  }
  std::sort(kept.begin(), kept.end(), [](const MentionSpan& a, const MentionSpan& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  spans = std::move(kept);
}

}  // namespace

/// What the layers make of the atoms.
struct MentionsHead::Rows {
  Matrix all;         // by of_atom_
  Matrix begin, end;  // of spans
};

Result<MentionsHead> MentionsHead::load(const WeightFile& file, const Labels& labels, std::size_t width) {
  MentionsHead head;
  head.types_ = labels.of("mentions", "types");
  const std::size_t n = head.types_.size();
  if (n == 0 || n > 100) return fail(ErrorCode::model_damaged, "the labels of mentions are missing");
  const std::string name = "heads.mentions.";
  QUOTH_TRY(head.of_atom_, Linear::load(file,
                                        {name + "begin", name + "end", name + "begin_alone",
                                         name + "end_alone", name + "type_begin", name + "type_end"},
                                        width, {kSpan, kSpan, 1, 1, n, n}));
  QUOTH_TRY(head.pair_, Linear::load(file, {name + "pair"}, kSpan, {kSpan}));
  QUOTH_TRY(head.of_begin_, Linear::load(file, {name + "mention_begin"}, width, {kLink}));
  QUOTH_TRY(head.of_end_, Linear::load(file, {name + "mention_end"}, width, {kLink}));
  QUOTH_TRY(head.link_,
            Linear::load(file, {name + "seek", name + "offer", name + "offer_alone", name + "new"}, kLink,
                         {kLink, kLink, 1, 1}));
  const auto take = [&](const char* tensor, auto& to) -> Result<void> {
    QUOTH_TRY(const auto values, file.floats(name + tensor, {to.size(), 1}));
    std::copy(values.begin(), values.end(), to.begin());
    return {};
  };
  QUOTH_CHECK(take("wide.weight", head.wide_));
  QUOTH_CHECK(take("near.weight", head.near_));
  QUOTH_CHECK(take("same.weight", head.same_));
  return head;
}

std::vector<MentionSpan> MentionsHead::find(const Matrix& atoms, std::span<const std::size_t> begins) const {
  Rows rows;
  rows.all = apply(of_atom_, atoms);
  rows.begin = apply(pair_, relu_of(rows.all, 0, kSpan));
  rows.end = relu_of(rows.all, kSpan, kSpan);
  std::vector<MentionSpan> found;
  for (std::size_t s = 0; s < begins.size(); ++s) {
    find_in(rows, begins[s], s + 1 < begins.size() ? begins[s + 1] : atoms.rows(), found);
  }
  return found;
}

void MentionsHead::find_in(const Rows& rows, std::size_t begin, std::size_t end,
                           std::vector<MentionSpan>& out) const {
  constexpr std::size_t kAlone = 2 * kSpan;  // columns of rows.all
  const float factor = 1.0F / std::sqrt(static_cast<float>(kSpan));
  std::vector<MentionSpan> spans;
  std::vector<float> columns, scores;
  for (std::size_t at = begin; at < end; at += kWidest) {
    const std::size_t n = std::min(kWidest, end - at), n_ends = std::min(n + kWidest - 1, end - at);
    const std::size_t stride = kernels::rounded_up(n_ends);
    columns.assign(kSpan * stride, 0.0F);
    for (std::size_t j = 0; j < n_ends; ++j) {
      for (std::size_t k = 0; k < kSpan; ++k) columns[k * stride + j] = rows.end.row(at + j)[k];
    }
    scores.resize(n * stride);
    kernels::multiply({rows.begin.row(at), rows.begin.columns, columns.data(), stride, scores.data(), stride},
                      n, kSpan, stride);
    for (std::size_t i = 0; i < n; ++i) {
      const float alone = rows.all.row(at + i)[kAlone];
      for (std::size_t j = i; j < std::min(i + kWidest, n_ends); ++j) {
        const float score = scores[i * stride + j] * factor + rows.all.row(at + j)[kAlone + 1] + alone +
                            wide_[bucket(j - i, kFar - 1)];
        if (score > 0) spans.push_back({at + i, at + j, 0, score});
      }
    }
  }
  keep_uncrossed(spans);
  for (MentionSpan& span : spans) {
    const float* first = rows.all.row(span.first) + kAlone + 2;
    const float* last = rows.all.row(span.last) + kAlone + 2 + types_.size();
    std::size_t best = 0;
    for (std::size_t t = 1; t < types_.size(); ++t) {
      if (first[t] + last[t] > first[best] + last[best]) best = t;
    }
    span.type = static_cast<std::uint8_t>(best);
  }
  out.insert(out.end(), spans.begin(), spans.end());
}

MentionVectors MentionsHead::vectors(const Matrix& atoms, const std::vector<MentionSpan>& mentions) const {
  Matrix first(mentions.size(), atoms.columns), last(mentions.size(), atoms.columns);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    std::copy_n(atoms.row(mentions[i].first), atoms.columns, first.row(i));
    std::copy_n(atoms.row(mentions[i].last), atoms.columns, last.row(i));
  }
  Matrix whole = apply(of_begin_, first);
  const Matrix end = apply(of_end_, last);
  for (std::size_t i = 0; i < whole.values.size(); ++i) whole.values[i] += end.values[i];
  kernels::relu(whole.values.data(), whole.values.size());
  const Matrix all = apply(link_, whole);
  MentionVectors out;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const float* row = all.row(i);
    out.seek.insert(out.seek.end(), row, row + kLink);
    out.offer.insert(out.offer.end(), row + kLink, row + 2 * kLink);
    out.alone.push_back(row[2 * kLink]);
    out.fresh.push_back(row[2 * kLink + 1]);
  }
  return out;
}

Matrix MentionsHead::links(const MentionVectors& vectors, std::span<const MentionPlace> places,
                           std::size_t first, std::size_t begin, std::size_t end) const {
  const float factor = 1.0F / std::sqrt(static_cast<float>(kLink));
  const std::size_t n = end - first, stride = kernels::rounded_up(n);
  std::vector<float> offers(kLink * stride);  // a column a mention
  for (std::size_t j = 0; j < n; ++j) {
    const float* offer = vectors.offer.data() + (first + j) * kLink;
    for (std::size_t k = 0; k < kLink; ++k) offers[k * stride + j] = offer[k];
  }
  Matrix out(end - begin, stride);
  kernels::multiply(
      {vectors.seek.data() + begin * kLink, kLink, offers.data(), stride, out.values.data(), stride},
      end - begin, kLink, stride);
  for (std::size_t i = begin; i < end; ++i) {
    float* row = out.row(i - begin);
    for (std::size_t j = first; j < i; ++j) {
      const MentionPlace &a = places[i], &b = places[j];
      const std::size_t same = (a.pieces == b.pieces ? 2U : 0U) + (a.last_piece == b.last_piece ? 1U : 0U);
      row[j - first] =
          row[j - first] * factor + vectors.alone[j] + near_[bucket(a.atom - b.atom, kFar - 1)] + same_[same];
    }
  }
  return out;
}

}  // namespace quoth
