#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/open_store.h"

namespace quoth {

/// Connections to one store, for threads that need one each for a while.
class StorePool {
 public:
  explicit StorePool(std::string path) : path_(std::move(path)) {}

  /// A connection that goes back to the pool when it is let go. Lifetime: the pool must outlive it.
  class Lease {
   public:
    Lease(StorePool& pool, std::unique_ptr<Store> store) : pool_(&pool), store_(std::move(store)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (store_) pool_->give_back(std::move(store_));
    }
    Store& operator*() const { return *store_; }
    Store* operator->() const { return store_.get(); }

   private:
    StorePool* pool_;
    std::unique_ptr<Store> store_;
  };

  /// Errors: store.*.
  Result<Lease> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<Store> store = std::move(free_.back());
        free_.pop_back();
        return Lease(*this, std::move(store));
      }
    }
    QUOTH_TRY(Store store, open_store(path_, OpenMode::create));
    return Lease(*this, std::make_unique<Store>(std::move(store)));
  }

 private:
  void give_back(std::unique_ptr<Store> store) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(store));
  }

  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Store>> free_;
};

}  // namespace quoth
