// warmstart-cli: the same pipelines as in the window, for terminals, scripts and clusters.
#include <cstdio>

#include "app/headless/commands.h"

int main(int argc, char** argv) {
    CLI::App app{
        "Warmstart: transfer learning and meta-learning for people with few data of their own.",
        "warmstart-cli"};
    app.set_version_flag("--version", std::string("warmstart ") + WARMSTART_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app::GlobalOptions options;
    app.add_option("--workspace", options.workspace,
                   "Folder that holds datasets, runs and models (default: warmstart in the user's "
                   "data directory)");
    app.add_option("--json", options.json,
                   "Write the answer as JSON to this file (- for standard output)");
    app::Chosen chosen;
    app::add_run_command(app, options, chosen);
    app::add_check_command(app, options, chosen);
    app::add_forecast_command(app, options, chosen);
    app::add_nodes_command(app, options, chosen);
    app::add_dataset_command(app, options, chosen);
    app::add_runs_command(app, options, chosen);
    app::add_model_command(app, options, chosen);
    app::add_tokenize_command(app, options, chosen);
    app::add_report_command(app, options, chosen);
    app::add_pipeline_command(app, options, chosen);
    app::add_doctor_command(app, options, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? app::kOk : app::kUsage;
    }
    return chosen ? chosen() : app::kUsage;
}
