#pragma once

#include <CLI/CLI.hpp>

#include "cli/context.h"

namespace quoth {

/// A command is one file: it declares its options on `app` and, in the callback, does its work and reports to
/// `context`. Options live in a shared_ptr that the callback holds.
void add_annotate_command(CLI::App& app, Context& context);

}  // namespace quoth
