#include "engine/add.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/sha256.h"
#include "engine/input.h"
#include "engine/ordered_work.h"
#include "write/record_json.h"

namespace quoth {
namespace {

/// A record on its way to the store.
struct Annotated {
  std::string path;
  std::string bytes;
  std::int64_t number = 0;  // of the record to be replaced
  Given given;
  std::optional<Placed> there;
  std::optional<Record> record;
  std::string json;
  std::optional<Error> error;
};

using Work = OrderedWork<std::unique_ptr<Annotated>>;

void annotate_into(Annotated& item, std::string_view read_path, const AnnotateOptions& options) {
  Result<Record> record = annotate_bytes(item.path, item.bytes, std::string(read_path), options);
  if (!record) {
    item.error = std::move(record).error();
    return;
  }
  item.record = *std::move(record);
  item.json = record_json(*item.record, {.source_map = true});
}

/// What the threads share: a store is for one at a time.
class Keeper {
 public:
  Keeper(Store& store, Stop& stop, const KeptSink& sink) : store_(store), stop_(stop), sink_(sink) {}

  std::unique_ptr<Annotated> read(const std::string& path, const AnnotateOptions& options) {
    auto item = std::make_unique<Annotated>();
    item->path = path;
    item->given = options.given;
    Result<std::string> bytes = read_file(path == "-" ? "/dev/stdin" : path, options.limits.bytes);
    if (!bytes) {
      item->error = std::move(bytes).error();
      return item;
    }
    item->bytes = *std::move(bytes);
    item->there = find(sha256_hex(item->bytes));
    if (!item->there) annotate_into(*item, path == "-" ? "" : path, options);
    return item;
  }

  std::unique_ptr<Annotated> read_again(std::int64_t number, ModelSource& weights) {
    auto item = std::make_unique<Annotated>();
    item->number = number;
    Result<StoredSource> source = [&] {
      const std::lock_guard lock(mutex_);
      return store_.source(number);
    }();
    if (!source) {
      item->error = std::move(source).error();
      return item;
    }
    if (!source->weights.empty() && !weights.get()) {
      item->path = std::move(source->path);
      item->error = weights.get().error();
      return item;
    }
    item->path = std::move(source->path);
    item->bytes = std::move(source->bytes);
    item->given = std::move(source->given);
    annotate_into(*item, item->path,
                  {.given = item->given, .layers = source->layers, .limits = {}, .weights = &weights});
    return item;
  }

  void keep(std::unique_ptr<Annotated> item) {
    Result<Placed> placed = place(*item);
    if (!placed && is_the_stores(placed.error().code)) {
      // The next record would fare no better.
      if (!failure_) failure_ = placed.error();
      stop_.request();
      return;
    }
    sink_({std::move(item->path), std::move(placed)});
  }

  Result<void> outcome() && {
    if (failure_) return tl::unexpected(*std::move(failure_));
    return {};
  }

 private:
  static bool is_the_stores(ErrorCode code) { return kind_of(code).code.starts_with("store."); }

  std::optional<Placed> find(const std::string& sha256) {
    const std::lock_guard lock(mutex_);
    const auto there = store_.find_sha256(sha256);
    return there ? *there : std::nullopt;  // an error comes again, and is told, when the record is written
  }

  Result<Placed> place(const Annotated& item) {
    if (failure_) return tl::unexpected(*failure_);
    if (item.there) return *item.there;
    if (item.error) return tl::unexpected(*item.error);
    const NewRecord record{*item.record, item.bytes, item.json, item.given};
    const std::lock_guard lock(mutex_);
    if (item.number == 0) return store_.add(record);
    QUOTH_CHECK(store_.replace(item.number, record));
    return Placed{item.number, item.record->document.sha256(), true};
  }

  Store& store_;
  Stop& stop_;
  const KeptSink& sink_;
  std::mutex mutex_;
  std::optional<Error> failure_;
};

/// Does `n` tasks; what `make` makes of each index is kept.
Result<void> run(Keeper& keeper, std::size_t n, unsigned jobs, Stop& stop,
                 const std::function<std::unique_ptr<Annotated>(std::size_t)>& make,
                 const std::function<std::size_t(std::size_t)>& bytes_of) {
  std::size_t at = 0;
  Work::run(
      {.threads = jobs, .tasks = 4 * static_cast<std::size_t>(jobs)}, stop,
      [&](Work::Task& task) {
        if (at == n) return false;
        task = {[&make, i = at] { return make(i); }, bytes_of(at)};
        ++at;
        return true;
      },
      [&](std::unique_ptr<Annotated> item) { keeper.keep(std::move(item)); }, [] {});
  return std::move(keeper).outcome();
}

}  // namespace

Result<void> add_files(Store& store, const std::vector<std::string>& paths, const AnnotateOptions& options,
                       unsigned jobs, Stop& stop, const KeptSink& sink) {
  Keeper keeper(store, stop, sink);
  return run(
      keeper, paths.size(), jobs, stop, [&](std::size_t i) { return keeper.read(paths[i], options); },
      [&](std::size_t i) {
        std::error_code unknown;
        const auto size = std::filesystem::file_size(paths[i], unknown);
        return unknown ? std::size_t{0} : static_cast<std::size_t>(size);
      });
}

Result<Placed> add_bytes(Store& store, const std::string& name, std::string_view bytes,
                         const AnnotateOptions& options) {
  QUOTH_TRY(std::optional<Placed> there, store.find_sha256(sha256_hex(bytes)));
  if (there) return *std::move(there);
  QUOTH_TRY(const Record record, annotate_bytes(name, bytes, name, options));
  const std::string json = record_json(record, {.source_map = true});
  return store.add({record, bytes, json, options.given});
}

Result<std::vector<std::int64_t>> outdated_records(Store& store, ModelSource& weights) {
  const auto& model = weights.get();
  return store.outdated(model ? (*model)->hash() : std::string());
}

Result<void> refresh_records(Store& store, const std::vector<std::int64_t>& numbers, ModelSource& weights,
                             unsigned jobs, Stop& stop, const KeptSink& sink) {
  Keeper keeper(store, stop, sink);
  return run(
      keeper, numbers.size(), jobs, stop,
      [&](std::size_t i) { return keeper.read_again(numbers[i], weights); },
      [](std::size_t) { return std::size_t{0}; });
}

}  // namespace quoth
