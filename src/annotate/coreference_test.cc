#include "annotate/coreference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/column_writer.h"

namespace quoth {
namespace {

using ::testing::ElementsAre;

/// Mentions of one word each, and what is said of their links.
class Mentions {
 public:
  MentionView& add(std::string_view word, MentionKind kind = MentionKind::nominal) {
    if (!text_.empty()) text_ += ' ';
    const std::size_t at = text_.size();
    text_ += word;
    tokens_.span.push_back(make_span(at, text_.size()));
    tokens_.head.push_back(-1);
    upos_.add("NOUN");
    MentionView m;
    m.first = m.last = m.head = static_cast<std::uint32_t>(views_.size());
    m.span = m.phrase = tokens_.span.back();
    m.kind = kind;
    views_.push_back(m);
    links_.emplace_back();
    known_.emplace_back();
    return views_.back();
  }
  void link(std::vector<Antecedent> antecedents) {
    Links& links = links_.back();
    for (const Antecedent& a : antecedents) {
      links.antecedents[links.n++] = a;
      links.fresh -= a.probability;
    }
  }
  Known& known() { return known_.back(); }

  std::vector<std::uint32_t> entities() const {
    std::vector<std::uint32_t> out;
    for (const Assignment& a : join_mentions(text_, tokens_, views_, links_, known_)) out.push_back(a.entity);
    return out;
  }

 private:
  std::string text_;
  Tokens tokens_;
  ColumnWriter<std::uint16_t> upos_{tokens_.upos};
  std::vector<MentionView> views_;
  std::vector<Links> links_;
  std::vector<Known> known_;
};

TEST(Coreference, TheLikeliestAntecedentThatAgrees) {
  Mentions m;
  m.add("minister");
  m.add("she", MentionKind::pronoun).gender = Gender::she;
  m.link({{0, 0.9F}});
  m.add("mayor");
  m.add("he", MentionKind::pronoun).gender = Gender::he;
  m.link({{1, 0.7F}, {2, 0.2F}});
  m.add("ferry");
  m.link({{0, 0.1F}});
  EXPECT_THAT(m.entities(), ElementsAre(0, 0, 1, 1, 2));
}

TEST(Coreference, ANameIsNoOtherName) {
  Mentions m;
  m.add("Brannoch", MentionKind::name);
  m.known().name = 0;
  m.add("Hale", MentionKind::name);
  m.known().name = 1;
  m.link({{0, 0.99F}});
  m.add("Ada", MentionKind::name);
  m.known().name = 0;
  EXPECT_THAT(m.entities(), ElementsAre(0, 1, 0));
}

TEST(Coreference, ASpeakerIsOneEntity) {
  Mentions m;
  m.add("I", MentionKind::pronoun).person = 1;
  m.known().speaker = SpeakerId(1U);
  m.add("me", MentionKind::pronoun).person = 1;
  m.known().is_no_speaker = true;
  m.link({{0, 0.99F}});
  m.add("Hale", MentionKind::name);
  m.known() = {SpeakerId(1U), 3, false};
  m.add("you", MentionKind::pronoun).person = 2;
  m.known().speaker = SpeakerId(0U);
  m.add("Hale", MentionKind::name);
  m.known().name = 3;
  EXPECT_THAT(m.entities(), ElementsAre(0, 1, 0, 2, 0));
}

TEST(Coreference, TheSameWords) {
  Mentions m;
  m.add("harbour");
  m.add("Harbour").sentence = 3;
  m.add("harbour").is_indefinite = true;
  m.add("harbour").sentence = 1000;
  EXPECT_THAT(m.entities(), ElementsAre(0, 0, 1, 2));
}

TEST(Coreference, NothingIsPartOfItself) {
  Mentions m;
  m.add("harbour").phrase = {0, 14};
  m.add("master");
  m.link({{0, 0.9F}});
  EXPECT_THAT(m.entities(), ElementsAre(0, 1));
}

}  // namespace
}  // namespace quoth
