// The verbs of warmstart-cli. Each adds itself to the parser and leaves what is to be run in
// `chosen`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "app/shared/session.h"

namespace app {

using Chosen = std::function<int()>;  // -> exit code

void add_run_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_check_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_forecast_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_nodes_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_dataset_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_runs_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
/// Asks the program that works on the job. -> exit code
int request(const GlobalOptions& options, std::int64_t job, engine::JobRequest what);
void add_queue_commands(CLI::App& runs, const GlobalOptions& options, Chosen& chosen);
void add_model_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_tokenize_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_report_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_pipeline_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);
void add_doctor_command(CLI::App& app, const GlobalOptions& options, Chosen& chosen);

}  // namespace app
