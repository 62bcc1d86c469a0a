#include "read/pdf/page_picture.h"

#include <cstdio>
#include <sstream>
#include <utility>

#include "read/pdf/child_process.h"

namespace quoth::pdf {
namespace {

constexpr std::chrono::seconds kTime{20};
constexpr std::uint64_t kMostPictureBytes = 32 << 20;

/// What a program of Poppler's writes about a file.
Result<std::string> output_of(std::vector<std::string> command, std::string_view bytes,
                              const Limits& limits) {
  QUOTH_TRY(const MemoryFile file, MemoryFile::of(bytes));
  const ChildLimits child_limits{std::chrono::steady_clock::now() + kTime, kTime, limits.process_bytes,
                                 kMostPictureBytes};
  command.emplace_back(kChildFile);
  QUOTH_TRY(Child child, Child::start(command, file, child_limits));
  ChildResult result = child.finish();
  if (result.end == ChildResult::End::over_time || result.end == ChildResult::End::over_output)
    return fail(ErrorCode::pdf_limit, "the page could not be drawn in time");
  return std::move(result.output);
}

}  // namespace

Result<std::string> picture_of_page(std::string_view bytes, std::uint32_t page, const Limits& limits) {
  const std::string number = std::to_string(page);
  QUOTH_TRY(std::string picture, output_of({"pdftoppm", "-png", "-r", std::to_string(kPictureDotsPerInch),
                                            "-f", number, "-l", number},
                                           bytes, limits));
  constexpr std::string_view kPng = "\x89PNG\r\n";
  if (!picture.starts_with(kPng))
    return fail(ErrorCode::pdf_damaged, "page " + number + " could not be drawn");
  return picture;
}

Result<std::vector<PageSize>> sizes_of_pages(std::string_view bytes, std::uint32_t first, std::uint32_t last,
                                             const Limits& limits) {
  QUOTH_TRY(const std::string output,
            output_of({"pdfinfo", "-f", std::to_string(first), "-l", std::to_string(last)}, bytes, limits));
  // "Page    1 size:  612 x 792 pts (letter)", then "Page    1 rot:   90".
  std::vector<PageSize> sizes;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    unsigned page = 0;
    int turned = 0;
    PageSize size;
    if (std::sscanf(line.c_str(), "Page %u size: %lf x %lf", &page, &size.width, &size.height) == 3) {
      sizes.push_back(size);
    } else if (std::sscanf(line.c_str(), "Page %u rot: %d", &page, &turned) == 2 && turned % 180 != 0 &&
               !sizes.empty()) {
      std::swap(sizes.back().width, sizes.back().height);
    }
  }
  if (sizes.empty()) return fail(ErrorCode::pdf_damaged, "the pages have no size");
  return sizes;
}

}  // namespace quoth::pdf
