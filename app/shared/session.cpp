#include "app/shared/session.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "engine/base/files.h"

namespace app {
namespace fs = std::filesystem;
using engine::Error;
using engine::ErrorCode;
using engine::Result;

Session::Session(engine::Places where, engine::WorkspacePaths workspace,
                 std::optional<engine::WorkspaceLock> held, engine::RunLog run_log)
    : places(std::move(where)),
      catalog(engine::shipped_catalog()),
      paths(std::move(workspace)),
      lock(std::move(held)),
      log(std::move(run_log)),
      artifacts(paths.artifacts()),
      datasets(paths.datasets(), places.corpora),
      models({paths.models(), places.models}, log) {}

fs::path installed_share() {
    std::error_code problem;
    const fs::path program = fs::read_symlink("/proc/self/exe", problem);
    fs::path share = program.parent_path().parent_path() / "share" / "warmstart";
    return fs::is_directory(share, problem) ? share : fs::path();
}

engine::Places places_of(const GlobalOptions& options) {
    const char* deps = std::getenv("WARMSTART_DEPS");
    const fs::path share = installed_share();
    const fs::path from = deps != nullptr && *deps != '\0' ? fs::path(deps)
                          : share.empty()                  ? fs::path(WARMSTART_DEPS_DIR)
                                                           : share;
    engine::Places places;
    places.workspace =
        options.workspace.empty() ? engine::default_workspace() : fs::path(options.workspace);
    places.models = from / "models";
    places.corpora = from / "corpora";
    return places;
}

Result<std::unique_ptr<Session>> open_session(const GlobalOptions& options, Access access) {
    engine::Places places = places_of(options);
    std::error_code problem;
    const bool there = fs::exists(places.workspace / "workspace.sqlite", problem);
    auto paths = there && access == Access::Read
                     ? Result<engine::WorkspacePaths>(engine::WorkspacePaths{places.workspace})
                     : engine::make_workspace(places.workspace);
    if (!paths) return paths.error();
    std::optional<engine::WorkspaceLock> lock;
    if (access == Access::Own) {
        auto taken = engine::WorkspaceLock::take(*paths);
        if (!taken) return taken.error();
        lock = *std::move(taken);
    }
    const bool writable = ::access(places.workspace.c_str(), W_OK) == 0;
    const auto mode = access == Access::Own || !there || writable ? engine::RunLog::Mode::ReadWrite
                                                                  : engine::RunLog::Mode::ReadOnly;
    auto log = engine::RunLog::open(places.workspace, mode);
    if (!log) return log.error();
    if (access == Access::Own) {
        auto settled = log->settle();
        if (!settled) return settled.error();
        for (const std::int64_t job : *settled) {
            std::fprintf(stderr,
                         "Job %lld was interrupted; warmstart-cli runs resume %lld goes on where "
                         "it stopped.\n",
                         static_cast<long long>(job), static_cast<long long>(job));
        }
    }
    return std::make_unique<Session>(std::move(places), *std::move(paths), std::move(lock),
                                     *std::move(log));
}

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    if (!error.detail.empty()) std::fprintf(stderr, "  (%s)\n", error.detail.c_str());
    if (error.code == ErrorCode::Cancelled) return kCancelled;
    return error.code == ErrorCode::BadUsage ? kUsage : kFailed;
}

Result<void> write_answer(const GlobalOptions& options, const engine::Json& answer) {
    if (options.json.empty()) return {};
    const std::string text =
        answer.dump(2, ' ', false, engine::Json::error_handler_t::replace) + "\n";
    if (options.json == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return {};
    }
    return engine::write_file_atomically(options.json, text);
}

}  // namespace app
