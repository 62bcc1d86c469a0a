#include "write/entity_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/columns.h"
#include "text/display.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 6> kHeadings = {"People", "Organisations", "Places",
                                                       "Events", "Works",         "Others"};
constexpr std::string_view kMargin = "       ";  // as wide as a count
constexpr std::size_t kMostForms = 8;

class EntityPage {
 public:
  EntityPage(const Record& record, const LayerPageOptions& options)
      : record_(record), width_(std::min(options.width, kWidest)), lines_(width_, options.colour) {}

  std::string render() && {
    add_heading(lines_, record_);
    std::size_t n_mentions = 0;
    for (const Entity& entity : record_.entities) n_mentions += entity.mentions.size();
    add_line(lines_,
             fmt::format("{} · {}", counted(record_.entities.size(), "entity", "entities"),
                         counted(n_mentions, "mention", "mentions")),
             kDim);
    lines_.rule();
    lines_.blank();
    add_line(lines_, why_empty(record_, Layer::entities));
    for (std::size_t type = 0; type < kHeadings.size(); ++type) write_type(static_cast<EntityType>(type));
    if (n_left_out_ > 0) {
      lines_.blank();
      add_line(lines_,
               fmt::format("and {} without a name, mentioned once or twice",
                           counted(n_left_out_, "other", "others")),
               kDim);
    }
    return std::move(lines_).take();
  }

 private:
  void write_type(EntityType type) {
    std::vector<const Entity*> entities;
    for (const Entity& entity : record_.entities) {
      if (entity.type != type) continue;
      if (is_shown(entity)) {
        entities.push_back(&entity);
      } else {
        ++n_left_out_;
      }
    }
    if (entities.empty()) return;
    std::stable_sort(entities.begin(), entities.end(), [](const Entity* a, const Entity* b) {
      return a->mentions.size() > b->mentions.size();
    });
    lines_.blank();
    add_line(lines_, kHeadings[static_cast<std::size_t>(type)], kBold);
    for (const Entity* entity : entities) write_entity(*entity);
  }

  /// What is never named, and hardly mentioned again, would bury the rest.
  static bool is_shown(const Entity& entity) {
    constexpr std::size_t kFew = 2;
    const bool is_named = std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                      [](const Mention& m) { return m.kind == MentionKind::name; });
    return is_named || entity.speaker || entity.mentions.size() > kFew;
  }

  void write_entity(const Entity& entity) {
    StyledText name;
    name.add(entity.name, entity.speaker ? ink_of(*entity.speaker) : kBold);
    if (entity.speaker) name.add(" · " + speaks(entity), kDim);
    lines_.add(name, fmt::format("{:>5}  ", entity.mentions.size()), kMargin);
    const std::string forms = other_forms(entity);
    if (!forms.empty()) {
      StyledText also;
      also.add(forms, kDim);
      lines_.add(also, fmt::format("{}also ", kMargin), std::string(kMargin.size() + 5, ' '), kDim);
    }
    if (!entity.mentions.empty()) write_first(entity.mentions.front().span);
  }

  std::string speaks(const Entity& entity) const {
    const Speaker& speaker = record_.speakers[entity.speaker->index()];
    std::string text = "speaks";
    if (speaker.name != entity.name) text += " as " + speaker.name;
    if (speaker.role) text += fmt::format(", {}", to_string(*speaker.role));
    return text;
  }

  /// What else the record calls it, names first, then in the order of the text; without pronouns, which say nothing.
  std::string other_forms(const Entity& entity) const {
    std::vector<std::string> forms;
    for (const MentionKind kind : {MentionKind::name, MentionKind::nominal}) {
      for (const Mention& mention : entity.mentions) {
        if (mention.kind != kind) continue;
        std::string form = fold_space(record_.document.slice(mention.span));
        if (form == entity.name || std::find(forms.begin(), forms.end(), form) != forms.end()) continue;
        forms.push_back(std::move(form));
      }
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(forms.size(), kMostForms); ++i) {
      text += (i > 0 ? ", " : "") + cut_to_columns(forms[i], width_ / 2);
    }
    if (forms.size() > kMostForms) text += fmt::format(" and {} more", forms.size() - kMostForms);
    return text;
  }

  /// Where, who says it, and the words around, on one line.
  void write_first(Span mention) {
    const auto after =
        std::partition_point(record_.turns.begin(), record_.turns.end(),
                             [&](const Turn& turn) { return turn.span.begin <= mention.begin; });
    std::string where = "first, ";
    Span around = {0, static_cast<std::uint32_t>(record_.document.text().size())};
    if (after != record_.turns.begin() && mention.begin < (after - 1)->span.end) {
      const Turn& turn = *(after - 1);
      around = turn.span;
      where += fmt::format("turn {}", after - record_.turns.begin() - 1);
      if (turn.speaker)
        where += fmt::format(", {}", cut_to_columns(record_.speakers[turn.speaker->index()].name, 20));
    } else {
      where += "outside the turns";
    }
    where = std::string(kMargin) + where + ": ";
    const int rest = std::max(16, width_ - display_columns(where));
    const std::string middle = cut_to_columns(record_.document.slice(mention), rest);
    const int left_columns = (rest - display_columns(middle)) / 2;
    const std::string left =
        cut_to_last_columns(record_.document.slice({around.begin, mention.begin}), left_columns);
    const std::string right =
        cut_to_columns(record_.document.slice({mention.end, std::max(mention.end, around.end)}),
                       rest - display_columns(left) - display_columns(middle));
    StyledText words;
    words.add(left);
    words.add(middle, kBold);
    words.add(right);
    lines_.add(words, where, {}, kDim);
  }

  const Record& record_;
  int width_;
  StyledLines lines_;
  std::size_t n_left_out_ = 0;
};

}  // namespace

std::string render_entities(const Record& record, const LayerPageOptions& options) {
  return EntityPage(record, options).render();
}

}  // namespace quoth
