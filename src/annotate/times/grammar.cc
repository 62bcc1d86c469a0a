#include "annotate/times/grammar.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "annotate/times/holidays.h"
#include "annotate/times/settings.h"

namespace quoth::times {
namespace {

struct RuleRow {
  std::string_view group, pattern;
  Meaning settings;
};
#define QUOTH_TIME_RULE(group, pattern, kind, settings) RuleRow{group, pattern, settings_of(#kind, settings)},
constexpr RuleRow kRuleRows[] = {
#include "annotate/times/rules.def"
};
#undef QUOTH_TIME_RULE

constexpr bool rows_are_sound() {
  for (const RuleRow& row : kRuleRows) {
    if (row.settings.kind == Kind::none || !is_pattern(row.pattern)) return false;
  }
  return true;
}
static_assert(rows_are_sound(),
              "a row of rules.def has an unknown kind or setting, or brackets that do not pair");

/// The groups whose expressions are marked where they are found; others are parts of these.
constexpr std::array<std::string_view, 6> kAlone = {"DATE", "TIME", "SPAN", "SET", "REF", "RANGE"};

constexpr std::string_view kDivide = ">", kSum = "+";

void set_bit(std::vector<std::uint64_t>& bits, std::size_t at) {
  bits[at / 64] |= std::uint64_t{1} << (at % 64);
}
bool has_bit(const std::vector<std::uint64_t>& bits, std::size_t at) {
  return (bits[at / 64] >> (at % 64) & 1U) != 0;
}
bool add_bits(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  bool grew = false;
  for (std::size_t i = 0; i < to.size(); ++i) {
    grew = grew || (from[i] & ~to[i]) != 0;
    to[i] |= from[i];
  }
  return grew;
}

bool is_name(std::string_view part) { return part[0] >= 'A' && part[0] <= 'Z'; }

std::optional<Builtin> builtin_of(std::string_view name) {
  for (int i = 0; i < kBuiltins; ++i) {
    if (to_string(static_cast<Builtin>(i)) == name) return static_cast<Builtin>(i);
  }
  return std::nullopt;
}

/// Every sequence of parts that a pattern stands for: options taken or left, builtins and groups of an alternative apart
/// (its words are one part), hyphens there or not.
class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) : pattern_(pattern) {}

  std::vector<std::vector<std::string>> read() {
    std::vector<std::vector<std::string>> all = {{}};
    while (at_ < pattern_.size() && pattern_[at_] != ']' && !(in_parentheses_ && ends_alternative())) {
      if (pattern_[at_] == ' ') {
        ++at_;
      } else if (pattern_[at_] == '(') {
        append(all, alternatives(), false);
      } else if (pattern_[at_] == '[') {
        ++at_;
        const std::vector<std::vector<std::string>> option = read();
        ++at_;
        append(all, option, true);
      } else {
        append(all, part(), false);
      }
    }
    return all;
  }

 private:
  bool ends_alternative() const { return pattern_[at_] == '|' || pattern_[at_] == ')'; }

  /// (the same|that)
  std::vector<std::vector<std::string>> alternatives() {
    std::vector<std::vector<std::string>> out;
    in_parentheses_ = true;
    while (pattern_[at_] != ')') {
      ++at_;
      for (auto& sequence : read()) out.push_back(std::move(sequence));
    }
    in_parentheses_ = false;
    ++at_;
    return out;
  }

  std::vector<std::vector<std::string>> part() {
    std::size_t end = at_;
    const std::string_view stops = in_parentheses_ ? " ][)|" : " ][)";
    while (end < pattern_.size() && stops.find(pattern_[end]) == std::string_view::npos) ++end;
    std::string_view whole = pattern_.substr(at_, end - at_);
    at_ = end;
    if (whole == "-") return {{}, {"-"}};
    std::vector<std::vector<std::string>> out;
    std::string words;
    while (!whole.empty()) {
      const std::size_t bar = whole.find('|');
      const std::string_view one = whole.substr(0, bar);
      whole = bar == std::string_view::npos ? std::string_view() : whole.substr(bar + 1);
      if (is_name(one) && !class_of(one)) {
        out.push_back({std::string(one)});
      } else {
        if (!words.empty()) words += '|';
        words += one == "dash" ? "-" : one;
      }
    }
    if (!words.empty()) out.push_back({words});
    return out;
  }

  static void append(std::vector<std::vector<std::string>>& all,
                     const std::vector<std::vector<std::string>>& next, bool optional) {
    std::vector<std::vector<std::string>> out;
    for (const auto& head : all) {
      if (optional) out.push_back(head);
      for (const auto& tail : next) {
        if (optional && tail.empty()) continue;
        out.push_back(head);
        out.back().insert(out.back().end(), tail.begin(), tail.end());
      }
    }
    all = std::move(out);
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool in_parentheses_ = false;
};

template <typename Do>
void for_each_alternative(std::string_view part, Do&& action) {
  while (!part.empty()) {
    const std::size_t bar = part.find('|');
    action(part.substr(0, bar));
    part = bar == std::string_view::npos ? std::string_view() : part.substr(bar + 1);
  }
}

}  // namespace

const Grammar& Grammar::get() {
  static const Grammar grammar;
  return grammar;
}

Grammar::Grammar() {
  std::vector<std::pair<std::size_t, std::vector<std::vector<std::string>>>> all;
  for (const RuleRow& row : kRuleRows) {
    rules_.push_back({row.pattern, row.settings});
    all.emplace_back(group_of(row.group), PatternReader(row.pattern).read());
  }
  for (std::size_t i = 0; i < holidays().size(); ++i) {
    Meaning settings;
    settings.kind = Kind::calendar;
    settings.set(Slot::holiday, static_cast<std::int32_t>(i));
    rules_.push_back({holidays()[i].pattern, settings});
    all.emplace_back(group_of("HOLIDAY"), PatternReader(holidays()[i].pattern).read());
  }
  add_builtin_words(lexicon_);
  for (const auto& [group, sequences] : all) {
    for (const auto& sequence : sequences) {
      for (const std::string& part : sequence) {
        for_each_alternative(part, [&](std::string_view one) {
          if (!is_name(one) && one != kDivide && one != kSum) lexicon_.add(one);
        });
      }
    }
  }
  lexicon_.build();
  for (std::size_t rule = 0; rule < all.size(); ++rule) {
    for (const auto& sequence : all[rule].second) {
      add_sequence(groups_[all[rule].first].root, sequence, static_cast<int>(rule));
    }
  }
  find_first_words();
}

std::uint8_t Grammar::group_of(std::string_view name) {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].name == name) return static_cast<std::uint8_t>(i);
  }
  Group group;
  group.name = name;
  group.root = static_cast<std::uint32_t>(nodes_.size());
  group.stands_alone = std::find(kAlone.begin(), kAlone.end(), name) != kAlone.end();
  nodes_.emplace_back();
  groups_.push_back(std::move(group));
  return static_cast<std::uint8_t>(groups_.size() - 1);
}

std::uint16_t Grammar::element_of(const std::string& source) {
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    if (elements_[i].source == source) return static_cast<std::uint16_t>(i);
  }
  Element element;
  element.source = source;
  element.takes.assign(lexicon_.size() / 64 + 1, 0);
  if (source == kDivide || source == kSum) {
    element.type = source == kSum ? Element::sum : Element::divide;
  } else if (const auto builtin = builtin_of(source)) {
    element.type = Element::builtin;
    element.index = static_cast<std::uint8_t>(*builtin);
  } else if (is_name(source) && !class_of(std::string_view(source).substr(0, source.find('|')))) {
    element.type = Element::group;
    const std::size_t known = groups_.size();
    element.index = group_of(source);
    if (groups_.size() != known) throw std::logic_error("rules.def: no rule makes " + source);
  } else {
    for_each_alternative(source, [&](std::string_view one) {
      const auto of = class_of(one);
      if (!of) {
        set_bit(element.takes, lexicon_.find(one));
        return;
      }
      element.classes.push_back(*of);
      for (std::size_t word = 0; word < lexicon_.size(); ++word) {
        if (lexicon_.is(static_cast<WordId>(word), *of)) set_bit(element.takes, word);
      }
    });
  }
  elements_.push_back(std::move(element));
  return static_cast<std::uint16_t>(elements_.size() - 1);
}

void Grammar::add_sequence(std::uint32_t root, const std::vector<std::string>& parts, int rule) {
  std::uint32_t node = root;
  for (const std::string& part : parts) {
    const std::uint16_t element = element_of(part);
    const auto& edges = nodes_[node].edges;
    const auto found =
        std::find_if(edges.begin(), edges.end(), [&](const Edge& e) { return e.element == element; });
    if (found != edges.end()) {
      node = found->node;
      continue;
    }
    const auto next = static_cast<std::uint32_t>(nodes_.size());
    nodes_[node].edges.push_back({element, next});
    nodes_.emplace_back();
    node = next;
  }
  if (node == root) throw std::logic_error("rules.def: a pattern that takes nothing");
  if (nodes_[node].rule < 0) nodes_[node].rule = rule;
}

std::vector<std::uint64_t> Grammar::first_of(const Element& element) const {
  if (element.type == Element::group) return groups_[element.index].first;
  if (element.type != Element::builtin) return element.takes;
  std::vector<std::uint64_t> bits(lexicon_.size() / 64 + 1, 0);
  for (std::size_t word = 0; word < lexicon_.size(); ++word) {
    if (may_begin(static_cast<Builtin>(element.index), lexicon_, static_cast<WordId>(word)))
      set_bit(bits, word);
  }
  return bits;
}

void Grammar::find_first_words() {
  for (Group& group : groups_) group.first.assign(lexicon_.size() / 64 + 1, 0);
  for (bool grew = true; grew;) {
    grew = false;
    for (Group& group : groups_) {
      for (const Edge& edge : nodes_[group.root].edges) {
        grew = add_bits(group.first, first_of(elements_[edge.element])) || grew;
      }
    }
  }
  first_.assign(lexicon_.size() / 64 + 1, 0);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    Group& group = groups_[i];
    group.edges_of.resize(lexicon_.size());
    for (const Edge& edge : nodes_[group.root].edges) {
      const std::vector<std::uint64_t> first = first_of(elements_[edge.element]);
      for (std::size_t word = 0; word < lexicon_.size(); ++word) {
        if (has_bit(first, word)) group.edges_of[word].push_back(edge);
      }
    }
    if (!group.stands_alone) continue;
    alone_.push_back(static_cast<std::uint8_t>(i));
    add_bits(first_, group.first);
  }
}

// ---- Matcher --------------------------------------------------------------------------------------------------

namespace {
constexpr std::size_t kRemembered = 32;  // places for each group
constexpr int kDeepest = 12;             // groups within groups
}  // namespace

Matcher::Matcher(const Grammar& grammar, std::span<const Word> words)
    : grammar_(grammar),
      lexicon_(grammar.lexicon_),
      words_(words),
      memo_(kRemembered * grammar.groups_.size()) {}

Match Matcher::at(std::size_t at) {
  Match best;
  if (!has_bit(grammar_.first_, words_[at].id)) return best;
  arena_.clear();
  ++epoch_;
  for (const std::uint8_t index : grammar_.alone_) {
    if (grammar_.groups_[index].edges_of[words_[at].id].empty()) continue;
    const Match& match = group(index, at);
    if (match.rule < 0) continue;
    if (match.end > best.end || (match.end == best.end && match.rule < best.rule)) best = match;
  }
  return best;
}

const Match& Matcher::group(std::uint8_t index, std::size_t at) {
  Memo& memo = memo_[index * kRemembered + at % kRemembered];
  if (memo.epoch == epoch_ && memo.at == at) return memo.match;
  Match best;
  best.begin = best.end = at;
  if (at < words_.size() && depth_ < kDeepest) {
    ++depth_;
    for (const Grammar::Edge& edge : grammar_.groups_[index].edges_of[words_[at].id])
      step(edge, at, Meaning(), best);
    --depth_;
  }
  memo.at = at;
  memo.epoch = epoch_;
  memo.match = best;
  return memo.match;
}

void Matcher::walk(std::uint32_t node, std::size_t at, const Meaning& meaning, Match& best) {
  const Grammar::Node& here = grammar_.nodes_[node];
  if (here.rule >= 0 && (at > best.end || (at == best.end && (best.rule < 0 || here.rule < best.rule)))) {
    finish(here.rule, at, meaning, best);
  }
  for (const Grammar::Edge& edge : here.edges) step(edge, at, meaning, best);
}

void Matcher::step(const Grammar::Edge& edge, std::size_t at, const Meaning& meaning, Match& best) {
  const Grammar::Element& element = grammar_.elements_[edge.element];
  if (element.type == Grammar::Element::divide || element.type == Grammar::Element::sum) {
    Meaning second;
    second.before = static_cast<std::int16_t>(std::min<std::size_t>(arena_.size(), 30000));
    second.sum = element.type == Grammar::Element::sum;
    second.divide = static_cast<std::uint32_t>(at);
    if (arena_.size() < 30000) arena_.push_back(meaning);
    walk(edge.node, at, second, best);
    return;
  }
  if (at >= words_.size()) return;
  const WordId word = words_[at].id;
  Meaning next = meaning;
  std::size_t end = at + 1;
  switch (element.type) {
    case Grammar::Element::words:
      if (!has_bit(element.takes, word)) return;
      for (const Class of : element.classes) {
        if (lexicon_.is(word, of)) fill(of, lexicon_.value(word, of), next);
      }
      break;
    case Grammar::Element::builtin:
      end = read_builtin(static_cast<Builtin>(element.index), lexicon_, words_, at, next);
      if (end == at) return;
      break;
    default: {
      const Match& part = group(element.index, at);
      if (part.rule < 0) return;
      end = part.end;
      next.merge(part.meaning);
    }
  }
  walk(edge.node, end, next, best);
}

void Matcher::finish(int rule, std::size_t at, const Meaning& meaning, Match& best) {
  const Meaning& settings = grammar_.rules_[static_cast<std::size_t>(rule)].settings;
  best.end = at;
  best.rule = rule;
  best.meaning = meaning;
  const Kind kind = meaning.kind;
  best.meaning.merge(settings);
  if (settings.kind == Kind::keep) best.meaning.kind = kind;
}

void Matcher::fill(Class of, std::int32_t value, Meaning& meaning) {
  switch (of) {
    case Class::month: meaning.set(Slot::month, value); break;
    case Class::weekdays: meaning.plural = true; [[fallthrough]];
    case Class::weekday: meaning.set(Slot::weekday, value); break;
    case Class::season: meaning.set(Slot::season, value); break;
    case Class::parts: meaning.plural = true; [[fallthrough]];
    case Class::noon:
    case Class::part: meaning.set(Slot::part, value); break;
    case Class::units: meaning.plural = true; [[fallthrough]];
    case Class::night:
    case Class::frequency:
    case Class::unit: meaning.set(Slot::unit, value); break;
    case Class::meridiem: meaning.set(Slot::meridiem, value); break;
    case Class::zone: meaning.set(Slot::zone, value); break;
    case Class::era: meaning.set(Slot::era, value); break;
    case Class::offset: meaning.set(Slot::offset, value); break;
    default: break;
  }
}

void Meaning::merge(const Meaning& part) {
  for (std::size_t i = 0; i < part.slots.size(); ++i) {
    if (part.slots[i] != kUnset) slots[i] = part.slots[i];
  }
  if (part.kind != Kind::none) kind = part.kind;
  if (part.rel != Rel::none) rel = part.rel;
  if (part.toward != Toward::none) toward = part.toward;
  if (part.mod != TimeMod::none) mod = part.mod;
  vague = vague || part.vague;
  plural = plural || part.plural;
  fiscal = fiscal || part.fiscal;
  in_figures = in_figures || part.in_figures;
  if (part.quarters > 0) quarters = part.quarters;
  if (part.low >= 0) low = part.low;
  if (part.high >= 0) high = part.high;
  if (part.before >= 0) {
    before = part.before;
    sum = part.sum;
    divide = part.divide;
  }
}

}  // namespace quoth::times
