#pragma once

namespace quoth {

/// The step of the schema that brings claims, answers and the worth of sentences (schema.h).
extern const char* const kClaimTables;

}  // namespace quoth
