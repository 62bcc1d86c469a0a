#include "record/times.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

void expect_days(std::string_view value, std::int64_t first, std::int64_t last) {
  const auto days = days_of(value);
  ASSERT_TRUE(days.has_value()) << value;
  EXPECT_EQ(days->first, first) << value;
  EXPECT_EQ(days->last, last) << value;
}

TEST(TimeValues, TheDaysTheyCover) {
  expect_days("2018", 20180101, 20181231);
  expect_days("2008-08", 20080801, 20080831);
  expect_days("2018-07-14", 20180714, 20180714);
  expect_days("1974-02-25TMO", 19740225, 19740225);
  expect_days("2018-07-14T10:30", 20180714, 20180714);
  expect_days("1974-W08", 19740218, 19740224);
  expect_days("2016-W53-WE", 20170107, 20170108);
  expect_days("1974-SP/1974-SU", 19740301, 19740831);
  expect_days("1974-WI", 19741201, 19750231);
  expect_days("1974-H2", 19740701, 19741231);
  expect_days("1989-Q3", 19890701, 19890931);
  expect_days("197", 19700101, 19791231);
  expect_days("19", 19000101, 19991231);
  expect_days("2007/2008", 20070101, 20081231);
  expect_days("BC0480", -4800000, -4790001);
}

TEST(TimeValues, WhatNamesNoDays) {
  for (const char* value :
       {"", "P4M", "P7Y/P10Y", "XXXX-03", "XXXX-WXX-4", "PAST_REF", "2018-XX-XX", "2018-W", "2018-Q5",
        "2018-13", "2018-07-1x", "12345678901234567890", "2018-07-14/", "/2018", "-", "BC"}) {
    EXPECT_FALSE(days_of(value).has_value()) << value;
  }
}

}  // namespace
}  // namespace quoth
