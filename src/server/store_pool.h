#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <sys/stat.h>

#include "engine/open_store.h"

namespace quoth {

/// Connections to one store, for threads that need one each for a while. Where another file has taken the place of the one
/// that they were opened on, they are opened anew.
class StorePool {
 public:
  StorePool(const std::string& path, int busy_timeout_ms)
      : path_(path.empty() ? default_store_path() : path), busy_timeout_ms_(busy_timeout_ms) {}

  /// Which file it is, whatever its name.
  using FileId = std::pair<dev_t, ino_t>;

  /// A connection that goes back to the pool when it is let go. Lifetime: the pool must outlive it.
  class Lease {
   public:
    Lease(StorePool& pool, FileId file, std::unique_ptr<Store> store)
        : pool_(&pool), file_(file), store_(std::move(store)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (store_) pool_->give_back(file_, std::move(store_));
    }
    Store& operator*() const { return *store_; }
    Store* operator->() const { return store_.get(); }

   private:
    StorePool* pool_;
    FileId file_;
    std::unique_ptr<Store> store_;
  };

  /// Errors: store.*; http.busy where the file is no longer there.
  Result<Lease> take() {
    const FileId file = file_there();
    {
      const std::lock_guard lock(mutex_);
      if (std::exchange(file_, file) != file) free_.clear();
      if (!free_.empty()) {
        std::unique_ptr<Store> store = std::move(free_.back());
        free_.pop_back();
        return Lease(*this, file, std::move(store));
      }
    }
    Result<Store> store =
        Store::open(path_, {.mode = OpenMode::existing, .busy_timeout_ms = busy_timeout_ms_});
    if (!store && store.error().code == ErrorCode::store_not_found)
      return fail(ErrorCode::http_busy, "the store is gone: " + path_,
                  "put it back, or start the server anew");
    if (!store) return tl::unexpected(store.error());
    return Lease(*this, file, std::make_unique<Store>(*std::move(store)));
  }

 private:
  FileId file_there() const {
    struct stat status {};
    return ::stat(path_.c_str(), &status) == 0 ? FileId(status.st_dev, status.st_ino) : FileId();
  }

  void give_back(FileId file, std::unique_ptr<Store> store) {
    const std::lock_guard lock(mutex_);
    if (file == file_) free_.push_back(std::move(store));
  }

  std::string path_;
  int busy_timeout_ms_;
  std::mutex mutex_;
  FileId file_;
  std::vector<std::unique_ptr<Store>> free_;
};

}  // namespace quoth
