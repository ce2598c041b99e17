// Steps of the run log, settings, and remembered hashes of files.
#include <sys/stat.h>

#include <cerrno>

#include "engine/base/clock.h"
#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/store/run_log_state.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

// Columns in the order of node_of; what follows them says which rows.
std::string nodes_where(const char* which) {
    return std::string(
               "SELECT key, node, kind, title, parts, state, reason, seconds, peak_memory, job, "
               "last_step, disk, machine, modelled_seconds, modelled_memory, modelled_disk, "
               "forecast_seconds, forecast_memory, forecast_disk FROM node_run WHERE ") +
           which;
}

NodeRow node_of(const Query& row) {
    NodeRow out;
    out.key = row.text(0);
    out.node = row.text(1);
    out.kind = row.text(2);
    out.title = row.text(3);
    out.parts = row.json(4);
    out.state = node_state(row.text(5));
    out.reason = sentences_of(row.json(6));
    out.seconds = row.real(7);
    out.peak_memory = row.integer(8);
    out.job = row.integer(9);
    out.last_step = row.integer(10);
    out.disk = row.integer(11);
    out.machine = row.text(12);
    out.modelled = {row.real(13), row.integer(14), row.integer(15)};
    out.forecast = {row.real(16), row.integer(17), row.integer(18)};
    return out;
}

struct FileStamp {
    std::int64_t size = 0;
    std::int64_t changed = 0;  // nanoseconds
    bool operator==(const FileStamp&) const = default;
};

Result<FileStamp> stamp_of(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return io_error(errno, path);
    return FileStamp{info.st_size,
                     std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec};
}

// A file changed a moment ago may change again within the same tick of the file system's clock,
// unseen.
bool is_settled(const FileStamp& stamp) {
    return unix_milliseconds() - stamp.changed / 1'000'000 > 1000;
}

}  // namespace

Result<void> RunLog::put_node(const NodeRow& node) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        file.run(
            "INSERT OR REPLACE INTO node_run (key, node, kind, title, parts, state, reason, "
            "seconds, peak_memory, job, last_step, disk, machine, modelled_seconds, "
            "modelled_memory, modelled_disk, forecast_seconds, forecast_memory, forecast_disk, "
            "written) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
            "?16, ?17, ?18, ?19, ?20)",
            node.key, node.node, node.kind, node.title, node.parts, name_of(node.state),
            sentences_json(node.reason), node.seconds, node.peak_memory, node.job, node.last_step,
            node.disk, node.machine, node.modelled.seconds, node.modelled.memory,
            node.modelled.disk, node.forecast.seconds, node.forecast.memory, node.forecast.disk,
            unix_milliseconds());
        return {};
    });
}

Result<std::optional<NodeRow>> RunLog::node(const std::string& key) const {
    static const std::string sql = nodes_where("key = ?1");  // the cache keeps the pointer
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::optional<NodeRow>> {
        Query row = file.query(sql, key);
        if (!row.next()) return std::optional<NodeRow>();
        return std::optional<NodeRow>(node_of(row));
    });
}

Result<std::vector<NodeRow>> RunLog::recent_nodes(const std::string& kind,
                                                  std::int64_t limit) const {
    static const std::string sql =
        nodes_where("kind = ?1 AND state IN ('done', 'reused') ORDER BY id DESC LIMIT ?2");
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<NodeRow>> {
        std::vector<NodeRow> out;
        Query row = file.query(sql, kind, limit);
        while (row.next()) out.push_back(node_of(row));
        return out;
    });
}

Result<std::vector<NodeRow>> RunLog::nodes_measured_on(const std::string& machine,
                                                       const std::string& kind,
                                                       std::int64_t limit) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<NodeRow>> {
        std::vector<NodeRow> out;
        Query row = file.query(
            "SELECT key, node, seconds, peak_memory, job, disk, modelled_seconds, "
            "modelled_memory, modelled_disk FROM node_run WHERE machine = ?1 AND kind = ?2 AND "
            "state = 'done' ORDER BY id DESC LIMIT ?3",
            machine, kind, limit);
        while (row.next()) {
            NodeRow node;
            node.key = row.text(0);
            node.node = row.text(1);
            node.kind = kind;
            node.state = NodeState::Done;
            node.seconds = row.real(2);
            node.peak_memory = row.integer(3);
            node.job = row.integer(4);
            node.disk = row.integer(5);
            node.modelled = {row.real(6), row.integer(7), row.integer(8)};
            node.machine = machine;
            out.push_back(std::move(node));
        }
        return out;
    });
}

Result<void> RunLog::put_proof(const std::string& key, const Json& proof) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        file.run("INSERT OR REPLACE INTO proof (key, proof) VALUES (?1, ?2)", key, proof);
        return {};
    });
}

Result<Json> RunLog::proof(const std::string& key) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<Json> {
        Query row = file.query("SELECT proof FROM proof WHERE key = ?1", key);
        return row.next() ? row.json(0) : Json();
    });
}

Result<std::optional<std::string>> RunLog::setting(const std::string& name) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::optional<std::string>> {
        Query row = file.query("SELECT value FROM setting WHERE name = ?1", name);
        if (!row.next()) return std::optional<std::string>();
        return std::optional<std::string>(row.text(0));
    });
}

Result<void> RunLog::set_setting(const std::string& name, const std::string& value) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        file.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", name, value);
        return {};
    });
}

Result<std::string> RunLog::file_hash(const fs::path& path) {
    SqlFile& file = state_->file;
    std::error_code problem;
    const std::string name = fs::weakly_canonical(fs::absolute(path, problem), problem).string();
    const auto before = stamp_of(path);
    if (!before) return before.error();
    auto known = file.read([&]() -> Result<std::string> {
        Query row = file.query(
            "SELECT sha256 FROM file_hash WHERE path = ?1 AND size = ?2 AND mtime_ns = ?3", name,
            before->size, before->changed);
        return row.next() ? row.text(0) : std::string();
    });
    if (!known || !known->empty()) return known;
    auto hash = sha256_of_file(path);
    if (!hash) return hash;
    const auto after = stamp_of(path);
    if (!after) return after.error();
    if (!file.writable() || *after != *before || !is_settled(*before)) return hash;
    const auto kept = file.write([&]() -> Result<void> {
        file.run(
            "INSERT OR REPLACE INTO file_hash (path, size, mtime_ns, sha256) VALUES (?1, ?2, ?3, "
            "?4)",
            name, before->size, before->changed, *hash);
        return {};
    });
    if (!kept) return kept.error();
    return hash;
}

}  // namespace engine
