#include "page/html.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "page/base64.h"

namespace quoth {
namespace {

TEST(Html, EscapesTextBetweenTagsAndInAttributes) {
  Html html;
  html.add("<p title=\"{}\">{}</p>", "\" onclick=\"x", std::string("<b>&'"));
  EXPECT_EQ(html.str(), "<p title=\"&quot; onclick=&quot;x\">&lt;b&gt;&amp;&#39;</p>");
}

TEST(Html, PutsHtmlInAsItIsAndNumbersInDigits) {
  Html inner;
  inner.add("<i>{}</i>", "a<b");
  Html outer;
  outer.add("<p>{}{}</p>", inner, -12);
  EXPECT_EQ(outer.str(), "<p><i>a&lt;b</i>-12</p>");
}

TEST(Html, FlagsAreThereOrNot) {
  Html html;
  html.add("<input{}{}>", Flag{" checked", true}, Flag{" disabled", false});
  EXPECT_EQ(html.str(), "<input checked>");
}

TEST(Html, ReplacesWhatNoHtmlMayHold) {
  EXPECT_EQ(Html().text(std::string_view("a\0b", 3)).str(),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(Html, ForeignLinksLeadToTheWebOrNowhere) {
  EXPECT_EQ(Link::foreign("https://example.org/a?b=c").text(), "https://example.org/a?b=c");
  EXPECT_EQ(Link::foreign("HTTP://example.org").text(), "HTTP://example.org");
  for (const char* url :
       {"javascript:alert(1)", " https://x", "data:text/html,x", "//example.org", "/etc", ""})
    EXPECT_EQ(Link::foreign(url).text(), "#") << url;
}

TEST(Html, NoTextBecomesMarkup) {
  rc::check("what is text stays text", [](const std::string& text) {
    const std::string out = Html().text(text).str();
    RC_ASSERT(out.find_first_of("<>\"'") == std::string::npos);
    for (std::size_t at = out.find('&'); at != std::string::npos; at = out.find('&', at + 1))
      RC_ASSERT(out.find(';', at) != std::string::npos);
  });
}

TEST(Base64, IsThatOfTheStandard) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xFF\xFE"), "//4=");
}

TEST(PercentEncoded, LeavesNothingThatAnAddressReads) {
  EXPECT_EQ(percent_encoded("a b/c?d=e&f#g%\xC3\xA9~"), "a%20b%2Fc%3Fd%3De%26f%23g%25%C3%A9~");
}

}  // namespace
}  // namespace quoth
