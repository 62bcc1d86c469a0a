#include "annotate/sentences.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "annotate/abbreviations.h"
#include "annotate/sentence_splitter.h"
#include "text/unicode.h"

namespace quoth {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "\u00A6";

// Golden cases: blocks of a file, with a mark where each sentence ends.

struct SentenceCase {
  std::string remarks;  // the lines before the text, as they stand in the file
  std::string text;     // without marks
  std::vector<std::string> expected;
  bool known_failure = false;
};

std::vector<std::string> pieces_between_marks(std::string_view marked) {
  std::vector<std::string> pieces;
  while (!marked.empty()) {
    const std::size_t end = std::min(marked.find(kMark), marked.size());
    if (const std::string_view piece = trim(marked.substr(0, end)); !piece.empty())
      pieces.emplace_back(piece);
    marked.remove_prefix(std::min(marked.size(), end + kMark.size()));
  }
  return pieces;
}

SentenceCase read_case(std::string_view block) {
  SentenceCase read;
  while (block.starts_with('#')) {
    read.known_failure = read.known_failure || block.starts_with("#?");
    const std::size_t end = std::min(block.find('\n'), block.size() - 1) + 1;
    read.remarks += block.substr(0, end);
    block.remove_prefix(end);
  }
  read.expected = pieces_between_marks(block);
  read.text = block;
  for (std::size_t at = read.text.find(kMark); at != std::string::npos; at = read.text.find(kMark, at)) {
    read.text.erase(at, kMark.size());
  }
  return read;
}

std::vector<SentenceCase> read_cases(const fs::path& path) {
  std::ifstream file(path);
  const std::string all((std::istreambuf_iterator<char>(file)), {});
  std::vector<SentenceCase> cases;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find("\n\n", at), all.size());
    cases.push_back(read_case(trim(std::string_view(all).substr(at, end - at))));
    at = end + 2;
  }
  return cases;
}

std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> found;
  for (const Span span : split_sentences(text)) found.emplace_back(slice(text, span));
  return found;
}

/// The file as it would have to be for every case to pass; cases that are known to fail are left alone.
std::string updated(const std::vector<SentenceCase>& cases) {
  std::string out;
  for (const SentenceCase& one : cases) {
    if (!out.empty()) out += "\n\n";
    out += one.remarks;
    std::vector<std::string> sentences = one.known_failure ? one.expected : sentences_of(one.text);
    std::string_view rest = one.text;
    for (const std::string& sentence : sentences) {
      const std::size_t end = rest.find(sentence) + sentence.size();
      (out += rest.substr(0, end)) += kMark;
      rest.remove_prefix(end);
    }
    out += rest;
  }
  return out + "\n";
}

TEST(SentencesGolden, Cases) {
  const bool update = std::getenv("QUOTH_UPDATE") != nullptr;
  int n = 0, right = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(QUOTH_SOURCE_DIR) / "tests/golden/sentences")) {
    const std::vector<SentenceCase> cases = read_cases(entry.path());
    for (const SentenceCase& one : cases) {
      if (one.text.empty()) continue;
      ++n;
      const std::vector<std::string> found = sentences_of(one.text);
      right += found == one.expected ? 1 : 0;
      if (update) continue;
      if (one.known_failure) {
        EXPECT_NE(found, one.expected) << entry.path().filename() << ": passes now, take its remark away";
      } else {
        EXPECT_EQ(found, one.expected) << entry.path().filename();
      }
    }
    if (update) std::ofstream(entry.path()) << updated(cases);
  }
  std::printf("sentences: %d of %d golden cases\n", right, n);
  EXPECT_GE(n, 100);
  EXPECT_GE(right * 100, n * 95);
}

// Turns and paragraphs.

/// A document of which '{' and '}' (left out of the text) enclose inserts. Paragraphs are parted by empty
/// lines; those that are an insert as a whole are paragraphs too.
struct Talk {
  Document document;
  std::vector<Turn> turns;
  std::vector<Block> blocks;
};

/// Adds what a turn of `marked` says to `builder`, and gives the turn.
Turn add_turn(std::string_view marked, DocumentBuilder& builder, std::vector<Block>& blocks) {
  Turn turn;
  std::uint32_t begin = builder.text.size();
  const auto close = [&](bool insert) {
    const Span span = trim(builder.text.text(), {begin, builder.text.size()});
    begin = builder.text.size();
    if (span.empty()) return;
    if (insert) {
      blocks.push_back({span, BlockKind::stage_direction});
    } else {
      turn.spans.push_back(span);
    }
  };
  for (const char c : marked) {
    if (c == '{' || c == '}') {
      close(c == '}');
    } else {
      builder.text.append_verbatim({&c, 1}, builder.text.size());
    }
  }
  close(false);
  if (!turn.spans.empty()) turn.span = {turn.spans.front().begin, turn.spans.back().end};
  return turn;
}

void add_paragraphs(DocumentBuilder& builder) {
  const std::string_view text = builder.text.text();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    if (const Span span = trim(text, make_span(at, end)); !span.empty()) builder.paragraphs.push_back({span});
    at = end + 2;
  }
}

Talk talk_of(const std::vector<std::string>& marked_turns) {
  Talk talk;
  DocumentBuilder builder;
  for (const std::string& marked : marked_turns) {
    builder.separate(builder.text.size());
    talk.turns.push_back(add_turn(marked, builder, talk.blocks));
  }
  std::erase_if(talk.turns, [](const Turn& turn) { return turn.spans.empty(); });
  add_paragraphs(builder);
  talk.document = std::move(builder).seal(Format::plain_text, "", "");
  return talk;
}

std::vector<std::string> found_in(const Talk& talk) {
  std::vector<std::string> found;
  for (const Span span : find_sentences(talk.document, talk.blocks, talk.turns).span) {
    found.emplace_back(talk.document.slice(span));
  }
  return found;
}

using Texts = std::vector<std::string>;

TEST(Sentences, OfTurnsNeverCrossThem) {
  const Talk talk = talk_of({"Did you see Mr.", "Okafor? Yes. I", "did."});
  EXPECT_EQ(found_in(talk), (Texts{"Did you see Mr.", "Okafor?", "Yes.", "I", "did."}));
  const Sentences sentences = find_sentences(talk.document, talk.blocks, talk.turns);
  ASSERT_EQ(sentences.turn.size(), 5u);
  EXPECT_EQ(sentences.turn[0], TurnId(0));
  EXPECT_EQ(sentences.turn[3], TurnId(1));
  EXPECT_EQ(sentences.turn[4], TurnId(2));
}

TEST(Sentences, RunOverInserts) {
  EXPECT_EQ(found_in(talk_of({"We went {[laughter]} home. {[applause]} We slept."})),
            (Texts{"We went [laughter] home.", "We slept."}));
  EXPECT_EQ(found_in(talk_of({"The bridge{[2]}. It fell.{[3]}"})), (Texts{"The bridge[2].", "It fell."}));
  EXPECT_EQ(found_in(talk_of({"It fell.{[Laughter]}And we ran."})), (Texts{"It fell.", "And we ran."}));
}

TEST(Sentences, RunOverParagraphsOnlyWhereAnInsertCutsThem) {
  EXPECT_EQ(found_in(talk_of({"We went to the\n\n{[A bell rings.]}\n\nold mill. It was late."})),
            (Texts{"We went to the\n\n[A bell rings.]\n\nold mill.", "It was late."}));
  EXPECT_EQ(found_in(talk_of({"We went --\n\n{[A bell rings.]}\n\n-- to the mill."})),
            (Texts{"We went --\n\n[A bell rings.]\n\n-- to the mill."}));
  EXPECT_EQ(found_in(talk_of({"We went to the\n\n{[A bell rings.]}\n\nThe old mill."})),
            (Texts{"We went to the", "The old mill."}));
  EXPECT_EQ(found_in(talk_of({"we went to the\n\nold mill"})), (Texts{"we went to the", "old mill"}));
}

TEST(Sentences, OfProseAreThoseOfItsParagraphsWithoutBoilerplate) {
  Talk talk = talk_of({"The Mill\n\nIt is old. It is dry.\n\n{Share this page.}"});
  talk.turns.clear();
  EXPECT_EQ(found_in(talk), (Texts{"The Mill", "It is old.", "It is dry.", "Share this page."}));
  talk.blocks.front().kind = BlockKind::boilerplate;
  EXPECT_EQ(found_in(talk), (Texts{"The Mill", "It is old.", "It is dry."}));
  EXPECT_FALSE(find_sentences(talk.document, talk.blocks, talk.turns).turn.front().has_value());
}

TEST(Sentences, OfNothingAreNone) {
  EXPECT_TRUE(find_sentences(Document(), {}, {}).span.empty());
  EXPECT_TRUE(split_sentences("").empty());
  EXPECT_TRUE(split_sentences(" \n\u00A0 ").empty());
}

// Properties: on text made of what the rules look at.

rc::Gen<std::string> any_text() {
  const std::vector<std::string> atoms = {
      "The", "we",     "Mr.",    "No.", "U.S.",   "p.m.", "3",  "2.5",    "1.)",    "a.",
      "i.",  "etc.",   "Ann",    "J.",  ".",      "...",  "?!", ". . .",  "\u2026", "--",
      " ",   " ",      " ",      "\n",  "\u00A0", "(",    ")",  "[4]",    "[",      "]",
      "\"",  "\u201C", "\u201D", "``",  "''",     "'",    "*",  "\u2022", "\u00E9", "Yahoo!"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(atoms)),
                      [](const auto& parts) {
                        std::string text;
                        for (const std::string& part : parts) text += part;
                        return text;
                      });
}

std::string without_space(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_space(c.value)) out += text.substr(at, c.length);
    at += c.length;
  }
  return out;
}

RC_GTEST_PROP(SentencesProperty, SplitLosesNothing, ()) {
  const std::string text = *any_text();
  std::string joined;
  std::uint32_t end = 0;
  for (const Span span : split_sentences(text)) {
    RC_ASSERT(!span.empty());
    RC_ASSERT(span.begin >= end);
    RC_ASSERT(span == trim(text, span));
    end = span.end;
    joined += slice(text, span);
  }
  RC_ASSERT(without_space(joined) == without_space(text));
}

/// What the spans of all turns say, without white space.
std::string said_in(const Talk& talk) {
  std::string said;
  for (const Turn& turn : talk.turns) {
    for (const Span span : turn.spans) said += without_space(talk.document.slice(span));
  }
  return said;
}

RC_GTEST_PROP(SentencesProperty, TurnsLoseNothing, ()) {
  std::vector<std::string> marked;
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    marked.push_back(*any_text() + "{" + *any_text() + "}" + *any_text() + "\n\n{" + *any_text() + "}\n\n" +
                     *any_text());
  }
  const Talk talk = talk_of(marked);
  const Sentences sentences = find_sentences(talk.document, talk.blocks, talk.turns);
  RC_ASSERT(sentences.span.size() == sentences.turn.size());
  std::string joined;
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < sentences.span.size(); ++i) {
    const Span span = sentences.span[i];
    RC_ASSERT(!span.empty());
    RC_ASSERT(span.begin >= end);
    RC_ASSERT(span == trim(talk.document.text(), span));
    end = span.end;
    if (talk.turns.empty()) continue;
    const Turn& turn = talk.turns[sentences.turn[i].value().index()];
    RC_ASSERT(turn.span.contains(span));
    for (const Span part : turn.spans) {
      const Span common = {std::max(part.begin, span.begin), std::min(part.end, span.end)};
      if (!common.empty()) joined += without_space(talk.document.slice(common));
    }
  }
  RC_ASSERT(talk.turns.empty() || joined == said_in(talk));
}

// The tables.

TEST(Abbreviations, AskForACapitalWhereTheyAreWordsInLowerCase) {
  EXPECT_TRUE(abbreviations_of("Gen").has(Abbreviation::title));
  EXPECT_TRUE(abbreviations_of("GEN").has(Abbreviation::title));
  EXPECT_FALSE(abbreviations_of("gen").any());
  EXPECT_TRUE(abbreviations_of("no").has(Abbreviation::number));
  EXPECT_FALSE(abbreviations_of("harbour").any());
  EXPECT_FALSE(abbreviations_of("").any());
  EXPECT_FALSE(abbreviations_of(std::string(100, 'x')).any());
}

TEST(Abbreviations, MayBeOfSeveralKinds) {
  const Abbreviations sec = abbreviations_of("Sec");
  EXPECT_TRUE(sec.has(Abbreviation::title));
  EXPECT_TRUE(sec.has(Abbreviation::number));
  EXPECT_TRUE(sec.has(Abbreviation::measure));
}

TEST(Words, AreKnownInAnyCaseAndWithEitherApostrophe) {
  EXPECT_TRUE(is_word(WordClass::opener, "THE"));
  EXPECT_TRUE(is_word(WordClass::subject, "we\u2019re"));
  EXPECT_TRUE(is_word(WordClass::subject, "We're"));
  EXPECT_FALSE(is_word(WordClass::opener, "harbour"));
  EXPECT_FALSE(is_word(WordClass::opener, ""));
}

}  // namespace
}  // namespace quoth
