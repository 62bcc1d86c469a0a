#include "base/error.h"

#include <set>

#include <gtest/gtest.h>

#include "base/result.h"

namespace quoth {
namespace {

constexpr ErrorCode kCodes[] = {
#define QUOTH_ERROR(enumerator, code, exit_status, http_status, hint) ErrorCode::enumerator,
#include "base/errors.def"
#undef QUOTH_ERROR
};

TEST(Error, EveryCodeIsOneOfItsKindAndFoundAgain) {
  std::set<std::string_view> codes;
  for (const ErrorCode code : kCodes) {
    const ErrorKind& kind = kind_of(code);
    EXPECT_TRUE(codes.insert(kind.code).second) << kind.code << " stands twice";
    EXPECT_EQ(error_code(kind.code), code);
    EXPECT_TRUE(kind.exit_status == 1 || kind.exit_status == 2) << kind.code;
    EXPECT_GE(kind.http_status, 400) << kind.code;
    EXPECT_FALSE(kind.hint.empty()) << kind.code;
    EXPECT_FALSE(kind.hint.ends_with('.')) << kind.code;
  }
  EXPECT_EQ(error_code("no.such_code"), std::nullopt);
}

TEST(Error, SaysItsHintOrTheTables) {
  const Error plain{ErrorCode::input_not_found, "no file a.txt", ""};
  EXPECT_EQ(to_string(plain), "input.not_found: no file a.txt (check the path)");
  const Error hinted{ErrorCode::input_not_found, "no file a.txt", "did you mean b.txt?"};
  EXPECT_EQ(to_string(hinted), "input.not_found: no file a.txt (did you mean b.txt?)");
}

Result<int> half_of(int n) {
  if (n % 2 != 0) return fail(ErrorCode::usage_invalid, "odd");
  return n / 2;
}

Result<int> quarter_of(int n) {
  QUOTH_TRY(const int half, half_of(n));
  QUOTH_CHECK(half_of(half));
  return half / 2;
}

TEST(Result, MacrosPassTheErrorUp) {
  EXPECT_EQ(quarter_of(8), 2);
  EXPECT_FALSE(quarter_of(7).has_value());
  ASSERT_FALSE(quarter_of(6).has_value());
  EXPECT_EQ(quarter_of(6).error().code, ErrorCode::usage_invalid);
}

}  // namespace
}  // namespace quoth
