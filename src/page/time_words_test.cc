#include "page/time_words.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(TimeWords, SaysTheValueInWords) {
  const std::pair<const char*, const char*> kValues[] = {{"2008-05-17", "17 May 2008"},
                                                         {"2008", "2008"},
                                                         {"2016-WI", "winter 2016"},
                                                         {"2008-Q3", "the third quarter of 2008"},
                                                         {"2008-W03", "week 3 of 2008"},
                                                         {"197", "the 1970s"},
                                                         {"20", "the 21st century"},
                                                         {"18", "the 19th century"},
                                                         {"2008-05-17TEV", "17 May 2008, in the evening"},
                                                         {"2008-05-17T14:30", "17 May 2008, 14:30"},
                                                         {"BC0480", "480 BC"},
                                                         {"P3Y", "3 years"},
                                                         {"P1Y6M", "1 year, 6 months"},
                                                         {"PT5H40M", "5 hours, 40 minutes"},
                                                         {"PT11M/PT14M", "11 minutes to 14 minutes"},
                                                         {"PXY", "PXY"},
                                                         {"P", "P"},
                                                         {"PRESENT_REF", "now"},
                                                         {"XXXX-WXX-8", "XXXX-WXX-8"},
                                                         {"XXXX-WXX-5", "Friday"},
                                                         {"T", "T"},
                                                         {"", ""}};
  for (const auto& [value, words] : kValues) EXPECT_EQ(time_words(value), words);
}

}  // namespace
}  // namespace quoth
