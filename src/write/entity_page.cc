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
constexpr std::string_view kCountMargin = "       ";  // as wide as a count
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
    lines_.add(name, fmt::format("{:>5}  ", entity.mentions.size()), kCountMargin);
    const std::string forms = other_forms(entity);
    if (!forms.empty()) {
      StyledText also;
      also.add(forms, kDim);
      lines_.add(also, fmt::format("{}also ", kCountMargin), std::string(kCountMargin.size() + 5, ' '), kDim);
    }
    if (entity.mentions.empty()) return;
    add_in_context(lines_, record_, entity.mentions.front().span, fmt::format("{}first, ", kCountMargin),
                   width_);
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
