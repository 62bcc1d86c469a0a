#include "server/target.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace quoth {
namespace {

TEST(Target, ReadsPathAndQuery) {
  const auto target = parse_target("/r/4f0c/w1-2?part=3&q=a+b%26c&empty");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, (std::vector<std::string>{"r", "4f0c", "w1-2"}));
  EXPECT_FALSE(target->is_folder);
  EXPECT_EQ(target->value("part"), "3");
  EXPECT_EQ(target->value("q"), "a b&c");
  EXPECT_EQ(target->value("empty"), "");
  EXPECT_EQ(target->value("none"), "");
}

TEST(Target, KnowsAFolder) {
  EXPECT_TRUE(parse_target("/")->is_folder);
  EXPECT_TRUE(parse_target("/")->path.empty());
  EXPECT_TRUE(parse_target("/r/4f0c/")->is_folder);
  EXPECT_EQ(parse_target("/people/Ann%20Reed/")->path[1], "Ann Reed");
}

TEST(Target, RefusesWhatIsNoWayOfOurs) {
  for (const char* text : {"",
                           "r",
                           "http://example.org/",
                           "*",
                           "/../etc/passwd",
                           "/r/..",
                           "/r/.",
                           "/r/%2e%2e/x",
                           "/a%2Fb",
                           "/a%5Cb",
                           "/a%00b",
                           "/a%",
                           "/a%4",
                           "/a%zz",
                           "//",
                           "/a//b",
                           "/a//",
                           "/%ff",
                           "/a?q=%ff",
                           "/a?q=%",
                           "/a%0ab"})
    EXPECT_FALSE(parse_target(text)) << text;
}

TEST(Target, TakesSoManyFieldsAndNoMore) {
  std::string text = "/search?";
  for (std::size_t i = 0; i < kMostQueryFields; ++i) text += "a=b&";
  EXPECT_TRUE(parse_target(text));
  EXPECT_FALSE(parse_target(text + "a=b"));
}

TEST(Target, WhatIsWrittenReadsTheSame) {
  rc::check("written and read", [](const std::string& name, const std::string& value) {
    Target target;
    target.path = {"search"};
    target.query = {{"q", value}, {name.empty() ? "n" : name, "1"}};
    const auto again = parse_target(to_string(target));
    if (!again) return;  // bytes that are no UTF-8
    RC_ASSERT(again->path == target.path);
    RC_ASSERT(again->query == target.query);
  });
}

}  // namespace
}  // namespace quoth
