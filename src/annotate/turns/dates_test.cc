#include "annotate/turns/dates.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

std::string dates(std::string_view text) {
  std::string out;
  for (const WrittenDate& date : find_dates(text, make_span(0, text.size()))) {
    out += (out.empty() ? "" : " ") + date.iso + "<" + std::string(slice(text, date.span)) + ">";
  }
  return out;
}

TEST(Dates, WrittenOut) {
  EXPECT_EQ(dates("Aired June 12, 2001 - 21:00 ET"), "2001-06-12<June 12, 2001>");
  EXPECT_EQ(dates("HW 14 July 2018"), "2018-07-14<14 July 2018>");
  EXPECT_EQ(dates("the 3rd of May, 1999"), "1999-05-03<3rd of May, 1999>");
  EXPECT_EQ(dates("04-May-2021"), "2021-05-04<04-May-2021>");
  EXPECT_EQ(dates("MAY 29, 2015 / 12:00PM GMT"), "2015-05-29<MAY 29, 2015>");
  EXPECT_EQ(dates("Oct. 22, 2024"), "2024-10-22<Oct. 22, 2024>");
  EXPECT_EQ(dates("April 1988"), "1988-04<April 1988>");
  EXPECT_EQ(dates("2018-07-14 and 14.07.2018 and 07/14/2018"),
            "2018-07-14<2018-07-14> 2018-07-14<14.07.2018> 2018-07-14<07/14/2018>");
}

TEST(Dates, LeavesWhatIsNoDate) {
  for (const char* text :
       {"", "May I ask", "31 February 2018", "March on", "12/11/2018", "May 2", "page 2018"}) {
    EXPECT_EQ(dates(text), "") << text;
  }
}

TEST(Dates, InFileNames) {
  EXPECT_EQ(date_in_file_name("2018-07-14_interview.txt"), "2018-07-14");
  EXPECT_EQ(date_in_file_name("clip__20180714_241s.md"), "2018-07-14");
  EXPECT_EQ(date_in_file_name("talk-2018_07_14.txt"), "2018-07-14");
  EXPECT_EQ(date_in_file_name("hearing-14-july-2018.rst"), "2018-07-14");
  for (const char* name : {"", "interview.txt", "0000768835_15_000028.htm", "_07.40.00_talk.txt",
                           "20181332.txt", "12345678901.txt"}) {
    EXPECT_EQ(date_in_file_name(name), "") << name;
  }
}

}  // namespace
}  // namespace quoth
