#include "annotate/turns/turns.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "annotate/turns/choose_labels.h"
#include "annotate/turns/dates.h"
#include "annotate/turns/exchanges.h"
#include "annotate/turns/front_matter.h"
#include "annotate/turns/inserts.h"
#include "annotate/turns/line_kinds.h"
#include "annotate/turns/speakers.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::uint32_t kNoLabel = ~0u;

/// A turn while its lines are still being gathered.
struct Draft {
  std::uint32_t label = kNoLabel;  ///< index into the chosen labels
  std::uint32_t line = 0;          ///< where it begins
  std::vector<Span> said;
};

class Walk {
 public:
  Walk(const Document& document, const Given& given)
      : document_(document), given_(given), lines_(find_lines(document)) {}

  TurnLayers run() && {
    look_at_lines();
    labels_ = choose_labels(document_, lines_, lists_.participants, skip_);
    const auto glued = find_glued_labels(document_, lines_, labels_, skip_);
    if (!glued.empty()) {
      for (auto at = glued.rbegin(); at != glued.rend(); ++at)
        split_line(document_, lines_, at->first, at->second);
      look_at_lines();
      labels_ = choose_labels(document_, lines_, lists_.participants, skip_);
    }
    drop_headers_in_label_clothes();
    drop_labels_in_documents();
    find_bounds();
    FrontMatter front = read_front_matter(document_, lines_, lists_, head_, tail_, given_);
    out_.diagnostics = std::move(front.diagnostics);
    is_title_ = std::move(front.is_title);
    learn_affiliation_lines(front.meta.participants);
    gather();
    out_.meta = std::move(front.meta);
    build_turns();
    finish();
    return std::move(out_);
  }

 private:
  void look_at_lines() {
    furniture_ = find_furniture(document_, lines_);
    lists_ = find_participant_lists(document_, lines_);
    skip_.assign(lines_.size(), false);
    n_proceedings_ = 0;
    for (std::uint32_t i = 0; i < lines_.size(); ++i) {
      const ParagraphKind kind = paragraph(i).kind;
      skip_[i] = furniture_[i] || lists_.is_listed[i] || kind == ParagraphKind::metadata ||
                 kind == ParagraphKind::boilerplate || kind == ParagraphKind::table_cell ||
                 is_stage_direction(line(i)) || is_divider(line(i));
      n_proceedings_ += is_proceedings(line(i));
    }
  }

  std::string_view line(std::uint32_t i) const { return document_.slice(lines_[i].span); }
  const Paragraph& paragraph(std::uint32_t i) const { return document_.paragraphs()[lines_[i].paragraph]; }
  bool official() const {
    return n_proceedings_ >= 3 ||
           (n_proceedings_ >= 1 && std::any_of(labels_.begin(), labels_.end(), [](const Label& label) {
              return label.delimiter == Delimiter::full_stop && label.titled && label.capitals;
            }));
  }

  /// "**Harbour News:** [February 27, 2025]": what follows a label must be words, not a date or an address alone.
  void drop_headers_in_label_clothes() {
    std::erase_if(labels_, [&](const Label& label) {
      Span rest = trim(document_.text(), {label.said, lines_[label.line].span.end});
      if (label.delimiter == Delimiter::own_line)
        rest = trim(document_.text(), {lines_[label.line].style_end, label.printed.end});
      if (rest.empty() || rest.size() > 80) return false;
      const std::string_view words = document_.slice(rest);
      const auto dates = find_dates_in(rest);
      return words.starts_with("http") || (dates > 0 && dates + 6 >= rest.size());
    });
  }

  /// In an official record labels stand where paragraphs begin; what is moved in further belongs to a document.
  void drop_labels_in_documents() {
    if (!official()) return;
    std::map<std::uint16_t, int> indents;
    for (const Label& label : labels_) ++indents[paragraph(label.line).indent];
    const auto usual = std::max_element(indents.begin(), indents.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    if (usual == indents.end()) return;
    const int limit = usual->first + 2;
    std::erase_if(labels_, [&](const Label& label) { return paragraph(label.line).indent > limit; });
  }

  std::uint32_t find_dates_in(Span span) const;

  /// Where the talk begins and ends: the first label; the first line after the last label that opens boilerplate.
  void find_bounds() {
    head_ = static_cast<std::uint32_t>(lines_.size());
    tail_ = static_cast<std::uint32_t>(lines_.size());
    label_at_.assign(lines_.size(), kNoLabel);
    for (std::uint32_t l = 0; l < labels_.size(); ++l) label_at_[labels_[l].line] = l;
    if (!labels_.empty()) head_ = labels_.front().line;
    if (labels_.empty()) {
      find_unlabelled_talk();
      if (talk_without_labels_) head_ = first_said_;
    }
    const std::uint32_t from = labels_.empty() ? head_ : labels_.back().line + 1;
    for (std::uint32_t i = from; i < lines_.size(); ++i) {
      const bool divided = !labels_.empty() && is_divider(line(i)) && lines_.size() - i <= 6;
      const bool credits =
          i + 1 == lines_.size() && (lines_[i].all & Style::italic) != 0 && line(i).size() > 60;
      const bool caption = talk_without_labels_ && paragraph(i).kind == ParagraphKind::list_item;
      if (divided || credits || (opens_boilerplate(line(i)) && !furniture_[i] && !caption)) {
        tail_ = i;
        break;
      }
    }
  }

  /// Captions and recognised speech have no labels: their lines carry time stamps, or are a list from end to end.
  void find_unlabelled_talk() {
    std::uint32_t stamped = 0;
    std::uint32_t n = 0;
    std::optional<std::uint32_t> first;
    for (std::uint32_t i = 0; i < lines_.size(); ++i) {
      if (skip_[i]) continue;
      ++n;
      const bool listed = paragraph(i).kind == ParagraphKind::list_item;
      if (!listed && !has_time_stamp(line(i))) continue;
      ++stamped;
      if (!first) first = i;
    }
    talk_without_labels_ = stamped >= 8 && stamped * 3 >= n * 2;
    if (first) first_said_ = *first;
  }

  static bool has_time_stamp(std::string_view words) {
    int run = 0;
    int colons = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const char c = words[i];
      if ((c >= '0' && c <= '9') || c == ':') {
        ++run;
        colons += c == ':';
        if (run >= 5 && colons >= 1) return true;
      } else {
        run = colons = 0;
      }
    }
    return false;
  }

  /// A label on a line of its own may have who the speaker is on the next line: the same words each time, what a
  /// list of participants says, or a line of that shape after most such labels.
  void learn_affiliation_lines(const std::vector<Participant>& participants) {
    std::uint32_t shaped = 0;
    std::uint32_t own = 0;
    for (const Label& label : labels_) {
      if (label.delimiter != Delimiter::own_line || label.role || label.line + 1 >= lines_.size()) continue;
      ++own;
      shaped += has_affiliation_shape(label.line + 1);
    }
    affiliation_lines_ = own >= 2 && shaped * 10 >= own * 7;
    for (const Participant& participant : participants)
      listed_.push_back(letters_of(participant.affiliation));
  }

  bool has_affiliation_shape(std::uint32_t i) const {
    const std::string_view words = line(i);
    if (label_at_[i] != kNoLabel || words.size() > 160 ||
        (has_final_punctuation(words) && !ends_in_abbreviation(words)))
      return false;
    const LabelParts parts = parse_label(words);
    return parts.n_other <= 1;
  }

  /// "Hale & Sons, Inc."
  static bool ends_in_abbreviation(std::string_view words) {
    const std::string last = to_lower(words.substr(words.find_last_of(' ') + 1));
    for (std::string_view known :
         {"inc.", "co.", "ltd.", "corp.", "l.p.", "llc.", "plc.", "jr.", "sr.", "s.a.", "n.v.", "cos."}) {
      if (last == known) return true;
    }
    return false;
  }

  bool is_affiliation_line(std::uint32_t i) const {
    if (label_at_[i] != kNoLabel) return false;
    const std::string key = letters_of(line(i));
    if (!key.empty() && std::find(listed_.begin(), listed_.end(), key) != listed_.end()) return true;
    return affiliation_lines_ && has_affiliation_shape(i);
  }

  void block(Span span, BlockKind kind) {
    if (!span.empty()) out_.blocks.push_back({span, kind});
  }

  void gather() {
    const bool official_record = official();
    bool in_document = false;
    bool open = false;
    std::uint16_t body_indent = 0;
    for (std::uint32_t i = 0; i < lines_.size(); ++i) {
      const Span span = lines_[i].span;
      if (i < head_) {
        gather_head(i);
        continue;
      }
      if (i >= tail_) {
        block(span, BlockKind::boilerplate);
        continue;
      }
      if (talk_without_labels_ && drafts_.empty()) {
        drafts_.push_back({kNoLabel, i, {}});
        open = true;
      }
      // "HALE: ..." in a document that is read into the record is not said here.
      const bool said_elsewhere =
          official_record && in_document && label_at_[i] != kNoLabel && is_deeper(i, body_indent);
      if (label_at_[i] != kNoLabel && !said_elsewhere) {
        const bool printing = in_document && grants(line(i));
        i = open_turn(i);
        open = true;
        in_document = printing;
        body_indent = paragraph(i).indent;
        continue;
      }
      if (const auto kind = kind_of_insert(i, official_record, in_document, open, body_indent)) {
        if (!is_divider(line(i))) block(span, *kind);
        continue;
      }
      if (!open) {
        block(span, BlockKind::unassigned);
        continue;
      }
      say(span);
      if (official_record && lines_[i].last) in_document = introduces_document(line(i));
    }
  }

  /// The chair lets a document be printed that was asked for before.
  static bool grants(std::string_view words) {
    const std::string lower = to_lower(words.substr(0, 200));
    return lower.find("so ordered") != lower.npos || lower.find("without objection") != lower.npos;
  }

  void gather_head(std::uint32_t i) {
    const Span span = lines_[i].span;
    cue(i);
    if (is_title_[i])
      block(span, BlockKind::title);
    else if (furniture_[i] || paragraph(i).kind == ParagraphKind::boilerplate)
      block(span, BlockKind::boilerplate);
    else if (is_divider(line(i)))
      return;
    else if (is_time_stamp(line(i)))
      block(span, BlockKind::time_stamp);
    else if (is_stage_direction(line(i)))
      block(span, BlockKind::stage_direction);
    else if (paragraph(i).kind == ParagraphKind::heading)
      block(span, BlockKind::heading);
    else
      block(span, BlockKind::front_matter);
  }

  void cue(std::uint32_t i) {
    if (line(i).size() > 120) return;
    if (auto found = speaker_cue(line(i), i)) cues_.push_back(std::move(*found));
  }

  /// Begins a turn at line i; gives the last line that it took.
  std::uint32_t open_turn(std::uint32_t i) {
    const Label& label = labels_[label_at_[i]];
    const Span prefix = trim(document_.text(), {lines_[i].span.begin, label.printed.begin});
    if (!prefix.empty() && !is_divider(document_.slice(prefix))) {
      block(prefix, is_time_stamp(document_.slice(prefix)) &&
                            document_.slice(prefix).find(':') != std::string_view::npos
                        ? BlockKind::time_stamp
                        : BlockKind::heading);
    }
    drafts_.push_back({label_at_[i], i, {}});
    if (label.delimiter != Delimiter::own_line) {
      say({label.said, lines_[i].span.end});
      return i;
    }
    while (i + 1 < tail_ && label_at_[i + 1] == kNoLabel &&
           (line(i + 1).size() <= 2 || is_affiliation_line(i + 1))) {
      const bool mark = line(i + 1).size() <= 2;
      ++i;
      affiliations_.resize(drafts_.size());
      if (!mark) affiliations_.back() = lines_[i].span;
      block(lines_[i].span, BlockKind::front_matter);
      if (!mark) break;
    }
    return i;
  }

  void say(Span words) {
    const std::size_t before = out_.blocks.size();
    std::vector<Span> said;
    part_inserts(document_, words, said, out_.blocks);
    for (std::size_t b = before; b < out_.blocks.size(); ++b) {
      // A number alone at the head of a paragraph is an item's; its block stays.
      out_.blocks[b].span = trim(document_.text(), out_.blocks[b].span);
    }
    auto& draft = drafts_.back().said;
    draft.insert(draft.end(), said.begin(), said.end());
  }

  std::optional<BlockKind> kind_of_insert(std::uint32_t i, bool official_record, bool& in_document,
                                          bool& open, std::uint16_t body_indent) {
    const std::string_view words = line(i);
    const Paragraph& p = paragraph(i);
    if (furniture_[i] || p.kind == ParagraphKind::boilerplate) return BlockKind::boilerplate;
    if (p.kind == ParagraphKind::metadata) return BlockKind::front_matter;
    if (is_divider(words)) {
      if (official_record && words.find('_') != words.npos) open = in_document = false;
      return BlockKind::heading;
    }
    if (is_time_stamp(words)) return BlockKind::time_stamp;
    cue(i);
    if (is_stage_direction(words)) return BlockKind::stage_direction;
    if (official_record) {
      if (is_proceedings(words)) {
        in_document = introduces_document(words);
        open = false;
        return BlockKind::stage_direction;
      }
      const bool deeper = is_deeper(i, body_indent) || p.centered || p.kind == ParagraphKind::heading ||
                          p.kind == ParagraphKind::table_cell || p.kind == ParagraphKind::list_item;
      if (!in_document && (p.centered || p.kind == ParagraphKind::heading))
        in_document = heads_document(i, body_indent);
      // A wide heading begins at the margin, where no paragraph does.
      const bool at_margin = p.indent < body_indent && heads_document(i + 1, body_indent);
      if (in_document && (deeper || at_margin)) return BlockKind::document;
      if (in_document) in_document = false;
      if (!open) return deeper ? BlockKind::heading : BlockKind::stage_direction;
    }
    if (p.kind == ParagraphKind::heading || p.centered) return BlockKind::heading;
    if (!cues_.empty() && cues_.back().line == i)
      return cues_.back().role == Role::witness ? BlockKind::stage_direction : BlockKind::heading;
    const bool whole = lines_[i].first && lines_[i].last;
    if (whole && is_footnote(words) && footnote_has_mark(i)) return BlockKind::footnote;
    if (whole && (lines_[i].all & Style::small) != 0 && is_footnote(words)) return BlockKind::footnote;
    if (whole && looks_like_heading(words) && words.size() > 3 &&
        ((lines_[i].all & Style::bold) != 0 || is_all_capitals(words)))
      return BlockKind::heading;
    // An italic paragraph of its own among roman ones tells what happens: "TOM HALE (affirmed)."
    if (whole && (lines_[i].all & Style::italic) != 0 && words.size() < 160 && begins_in_capitals(words))
      return BlockKind::stage_direction;
    return std::nullopt;
  }

  /// Its first two words are capitals from end to end.
  static bool begins_in_capitals(std::string_view words) {
    const std::size_t first = words.find(' ');
    if (first == words.npos) return is_all_capitals(words);
    return is_all_capitals(words.substr(0, words.find(' ', first + 1)));
  }

  bool is_deeper(std::uint32_t i, std::uint16_t body_indent) const {
    const Paragraph& p = paragraph(i);
    return p.kind == ParagraphKind::quotation || p.indent > body_indent + 2;
  }

  /// Headings over text that is moved in: a document begins. Over running text a heading is one of the talk.
  bool heads_document(std::uint32_t i, std::uint16_t body_indent) const {
    while (i < lines_.size() && label_at_[i] == kNoLabel &&
           (paragraph(i).centered || paragraph(i).kind == ParagraphKind::heading))
      ++i;
    return i < lines_.size() && is_deeper(i, body_indent);
  }

  /// A footnote's number stands in the text before it, behind a word.
  bool footnote_has_mark(std::uint32_t i) const {
    std::string_view words = line(i);
    std::size_t digits = 0;
    while (digits < words.size() && words[digits] >= '0' && words[digits] <= '9') ++digits;
    if (digits == 0) return true;
    const std::string_view number = words.substr(0, digits);
    const std::uint32_t begin = lines_[i].span.begin > 6000 ? lines_[i].span.begin - 6000 : 0;
    const std::string_view before = document_.text().substr(begin, lines_[i].span.begin - begin);
    for (std::size_t at = before.rfind(number); at != before.npos && at > 0;
         at = before.rfind(number, at - 1)) {
      const std::size_t after = at + number.size();
      const bool alone = after >= before.size() || !(before[after] >= '0' && before[after] <= '9');
      const char left = before[at - 1];
      const bool behind_word = left == ' ' || left == '.' || left == '"' || left == ',' || left == ')' ||
                               ((left | 0x20) >= 'a' && (left | 0x20) <= 'z');
      if (alone && behind_word && !(left >= '0' && left <= '9')) return true;
    }
    return false;
  }

  void build_turns() {
    SpeakerRegister people(out_.meta.participants, std::move(cues_), given_);
    affiliations_.resize(drafts_.size());
    for (std::size_t d = 0; d < drafts_.size(); ++d) {
      Draft& draft = drafts_[d];
      Turn turn;
      if (draft.label != kNoLabel) {
        LabelCandidate label = read_label(document_, lines_, labels_[draft.label]);
        turn.label = label.printed;
        if (!affiliations_[d].empty() && label.parts.affiliation.empty()) {
          label.parts.affiliation = fold_space(document_.slice(affiliations_[d]));
        }
        auto resolved = people.resolve(label, document_.slice(label.printed));
        turn.speaker = resolved.speaker;
        turn.also = std::move(resolved.also);
      }
      if (draft.said.empty()) {
        // Nothing but a sound follows the label: no turn, but its words are not lost.
        if (turn.label) block(*turn.label, BlockKind::stage_direction);
        continue;
      }
      turn.span = {draft.said.front().begin, draft.said.back().end};
      turn.spans = join(draft.said);
      out_.turns.push_back(std::move(turn));
    }
    people.name_the_nameless();
    out_.speakers = std::move(people).take();
  }

  /// Joins what only white space parts, so that a turn of several paragraphs is one span.
  std::vector<Span> join(const std::vector<Span>& said) const {
    std::vector<Span> joined;
    for (Span span : said) {
      if (!joined.empty() && trim(document_.text(), {joined.back().end, span.begin}).empty())
        joined.back().end = span.end;
      else
        joined.push_back(span);
    }
    return joined;
  }

  /// What is in no turn and in no block by now is unassigned: nothing is lost. O(spans log spans + text).
  void keep_the_rest() {
    std::vector<Span> taken;
    for (const Turn& turn : out_.turns) {
      taken.insert(taken.end(), turn.spans.begin(), turn.spans.end());
      if (turn.label) taken.push_back(*turn.label);
    }
    for (const Block& b : out_.blocks) taken.push_back(b.span);
    std::sort(taken.begin(), taken.end());
    const auto size = static_cast<std::uint32_t>(document_.text().size());
    taken.push_back({size, size});
    std::uint32_t end = 0;
    for (const Span span : taken) {
      if (end < span.begin && has_word({end, span.begin}))
        block(trim(document_.text(), {end, span.begin}), BlockKind::unassigned);
      end = std::max(end, span.end);
    }
  }

  bool has_word(Span span) const {
    while (span.begin < span.end) {
      const CodePoint c = code_point_at(document_.text(), span.begin);
      if (is_alphanumeric(c.value)) return true;
      span.begin += c.length;
    }
    return false;
  }

  void finish() {
    keep_the_rest();
    drop_the_silent();
    assign_roles(document_, out_.turns, out_.speakers);
    list_participants();
    out_.exchanges = find_exchanges(document_, out_.speakers, out_.turns);
    std::stable_sort(out_.blocks.begin(), out_.blocks.end(),
                     [](const Block& a, const Block& b) { return a.span.begin < b.span.begin; });
    merge_blocks();
    std::uint32_t unassigned = 0;
    for (const Block& b : out_.blocks) unassigned += b.kind == BlockKind::unassigned;
    if (unassigned > 0) {
      const auto first = std::find_if(out_.blocks.begin(), out_.blocks.end(),
                                      [](const Block& b) { return b.kind == BlockKind::unassigned; });
      out_.diagnostics.push_back(
          {"turns.unassigned", first->span,
           std::to_string(unassigned) + " stretches of text belong to no turn and no other block"});
    }
  }

  /// Speakers that only a list of participants names do not speak in this record.
  void drop_the_silent() {
    std::vector<bool> speaks(out_.speakers.size());
    for (const Turn& turn : out_.turns) {
      if (turn.speaker) speaks[turn.speaker->index()] = true;
      for (SpeakerId id : turn.also) speaks[id.index()] = true;
    }
    std::vector<SpeakerId> moved(out_.speakers.size());
    std::vector<Speaker> kept;
    for (std::size_t s = 0; s < speaks.size(); ++s) {
      if (!speaks[s]) continue;
      moved[s] = SpeakerId(kept.size());
      kept.push_back(std::move(out_.speakers[s]));
    }
    for (Turn& turn : out_.turns) {
      if (turn.speaker) turn.speaker = moved[turn.speaker->index()];
      for (SpeakerId& id : turn.also) id = moved[id.index()];
    }
    out_.speakers = std::move(kept);
  }

  /// The participants that the header lists get the roles in which they speak; those who speak are participants.
  void list_participants() {
    for (const Speaker& speaker : out_.speakers) {
      const std::string key = letters_of(speaker.name);
      auto known = std::find_if(out_.meta.participants.begin(), out_.meta.participants.end(),
                                [&](const Participant& p) { return letters_of(p.name) == key; });
      if (known == out_.meta.participants.end()) {
        out_.meta.participants.push_back({speaker.name, speaker.role, speaker.affiliation});
      } else {
        known->role = speaker.role;
        if (known->affiliation.empty()) known->affiliation = speaker.affiliation;
      }
    }
  }

  void merge_blocks() {
    std::vector<Block> merged;
    for (const Block& b : out_.blocks) {
      const bool joins = !merged.empty() && merged.back().kind == b.kind &&
                         b.kind != BlockKind::stage_direction && b.kind != BlockKind::heading &&
                         b.kind != BlockKind::time_stamp &&
                         trim(document_.text(), {merged.back().span.end, b.span.begin}).empty();
      if (joins)
        merged.back().span.end = std::max(merged.back().span.end, b.span.end);
      else
        merged.push_back(b);
    }
    out_.blocks = std::move(merged);
  }

  const Document& document_;
  const Given& given_;
  std::vector<Line> lines_;
  std::vector<bool> furniture_;
  std::vector<bool> skip_;
  std::vector<bool> is_title_;
  ParticipantLists lists_;
  int n_proceedings_ = 0;
  std::vector<Label> labels_;
  std::vector<std::uint32_t> label_at_;
  std::uint32_t head_ = 0;
  std::uint32_t tail_ = 0;
  std::uint32_t first_said_ = 0;
  bool talk_without_labels_ = false;
  bool affiliation_lines_ = false;
  std::vector<std::string> listed_;
  std::vector<SpeakerCue> cues_;
  std::vector<Draft> drafts_;
  std::vector<Span> affiliations_;
  TurnLayers out_;
};

std::uint32_t Walk::find_dates_in(Span span) const {
  std::uint32_t bytes = 0;
  for (const auto& date : find_dates(document_.text(), span)) bytes += date.span.size();
  return bytes;
}

/// Turns that the caller gives: nothing is looked for in the text.
TurnLayers take_given(const Document& document, const Given& given) {
  TurnLayers out;
  out.meta.title = given.title;
  out.meta.date = given.date;
  if (!given.title.empty()) out.meta.evidence.emplace_back("title", std::string("given"));
  if (!given.date.empty()) out.meta.evidence.emplace_back("date", std::string("given"));
  if (!given.outlet.empty()) {
    out.meta.outlets.push_back({given.outlet, {}, {}});
    out.meta.evidence.emplace_back("outlets", std::string("given"));
  }
  for (const Given::Turn& given_turn : given.turns) {
    Turn turn;
    const Span span = trim(document.text(), given_turn.span);
    turn.span = span.empty() ? Span{given_turn.span.begin, given_turn.span.begin} : span;
    part_inserts(document, span, turn.spans, out.blocks);
    if (!given_turn.speaker.empty()) {
      auto known = std::find_if(out.speakers.begin(), out.speakers.end(),
                                [&](const Speaker& s) { return s.labels.front() == given_turn.speaker; });
      if (known == out.speakers.end()) {
        out.speakers.push_back({given_turn.speaker, {given_turn.speaker}, given_turn.role, {}});
        known = out.speakers.end() - 1;
      }
      if (!known->role) known->role = given_turn.role;
      turn.speaker = SpeakerId(static_cast<std::size_t>(known - out.speakers.begin()));
    }
    out.turns.push_back(std::move(turn));
  }
  for (const auto& [label, name] : given.speakers) {
    for (Speaker& speaker : out.speakers) {
      if (speaker.labels.front() == label) speaker.name = name;
    }
  }
  for (Speaker& speaker : out.speakers) {
    if (speaker.role) continue;
    const LabelParts parts = parse_label(speaker.labels.front());
    if (parts.role) speaker.role = parts.role->role;
  }
  assign_roles(document, out.turns, out.speakers);
  for (const Speaker& speaker : out.speakers)
    out.meta.participants.push_back({speaker.name, speaker.role, speaker.affiliation});
  out.exchanges = find_exchanges(document, out.speakers, out.turns);
  return out;
}

}  // namespace

TurnLayers find_turns(const Document& document, const Given& given) {
  if (!given.turns.empty()) return take_given(document, given);
  if (given.prose) {
    TurnLayers out;
    out.meta.date = given.date;
    out.meta.title = given.title;
    return out;
  }
  return Walk(document, given).run();
}

}  // namespace quoth
