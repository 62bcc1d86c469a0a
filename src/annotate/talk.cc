#include "annotate/talk.h"

#include <algorithm>
#include <set>
#include <string>

#include "annotate/names.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using Words = std::set<std::string, std::less<>>;

bool is_in(const Words& words, std::string_view word) { return words.find(word) != words.end(); }

/// Words by which somebody is addressed without a name, and what they are written as in a register.
bool is_title(std::string_view word) {
  static const Words titles = {
      "president", "minister",   "senator",        "congressman",  "congresswoman",  "governor",
      "mayor",     "chairman",   "chairwoman",     "chair",        "chairperson",    "speaker",
      "secretary", "ambassador", "chancellor",     "commissioner", "general",        "colonel",
      "admiral",   "captain",    "judge",          "justice",      "professor",      "doctor",
      "premier",   "excellency", "honor",          "honour",       "majesty",        "counsel",
      "counselor", "moderator",  "director",       "inspector",    "representative", "sir",
      "ma'am",     "madam",      "vice-president", "deputy",       "prosecutor",     "attorney"};
  return is_in(titles, word);
}

/// Where words stand between double quotation marks, turn by turn.
std::vector<Span> quoted_spans(std::string_view text, Span turn) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<Span> out;
  std::uint32_t open = kNone;
  for (std::uint32_t at = turn.begin; at < turn.end;) {
    const CodePoint c = code_point_at(text, at);
    const bool opens =
        c.value == 0x201C || c.value == 0x201E || c.value == 0xAB || (c.value == '"' && open == kNone);
    const bool closes = c.value == 0x201D || c.value == 0xBB || c.value == '"';
    if (opens) {
      open = at;
    } else if (closes && open != kNone) {
      out.push_back({open, at});
      open = kNone;
    }
    at += c.length;
  }
  return out;
}

class TalkReader {
 public:
  TalkReader(std::string_view text, const Record& record, const std::vector<MentionView>& mentions)
      : text_(text), record_(record), tokens_(record.tokens), mentions_(mentions) {
    addressee_.resize(record.turns.size());
    is_answer_.resize(record.turns.size());
    for (const Exchange& exchange : record.exchanges) read_exchange(exchange);
    for (std::size_t t = 0; t < record.turns.size(); ++t) {
      if (!addressee_[t]) addressee_[t] = other_around(t);
    }
  }

  std::vector<TalkMeaning> read() {
    std::vector<TalkMeaning> out;
    out.reserve(mentions_.size());
    for (const MentionView& m : mentions_) out.push_back(m.turn ? read_one(m) : TalkMeaning{});
    return out;
  }

 private:
  const std::optional<SpeakerId>& speaker_of(TurnId turn) const {
    return record_.turns[turn.index()].speaker;
  }

  /// The one speaker of these turns, if it is one and not `but`.
  std::optional<SpeakerId> one_of(const std::vector<TurnId>& turns, std::optional<SpeakerId> but) const {
    std::optional<SpeakerId> one;
    for (const TurnId turn : turns) {
      const auto& speaker = speaker_of(turn);
      if (!speaker || speaker == but) continue;
      if (one && one != speaker) return std::nullopt;
      one = speaker;
    }
    return one;
  }

  void read_exchange(const Exchange& exchange) {
    for (const TurnId turn : exchange.question) {
      if (const auto one = one_of(exchange.answer, speaker_of(turn))) addressee_[turn.index()] = one;
    }
    for (const TurnId turn : exchange.answer) {
      is_answer_[turn.index()] = true;
      if (const auto one = one_of(exchange.question, speaker_of(turn))) addressee_[turn.index()] = one;
    }
  }

  /// Who speaks before and after, where that is one and the same.
  std::optional<SpeakerId> other_around(std::size_t turn) const {
    const auto& speaker = record_.turns[turn].speaker;
    std::optional<SpeakerId> before, after;
    if (turn > 0) before = record_.turns[turn - 1].speaker;
    if (turn + 1 < record_.turns.size()) after = record_.turns[turn + 1].speaker;
    const auto& one = before ? before : after;
    const bool agree = !before || !after || before == after;
    return speaker && one && agree && one != speaker ? one : std::nullopt;
  }

  TalkMeaning read_one(const MentionView& m) {
    TalkMeaning out;
    const auto& speaker = speaker_of(*m.turn);
    if (m.kind == MentionKind::pronoun && m.person == 1) {
      const bool quoted = is_quoted(m);
      if (m.number == Number::plural) {
        out.includes_speaker = !quoted && speaker.has_value();
      } else if (quoted) {
        out.is_no_speaker = true;
      } else {
        out.speaker = speaker;
      }
    } else if (m.kind == MentionKind::pronoun && m.person == 2) {
      const auto& to = addressee_[m.turn->index()];
      const bool addresses =
          !is_quoted(m) && !is_filler(m) && (!is_answer_[m.turn->index()] || is_plain_address(m));
      if (to && addresses) {
        out.speaker = to;
      } else {
        out.is_no_speaker = true;
      }
    } else if (is_address(m)) {
      out.speaker = bearer(m);
    } else if (m.kind == MentionKind::nominal && is_title(word(m.head))) {
      out.speaker = labelled(m);
    }
    return out;
  }

  bool is_quoted(const MentionView& m) {
    if (quotes_of_ != m.turn) {
      quotes_of_ = m.turn;
      quotes_ = quoted_spans(text_, record_.turns[m.turn->index()].span);
    }
    return std::any_of(quotes_.begin(), quotes_.end(), [&](Span q) { return q.contains(m.span); });
  }

  std::string word(std::uint32_t w) const { return to_lower(slice(text_, tokens_.span[w])); }
  std::string_view relation(std::uint32_t w) const {
    const std::string_view whole = tokens_.deprel[w];
    return whole.substr(0, whole.find(':'));
  }
  std::optional<std::uint32_t> governor(std::uint32_t w) const {
    return tokens_.head[w] < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(tokens_.head[w]));
  }

  /// "you know", "you see", "mind you" thrown in.
  bool is_filler(const MentionView& m) const {
    const auto verb = governor(m.head);
    if (!verb || relation(m.head) != "nsubj") return false;
    const std::string& lemma = tokens_.lemma[*verb];
    const bool thrown_in = relation(*verb) == "parataxis" || relation(*verb) == "discourse";
    return (lemma == "know" || lemma == "see") && thrown_in && *verb == m.head + 1;
  }

  bool has_subject_i(std::uint32_t verb, std::uint32_t from) const {
    for (std::uint32_t w = from; w-- > 0 && from - w < 8;) {
      if (tokens_.head[w] != static_cast<std::int32_t>(verb)) continue;
      const std::string subject = word(w);
      if (relation(w) == "nsubj" && (subject == "i" || subject == "we")) return true;
    }
    return false;
  }

  bool is_plain_address(const MentionView& m) const {
    static const Words of_asking = {"ask",     "say", "mention", "refer", "raise", "quote", "describe",
                                    "suggest", "put", "point",   "note",  "tell",  "state", "cite"};
    static const Words of_telling = {"tell",    "assure",  "give",   "thank", "answer", "remind",
                                     "promise", "ask",     "show",   "send",  "say",    "explain",
                                     "refer",   "correct", "thanks", "agree", "hear"};
    static const Words of_press = {"question",  "questions", "paper",     "newspaper",  "program",
                                   "programme", "viewers",   "listeners", "readers",    "network",
                                   "station",   "magazine",  "colleague", "colleagues", "interview",
                                   "audience",  "channel",   "time",      "point"};
    const Span sentence = record_.sentences.span[m.sentence];
    if (trim(slice(text_, sentence)).ends_with('?')) return true;
    const auto verb = governor(m.head);
    if (!verb) return false;
    const std::string_view how = relation(m.head);
    const std::string& lemma = tokens_.lemma[*verb];
    if (how == "nmod" || how == "det") return is_in(of_press, word(*verb));
    if (how == "nsubj") {
      const std::string& tag = tokens_.xpos[*verb];
      const bool told = is_in(of_asking, lemma) && (tag == "VBD" || tag == "VBN" || tag == "VBG");
      const bool as_you =
          m.head > 0 && word(m.head - 1) == "as" && (lemma == "know" || lemma == "say" || lemma == "see");
      return told || as_you;
    }
    if (how == "obj" || how == "iobj" || how == "obl") {
      return lemma == "thank" || lemma == "thanks" ||
             (is_in(of_telling, lemma) && has_subject_i(*verb, m.head));
    }
    return false;
  }

  /// Titles alone, between commas or at the edges of a sentence, or hung on as an address.
  bool is_address(const MentionView& m) const {
    if (m.kind == MentionKind::pronoun || m.is_named || !is_title(word(m.head))) return false;
    for (std::uint32_t w = m.first; w <= m.last; ++w) {
      const std::string& upos = tokens_.upos[w];
      const bool fits =
          upos == "PROPN" || upos == "NOUN" || upos == "ADJ" || upos == "PUNCT" || word(w) == "your";
      if (!fits) return false;
    }
    if (relation(m.head) == "vocative") return true;
    const Span sentence = record_.sentences.span[m.sentence];
    const std::string_view before = trim(slice(text_, {sentence.begin, m.phrase.begin}));
    const std::string_view after = trim(slice(text_, {m.phrase.end, std::max(m.phrase.end, sentence.end)}));
    const bool opens = before.empty() || before.back() == ',';
    const bool closes = after.empty() || is_in({",", ".", "?", "!"}, after.substr(0, 1));
    return opens && closes && !(before.empty() && after.empty());
  }

  /// Who bears the title that a mention is: by the register, or else the one spoken to.
  std::optional<SpeakerId> bearer(const MentionView& m) const {
    const auto& here = speaker_of(*m.turn);
    const std::string title = word(m.head);
    std::optional<SpeakerId> one;
    bool several = false;
    for (std::size_t s = 0; s < record_.speakers.size(); ++s) {
      if (here == SpeakerId(s) || !has_title(record_.speakers[s], title)) continue;
      several = several || one.has_value();
      one = SpeakerId(s);
    }
    const auto& to = addressee_[m.turn->index()];
    if (one && !several) return one;
    if (several) return to && has_title(record_.speakers[to->index()], title) ? to : std::nullopt;
    return to;
  }

  /// Whose label in the record the words of a mention are: "the President".
  std::optional<SpeakerId> labelled(const MentionView& m) const {
    const auto letters = [](std::string_view name) {
      std::string lower = to_lower(name);
      if (lower.starts_with("the ")) lower.erase(0, 4);
      return letters_of(lower);
    };
    const std::string called = letters(slice(text_, m.span));
    for (std::size_t s = 0; s < record_.speakers.size(); ++s) {
      const Speaker& speaker = record_.speakers[s];
      const bool is_one = std::any_of(speaker.labels.begin(), speaker.labels.end(),
                                      [&](const std::string& label) { return letters(label) == called; });
      if (is_one || letters(speaker.name) == called) return SpeakerId(s);
    }
    return std::nullopt;
  }

  static bool has_title(const Speaker& speaker, const std::string& title) {
    const bool is_chair = title.starts_with("chair") || title == "speaker" || title == "moderator";
    if (is_chair && (speaker.role == Role::chair || speaker.role == Role::moderator)) return true;
    std::string all = speaker.name + ' ' + speaker.affiliation;
    for (const std::string& label : speaker.labels) all += ' ' + label;
    const std::string lower = to_lower(all);
    for (std::size_t at = lower.find(title); at != std::string::npos; at = lower.find(title, at + 1)) {
      const std::size_t end = at + title.size();
      const bool begins = at == 0 || !is_alphanumeric(code_point_before(lower, at).value);
      const bool ends = end == lower.size() || !is_alphanumeric(code_point_at(lower, end).value);
      if (begins && ends) return true;
    }
    return false;
  }

  const std::string_view text_;
  const Record& record_;
  const Tokens& tokens_;
  const std::vector<MentionView>& mentions_;
  std::vector<std::optional<SpeakerId>> addressee_;  // of each turn
  std::vector<bool> is_answer_;
  std::optional<TurnId> quotes_of_;
  std::vector<Span> quotes_;
};

}  // namespace

std::vector<TalkMeaning> read_talk(std::string_view text, const Record& record,
                                   const std::vector<MentionView>& mentions) {
  return TalkReader(text, record, mentions).read();
}

}  // namespace quoth
