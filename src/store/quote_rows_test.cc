#include "store/quote_rows.h"

#include <filesystem>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "store/store.h"
#include "testing/records.h"

namespace quoth {
namespace {

using quoth::testing::make_json;
using quoth::testing::make_record;

/// A store of one record in which Tom says what Ann said, and through whom.
class QuoteRowsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() / ("quoth-quotes-" + std::to_string(::getpid()) + ".db");
    std::filesystem::remove(path_);
    auto store = Store::open(path_.string(), {OpenMode::create, 50});
    ASSERT_TRUE(store.has_value());
    store_.emplace(std::move(*store));
    record_ = make_record("talk.txt", "2020",
                          {{"Ann Reed", "Did the board say why?"},
                           {"Tom Hale", "Ann Reed said a friend told her \"it is free and fair\"."}});
    const std::string_view text = record_.document.text();
    const auto span = [&](std::string_view words) {
      return make_span(text.find(words), text.find(words) + words.size());
    };
    Quote outer{.content = {span("a friend told her \"it is free and fair\"")},
                .cue = {span("said")},
                .source = {span("Ann Reed said")},
                .kind = QuoteKind::mixed,
                .holder = SpeakerId(0u),
                .score = 0.5F};
    Quote inner{.content = {span("\"it is free and fair\"")},
                .cue = {span("told")},
                .source = {span("a friend")},
                .kind = QuoteKind::direct,
                .holder = Unnamed{span("a friend")},
                .parent = QuoteId(0u),
                .score = 0.25F};
    record_.quotes = {outer, inner};
    ASSERT_TRUE(store_->add({record_, std::string(text), make_json(record_), {}}).has_value());
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove(path_);
  }

  std::filesystem::path path_;
  std::optional<Store> store_;
  Record record_;
};

TEST_F(QuoteRowsTest, ComeBackAsTheyWent) {
  const auto loaded = store_->load(1);
  ASSERT_TRUE(loaded.has_value());
  ASSERT_EQ(loaded->quotes.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    const Quote &was = record_.quotes[i], &is = loaded->quotes[i];
    EXPECT_EQ(is.content, was.content);
    EXPECT_EQ(is.cue, was.cue);
    EXPECT_EQ(is.source, was.source);
    EXPECT_EQ(is.kind, was.kind);
    EXPECT_EQ(is.holder, was.holder);
    EXPECT_EQ(is.parent, was.parent);
    EXPECT_EQ(is.score, was.score);
  }
}

TEST_F(QuoteRowsTest, WhoQuotedWhom) {
  const auto rows = list_quoted(store_->database());
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].speaker, "Tom Hale");
  EXPECT_EQ((*rows)[0].holder, "");
  EXPECT_EQ((*rows)[1].holder, "Ann Reed");
  EXPECT_EQ((*rows)[1].quotes, 1);
}

TEST_F(QuoteRowsTest, GoWithTheirRecord) {
  ASSERT_TRUE(store_->remove(1).has_value());
  for (const char* table : {"quotes", "quote_spans", "lexicon"}) {
    EXPECT_EQ(store_->database().integer(std::string("SELECT count(*) FROM ") + table).value(), 0) << table;
  }
}

}  // namespace
}  // namespace quoth
