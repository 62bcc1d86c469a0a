#include "annotate/turns/front_matter.h"

#include <algorithm>
#include <optional>

#include "annotate/turns/dates.h"
#include "annotate/turns/labels.h"
#include "annotate/turns/lexicon.h"
#include "annotate/turns/line_kinds.h"
#include "text/unicode.h"

namespace quoth {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A line of the kind "Key: value".
struct KeyValue {
  std::string key;  ///< lower case
  Span value;
};

std::optional<KeyValue> key_value(std::string_view text, Span line) {
  const std::size_t colon = text.substr(0, line.end).find(':', line.begin);
  if (colon == text.npos || colon - line.begin > 40) return std::nullopt;
  std::string key = fold_space(to_lower(text.substr(line.begin, colon - line.begin)));
  std::erase(key, '*');
  if (!lexicon::is_metadata_key(key)) return std::nullopt;
  const Span value = trim(text, make_span(colon + 1, line.end));
  if (value.empty()) return std::nullopt;
  return KeyValue{std::move(key), value};
}

/// Titles that name the kind of paper, not the talk.
bool is_generic_title(std::string_view line) {
  const std::string key = letters_of(line);
  for (std::string_view generic : {"editedtranscript",
                                   "transcript",
                                   "exhibit",
                                   "document",
                                   "untitled",
                                   "presentation",
                                   "overview",
                                   "participants",
                                   "corporateparticipants",
                                   "conferencecallparticipants",
                                   "otherparticipants",
                                   "finaltranscript",
                                   "rushtranscript",
                                   "transcriptoftheinterview",
                                   "fulltranscript",
                                   "interviewtranscript",
                                   "readfulltranscript",
                                   "home",
                                   "index",
                                   "interview",
                                   "uncorrectedtranscript",
                                   "officialreport",
                                   "microsoftword",
                                   "untitleddocument",
                                   "managementdiscussionsection",
                                   "questionsandanswers",
                                   "questionandanswersection"}) {
    if (key == generic) return true;
  }
  const std::string lower = to_lower(trim(line));
  return lower.starts_with("exhibit ") || lower.starts_with("ex-") || lower.ends_with(".htm") ||
         lower.ends_with(".html") || lower.ends_with(".doc") || lower.ends_with(".docx") ||
         lower.ends_with(".pdf") || lower.ends_with(".indd");
}

class Reader {
 public:
  Reader(const Document& document, const std::vector<Line>& lines, const ParticipantLists& listed,
         std::uint32_t head, std::uint32_t tail, const Given& given)
      : document_(document),
        text_(document.text()),
        lines_(lines),
        listed_(listed),
        head_(head),
        tail_(tail),
        given_(given) {
    out_.is_title.resize(lines.size());
    meta().participants = listed.participants;
    if (!listed.spans.empty()) evidence("participants", listed.spans.front());
  }

  FrontMatter read() && {
    for (std::uint32_t i = 0; i < head_; ++i) read_line(i);
    for (std::uint32_t i = tail_; i < lines_.size(); ++i) read_tail_line(i);
    choose_title();
    choose_dates();
    order_outlets();
    use_hints();
    use_given();
    return std::move(out_);
  }

 private:
  enum class DateKind { talk, published, ignored, unknown };
  struct Dated {
    WrittenDate date;
    DateKind kind;
    bool in_title = false;
    bool alone = false;  ///< its line has nothing beside it but a name
  };

  Meta& meta() { return out_.meta; }
  std::string_view line(std::uint32_t i) const { return slice(text_, lines_[i].span); }

  void evidence(std::string field, Evidence how) {
    for (const auto& [name, _] : meta().evidence) {
      if (name == field) return;
    }
    meta().evidence.emplace_back(std::move(field), std::move(how));
  }

  static DateKind kind_of_date(std::string_view before) {
    const std::string lower = to_lower(before);
    for (std::string_view word :
         {"generated", "accessed", "retrieved", "printed", "downloaded", "captured", "born"}) {
      if (contains(lower, word)) return DateKind::ignored;
    }
    for (std::string_view word :
         {"publish", "posted", "updated", "release", "modified", "copyright", "\u00a9", "uploaded"}) {
      if (contains(lower, word)) return DateKind::published;
    }
    for (std::string_view word :
         {"aired", "recorded", "event", "held", "interview", "taken", "hearing", "broadcast", "session",
          "delivered", "conducted", "spoke", "sitting", "date"}) {
      if (contains(lower, word)) return DateKind::talk;
    }
    return DateKind::unknown;
  }

  void read_line(std::uint32_t i) {
    const Span span = lines_[i].span;
    const auto dates = find_dates(text_, span);
    const auto pair = key_value(text_, span);
    // In running text a date is what is told, not when it is told.
    const bool running = line(i).size() > 100 && has_final_punctuation(line(i)) &&
                         !document_.paragraphs()[lines_[i].paragraph].centered;
    for (const WrittenDate& date : dates) {
      if (running) break;
      dated_.push_back({date, kind_of_date(text_.substr(span.begin, date.span.begin - span.begin))});
    }
    if (pair) {
      read_pair(*pair);
      return;
    }
    const bool heading = document_.paragraphs()[lines_[i].paragraph].kind == ParagraphKind::heading;
    if (dates.size() == 1 && !heading && !running && read_outlet_line(span, dates[0]))
      dated_.back().alone = true;
    if (is_masthead(i)) add_outlet(line(i), find_dates(text_, lines_[i + 1].span)[0].iso, span);
    read_byline({span.begin, dates.empty() ? span.end : before_date(dates[0], span).end});
  }

  void read_pair(const KeyValue& pair) {
    const auto list = [&](std::vector<std::string>& to, const char* field) {
      std::uint32_t begin = pair.value.begin;
      for (std::uint32_t at = begin; at <= pair.value.end; ++at) {
        if (at < pair.value.end && text_[at] != ',' && text_[at] != ';') continue;
        const Span item = trim(text_, {begin, at});
        if (!item.empty()) to.push_back(fold_space(slice(text_, item)));
        begin = at + 1;
      }
      evidence(field, pair.value);
    };
    const std::string value = fold_space(slice(text_, pair.value));
    if (pair.key.starts_with("region"))
      list(meta().regions, "regions");
    else if (pair.key.starts_with("theme") || pair.key.starts_with("topic") || pair.key.starts_with("tag") ||
             pair.key == "subject")
      list(meta().topics, "topics");
    else if (pair.key == "location" || pair.key == "place" || pair.key == "venue" || pair.key == "where" ||
             pair.key == "city") {
      if (meta().place.empty()) meta().place = value;
      evidence("place", pair.value);
    } else if (pair.key == "title") {
      titles_.push_back(pair.value);
    } else if (pair.key == "source" || pair.key == "program" || pair.key == "programme" ||
               pair.key == "show") {
      add_outlet(value, "", pair.value);
    }
  }

  void add_outlet(std::string_view name, std::string date, Span where) {
    std::string clean = fold_space(name);
    while (!clean.empty() &&
           (clean.back() == ',' || clean.back() == '.' || clean.back() == '-' || clean.back() == ':'))
      clean.pop_back();
    clean = fold_space(clean);
    if (clean.empty() || clean.size() > 80) return;
    for (Outlet& outlet : meta().outlets) {
      if (letters_of(outlet.name) != letters_of(clean)) continue;
      if (outlet.date.empty()) outlet.date = std::move(date);
      return;
    }
    meta().outlets.push_back({std::move(clean), std::move(date), {}});
    evidence("outlets", where);
  }

  /// What stands before a date on its line, without the day of the week and the marks that lead to it.
  Span before_date(const WrittenDate& date, Span line) const {
    Span before = trim(text_, {line.begin, date.span.begin});
    const auto drop_marks = [&] {
      while (!before.empty() &&
             std::string_view(" ,:-|").find(text_[before.end - 1]) != std::string_view::npos)
        --before.end;
    };
    drop_marks();
    const std::string_view words = slice(text_, before);
    const std::size_t space = words.rfind(' ');
    if (space != std::string_view::npos && lexicon::is_weekday(to_lower(words.substr(space + 1)))) {
      before.end = before.begin + static_cast<std::uint32_t>(space);
      drop_marks();
    }
    return before;
  }

  /// "Harbour Weekly, July 15, 2018" and "HW 14 July 2018": an outlet with its date.
  bool read_outlet_line(Span span, const WrittenDate& date) {
    const Span before = before_date(date, span);
    const Span after = trim(text_, {date.span.end, span.end});
    if (before.empty() || before.size() > 60 || after.size() > 30) return false;
    const std::string name = fold_space(slice(text_, before));
    const std::string lower = to_lower(name);
    if (name.empty() || contains(name, "(") || lexicon::is_weekday(lower) || lower.starts_with("by ") ||
        kind_of_date(lower) != DateKind::unknown)
      return false;
    const LabelParts parts = parse_label(name);
    if (parts.n_other > 0 || name.size() > 50) return false;
    add_outlet(name, date.iso, before);
    return true;
  }

  /// "By Ann Reed and Tom Hale", "Interview by ...": those who made it are participants.
  void read_byline(Span span) {
    const std::string_view words = slice(text_, span);
    std::size_t skip = 0;
    for (std::string_view head :
         {"By ", "by ", "BY ", "Interview by ", "Interviewed by ", "Interviewer: ", "With "}) {
      if (words.starts_with(head)) skip = head.size();
    }
    if (skip == 0 || words.size() > 160 || has_final_punctuation(words)) return;
    std::uint32_t begin = span.begin + static_cast<std::uint32_t>(skip);
    for (std::uint32_t at = begin; at <= span.end; ++at) {
      const std::string_view rest = text_.substr(at, span.end - at);
      const std::size_t separator = at == span.end              ? 1
                                    : rest.starts_with(" and ") ? 5
                                    : rest.starts_with(" & ")   ? 3
                                    : rest.starts_with(", ")    ? 2
                                                                : 0;
      if (separator == 0) continue;
      const Span item = trim(text_, {begin, at});
      if (!item.empty()) add_participant(fold_space(slice(text_, item)), "", item);
      begin = at + static_cast<std::uint32_t>(separator);
      at = begin;
    }
  }

  void add_participant(std::string name, std::string affiliation, Span where) {
    const LabelParts parts = parse_label(name);
    if (parts.n_other > 0 || parts.n_capitalised < 2 || parts.n_capitalised > 6) return;
    for (Participant& known : meta().participants) {
      if (letters_of(known.name) == letters_of(name)) return;
    }
    meta().participants.push_back({std::move(name), std::nullopt, std::move(affiliation)});
    evidence("participants", where);
  }

  void read_tail_line(std::uint32_t i) {
    const Span span = lines_[i].span;
    const std::string lower = to_lower(line(i));
    const auto after = [&](std::string_view head) -> std::optional<Span> {
      const std::size_t at = lower.find(head);
      if (at == lower.npos || at > 60) return std::nullopt;
      return trim(text_, make_span(span.begin + at + head.size(), span.end));
    };
    for (std::string_view head : {"transcript provided by ", "transcription provided by ", "transcript by ",
                                  "transcript courtesy of "}) {
      if (auto rest = after(head)) providers_.push_back(*rest);
    }
    if (contains(lower, "original source") || contains(lower, "originally published") ||
        contains(lower, "first published")) {
      for (std::string_view head : {" is ", " by ", " in ", ": "}) {
        if (auto rest = after(head)) {
          originals_.push_back(*rest);
          break;
        }
      }
    }
    const bool rights = contains(lower, "copyright") || contains(lower, "\u00a9") ||
                        contains(lower, "all rights reserved") || contains(lower, "permission to") ||
                        contains(lower, "grants permission") || contains(lower, "creative commons") ||
                        contains(lower, "may be reproduced") || contains(lower, "republish") ||
                        contains(lower, "permits ") || contains(lower, "licen") ||
                        contains(lower, "public domain");
    if (!rights) return;
    if (!meta().rights_text.empty()) meta().rights_text += '\n';
    meta().rights_text += fold_space(line(i));
    evidence("rights", span);
    for (std::string_view name : {"CC BY-NC-ND", "CC BY-NC-SA", "CC BY-NC", "CC BY-ND", "CC BY-SA", "CC BY",
                                  "CC0", "Creative Commons"}) {
      if (meta().rights_license.empty() && contains(line(i), name)) meta().rights_license = name;
    }
  }

  void choose_title() {
    // A heading says so; the highest, then the first. Else the first line that is no header of another kind.
    constexpr std::uint32_t kNone = UINT32_MAX;
    std::uint32_t best = kNone;
    const auto is_found = [&] { return best != kNone; };
    int best_rank = 100;
    for (std::uint32_t i = 0; i < head_; ++i) {
      const Paragraph& paragraph = document_.paragraphs()[lines_[i].paragraph];
      const std::string_view words = line(i);
      if (paragraph.kind == ParagraphKind::metadata || paragraph.kind == ParagraphKind::boilerplate) continue;
      if (listed_.is_listed[i] || is_divider(words) || is_generic_title(words) || is_stage_direction(words) ||
          is_time_stamp(words))
        continue;
      const auto dates = find_dates(text_, lines_[i].span);
      const bool heading = paragraph.kind == ParagraphKind::heading;
      const bool only_date =
          dates.size() == 1 && letters_beside(dates[0].span, lines_[i].span) <= (heading ? 3u : 12u);
      const auto pair = key_value(text_, lines_[i].span);
      // "Video: What the Minister Said" on the first line is a title all the same.
      const bool header = pair && (i > 0 || pair->value.size() < 30);
      if (only_date || header || words.size() > 400) continue;
      int rank = 20;
      if (heading)
        rank = names_event(words) ? 0 : paragraph.level;
      else if (is_title_like(words))
        rank = is_masthead(i) || words.starts_with("From ") ? 12 : 10;
      else
        continue;
      if (rank < best_rank) {
        best_rank = rank;
        best = i;
      }
    }
    if (is_found() && best_rank >= 10 && !first_line_holds(best)) best = kNone;
    const std::string found = is_found() ? letters_of(line(best)) : std::string();
    for (const Hint& hint : document_.hints()) {
      if (hint.key != "title" || is_generic_title(hint.value) || hint.value.empty()) continue;
      // A page's own title counts where the text has no heading for it.
      if (is_found() && best_rank < 10) break;
      const bool holds_found = contains(letters_of(hint.value), found);
      if (is_found() && (holds_found || best < 3)) break;
      meta().title = fold_space(hint.value);
      if (hint.span)
        evidence("title", *hint.span);
      else
        evidence("title", std::string("metadata"));
      return;
    }
    if (is_found()) {
      Span span = lines_[best].span;
      out_.is_title[best] = true;
      meta().title = fold_space(slice(text_, span));
      evidence("title", span);
    } else if (!titles_.empty()) {
      meta().title = fold_space(slice(text_, titles_.front()));
      evidence("title", titles_.front());
    }
  }

  /// Words for what transcripts are made of.
  static bool names_event(std::string_view words) {
    const std::string lower = to_lower(words);
    for (std::string_view event :
         {"interview", "conference", "call", "debate", "hearing", "briefing", "inquiry"}) {
      const std::size_t at = lower.find(event);
      if (at != lower.npos &&
          (at + event.size() == lower.size() || !is_letter(code_point_at(lower, at + event.size()).value)))
        return true;
    }
    return false;
  }

  static bool is_title_like(std::string_view words) {
    if (words.size() < 4 || words.size() > 300) return false;
    const CodePoint first = code_point_at(words, 0);
    if (!is_upper(first.value) && !is_digit(first.value) && !is_opening_quote(first.value)) return false;
    return !words.ends_with('.') && !words.ends_with(':') && !words.starts_with("By ");
  }

  std::size_t letters_beside(Span date, Span line) const {
    return letters_of(slice(text_, {line.begin, date.begin})).size() +
           letters_of(slice(text_, {date.end, line.end})).size();
  }

  /// Capitals over a line that is a date: the name of the paper.
  bool is_masthead(std::uint32_t i) const {
    if (i + 1 >= head_ || !is_all_capitals(line(i))) return false;
    const auto dates = find_dates(text_, lines_[i + 1].span);
    return dates.size() == 1 && letters_beside(dates[0].span, lines_[i + 1].span) <= 12 && i + 2 < head_ &&
           is_title_like(line(i + 2));
  }

  /// Without headings only one of the first lines is a title.
  bool first_line_holds(std::uint32_t i) const { return i < 6; }

  void choose_dates() {
    std::optional<Dated> talk;
    std::optional<Dated> published;
    std::vector<Dated> open;
    for (Dated& dated : dated_) {
      for (std::uint32_t i = 0; i < head_; ++i) {
        if (out_.is_title[i] && lines_[i].span.contains(dated.date.span)) dated.in_title = true;
      }
      if (dated.kind == DateKind::talk && !talk) talk = dated;
      if (dated.kind == DateKind::published && !published) published = dated;
      if (dated.kind == DateKind::unknown) open.push_back(dated);
    }
    if (!talk && !open.empty()) {
      const auto earlier = [](const Dated& a, const Dated& b) { return a.date.iso < b.date.iso; };
      const auto alone = std::find_if(open.begin(), open.end(), [](const Dated& d) { return d.alone; });
      const auto titled = std::find_if(open.begin(), open.end(), [](const Dated& d) { return d.in_title; });
      if (alone != open.end() && meta().outlets.size() < 2)
        talk = *alone;
      else if (titled != open.end())
        talk = *titled;
      else if (meta().outlets.size() >= 2)
        talk = *std::min_element(open.begin(), open.end(), earlier);
      else
        talk = open.front();
    }
    if (!published) {
      // The text passed on after the talk: the latest date of an outlet.
      for (const Dated& dated : open) {
        if (talk && dated.date.iso > talk->date.iso && (!published || dated.date.iso > published->date.iso))
          published = dated;
      }
    }
    if (talk) {
      meta().date = talk->date.iso;
      evidence("date", talk->date.span);
      note_other_dates(*talk);
    }
    if (published) {
      meta().published = published->date.iso;
      evidence("published", published->date.span);
    }
  }

  /// Dates of the talk that are not the one that was taken. One without its day is the same.
  void note_other_dates(const Dated& talk) {
    for (const Dated& other : dated_) {
      const bool of_talk = other.kind == DateKind::talk || (other.in_title && talk.kind == DateKind::talk);
      const bool same =
          other.date.iso.starts_with(talk.date.iso) || talk.date.iso.starts_with(other.date.iso);
      if (!of_talk || same) continue;
      out_.diagnostics.push_back(
          {"turns.dates_disagree", other.date.span,
           "the talk is dated " + talk.date.iso + " and " + other.date.iso + "; the first was taken"});
    }
  }

  void order_outlets() {
    std::vector<Outlet> chain;
    const auto append = [&](const Outlet& outlet) {
      for (Outlet& known : chain) {
        if (letters_of(known.name) == letters_of(outlet.name)) {
          if (known.date.empty()) known.date = outlet.date;
          return;
        }
      }
      chain.push_back(outlet);
    };
    for (const auto* spans : {&providers_, &originals_}) {
      for (Span span : *spans) {
        std::string name = fold_space(slice(text_, span));
        // The notice of rights may run on from it.
        for (std::string_view end : {" Copyright", " copyright", " \u00a9", "\u00a9", ". "})
          name = name.substr(0, name.find(end));
        while (!name.empty() && (name.back() == '.' || name.back() == ',')) name.pop_back();
        if (name.empty() || name.size() > 80) continue;
        append({name, {}, {}});
        evidence("outlets", span);
      }
    }
    std::stable_sort(meta().outlets.begin(), meta().outlets.end(), [](const Outlet& a, const Outlet& b) {
      return !a.date.empty() && !b.date.empty() && a.date < b.date;
    });
    for (const Outlet& outlet : meta().outlets) append(outlet);
    meta().outlets = std::move(chain);
  }

  void use_hints() {
    for (const Hint& hint : document_.hints()) {
      if (hint.key == "date" || hint.key == "published") {
        const auto dates = find_dates(hint.value, make_span(0, hint.value.size()));
        if (dates.empty()) continue;
        std::string& field = hint.key == "date" ? meta().date : meta().published;
        if (!field.empty()) continue;
        field = dates[0].iso;
        evidence(hint.key, hint.span ? Evidence(*hint.span) : Evidence(std::string("metadata")));
      } else if (hint.key == "site") {
        add_site(hint.value);
      } else if (hint.key == "language" && meta().language.empty()) {
        meta().language = hint.value;
      } else if (hint.key == "url" && !meta().outlets.empty() && meta().outlets.back().url.empty()) {
        meta().outlets.back().url = hint.value;
      }
    }
    if (meta().date.empty()) {
      if (std::string date = date_in_file_name(document_.file_name()); !date.empty()) {
        meta().date = std::move(date);
        evidence("date", std::string("file name"));
      } else if (!meta().published.empty()) {
        meta().date = meta().published;
        evidence("date", std::string("metadata"));
      }
    }
  }

  void add_site(std::string_view name) {
    for (const Outlet& outlet : meta().outlets) {
      if (letters_of(outlet.name) == letters_of(name)) return;
    }
    if (!name.empty()) meta().outlets.push_back({std::string(name), {}, {}});
  }

  void use_given() {
    const auto set = [&](const std::string& value, std::string& field, const char* name) {
      if (value.empty()) return;
      field = value;
      std::erase_if(meta().evidence, [&](const auto& e) { return e.first == name; });
      evidence(name, std::string("given"));
    };
    set(given_.title, meta().title, "title");
    set(given_.date, meta().date, "date");
    if (!given_.outlet.empty()) {
      add_site(given_.outlet);
      evidence("outlets", std::string("given"));
    }
  }

  const Document& document_;
  std::string_view text_;
  const std::vector<Line>& lines_;
  const ParticipantLists& listed_;
  std::uint32_t head_;
  std::uint32_t tail_;
  const Given& given_;
  FrontMatter out_;
  std::vector<Dated> dated_;
  std::vector<Span> titles_;
  std::vector<Span> providers_;
  std::vector<Span> originals_;
};

}  // namespace

FrontMatter read_front_matter(const Document& document, const std::vector<Line>& lines,
                              const ParticipantLists& listed, std::uint32_t head, std::uint32_t tail,
                              const Given& given) {
  return Reader(document, lines, listed, head, tail, given).read();
}

}  // namespace quoth
