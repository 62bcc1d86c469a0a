#pragma once

#include <CLI/CLI.hpp>

#include "record/record.h"

namespace quoth {

/// --date, --title, --outlet and --speaker LABEL=NAME: what a file does not say. `given` must outlive the
/// parsing.
void add_given_options(CLI::App& command, Given& given);

/// --layers NAME,NAME...: less than all. `layers` must outlive the parsing.
void add_layers_option(CLI::App& command, LayerSet& layers);

}  // namespace quoth
