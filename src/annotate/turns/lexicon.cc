#include "annotate/turns/lexicon.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>
#include <unordered_map>

namespace quoth::lexicon {
namespace {

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

template <std::size_t n>
constexpr bool is_sorted(const std::array<std::string_view, n>& words) {
  for (std::size_t i = 1; i < n; ++i) {
    if (!(words[i - 1] < words[i])) return false;
  }
  return true;
}

constexpr auto kTitles = std::to_array<std::string_view>({"acting",
                                                          "admiral",
                                                          "adm",
                                                          "ambassador",
                                                          "archbishop",
                                                          "attorney",
                                                          "baroness",
                                                          "bishop",
                                                          "brigadier",
                                                          "capt",
                                                          "captain",
                                                          "chairman",
                                                          "chairwoman",
                                                          "chancellor",
                                                          "chief",
                                                          "col",
                                                          "colonel",
                                                          "commander",
                                                          "commissioner",
                                                          "congressman",
                                                          "congresswoman",
                                                          "councillor",
                                                          "councilman",
                                                          "councilor",
                                                          "dame",
                                                          "delegate",
                                                          "deputy",
                                                          "director",
                                                          "dr",
                                                          "father",
                                                          "first",
                                                          "general",
                                                          "gen",
                                                          "gov",
                                                          "governor",
                                                          "hon",
                                                          "honorable",
                                                          "honourable",
                                                          "judge",
                                                          "justice",
                                                          "king",
                                                          "lady",
                                                          "lieutenant",
                                                          "lord",
                                                          "lt",
                                                          "madam",
                                                          "madame",
                                                          "maj",
                                                          "major",
                                                          "manager",
                                                          "master",
                                                          "mayor",
                                                          "messrs",
                                                          "minister",
                                                          "miss",
                                                          "mr",
                                                          "mrs",
                                                          "ms",
                                                          "mx",
                                                          "officer",
                                                          "pastor",
                                                          "president",
                                                          "prime",
                                                          "prince",
                                                          "princess",
                                                          "prof",
                                                          "professor",
                                                          "queen",
                                                          "rep",
                                                          "representative",
                                                          "rev",
                                                          "reverend",
                                                          "secretary",
                                                          "sen",
                                                          "senator",
                                                          "sergeant",
                                                          "sheriff",
                                                          "sir",
                                                          "sister",
                                                          "speaker",
                                                          "superintendent",
                                                          "vice"});

constexpr auto kCourtesyTitles =
    std::to_array<std::string_view>({"madam", "madame", "messrs", "miss", "mr", "mrs", "ms", "mx"});

constexpr auto kSuffixes =
    std::to_array<std::string_view>({"cbe", "esq", "ii", "iii", "iv",  "jd",  "jr",  "kbe", "kc", "llp", "ma",
                                     "mbe", "md",  "mp", "mep", "msp", "obe", "phd", "qc",  "sc", "sr"});

constexpr auto kParticles = std::to_array<std::string_view>(
    {"al",  "and", "bin", "da", "das", "de",  "del",     "della", "der", "di",  "do",  "dos", "du", "el",
     "ibn", "la",  "le",  "of", "pro", "tem", "tempore", "ten",   "ter", "the", "van", "von", "y",  "zu"});

struct RoleRow {
  std::string_view label;
  RoleWord word;
};

constexpr RoleRow kRoleWords[] = {
    {"q", {Role::interviewer, true}},
    {"question", {Role::interviewer, true}},
    {"questions", {Role::interviewer, true}},
    {"questioner", {Role::interviewer, true}},
    {"reporter", {Role::interviewer, true}},
    {"reporters", {Role::interviewer, true}},
    {"journalist", {Role::interviewer, true}},
    {"correspondent", {Role::interviewer, true}},
    {"press", {Role::interviewer, true}},
    {"the press", {Role::interviewer, true}},
    {"interviewer", {Role::interviewer, true}},
    {"host", {Role::interviewer, true}},
    {"anchor", {Role::interviewer, true}},
    {"presenter", {Role::interviewer, true}},
    {"a", {Role::interviewee, true}},
    {"answer", {Role::interviewee, true}},
    {"interviewee", {Role::interviewee, true}},
    {"guest", {Role::interviewee, true}},
    {"respondent", {Role::interviewee, true}},
    {"moderator", {Role::moderator, false}},
    {"the moderator", {Role::moderator, false}},
    {"facilitator", {Role::moderator, false}},
    {"operator", {Role::operator_, false}},
    {"the operator", {Role::operator_, false}},
    {"conference operator", {Role::operator_, false}},
    {"coordinator", {Role::operator_, false}},
    {"chair", {Role::chair, false}},
    {"the chair", {Role::chair, false}},
    {"chairman", {Role::chair, false}},
    {"the chairman", {Role::chair, false}},
    {"chairwoman", {Role::chair, false}},
    {"the chairwoman", {Role::chair, false}},
    {"chairperson", {Role::chair, false}},
    {"the chairperson", {Role::chair, false}},
    {"the acting chair", {Role::chair, false}},
    {"the acting chairman", {Role::chair, false}},
    {"the vice chair", {Role::chair, false}},
    {"the vice chairman", {Role::chair, false}},
    {"the convener", {Role::chair, false}},
    {"the presiding officer", {Role::chair, false}},
    {"presiding officer", {Role::chair, false}},
    {"the deputy presiding officer", {Role::chair, false}},
    {"the speaker", {Role::chair, false}},
    {"mr speaker", {Role::chair, false}},
    {"madam speaker", {Role::chair, false}},
    {"the speaker pro tempore", {Role::chair, false}},
    {"the president pro tempore", {Role::chair, false}},
    {"the acting president pro tempore", {Role::chair, false}},
    {"the deputy speaker", {Role::chair, false}},
    {"the vice president", {Role::chair, false}},
    {"the chief justice", {Role::chair, false}},
    {"the court", {Role::chair, false}},
    {"the judge", {Role::chair, false}},
    {"the president", {Role::interviewee, false}},
    {"the prime minister", {Role::interviewee, false}},
    {"the first minister", {Role::interviewee, false}},
    {"the minister", {Role::interviewee, false}},
    {"the secretary", {Role::interviewee, false}},
    {"the chancellor", {Role::interviewee, false}},
    {"the governor", {Role::interviewee, false}},
    {"the mayor", {Role::interviewee, false}},
    {"the ambassador", {Role::interviewee, false}},
    {"the commissioner", {Role::interviewee, false}},
    {"the spokesperson", {Role::interviewee, false}},
    {"the secretary general", {Role::interviewee, false}},
    {"witness", {Role::witness, true}},
    {"the witness", {Role::witness, true}},
    {"a witness", {Role::witness, true}},
    {"the defendant", {Role::witness, true}},
    {"counsel", {Role::counsel, true}},
    {"lead counsel", {Role::counsel, true}},
    {"counsel to the inquiry", {Role::counsel, true}},
    {"counsel for the inquiry", {Role::counsel, true}},
    {"the inquiry", {Role::counsel, true}},
    {"the prosecutor", {Role::counsel, true}},
    {"the clerk", {Role::other, false}},
    {"clerk", {Role::other, false}},
    {"the chief clerk", {Role::other, false}},
    {"the legislative clerk", {Role::other, false}},
    {"the bailiff", {Role::other, false}},
    {"the reporter", {Role::other, false}},
    {"the court reporter", {Role::other, false}},
    {"the interpreter", {Role::other, false}},
    {"interpreter", {Role::other, false}},
    {"translator", {Role::other, false}},
    {"announcer", {Role::other, false}},
    {"narrator", {Role::other, false}},
    {"usher", {Role::other, false}},
    {"participant", {Role::other, true}},
    {"speaker", {Role::other, true}},
    {"staff", {Role::other, true}},
    {"staff member", {Role::other, true}},
    {"aide", {Role::other, true}},
    {"audience", {Role::audience, true}},
    {"the audience", {Role::audience, true}},
    {"audience member", {Role::audience, true}},
    {"audience question", {Role::audience, true}},
    {"crowd", {Role::audience, true}},
    {"caller", {Role::audience, true}},
    {"candidates", {Role::candidate, true}},
    {"the candidates", {Role::candidate, true}},
    {"panel", {Role::other, true}},
    {"all", {Role::other, true}},
    {"both", {Role::other, true}},
    {"chorus", {Role::other, true}},
    {"male", {Role::other, true}},
    {"female", {Role::other, true}},
    {"man", {Role::other, true}},
    {"woman", {Role::other, true}},
    {"male voice", {Role::other, true}},
    {"female voice", {Role::other, true}},
    {"voice", {Role::other, true}},
    {"voices", {Role::other, true}},
    {"several voices", {Role::other, true}},
    {"several members", {Role::other, true}},
    {"several hon members", {Role::other, true}},
    {"hon members", {Role::other, true}},
    {"some hon members", {Role::other, true}},
    {"an hon member", {Role::other, true}},
    {"an honourable member", {Role::other, true}},
    {"unidentified", {Role::other, true}},
    {"unknown", {Role::other, true}},
    {"unknown speaker", {Role::other, true}},
};

constexpr auto kMetadataKeys = std::to_array<std::string_view>({"about",
                                                                "abstract",
                                                                "access",
                                                                "address",
                                                                "agenda",
                                                                "aired",
                                                                "also",
                                                                "article",
                                                                "articles by",
                                                                "author",
                                                                "authors",
                                                                "broadcast",
                                                                "by",
                                                                "category",
                                                                "citation",
                                                                "cite",
                                                                "city",
                                                                "contact",
                                                                "contacts",
                                                                "contents",
                                                                "copyright",
                                                                "correction",
                                                                "credit",
                                                                "credits",
                                                                "date",
                                                                "date generated",
                                                                "description",
                                                                "disclaimer",
                                                                "document",
                                                                "download",
                                                                "duration",
                                                                "edited",
                                                                "edition",
                                                                "editor",
                                                                "email",
                                                                "episode",
                                                                "event",
                                                                "event date",
                                                                "fax",
                                                                "file",
                                                                "for media inquiries",
                                                                "format",
                                                                "from",
                                                                "guest list",
                                                                "id",
                                                                "image",
                                                                "in attendance",
                                                                "interview",
                                                                "interview date",
                                                                "keywords",
                                                                "language",
                                                                "last modified",
                                                                "length",
                                                                "link",
                                                                "links",
                                                                "location",
                                                                "members present",
                                                                "more",
                                                                "note",
                                                                "notes",
                                                                "number",
                                                                "original",
                                                                "originally published",
                                                                "page",
                                                                "panelists",
                                                                "participants",
                                                                "phone",
                                                                "photo",
                                                                "photo credit",
                                                                "place",
                                                                "posted",
                                                                "posted by",
                                                                "posted on",
                                                                "present",
                                                                "press contact",
                                                                "program",
                                                                "programme",
                                                                "published",
                                                                "published on",
                                                                "re",
                                                                "read",
                                                                "read more",
                                                                "recorded",
                                                                "reference",
                                                                "region",
                                                                "regions",
                                                                "related",
                                                                "release",
                                                                "rights",
                                                                "section",
                                                                "see also",
                                                                "session",
                                                                "share",
                                                                "show",
                                                                "source",
                                                                "speakers",
                                                                "subject",
                                                                "subscribe",
                                                                "summary",
                                                                "tag",
                                                                "tags",
                                                                "tel",
                                                                "telephone",
                                                                "theme",
                                                                "themes",
                                                                "time",
                                                                "title",
                                                                "to",
                                                                "topic",
                                                                "topics",
                                                                "transcribed by",
                                                                "transcript",
                                                                "transcript by",
                                                                "transcription model",
                                                                "translation",
                                                                "type",
                                                                "updated",
                                                                "url",
                                                                "venue",
                                                                "version",
                                                                "video",
                                                                "video credit",
                                                                "video description",
                                                                "video keywords",
                                                                "video rating",
                                                                "video views",
                                                                "view",
                                                                "website",
                                                                "where",
                                                                "witnesses"});

constexpr auto kDiscourseOpeners = std::to_array<std::string_view>({"above all",
                                                                    "actually",
                                                                    "again",
                                                                    "also",
                                                                    "and",
                                                                    "anyway",
                                                                    "basically",
                                                                    "because",
                                                                    "but",
                                                                    "call",
                                                                    "conclusion",
                                                                    "consider",
                                                                    "eight",
                                                                    "eighth",
                                                                    "example",
                                                                    "fact",
                                                                    "fifth",
                                                                    "finally",
                                                                    "first",
                                                                    "firstly",
                                                                    "five",
                                                                    "for example",
                                                                    "four",
                                                                    "fourth",
                                                                    "fourthly",
                                                                    "frankly",
                                                                    "furthermore",
                                                                    "going forward",
                                                                    "he",
                                                                    "here",
                                                                    "hence",
                                                                    "however",
                                                                    "i",
                                                                    "if",
                                                                    "in fact",
                                                                    "in short",
                                                                    "indeed",
                                                                    "it",
                                                                    "it reads",
                                                                    "last",
                                                                    "lastly",
                                                                    "let",
                                                                    "like",
                                                                    "listen",
                                                                    "look",
                                                                    "moreover",
                                                                    "namely",
                                                                    "next",
                                                                    "nine",
                                                                    "no",
                                                                    "now",
                                                                    "number five",
                                                                    "number four",
                                                                    "number one",
                                                                    "number six",
                                                                    "number three",
                                                                    "number two",
                                                                    "ok",
                                                                    "okay",
                                                                    "once again",
                                                                    "one",
                                                                    "or",
                                                                    "our answer",
                                                                    "point one",
                                                                    "point three",
                                                                    "point two",
                                                                    "quote",
                                                                    "remember",
                                                                    "result",
                                                                    "right",
                                                                    "second",
                                                                    "secondly",
                                                                    "seven",
                                                                    "seventh",
                                                                    "she",
                                                                    "six",
                                                                    "sixth",
                                                                    "so",
                                                                    "specifically",
                                                                    "still",
                                                                    "that",
                                                                    "the answer",
                                                                    "the bottom line",
                                                                    "the fact",
                                                                    "the point",
                                                                    "the problem",
                                                                    "the question",
                                                                    "the result",
                                                                    "the truth",
                                                                    "then",
                                                                    "there",
                                                                    "therefore",
                                                                    "they",
                                                                    "third",
                                                                    "thirdly",
                                                                    "this",
                                                                    "three",
                                                                    "thus",
                                                                    "to be clear",
                                                                    "today",
                                                                    "two",
                                                                    "unquote",
                                                                    "warning",
                                                                    "we",
                                                                    "well",
                                                                    "what",
                                                                    "which",
                                                                    "who",
                                                                    "why",
                                                                    "yes",
                                                                    "yet",
                                                                    "you"});

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

// A remark that begins with one of these is a sound, whatever follows ("laughter and applause", "pause 3 s").
constexpr std::string_view kSounds[] = {
    "laugh",
    "applau",
    "inaudible",
    "unintelligible",
    "indiscernible",
    "indistinct",
    "crosstalk",
    "cross talk",
    "cross-talk",
    "overlapping",
    "cheer",
    "clapping",
    "pause",
    "silence",
    "whisper",
    "off-mike",
    "off mike",
    "off-mic",
    "off mic",
    "off microphone",
    "mic off",
    "no audio",
    "audio gap",
    "audio break",
    "audio cuts",
    "audio cut",
    "technical difficult",
    "phone ring",
    "bell",
    "music",
    "singing",
    "sings",
    "booing",
    "boos",
    "interruption",
    "interrupting",
    "disturbance",
    "uproar",
    "gavel",
    "sigh",
    "cough",
    "chuckl",
    "crying",
    "sobs",
    "weep",
    "gasps",
    "begin video",
    "end video",
    "begin audio",
    "end audio",
    "video clip",
    "video plays",
    "videotape",
    "commercial break",
    "break",
    "recess",
    "operator instructions",
    "foreign language",
    "speaking in",
    "speaks in",
    "speaking foreign",
    "through interpreter",
    "through translator",
    "simultaneous",
    "multiple speakers",
    "several speakers",
    "no response",
    "no audible",
    "nodding",
    "nods",
    "shakes head",
    "shaking head",
    "gesturing",
    "gestures",
    "indicating",
    "indicates",
    "pointing",
    "points to",
    "points at",
    "showing",
    "shows",
    "holds up",
    "holding up",
    "reading",
    "addresses",
    "addressing",
    "turning to",
    "turns to",
    "to mr",
    "to ms",
    "to mrs",
    "sic",
    "noise",
    "groans",
    "murmur",
    "hesitat",
    "continues",
    "continuing",
    "resuming",
    "standing ovation",
    "photo",
    "slide",
    "timestamp",
};

static_assert(is_sorted(kCourtesyTitles));

/// Whether one of the words of `text`, in any case, is in `table`.
bool has_any_word(std::string_view text, std::span<const std::string_view> table) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
      word += static_cast<char>(c | 0x20);
      continue;
    }
    if (std::find(table.begin(), table.end(), word) != table.end()) return true;
    word.clear();
  }
  return false;
}

/// The sorted form of a table that is written in the order in which people think.
template <std::size_t n>
const std::array<std::string_view, n>& sorted(const std::array<std::string_view, n>& table) {
  static const std::array<std::string_view, n> sorted_table = [&] {
    auto copy = table;
    std::sort(copy.begin(), copy.end());
    return copy;
  }();
  return sorted_table;
}

}  // namespace

bool is_title(std::string_view word) {
  static const auto& table = sorted(kTitles);
  return contains(table, word);
}
bool is_courtesy_title(std::string_view word) { return contains(kCourtesyTitles, word); }
bool is_office_title(std::string_view word) {
  constexpr auto kOffices = std::to_array<std::string_view>(
      {"ambassador", "attorney", "chair", "chairman", "deputy", "foreign", "justice", "manager", "minister",
       "president", "prime", "secretary", "speaker", "vice"});
  static_assert(is_sorted(kOffices));
  return contains(kOffices, word);
}
bool is_name_suffix(std::string_view word) {
  static const auto& table = sorted(kSuffixes);
  return contains(table, word);
}
bool is_name_particle(std::string_view word) {
  static const auto& table = sorted(kParticles);
  return contains(table, word);
}

std::optional<RoleWord> role_word(std::string_view label) {
  static const std::unordered_map<std::string_view, RoleWord> by_label = [] {
    std::unordered_map<std::string_view, RoleWord> rows;
    for (const RoleRow& row : kRoleWords) rows.emplace(row.label, row.word);
    return rows;
  }();
  if (const auto row = by_label.find(label); row != by_label.end()) return row->second;
  for (std::string_view prefix : {"unidentified ", "unknown ", "unnamed "}) {
    if (label.starts_with(prefix)) return RoleWord{Role::other, true};
  }
  // "Lead Counsel", "Lead Crown": whoever leads for a side.
  if (label.starts_with("lead ") && label.find(' ', 5) == label.npos) return RoleWord{Role::counsel, true};
  // "Speaker 2", "Voice 1", "Question 3", "Interviewer 2".
  const std::size_t space = label.rfind(' ');
  if (space != label.npos && space + 1 < label.size() &&
      std::all_of(label.begin() + static_cast<std::ptrdiff_t>(space) + 1, label.end(),
                  [](char c) { return c >= '0' && c <= '9'; })) {
    if (auto word = role_word(label.substr(0, space))) return word;
  }
  return std::nullopt;
}

bool has_job_word(std::string_view words) {
  static constexpr std::string_view kJobs[] = {
      "analyst",   "associate", "chief",    "consultant", "director",  "division", "editor",  "executive",
      "founder",   "head",      "investor", "manager",    "managing",  "officer",  "partner", "producer",
      "professor", "research",  "senior",   "strategist", "treasurer", "vice"};
  return has_any_word(words, kJobs);
}

bool has_heading_word(std::string_view words) {
  static constexpr std::string_view kParts[] = {
      "agenda",     "answer",     "answers",    "appendix",  "background",   "closing",
      "conclusion", "disclaimer", "discussion", "interview", "introduction", "minutes",
      "notes",      "opening",    "outlook",    "overview",  "participants", "presentation",
      "question",   "questions",  "remarks",    "results",   "section",      "session",
      "statement",  "statements", "summary",    "topics",    "transcript",   "update"};
  return has_any_word(words, kParts);
}

bool is_metadata_key(std::string_view label) {
  static const auto& table = sorted(kMetadataKeys);
  return contains(table, label);
}
bool is_discourse_opener(std::string_view label) {
  static const auto& table = sorted(kDiscourseOpeners);
  return contains(table, label);
}

int month(std::string_view word) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = kMonths[i];
    if (word == name || (word.size() >= 3 && word.size() <= 4 && name.starts_with(word))) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

bool is_weekday(std::string_view word) {
  return std::any_of(kWeekdays.begin(), kWeekdays.end(), [&](std::string_view day) {
    return word == day || (word.size() >= 3 && word.size() <= 5 && day.starts_with(word));
  });
}

bool is_sound(std::string_view inside) {
  return std::any_of(std::begin(kSounds), std::end(kSounds),
                     [&](std::string_view sound) { return inside.starts_with(sound); });
}

}  // namespace quoth::lexicon
