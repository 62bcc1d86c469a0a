#include "read/pdf/pdf_reader.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

namespace quoth {
namespace {

ErrorCode error_of(std::string_view bytes, const Limits& limits = {}) {
  const auto document = read_pdf({bytes, "talk.pdf", {}}, limits);
  EXPECT_FALSE(document.has_value());
  return document ? ErrorCode::internal_bug : document.error().code;
}

TEST(PdfReaderErrors, EmptyFile) { EXPECT_EQ(error_of(""), ErrorCode::input_empty); }

TEST(PdfReaderErrors, NoPdfBehindItsFirstLine) {
  EXPECT_EQ(error_of("%PDF-1.7\nnothing of the kind\n"), ErrorCode::pdf_damaged);
}

TEST(PdfReaderErrors, ToolMissing) {
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nonexistent", 1);
  const ErrorCode code = error_of("%PDF-1.7\n");
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(code, ErrorCode::pdf_no_tool);
}

}  // namespace
}  // namespace quoth
