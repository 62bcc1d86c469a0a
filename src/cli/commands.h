#pragma once

#include <CLI/CLI.hpp>

#include "cli/context.h"

namespace quoth {

/// A command is one file: it declares its options on `app` and, in the callback, does its work and reports to
/// `context`. Options live in a shared_ptr that the callback holds.
void add_add_command(CLI::App& app, Context& context);
void add_list_command(CLI::App& app, Context& context);
void add_show_command(CLI::App& app, Context& context);
void add_search_command(CLI::App& app, Context& context);
void add_verify_command(CLI::App& app, Context& context);
void add_timeline_command(CLI::App& app, Context& context);
void add_quotes_command(CLI::App& app, Context& context);
void add_claims_command(CLI::App& app, Context& context);
void add_answers_command(CLI::App& app, Context& context);
void add_review_command(CLI::App& app, Context& context);
void add_agreement_command(CLI::App& app, Context& context);
void add_people_command(CLI::App& app, Context& context);
void add_export_command(CLI::App& app, Context& context);
void add_refresh_command(CLI::App& app, Context& context);
void add_remove_command(CLI::App& app, Context& context);
void add_annotate_command(CLI::App& app, Context& context);
void add_doctor_command(CLI::App& app, Context& context);
void add_serve_command(CLI::App& app, Context& context);
void add_publish_command(CLI::App& app, Context& context);

}  // namespace quoth
