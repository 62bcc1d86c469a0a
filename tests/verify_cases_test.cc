// Quotations made from the samples by known edits, and what `verify` says of them. Whatever the edit, "verbatim" is
// checked against a slow reference that shares no code with it. QUOTH_VERIFY_CASES says how many (1,000).
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/verify_stream.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using Words = std::vector<std::string>;

/// The words of a text in small letters; an apostrophe or point between letters or digits is part of one. Good for what
/// the samples have.
Words plain_words(std::string_view text) {
  Words words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool next =
        at + c.length < text.size() && is_alphanumeric(code_point_at(text, at + c.length).value);
    if (is_alphanumeric(c.value) || is_numeric(c.value)) {
      word += to_lower(text.substr(at, c.length));
    } else if ((c.value == '\'' || c.value == 0x2019) && !word.empty() && next) {
      word += '\'';
    } else if ((c.value == '.' || c.value == ':') && !word.empty() &&
               is_digit(static_cast<unsigned char>(word.back())) && next) {
      word += static_cast<char>(c.value);
    } else if (c.value != ',' || word.empty() || !next ||
               !is_digit(static_cast<unsigned char>(word.back()))) {
      end();
    }
    at += c.length;
  }
  end();
  return words;
}

struct Said {
  std::string speaker;
  std::vector<std::string> sentences;
  Words words;
};

/// The samples, one of them left out of the store.
struct Samples {
  std::vector<Said> turns;
  std::vector<std::string> elsewhere;  // sentences of the one left out
  std::vector<std::string> vocabulary;
  std::set<std::string> speakers;
};

std::vector<std::string> sentences_of(const Record& record, std::size_t turn) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < record.sentences.span.size(); ++i) {
    if (record.sentences.turn[i] == TurnId(turn))
      out.push_back(fold_space(record.document.slice(record.sentences.span[i])));
  }
  return out;
}

Store load(const std::vector<std::string>& paths) {
  Stop stop;
  auto store = store_of_files(paths, 2, stop, [](const Error& error) { ADD_FAILURE() << to_string(error); });
  EXPECT_TRUE(store.has_value());
  return std::move(*store);
}

Store load_samples(Samples& samples) {
  std::vector<std::string> paths, left_out;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(QUOTH_SOURCE_DIR) + "/samples")) {
    if (!entry.is_regular_file()) continue;
    (entry.path().string().find("podcast") != std::string::npos ? left_out : paths).push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::set<std::string> vocabulary;
  const auto each_turn = [](Store& store, const auto& use) {
    const auto numbers = *store.numbers();
    for (const std::int64_t number : numbers) {
      const auto record = store.load(number);
      for (std::size_t i = 0; i < record->turns.size(); ++i) use(*record, i);
    }
  };
  Store store = load(paths), other = load(left_out);
  each_turn(store, [&](const Record& record, std::size_t i) {
    const auto& speaker = record.turns[i].speaker;
    Said said{speaker ? record.speakers[speaker->index()].name : "", sentences_of(record, i), {}};
    for (const std::string& sentence : said.sentences) {
      for (std::string& word : plain_words(sentence)) said.words.push_back(std::move(word));
    }
    vocabulary.insert(said.words.begin(), said.words.end());
    if (!said.speaker.empty()) samples.speakers.insert(said.speaker);
    samples.turns.push_back(std::move(said));
  });
  each_turn(other, [&](const Record& record, std::size_t i) {
    for (const std::string& sentence : sentences_of(record, i)) samples.elsewhere.push_back(sentence);
  });
  samples.vocabulary.assign(vocabulary.begin(), vocabulary.end());
  return store;
}

/// A quotation and the answers that are right.
struct Case {
  std::string kind;
  Quotation quotation;
  std::set<VerifyStatus> right;
  bool speaker_differs = false;
  bool negation = false, number = false;
  bool marked = false;  // has an omission or a bracket, which the reference does not read
};

std::string join(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Words split(const std::string& text) {
  Words out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

class Generator {
 public:
  explicit Generator(const Samples& samples) : samples_(samples) {}

  Case next() {
    for (;;) {
      Case made = make(kinds_[n_++ % kinds_.size()]);
      if (!made.kind.empty()) return made;
    }
  }

 private:
  using Status = VerifyStatus;

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  template <typename T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  const Said& turn_with(std::size_t n_sentences) {
    for (;;) {
      const Said& said = one_of(samples_.turns);
      if (said.sentences.size() >= n_sentences) return said;
    }
  }
  /// A sentence of so many words.
  std::string sentence(std::size_t least) {
    for (;;) {
      const std::string& found = one_of(turn_with(1).sentences);
      if (plain_words(found).size() >= least) return found;
    }
  }
  std::string other_word(const std::string& than) {
    for (;;) {
      const std::string& word = one_of(samples_.vocabulary);
      if (word.size() > 3 && plain_words(than) != Words{word}) return word;
    }
  }

  std::string restyled(std::string text) {
    std::string out = below(2) != 0 ? "“" : " \"";
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool inner = i > 0 && i + 1 < text.size();
      const bool before_digit = inner && is_digit(static_cast<unsigned char>(text[i + 1]));
      if (c == ',' && below(2) != 0) continue;
      if (c == ' ' && before_digit) {
        out += c;
      } else if (c == ' ' && below(9) == 0) {
        out += below(2) != 0 ? "  " : "\n\n";
      } else if (c == ' ' && below(25) == 0) {
        out += " – ";
      } else {
        out += c;
      }
    }
    while (out.ends_with('.') || out.ends_with('?') || out.ends_with('!')) out.pop_back();
    return out + (below(2) != 0 ? "”" : "!\"");
  }

  Case make(const std::string& kind) {
    Case made{.kind = kind};
    if (kind == "typography") {
      const Said& said = turn_with(1);
      const std::size_t begin = below(said.sentences.size());
      const std::size_t end = std::min(said.sentences.size(), begin + 1 + below(3));
      std::string text;
      for (std::size_t i = begin; i < end; ++i) text += (text.empty() ? "" : " ") + said.sentences[i];
      made.quotation.text = restyled(text);
      made.right = {Status::verbatim};
    } else if (kind == "marked") {
      Words words = split(sentence(12));
      const std::size_t at = 3 + below(3);
      if (below(2) != 0) {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at),
                    words.begin() + static_cast<std::ptrdiff_t>(at + 4));
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), below(2) != 0 ? "..." : "[…]");
      } else {
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), "[as she put it]");
      }
      made.quotation.text = join(words);
      made.right = {Status::verbatim};
      made.marked = true;
    } else if (kind == "word changed") {
      Words words = split(sentence(5));
      std::string& word = words[below(words.size())];
      if (plain_words(word).size() != 1) return {};
      word = other_word(word);
      made.quotation.text = join(words);
      made.right = {Status::altered};
    } else if (kind == "not") {
      return turn_round();
    } else if (kind == "number") {
      return other_number();
    } else if (kind == "words left out") {
      Words words = split(sentence(14));
      const std::size_t at = 4 + below(words.size() - 11), n = 1 + below(4);
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(at),
                  words.begin() + static_cast<std::ptrdiff_t>(at + n));
      made.quotation.text = join(words);
      made.right = {Status::altered};
    } else if (kind == "sentences left out") {
      const Said& said = turn_with(3);
      const std::size_t at = below(said.sentences.size() - 2);
      for (const std::size_t i : {at, at + 1, at + 2}) {
        if (plain_words(said.sentences[i]).size() < 5) return {};
      }
      made.quotation.text = said.sentences[at] + " " + said.sentences[at + 2];
      made.right = {Status::spliced};
    } else if (kind == "two passages") {
      made.quotation.text = sentence(7) + " " + sentence(7);
      made.right = {Status::spliced};
    } else if (kind == "another speaker") {
      const Said& said = turn_with(1);
      made.quotation = {one_of(said.sentences),
                        *std::next(samples_.speakers.begin(),
                                   static_cast<std::ptrdiff_t>(below(samples_.speakers.size())))};
      if (said.speaker.empty() || plain_words(made.quotation.text).size() < 6) return {};
      made.speaker_differs = made.quotation.speaker != said.speaker;
      made.right = {Status::verbatim};
    } else if (kind == "paraphrase") {
      Words words = split(sentence(8));
      for (std::string& word : words) {
        if (below(10) < 7) word = other_word(word);
      }
      made.quotation.text = join(words);
      made.right = {Status::altered, Status::not_found};
    } else {
      made.quotation.text = one_of(samples_.elsewhere);
      if (plain_words(made.quotation.text).size() < 7) return {};
      made.right = {Status::not_found};
    }
    return made;
  }

  /// A "not" taken out of a sentence, or put in behind an auxiliary.
  Case turn_round() {
    Case made{.kind = "not", .right = {Status::altered}, .negation = true};
    Words words = split(sentence(6));
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      std::string& word = words[i];
      if (word == "not" || word == "never") {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      } else if (const std::size_t contracted = word.find("n't");
                 contracted != std::string::npos && word != "can't" && word != "won't") {
        word.erase(contracted);
      } else if (static constexpr std::array kAuxiliaries = {"is", "was", "are", "were", "will", "would",
                                                             "have", "had", "could"};
                 std::find(kAuxiliaries.begin(), kAuxiliaries.end(), word) != kAuxiliaries.end() &&
                 words[i + 1] != "not") {
        word += " not";
      } else {
        continue;
      }
      made.quotation.text = join(words);
      return made;
    }
    return {};
  }

  Case other_number() {
    Case made{.kind = "number", .right = {Status::altered}, .number = true};
    Words words = split(sentence(5));
    for (std::string& word : words) {
      const std::size_t digit = word.find_first_of("123456789");
      if (digit == std::string::npos) continue;
      word[digit] = word[digit] == '9' ? '1' : static_cast<char>(word[digit] + 1);
      made.quotation.text = join(words);
      return made;
    }
    return {};
  }

  const Samples& samples_;
  std::mt19937 random_{1};
  std::size_t n_ = 0;
  std::vector<std::string> kinds_ = {
      "typography",         "marked",       "word changed",    "not",        "number",    "words left out",
      "sentences left out", "two passages", "another speaker", "paraphrase", "never said"};
};

bool says(const Samples& samples, const Words& quote) {
  return std::any_of(samples.turns.begin(), samples.turns.end(), [&](const Said& said) {
    return std::search(said.words.begin(), said.words.end(), quote.begin(), quote.end()) != said.words.end();
  });
}

bool has_danger(const Verdict& verdict, bool Difference::*danger) {
  return std::any_of(verdict.matches.begin(), verdict.matches.end(), [&](const VerifyMatch& match) {
    return std::any_of(match.differences.begin(), match.differences.end(),
                       [&](const Difference& difference) { return difference.*danger; });
  });
}

TEST(VerifyCases, StatusIsRightAndVerbatimIsNoLie) {
  Samples samples;
  Store store = load_samples(samples);
  Generator generator(samples);
  const char* wanted = std::getenv("QUOTH_VERIFY_CASES");
  const std::size_t n_cases = wanted != nullptr ? std::strtoul(wanted, nullptr, 10) : 1000;
  std::map<std::string, std::pair<std::size_t, std::size_t>> right_of;  // right, all
  std::size_t right = 0;
  for (std::size_t n = 0; n < n_cases;) {
    const Case made = generator.next();
    const Words words = plain_words(made.quotation.text);
    const bool said = says(samples, words);
    // By chance an edit may make what somebody did say.
    if (said != made.right.contains(VerifyStatus::verbatim) && !made.marked) continue;
    ++n;
    const auto verdict = verify(store, made.quotation);
    ASSERT_TRUE(verdict.has_value()) << made.quotation.text;
    bool good = made.right.contains(verdict->status) && verdict->speaker_differs == made.speaker_differs;
    if (made.negation) good = good && has_danger(*verdict, &Difference::negation);
    if (made.number) good = good && has_danger(*verdict, &Difference::number);
    if (verdict->status == VerifyStatus::verbatim && !made.marked) {
      ASSERT_TRUE(said) << made.kind << ": " << made.quotation.text;
    }
    right_of[made.kind].first += good;
    ++right_of[made.kind].second;
    right += good;
    if (!good && std::getenv("QUOTH_VERIFY_SHOW") != nullptr)
      std::printf("%s: %s: %s\n", made.kind.c_str(), std::string(to_string(verdict->status)).c_str(),
                  made.quotation.text.c_str());
  }
  for (const auto& [kind, count] : right_of)
    std::printf("%-20s %zu of %zu\n", kind.c_str(), count.first, count.second);
  EXPECT_GE(static_cast<double>(right), 0.99 * static_cast<double>(n_cases));
}

}  // namespace
}  // namespace quoth
