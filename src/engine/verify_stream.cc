#include "engine/verify_stream.h"

#include <cstring>
#include <exception>

#include <fmt/format.h>

#include "engine/add.h"
#include "engine/line_reader.h"
#include "engine/verdict_json.h"
#include "read/jsonl/quotation_line.h"
#include "write/record_json.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestLine = 1 << 20;  // bytes; more than any quotation that is taken has

Result<Verdict> verdict_of(Store& store, std::string_view line, std::string_view speaker,
                           std::optional<std::string>& id) {
  try {
    QUOTH_TRY(QuotationLine read, read_quotation(line, id));
    Quotation quotation{std::move(read.quote), std::move(read.speaker)};
    if (quotation.speaker.empty()) quotation.speaker = speaker;
    return verify(store, quotation);
  } catch (const std::exception& bug) {
    // A broken invariant costs the line that broke it, not the run.
    return fail(ErrorCode::internal_bug, bug.what());
  }
}

}  // namespace

Result<Store> store_of_files(const std::vector<std::string>& paths, unsigned jobs, Stop& stop,
                             const std::function<void(const Error&)>& failed) {
  QUOTH_TRY(Store store, Store::open(":memory:", {.mode = OpenMode::create}));
  AnnotateOptions options;
  options.layers = LayerSet::none();
  for (const Layer layer : {Layer::blocks, Layer::turns, Layer::exchanges, Layer::sentences})
    options.layers.add(layer);
  QUOTH_CHECK(add_files(store, paths, options, jobs, stop, [&](const Kept& kept) {
    if (!kept.placed) failed(about(kept.path, kept.placed.error()));
  }));
  return store;
}

void verify_lines(Store& store, int fd, std::string_view speaker, Stop& stop, const VerifySink& sink) {
  LineReader reader(fd, kLongestLine, stop);
  std::string line;
  for (std::size_t number = 1;; ++number) {
    if (!reader.has_line()) sink.idle();
    const LineReader::Read read = reader.next(line);
    std::optional<std::string> id;
    Result<Verdict> verdict = fail(ErrorCode::input_too_large, "the line is too long");
    switch (read) {
      case LineReader::Read::end:
      case LineReader::Read::stopped: return;
      case LineReader::Read::failed:
        sink.error({ErrorCode::input_unreadable,
                    fmt::format("standard input: {}", std::strerror(reader.failure())),
                    {}});
        return;
      case LineReader::Read::too_long: break;
      case LineReader::Read::line:
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        verdict = verdict_of(store, line, speaker, id);
        break;
    }
    if (!verdict) sink.error(about(fmt::format("line {}", number), verdict.error()));
    const bool wanted = verdict ? sink.line(verdict_json(id ? &*id : nullptr, *verdict))
                                : sink.line(error_json(id ? &*id : nullptr, verdict.error(), number));
    if (!wanted) return;
  }
}

}  // namespace quoth
