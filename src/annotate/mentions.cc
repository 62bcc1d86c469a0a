#include "annotate/mentions.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace quoth {
namespace {

/// The logit of a mention that a rule puts there.
constexpr float kByRule = 0.0F;

bool cross(const MentionFound& a, const MentionFound& b) {
  return (a.first < b.first && b.first <= a.last && a.last < b.last) ||
         (b.first < a.first && a.first <= b.last && b.last < a.last);
}

class MentionReader {
 public:
  MentionReader(const Passage& passage, const PassageWords& words, const MentionsHead& head)
      : passage_(passage), words_(words), head_(head), atoms_(passage.atoms(passage.begin, passage.end)) {
    std::uint32_t word = 0;
    std::size_t atom = 0;
    for (std::size_t i = passage.begin; i < passage.end; ++i) {
      if (i > passage.begin && passage.marks[i] != Boundary::none) ++word;
      if (passage.pieces.begins_atom[i] == 0) continue;
      if (first_atom_.size() <= word) first_atom_.resize(word + 1, atom);
      word_of_atom_.push_back(word);
      ++atom;
    }
    first_atom_.resize(words.span.size() + 1, atom);
  }

  PassageMentions read(const std::vector<NameFound>& names, const std::vector<std::uint8_t>& is_personal) && {
    find();
    for (const NameFound& name : names) add_name(name);
    for (std::uint32_t w = 0; w < is_personal.size(); ++w) {
      if (is_personal[w] != 0) add({w, w, w, 0, kByRule});
    }
    std::sort(out_.found.begin(), out_.found.end(), [](const MentionFound& a, const MentionFound& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    place();
    return std::move(out_);
  }

 private:
  void find() {
    std::vector<std::size_t> begins;
    for (const std::size_t word : words_.sentence) begins.push_back(first_atom_[word]);
    rows_ = passage_.gather(atoms_);
    for (const MentionSpan& span : head_.find(rows_, begins)) {
      const std::uint32_t first = word_of_atom_[span.first], last = word_of_atom_[span.last];
      add({first, last, head_of(first, last), span.type, span.score});
    }
  }

  /// Adds one, unless it is there already or crosses another.
  void add(const MentionFound& mention) {
    for (const MentionFound& other : out_.found) {
      if ((other.first == mention.first && other.last == mention.last) || cross(other, mention)) return;
    }
    out_.found.push_back(mention);
  }

  /// A name is a mention where none has its words at the head.
  void add_name(const NameFound& name) {
    const auto at = std::partition_point(words_.span.begin(), words_.span.end(),
                                         [&](Span span) { return span.end <= name.span.begin; });
    auto first = static_cast<std::uint32_t>(at - words_.span.begin()), last = first;
    if (at == words_.span.end()) return;
    while (last + 1 < words_.span.size() && words_.span[last + 1].begin < name.span.end) ++last;
    for (const MentionFound& m : out_.found) {
      if (m.first <= first && last <= m.last && first <= m.head && m.head <= last) return;
    }
    add({first, last, head_of(first, last), 0, std::log(name.score / std::max(1e-6F, 1 - name.score))});
  }

  /// The first word of these whose governor is none of them.
  std::uint32_t head_of(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t w = first; w <= last; ++w) {
      const std::int32_t governor = words_.head[w];
      if (governor < static_cast<std::int32_t>(first) || governor > static_cast<std::int32_t>(last)) return w;
    }
    return last;
  }

  void place() {
    std::vector<MentionSpan> spans;
    for (const MentionFound& m : out_.found) {
      const std::size_t first = first_atom_[m.first], last = std::max(first + 1, first_atom_[m.last + 1]) - 1;
      spans.push_back(
          {std::min(first, atoms_.size() - 1), std::min(last, atoms_.size() - 1), m.type, m.score});
      const std::size_t end = last + 1 < atoms_.size() ? atoms_[last + 1] : passage_.end;
      MentionPlace where;
      where.atom = static_cast<std::uint32_t>(first);
      where.pieces = 14695981039346656037U;
      for (std::size_t i = atoms_[spans.back().first]; i < end; ++i) {
        where.pieces = (where.pieces ^ static_cast<std::uint64_t>(passage_.pieces.id[i])) * 1099511628211U;
      }
      where.last_piece = passage_.pieces.id[end - 1];
      out_.places.push_back(where);
    }
    out_.vectors = head_.vectors(rows_, spans);
    out_.n_atoms = static_cast<std::uint32_t>(atoms_.size());
  }

  const Passage& passage_;
  const PassageWords& words_;
  const MentionsHead& head_;
  const std::vector<std::size_t> atoms_;
  std::vector<std::size_t> first_atom_;  // of each word, and their number
  std::vector<std::uint32_t> word_of_atom_;
  Matrix rows_;  // of the atoms
  PassageMentions out_;
};

}  // namespace

PassageMentions read_mentions(const Passage& passage, const PassageWords& words,
                              const std::vector<NameFound>& names,
                              const std::vector<std::uint8_t>& is_personal, const MentionsHead& head) {
  return MentionReader(passage, words, head).read(names, is_personal);
}

void LinkReader::add(const PassageMentions& mentions) {
  const auto append = [](std::vector<float>& to, const std::vector<float>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(vectors_.seek, mentions.vectors.seek);
  append(vectors_.offer, mentions.vectors.offer);
  append(vectors_.alone, mentions.vectors.alone);
  append(vectors_.fresh, mentions.vectors.fresh);
  for (MentionPlace place : mentions.places) {
    place.atom += n_atoms_;
    places_.push_back(place);
  }
  n_atoms_ += mentions.n_atoms;
}

std::vector<Links> LinkReader::read(std::size_t block) const {
  const std::size_t begin = n_read_ + block * kBlock, end = std::min(places_.size(), begin + kBlock);
  const std::size_t first = begin - std::min(begin, kWindow);
  const Matrix scores = head_.links(vectors_, places_, first, begin, end);
  std::vector<Links> out(end - begin);
  std::vector<std::uint32_t> order;
  for (std::size_t i = begin; i < end; ++i) {
    const float* row = scores.row(i - begin);
    const std::size_t low = std::max(first, i - std::min(i, kWindow)) - first, high = i - first;
    const float fresh = vectors_.fresh[i];
    const float most = std::max(fresh, low < high ? *std::max_element(row + low, row + high) : fresh);
    double sum = std::exp(static_cast<double>(fresh - most));
    for (std::size_t j = low; j < high; ++j) sum += std::exp(static_cast<double>(row[j] - most));
    const auto share = [&](float score) {
      return static_cast<float>(std::exp(static_cast<double>(score - most)) / sum);
    };
    Links& links = out[i - begin];
    links.fresh = share(fresh);
    order.resize(high - low);
    std::iota(order.begin(), order.end(), static_cast<std::uint32_t>(low));
    const std::size_t n = std::min(order.size(), Links::kMost);
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return row[a] != row[b] ? row[a] > row[b] : a > b; });
    links.n = static_cast<std::uint32_t>(n);
    for (std::size_t k = 0; k < n; ++k) {
      links.antecedents[k] = {static_cast<std::uint32_t>(first_ + first + order[k]), share(row[order[k]])};
    }
  }
  return out;
}

void LinkReader::forget() {
  const std::size_t n = places_.size(), gone = n - std::min(n, kWindow);
  n_read_ = n - gone;
  first_ += gone;
  const auto drop = [](auto& values, std::size_t count) {
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
  };
  drop(vectors_.seek, gone * MentionsHead::kLink);
  drop(vectors_.offer, gone * MentionsHead::kLink);
  drop(vectors_.alone, gone);
  drop(vectors_.fresh, gone);
  drop(places_, gone);
}

}  // namespace quoth
