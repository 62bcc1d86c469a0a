#include "model/heads.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "model/kernels.h"

namespace quoth {
namespace {

constexpr std::size_t kArc = 192, kRole = 64;
constexpr std::size_t kRelationInputs = kRole + 1;  // with a constant 1

/// The label with the highest score among columns begin to begin + n, the first of those with the same.
std::vector<std::uint16_t> best_labels(const Matrix& scores, std::size_t begin, std::size_t n) {
  std::vector<std::uint16_t> out(scores.rows());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const float* row = scores.row(i) + begin;
    out[i] = static_cast<std::uint16_t>(std::max_element(row, row + n) - row);
  }
  return out;
}

Matrix columns_of(const Matrix& from, std::size_t begin, std::size_t n) {
  Matrix out(from.rows(), n);
  for (std::size_t i = 0; i < from.rows(); ++i) std::copy_n(from.row(i) + begin, n, out.row(i));
  return out;
}

}  // namespace

Result<Labels> Labels::read(const WeightFile& file) {
  namespace dom = simdjson::dom;
  const auto damaged = [] { return fail(ErrorCode::model_damaged, "the labels are not as they should be"); };
  Labels labels;
  dom::parser parser;
  dom::object tasks;
  const simdjson::padded_string json(file.metadata("labels"));
  if (parser.parse(json).get(tasks) != simdjson::SUCCESS) return damaged();
  for (const auto task : tasks) {
    dom::object columns;
    if (task.value.get(columns) != simdjson::SUCCESS) return damaged();
    for (const auto column : columns) {
      dom::array names;
      if (column.value.get(names) != simdjson::SUCCESS) return damaged();
      auto& inventory = labels.inventories_[fmt::format("{}.{}", task.key, column.key)];
      for (const dom::element name : names) {
        std::string_view text;
        if (name.get(text) != simdjson::SUCCESS) return damaged();
        inventory.emplace_back(text);
      }
    }
  }
  return labels;
}

const std::vector<std::string>& Labels::of(std::string_view task, std::string_view column) const {
  static const std::vector<std::string> none;
  const auto found = inventories_.find(fmt::format("{}.{}", task, column));
  return found == inventories_.end() ? none : found->second;
}

Result<SyntaxHead> SyntaxHead::load(const WeightFile& file, const Labels& labels, std::size_t width) {
  SyntaxHead head;
  const auto inventory = [&](std::string_view column) { return labels.of("syntax", column); };
  head.upos_ = inventory("upos");
  head.xpos_ = inventory("xpos");
  head.feats_ = inventory("feats");
  head.lemma_ = inventory("lemma");
  head.deprel_ = inventory("deprel");
  const auto root = std::find(head.deprel_.begin(), head.deprel_.end(), "root");
  constexpr std::size_t kMostLabels = 60000;  // their numbers are kept in 16 bits
  for (const auto* labels_of_column : {&head.upos_, &head.xpos_, &head.feats_, &head.lemma_}) {
    if (labels_of_column->empty() || labels_of_column->size() > kMostLabels || root == head.deprel_.end()) {
      return fail(ErrorCode::model_damaged, "the labels of syntax are missing");
    }
  }
  head.root_relation_ = static_cast<std::size_t>(root - head.deprel_.begin());
  const std::string name = "heads.syntax.";
  QUOTH_TRY(const std::string_view lemmas, file.bytes(name + "lemmas"));
  head.lemmas_ = LemmaTable(lemmas);
  QUOTH_TRY(head.boundary_, Linear::load(file, {name + "boundary"}, width, {3}));
  QUOTH_TRY(head.word_, Linear::load(file,
                                     {name + "dependent", name + "governor", name + "dependent_role",
                                      name + "governor_role", name + "upos", name + "xpos", name + "feats",
                                      name + "lemma"},
                                     width,
                                     {kArc, kArc, kRole, kRole, head.upos_.size(), head.xpos_.size(),
                                      head.feats_.size(), head.lemma_.size()}));
  QUOTH_TRY(head.arc_, Linear::load(file, {name + "arc"}, kArc, {kArc}));
  QUOTH_TRY(const auto root_row, file.floats(name + "root", {width}));
  Matrix row(1, width);
  std::copy(root_row.begin(), root_row.end(), row.values.begin());
  const Matrix of_root = apply(head.word_, row, Linear::Then::relu);
  const float* projected = of_root.row(0);
  head.root_governor_.assign(projected + kArc, projected + 2 * kArc);
  head.root_role_.assign(projected + 2 * kArc + kRole, projected + 2 * (kArc + kRole));
  QUOTH_CHECK(head.load_relations(file));
  return head;
}

Result<void> SyntaxHead::load_relations(const WeightFile& file) {
  const std::size_t n = deprel_.size();
  QUOTH_TRY(const auto given, file.floats("heads.syntax.relation", {n, kRelationInputs, kRelationInputs}));
  relation_stride_ = kernels::rounded_up(n);
  relation_.assign(kRelationInputs * kRelationInputs * relation_stride_, 0.0F);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t d = 0; d < kRelationInputs; ++d) {
      for (std::size_t g = 0; g < kRelationInputs; ++g) {
        relation_[(g * kRelationInputs + d) * relation_stride_ + r] =
            given[(r * kRelationInputs + d) * kRelationInputs + g];
      }
    }
  }
  return {};
}

Matrix SyntaxHead::boundaries(const Matrix& pieces) const { return apply(boundary_, pieces); }

WordReadings SyntaxHead::read(const Matrix& words) const {
  const Matrix all = apply(word_, words);
  WordReadings out;
  std::size_t at = 0;
  const auto projected = [&](std::size_t n) {
    Matrix part = columns_of(all, at, n);
    kernels::relu(part.values.data(), part.values.size());
    at += n;
    return part;
  };
  const auto labelled = [&](std::size_t n) {
    at += n;
    return best_labels(all, at - n, n);
  };
  out.dependent = apply(arc_, projected(kArc));
  out.governor = projected(kArc);
  out.dependent_role = projected(kRole);
  out.governor_role = projected(kRole);
  out.upos = labelled(upos_.size());
  out.xpos = labelled(xpos_.size());
  out.feats = labelled(feats_.size());
  out.lemma = labelled(lemma_.size());
  return out;
}

Matrix SyntaxHead::arcs(const WordReadings& words, std::size_t begin, std::size_t end) const {
  const std::size_t n = end - begin, stride = kernels::rounded_up(n + 1);
  std::vector<float> governors(kArc * stride);  // a column a governor
  for (std::size_t k = 0; k < kArc; ++k) governors[k * stride] = root_governor_[k];
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = words.governor.row(begin + i);
    for (std::size_t k = 0; k < kArc; ++k) governors[k * stride + i + 1] = row[k];
  }
  Matrix out(n, stride);
  kernels::multiply({words.dependent.row(begin), kArc, governors.data(), stride, out.values.data(), stride},
                    n, kArc, stride);
  return out;
}

std::vector<std::uint16_t> SyntaxHead::relations(const WordReadings& words, std::size_t begin,
                                                 std::size_t end, std::span<const int> heads) const {
  constexpr std::size_t kBlock = 6;
  const std::size_t plane = kRelationInputs * relation_stride_;
  std::vector<std::uint16_t> out(end - begin);
  std::vector<float> governors(kBlock * kRelationInputs), planes(kBlock * plane), scores(relation_stride_);
  std::vector<float> dependent(kRelationInputs, 1.0F);
  for (std::size_t at = 0; at < out.size(); at += kBlock) {
    const std::size_t n = std::min(kBlock, out.size() - at);
    for (std::size_t i = 0; i < n; ++i) {
      const int head = heads[at + i];
      const float* role =
          head < 0 ? root_role_.data() : words.governor_role.row(begin + static_cast<std::size_t>(head));
      std::copy_n(role, kRole, governors.data() + i * kRelationInputs);
      governors[i * kRelationInputs + kRole] = 1.0F;
    }
    kernels::multiply({governors.data(), kRelationInputs, relation_.data(), plane, planes.data(), plane}, n,
                      kRelationInputs, plane);
    for (std::size_t i = 0; i < n; ++i) {
      if (heads[at + i] < 0) {
        out[at + i] = static_cast<std::uint16_t>(root_relation_);
        continue;
      }
      std::copy_n(words.dependent_role.row(begin + at + i), kRole, dependent.data());
      kernels::multiply({dependent.data(), kRelationInputs, planes.data() + i * plane, relation_stride_,
                         scores.data(), relation_stride_},
                        1, kRelationInputs, relation_stride_);
      scores[root_relation_] = -1e9F;
      const auto last = scores.begin() + static_cast<std::ptrdiff_t>(deprel_.size());
      out[at + i] = static_cast<std::uint16_t>(std::max_element(scores.begin(), last) - scores.begin());
    }
  }
  return out;
}

Result<NamesHead> NamesHead::load(const WeightFile& file, const Labels& labels, std::size_t width) {
  NamesHead head;
  head.kinds_ = labels.of("names", "ewt");
  if (head.kinds_.empty()) return fail(ErrorCode::model_damaged, "the labels of names are missing");
  QUOTH_TRY(head.tags_, Linear::load(file, {"heads.names.tags.ewt"}, width, {1 + 2 * head.kinds_.size()}));
  return head;
}

Matrix NamesHead::tags(const Matrix& atoms) const { return apply(tags_, atoms); }

}  // namespace quoth
