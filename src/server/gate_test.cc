#include "server/gate.h"

#include <gtest/gtest.h>

#include "server/compress.h"
#include "server/form.h"

namespace quoth {
namespace {

const GateRules kLocal{7878, "127.0.0.5", ""};
const GateRules kShared{7878, "0.0.0.0", "secret"};

Caller from(std::string_view host, std::string_view method = "GET") {
  Caller caller;
  caller.method = method;
  caller.host = {host};
  return caller;
}

std::string code_of(const Result<void>& in) { return in ? "" : std::string(in.error().code_word()); }

TEST(Gate, LetsNamesOfThisMachineIn) {
  for (const char* host : {"localhost", "localhost:7878", "127.0.0.1:7878", "[::1]:7878", "127.0.0.5:7878"})
    EXPECT_EQ(code_of(let_in(kLocal, from(host))), "") << host;
}

TEST(Gate, RefusesANameThatPointsHere) {
  for (const char* host : {"example.org:7878", "127.0.0.1.example.org", "localhost:80", "127.0.0.1:78780", "",
                           "localhost.example.org:7878", "169.254.169.254"})
    EXPECT_EQ(code_of(let_in(kLocal, from(host))), "http.host") << host;
}

TEST(Gate, WantsOneHostAndOneLength) {
  Caller none = from("localhost");
  none.host.clear();
  EXPECT_EQ(code_of(let_in(kLocal, none)), "http.request");
  Caller two = from("localhost");
  two.host.push_back("localhost");
  EXPECT_EQ(code_of(let_in(kLocal, two)), "http.request");
  Caller smuggled = from("localhost", "POST");
  smuggled.content_length = {"4"};
  smuggled.transfer_encoding = {"chunked"};
  EXPECT_EQ(code_of(let_in(kLocal, smuggled)), "http.request");
}

TEST(Gate, TakesBodiesAsTheyAre) {
  Caller caller = from("localhost", "POST");
  caller.transfer_encoding = {"Chunked"};
  caller.content_encoding = {"identity"};
  EXPECT_EQ(code_of(let_in(kLocal, caller)), "");
  for (const char* coding : {"gzip, chunked", "xchunked", "chunked, identity", "", " chunked\v"}) {
    Caller other = from("localhost", "POST");
    other.transfer_encoding = {coding};
    EXPECT_EQ(code_of(let_in(kLocal, other)), "input.format") << coding;
  }
  for (const char* coding : {"gzip", "br", "deflate", "identity, gzip", ""}) {
    Caller other = from("localhost", "POST");
    other.content_encoding = {coding};
    EXPECT_EQ(code_of(let_in(kLocal, other)), "input.format") << coding;
  }
}

TEST(Gate, OnlyOurOwnPagesChangeSomething) {
  Caller own = from("localhost:7878", "POST");
  own.origin = {"http://localhost:7878"};
  EXPECT_EQ(code_of(let_in(kLocal, own)), "");
  for (const char* origin : {"http://example.org", "null", "http://localhost:7879", "https://localhost"}) {
    Caller other = from("localhost:7878", "POST");
    other.origin = {origin};
    EXPECT_EQ(code_of(let_in(kLocal, other)), "http.origin") << origin;
  }
  Caller site = from("localhost:7878", "POST");
  site.fetch_site = "cross-site";
  EXPECT_EQ(code_of(let_in(kLocal, site)), "http.origin");
  EXPECT_EQ(code_of(let_in(kLocal, from("localhost:7878", "POST"))), "") << "a program";
}

TEST(Gate, WantsTheTokenWhereThereIsOne) {
  EXPECT_EQ(code_of(let_in(kShared, from("10.0.0.5:7878"))), "http.token");
  Caller caller = from("10.0.0.5:7878");
  caller.cookie = "other=1; quoth_token=secret";
  EXPECT_EQ(code_of(let_in(kShared, caller)), "");
  caller.cookie = "quoth_token=secret2";
  EXPECT_EQ(code_of(let_in(kShared, caller)), "http.token");
  caller.authorization = "Bearer secret";
  EXPECT_EQ(code_of(let_in(kShared, caller)), "");
  caller.authorization = "Basic secret";
  caller.query_token = "secret";
  EXPECT_EQ(code_of(let_in(kShared, caller)), "");
}

TEST(Gate, TokensDiffer) {
  EXPECT_EQ(random_token().size(), 32U);
  EXPECT_NE(random_token(), random_token());
}

TEST(Form, GivesItsParts) {
  const std::string body =
      "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: "
      "text/plain\r\n\r\n"
      "one\r\n--not the end\r\n"
      "\r\n--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nno file\r\n--XX--\r\n";
  const auto parts = parts_of_form("multipart/form-data; boundary=XX", body);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].field, "file");
  EXPECT_EQ((*parts)[0].file_name, "a.txt");
  EXPECT_EQ((*parts)[0].bytes, "one\r\n--not the end\r\n");
  EXPECT_EQ((*parts)[1].field, "note");
  EXPECT_EQ((*parts)[1].file_name, "");
  EXPECT_EQ((*parts)[1].bytes, "no file");
}

TEST(Form, RefusesWhatIsCutShort) {
  const std::string whole =
      "--XX\r\nContent-Disposition: form-data; filename=\"a.txt\"\r\n\r\none\r\n--XX--\r\n";
  for (std::size_t n = 0; n < whole.find("--XX--") + 6; ++n)
    EXPECT_FALSE(parts_of_form("multipart/form-data; boundary=XX", whole.substr(0, n))) << n;
  EXPECT_FALSE(parts_of_form("multipart/form-data", whole));
  EXPECT_FALSE(parts_of_form("text/plain; boundary=XX", whole));
}

TEST(Compress, TakesWhatIsOffered) {
  for (const char* value : {"gzip", "br, gzip", "gzip;q=0.5", "*", "deflate, gzip ; q=1"})
    EXPECT_TRUE(takes_gzip(value)) << value;
  for (const char* value : {"", "br", "gzip;q=0", "gzip;q=0.0, br", "x-gzip2"})
    EXPECT_FALSE(takes_gzip(value)) << value;
}

}  // namespace
}  // namespace quoth
