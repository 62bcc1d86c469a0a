#include "annotate/passage.h"

#include <algorithm>

namespace quoth {

Matrix Passage::gather(std::span<const std::size_t> of) const {
  Matrix out(of.size(), rows.columns);
  for (std::size_t i = 0; i < of.size(); ++i) std::copy_n(row(of[i]), rows.columns, out.row(i));
  return out;
}

std::vector<std::size_t> Passage::atoms(std::size_t from, std::size_t to) const {
  std::vector<std::size_t> out;
  for (std::size_t i = from; i < to; ++i) {
    if (pieces.begins_atom[i] != 0) out.push_back(i);
  }
  return out;
}

std::vector<std::size_t> Passage::words() const {
  std::vector<std::size_t> out;
  for (std::size_t i = begin; i < end; ++i) {
    if (marks[i] != Boundary::none) out.push_back(i);
  }
  return out;
}

}  // namespace quoth
