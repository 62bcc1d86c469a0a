#include "write/stance_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr int kKinds = 7;

class StancePage {
 public:
  StancePage(const Record& record, const LayerPageOptions& options)
      : record_(record), width_(std::min(options.width, kWidest)), lines_(width_, options.colour) {}

  std::string render() && {
    add_heading(lines_, record_);
    add_line(lines_, counts(), kDim);
    lines_.rule();
    lines_.blank();
    add_line(lines_, why_empty(record_, Layer::stances));
    for (const Stance& stance : record_.stances) write(stance);
    return std::move(lines_).take();
  }

 private:
  std::string counts() const {
    std::array<std::size_t, kKinds> n{};
    for (const Stance& stance : record_.stances) ++n[static_cast<std::size_t>(stance.kind)];
    std::string text = counted(record_.stances.size(), "stance", "stances");
    for (std::size_t kind = 0; kind < n.size(); ++kind) {
      if (n[kind] > 0) text += fmt::format(" · {} {}", n[kind], to_string(static_cast<StanceKind>(kind)));
    }
    return text;
  }

  void write(const Stance& stance) {
    lines_.blank();
    StyledText line;
    line.add(to_string(stance.kind), kBold);
    line.add(" · ", kDim);
    if (const auto* speaker = std::get_if<SpeakerId>(&stance.holder)) {
      line.add(record_.speakers[speaker->index()].name, ink_of(*speaker));
    } else if (const auto* entity = std::get_if<EntityId>(&stance.holder)) {
      line.add(record_.entities[entity->index()].name, kBold);
    } else {
      const auto& span = std::get<Unnamed>(stance.holder).span;
      line.add(span ? fold_space(record_.document.slice(*span)) : "somebody", kDim);
    }
    line.add(" · of ", kDim);
    line.add(fold_space(record_.document.slice(stance.scope)));
    lines_.add(line);
    add_in_context(lines_, record_, stance.span, kMargin, width_);
  }

  const Record& record_;
  int width_;
  StyledLines lines_;
};

}  // namespace

std::string render_stances(const Record& record, const LayerPageOptions& options) {
  return StancePage(record, options).render();
}

}  // namespace quoth
