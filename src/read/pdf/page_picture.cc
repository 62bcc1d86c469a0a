#include "read/pdf/page_picture.h"

#include "read/pdf/child_process.h"

namespace quoth::pdf {
namespace {

constexpr std::chrono::seconds kTime{20};
constexpr std::uint64_t kMostPictureBytes = 32 << 20;

}  // namespace

Result<std::string> picture_of_page(std::string_view bytes, std::uint32_t page, const Limits& limits) {
  QUOTH_TRY(const MemoryFile file, MemoryFile::of(bytes));
  const std::string number = std::to_string(page);
  const ChildLimits child_limits{std::chrono::steady_clock::now() + kTime, kTime, limits.process_bytes,
                                 kMostPictureBytes};
  QUOTH_TRY(Child child, Child::start({"pdftoppm", "-png", "-r", std::to_string(kPictureDotsPerInch), "-f",
                                       number, "-l", number, std::string(kChildFile)},
                                      file, child_limits));
  ChildResult result = child.finish();
  if (result.end == ChildResult::End::over_time || result.end == ChildResult::End::over_output)
    return fail(ErrorCode::pdf_limit, "the page could not be drawn in time");
  constexpr std::string_view kPng = "\x89PNG\r\n";
  if (!result.output.starts_with(kPng)) {
    return fail(ErrorCode::pdf_damaged, "page " + number + " could not be drawn");
  }
  return std::move(result.output);
}

}  // namespace quoth::pdf
