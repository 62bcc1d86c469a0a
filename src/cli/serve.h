#pragma once

#include "cli/commands.h"

namespace quoth {

void add_serve_command(CLI::App& app, Context& context);
void add_publish_command(CLI::App& app, Context& context);

}  // namespace quoth
