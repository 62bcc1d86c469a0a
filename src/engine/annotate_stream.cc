#include "engine/annotate_stream.h"

#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "annotate/pipeline.h"
#include "engine/line_reader.h"
#include "engine/ordered_work.h"
#include "read/jsonl/jsonl_reader.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// A record whose JSON is made only when it is its turn to be written: of such a text it is many times the size.
constexpr std::size_t kLongTextBytes = 1 << 20;

/// What one input became.
struct Outcome {
  std::string line;  ///< empty where only the error is to be told
  std::optional<Error> error;
  std::unique_ptr<Record> long_record;  ///< in place of the line
};

using Texts = OrderedWork<Outcome>;

/// An error that stands in place of a record; `name` is what stderr calls the input.
Outcome failed(std::string_view name, const std::string* id, const Error& error, std::size_t line) {
  return {error_json(id, error, line), about(name, error), nullptr};
}

Outcome made(Record record, const StreamOptions& options) {
  if (record.document.text().size() >= kLongTextBytes) {
    return {{}, std::nullopt, std::make_unique<Record>(std::move(record))};
  }
  return {record_json(record, options.json), std::nullopt, nullptr};
}

/// A broken invariant costs the input that broke it, not the run.
template <typename Function>
Result<Record> guarded(Function&& function) {
  try {
    return function();
  } catch (const std::exception& bug) {
    return fail(ErrorCode::internal_bug, bug.what());
  }
}

void run(const StreamOptions& options, Stop& stop, const StreamSink& sink,
         const std::function<bool(Texts::Task&)>& next) {
  const Texts::Window window{options.jobs, std::size_t{16} * options.jobs, 64 << 20};
  const auto take = [&](Outcome outcome) {
    if (outcome.error) sink.error(*outcome.error);
    if (outcome.long_record) {
      write_record_json(*outcome.long_record, options.json, sink.part);
      if (!sink.line({})) stop.request();
    }
    if (!outcome.line.empty() && !sink.line(outcome.line)) stop.request();
  };
  Texts::run(window, stop, next, take, sink.idle);
}

Outcome file_outcome(const std::string& path, const StreamOptions& options) {
  Result<Record> record = guarded([&] { return annotate_file(path, options.annotate); });
  if (!record) return failed(path, &path, record.error(), 0);
  return made(std::move(*record), options);
}

/// What the line does not say is as the options give it.
Given merge(Given line, const Given& options) {
  const auto fill = [](std::string& field, const std::string& other) {
    if (field.empty()) field = other;
  };
  fill(line.date, options.date);
  fill(line.title, options.title);
  fill(line.outlet, options.outlet);
  line.speakers.insert(line.speakers.end(), options.speakers.begin(), options.speakers.end());
  return line;
}

std::string line_name(std::size_t number, const std::optional<std::string>& id) {
  return id ? fmt::format("line {} (id {})", number, *id) : fmt::format("line {}", number);
}

Outcome line_outcome(const std::string& text, std::size_t number, const StreamOptions& options) {
  std::optional<std::string> id;
  Result<Record> record = guarded([&]() -> Result<Record> {
    QUOTH_TRY(JsonlItem item, read_jsonl(text, options.annotate.limits, id));
    Given given = merge(std::move(item.given), options.annotate.given);
    return annotate(std::move(item.id), std::move(item.document), given, options.annotate.layers,
                    options.annotate.weights);
  });
  if (!record) return failed(line_name(number, id), id ? &*id : nullptr, record.error(), number);
  return made(std::move(*record), options);
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// The tasks of a stream of lines, one after another.
class LineTasks {
 public:
  LineTasks(int fd, std::string_view name, const StreamOptions& options, const Stop& stop)
      : reader_(fd, options.annotate.limits.bytes, stop), name_(name), options_(options) {}

  bool next(Texts::Task& task) {
    for (;;) {
      std::string line;
      const LineReader::Read read = reader_.next(line);
      ++number_;
      switch (read) {
        case LineReader::Read::end:
        case LineReader::Read::stopped: return false;
        case LineReader::Read::failed: return give_up(task);
        case LineReader::Read::too_long:
          task.work = [number = number_] {
            return failed(line_name(number, {}), nullptr,
                          {ErrorCode::input_too_large, "the line is too long", {}}, number);
          };
          return true;
        case LineReader::Read::line:
          if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
          if (is_blank(line)) continue;
          task.bytes = line.size();
          task.work = [text = std::move(line), number = number_, this] {
            return line_outcome(text, number, options_);
          };
          return true;
      }
    }
  }

 private:
  /// The last task: it only tells that the stream broke off.
  bool give_up(Texts::Task& task) {
    if (given_up_) return false;
    given_up_ = true;
    task.work = [message = fmt::format("{}: {}", name_, std::strerror(reader_.failure()))] {
      return Outcome{{}, Error{ErrorCode::input_unreadable, message, {}}, nullptr};
    };
    return true;
  }

  LineReader reader_;
  std::string_view name_;
  const StreamOptions& options_;
  std::size_t number_ = 0;
  bool given_up_ = false;
};

}  // namespace

void annotate_files(const std::vector<std::string>& paths, const StreamOptions& options, Stop& stop,
                    const StreamSink& sink) {
  auto path = paths.begin();
  run(options, stop, sink, [&](Texts::Task& task) {
    if (path == paths.end()) return false;
    task.work = [&options, &file = *path++] { return file_outcome(file, options); };
    return true;
  });
}

void annotate_lines(int fd, std::string_view name, const StreamOptions& options, Stop& stop,
                    const StreamSink& sink) {
  LineTasks tasks(fd, name, options, stop);
  run(options, stop, sink, [&](Texts::Task& task) { return tasks.next(task); });
}

}  // namespace quoth
