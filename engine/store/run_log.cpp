#include "engine/store/run_log.h"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/store/run_log_state.h"
#include "engine/store/schema.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

// Magic numbers of statfs(2). WAL needs memory shared between all who open the file, which these do
// not give.
bool is_network_folder(const fs::path& folder) {
    static constexpr std::array<std::uint32_t, 11> network = {
        0x6969,      // NFS
        0x517B,      // SMB
        0xFF534D42,  // CIFS
        0xFE534D42,  // SMB 2
        0x65735546,  // FUSE: sshfs and others
        0x01021997,  // 9P
        0x5346414F,  // AFS
        0x00C36400,  // Ceph
        0x0BD00BD0,  // Lustre
        0x47504653,  // GPFS
        0x19830326,  // BeeGFS
    };
    struct statfs info {};
    if (::statfs(folder.c_str(), &info) != 0) return false;
    return std::find(network.begin(), network.end(), static_cast<std::uint32_t>(info.f_type)) !=
           network.end();
}

// A journal with transactions that are not yet in the file: its last writer was killed, or still
// writes.
bool has_journal(const fs::path& path) {
    std::error_code missing;
    const auto bytes = fs::file_size(path.string() + "-wal", missing);
    return !missing && bytes > 0;
}

bool is_writable(const fs::path& folder) {
    return ::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0;
}

// "file:" and the path with every byte escaped that means something in a URI.
std::string uri_of(const fs::path& path, const std::string& options) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out = "file:";
    for (const char c : fs::absolute(path).string()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain =
            byte < 128 && (std::isalnum(byte) != 0 || c == '/' || c == '-' || c == '_' || c == '.');
        if (plain) {
            out += c;
        } else {
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out + options;
}

Result<void> configure(SqlFile& file, const fs::path& folder) {
    return file.read([&]() -> Result<void> {
        file.database().exec("PRAGMA foreign_keys = ON");
        if (!file.writable()) return {};
        if (is_network_folder(folder)) {
            file.database().exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
            return {};
        }
        // With NORMAL a power cut may lose the last transactions, but never damages the file.
        file.database().exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        file.database().exec(
            "PRAGMA journal_size_limit = 67108864");  // bytes kept of a journal that had grown
        return {};
    });
}

}  // namespace

RunLog::RunLog(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunLog::RunLog(RunLog&&) noexcept = default;
RunLog& RunLog::operator=(RunLog&&) noexcept = default;
RunLog::~RunLog() = default;

Result<RunLog> RunLog::open(const fs::path& workspace, Mode mode) {
    const fs::path path = workspace / "workspace.sqlite";
    std::error_code ignored;
    if (mode == Mode::ReadOnly && !fs::exists(path, ignored)) {
        return make_error(ErrorCode::MissingFile, "There is no workspace in %1.",
                          {workspace.string()});
    }
    int flags = SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX;
    flags |= mode == Mode::ReadOnly ? SQLite::OPEN_READONLY
                                    : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    // SQLite overlooks the journal of a file that is called immutable, and would show old rows as
    // the truth.
    const bool immutable = mode == Mode::ReadOnly && !is_writable(workspace) && !has_journal(path);
    std::unique_ptr<State> state;
    try {
        // State is an aggregate. NOLINTNEXTLINE(modernize-make-unique)
        state.reset(new State{SqlFile(path, uri_of(path, immutable ? "?immutable=1" : ""), flags)});
    } catch (const SQLite::Exception& problem) {
        return make_error(ErrorCode::Io, "%1 cannot be opened.", {path.string()}, problem.what());
    }
    if (auto done = migrate(state->file, shipped_migrations()); !done) {
        state->file.leave_unchanged();
        return done.error();
    }
    if (auto done = configure(state->file, workspace); !done) return done.error();
    return RunLog(std::move(state));
}

Result<void> RunLog::together(const std::function<Result<void>()>& work) {
    return state_->file.write(work);
}

}  // namespace engine
