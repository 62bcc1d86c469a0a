#include "engine/time_window.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

std::string shown(const std::optional<TimeWindow>& window) {
  return window ? window->from() + ".." + window->to() : "none";
}
TimeWindow between(std::string_view from, std::string_view to) {
  return *time_window_between(*time_window_of(from), *time_window_of(to));
}

TEST(TimeWindow, IsReadAsItIsWritten) {
  for (const char* text : {"2008", "-0044", "2008-05", "2008-05-17", "0000"})
    EXPECT_EQ(time_window_of(text)->from(), std::string(text) == "-0044" ? "-44" : text);
  for (const char* text :
       {"", "May", "2008-", "2008-13", "2008-02-30", "20080", "-44-03", "2008-05-17-1", "2008 ", "--4"})
    EXPECT_EQ(shown(time_window_of(text)), "none") << text;
}

TEST(TimeWindow, HasTheUnitThatFits) {
  EXPECT_EQ(between("1990", "2030").unit, TimeUnit::year);
  EXPECT_EQ(between("2008", "2009").unit, TimeUnit::month);
  EXPECT_EQ(shown(between("2008", "2009")), "2008-01..2009-12");
  EXPECT_EQ(shown(between("2008-02", "2008-02")), "2008-02-01..2008-02-29");
  EXPECT_EQ(between("2008-02-01", "2008-02-29").size(), 29);
  EXPECT_EQ(shown(between("-300", "2008-05")), "-300..2008");
  EXPECT_EQ(shown(time_window_between(*time_window_of("2009"), *time_window_of("2008"))), "none");
}

TEST(TimeWindow, IsZoomedAboutItsMiddle) {
  EXPECT_EQ(shown(between("1901", "2000").zoomed(1, 2)), "1926..1975");
  EXPECT_EQ(shown(between("2008-06-15", "2008-06-15").zoomed(1, 2)), "2008-06-15..2008-06-15");
  EXPECT_EQ(shown(between("2008-06-15", "2008-06-15").zoomed(3, 1)), "2008-06-14..2008-06-16");
  EXPECT_EQ(shown(between("-200", "199").zoomed(1, 2)), "-100..0099");
  EXPECT_EQ(shown(between("0001", "9999").zoomed(2, 1)), "0001..9999");
}

TEST(TimeWindow, MovesByHalves) {
  EXPECT_EQ(shown(between("2001", "2020").moved(1)), "2011..2030");
  EXPECT_EQ(shown(between("2008-01", "2008-12").moved(-1)), "2007-07..2008-06");
  EXPECT_EQ(shown(between("-100", "-51").moved(1)), "-75..-26");
}

TEST(TimeWindow, CountsDaysAsTheStoreDoes) {
  EXPECT_EQ(between("2008", "2009").first_day(), 20080100);
  EXPECT_EQ(between("2008", "2009").last_day(), 20091231);
  EXPECT_EQ(between("1990", "2030").last_day(), 20309999);
  EXPECT_EQ(between("2008-05-17", "2008-05-18").first_day(), 20080517);
  EXPECT_EQ(unit_of_day(TimeUnit::year, -440000), -44);
  EXPECT_EQ(unit_of_day(TimeUnit::month, 20080517), time_window_of("2008-05")->first);
  EXPECT_EQ(unit_of_day(TimeUnit::day, 20080517), time_window_of("2008-05-17")->first);
}

}  // namespace
}  // namespace quoth
