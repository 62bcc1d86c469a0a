#include "annotate/tree.h"

#include <algorithm>
#include <numeric>

namespace quoth {
namespace {

constexpr double kNever = -1e9;

/// Scores between nodes; node 0 is the root. `at(d, h)`: that of h as the governor of d.
class Graph {
 public:
  explicit Graph(std::size_t n_nodes) : n_(n_nodes), scores_(n_nodes * n_nodes, kNever) {}
  std::size_t size() const { return n_; }
  double& at(std::size_t d, std::size_t h) { return scores_[d * n_ + h]; }
  double at(std::size_t d, std::size_t h) const { return scores_[d * n_ + h]; }
  /// The governor with the highest score for each node but the root.
  std::vector<std::size_t> best() const {
    std::vector<std::size_t> heads(n_);
    for (std::size_t d = 1; d < n_; ++d) {
      const auto row = scores_.begin() + static_cast<std::ptrdiff_t>(d * n_);
      heads[d] = static_cast<std::size_t>(std::max_element(row, row + static_cast<std::ptrdiff_t>(n_)) - row);
    }
    return heads;
  }

 private:
  std::size_t n_;
  std::vector<double> scores_;
};

/// The nodes of a cycle; empty if there is none.
std::vector<std::size_t> cycle_in(const std::vector<std::size_t>& heads) {
  std::vector<std::size_t> seen(heads.size());  // the walk that came by, 0: none yet
  for (std::size_t start = 1; start < heads.size(); ++start) {
    std::size_t node = start;
    while (node != 0 && seen[node] == 0) {
      seen[node] = start;
      node = heads[node];
    }
    if (node == 0 || seen[node] != start) continue;
    std::vector<std::size_t> cycle;
    const std::size_t first = node;
    do {
      cycle.push_back(node);
      node = heads[node];
    } while (node != first);
    return cycle;
  }
  return {};
}

/// A cycle made one node, the last; and for each arc into it and out of it, which of its nodes it stands for.
struct Contraction {
  std::vector<std::size_t> rest;   // nodes outside the cycle, by their new numbers
  std::vector<std::size_t> enter;  // of a governor outside: the node of the cycle that it governs
  std::vector<std::size_t> leave;  // of a node outside: the node of the cycle that governs it
  Graph graph;
};

Contraction contract(const Graph& graph, const std::vector<std::size_t>& heads,
                     const std::vector<std::size_t>& cycle) {
  std::vector<bool> inside(graph.size());
  double kept = 0;
  for (const std::size_t node : cycle) {
    inside[node] = true;
    kept += graph.at(node, heads[node]);
  }
  Contraction c{{}, {}, {}, Graph(graph.size() - cycle.size() + 1)};
  for (std::size_t node = 0; node < graph.size(); ++node) {
    if (!inside[node]) c.rest.push_back(node);
  }
  const std::size_t made = c.rest.size();
  for (std::size_t i = 0; i < made; ++i) {
    const std::size_t outside = c.rest[i];
    const auto entering = [&](std::size_t v) { return graph.at(v, outside) - graph.at(v, heads[v]); };
    const auto leaving = [&](std::size_t v) { return graph.at(outside, v); };
    c.enter.push_back(*std::max_element(
        cycle.begin(), cycle.end(), [&](std::size_t a, std::size_t b) { return entering(a) < entering(b); }));
    c.leave.push_back(*std::max_element(
        cycle.begin(), cycle.end(), [&](std::size_t a, std::size_t b) { return leaving(a) < leaving(b); }));
    c.graph.at(made, i) = entering(c.enter[i]) + kept;
    c.graph.at(i, made) = leaving(c.leave[i]);
    for (std::size_t j = 0; j < made; ++j) c.graph.at(i, j) = graph.at(outside, c.rest[j]);
  }
  return c;
}

std::vector<std::size_t> arborescence(const Graph& graph) {
  std::vector<std::size_t> heads = graph.best();
  const std::vector<std::size_t> cycle = cycle_in(heads);
  if (cycle.empty()) return heads;
  const Contraction c = contract(graph, heads, cycle);
  const std::vector<std::size_t> smaller = arborescence(c.graph);
  const std::size_t made = c.rest.size();
  for (std::size_t i = 1; i < made; ++i) {
    heads[c.rest[i]] = smaller[i] == made ? c.leave[i] : c.rest[smaller[i]];
  }
  const std::size_t governor = smaller[made];
  heads[c.enter[governor]] = c.rest[governor];
  return heads;
}

/// The graph in which `child` alone may hang from the root.
Graph with_child(const Graph& graph, std::size_t child) {
  Graph out = graph;
  for (std::size_t d = 1; d < graph.size(); ++d) out.at(d, 0) = kNever;
  for (std::size_t h = 0; h < graph.size(); ++h) out.at(child, h) = kNever;
  out.at(child, 0) = 0;
  return out;
}

std::vector<std::size_t> best_with_one_child(const Graph& graph) {
  constexpr std::size_t kTried = 5;
  std::vector<std::size_t> children(graph.size() - 1);
  std::iota(children.begin(), children.end(), std::size_t{1});
  std::stable_sort(children.begin(), children.end(),
                   [&](std::size_t a, std::size_t b) { return graph.at(a, 0) > graph.at(b, 0); });
  children.resize(std::min(children.size(), kTried));
  std::vector<std::size_t> found;
  double best = 0;
  for (const std::size_t child : children) {
    std::vector<std::size_t> heads = arborescence(with_child(graph, child));
    double value = 0;
    for (std::size_t d = 1; d < graph.size(); ++d) value += graph.at(d, heads[d]);
    if (found.empty() || value > best) {
      best = value;
      found = std::move(heads);
    }
  }
  return found;
}

}  // namespace

std::vector<int> best_tree(const ArcScores& scores) {
  Graph graph(scores.n_words + 1);
  for (std::size_t d = 0; d < scores.n_words; ++d) {
    for (std::size_t h = 0; h <= scores.n_words; ++h) {
      if (h != d + 1) graph.at(d + 1, h) = static_cast<double>(scores.row(d)[h]);
    }
  }
  std::vector<std::size_t> heads = graph.best();
  const auto n_children = std::count(heads.begin() + 1, heads.end(), std::size_t{0});
  if (n_children != 1 || !cycle_in(heads).empty()) heads = best_with_one_child(graph);
  std::vector<int> out(scores.n_words);
  for (std::size_t d = 0; d < out.size(); ++d) out[d] = static_cast<int>(heads[d + 1]) - 1;
  return out;
}

}  // namespace quoth
