#pragma once

#include <cstdint>
#include <utility>

#include <gtest/gtest.h>

#include "store/store.h"
#include "testing/records.h"

namespace quoth::testing {

/// An empty store that no file has.
inline Store in_memory() { return std::move(*Store::open(":memory:", {OpenMode::create, 50})); }

/// Adds a record made by hand; gives its number. Fails the running test where the store refuses it.
inline std::int64_t add(Store& store, const Record& record) {
  auto placed = store.add({record, record.document.text(), make_json(record), {}});
  EXPECT_TRUE(placed.has_value()) << to_string(placed.error());
  return placed->number;
}

}  // namespace quoth::testing
