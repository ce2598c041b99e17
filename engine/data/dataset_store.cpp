#include "engine/data/dataset_store.h"

#include <algorithm>
#include <functional>
#include <future>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "engine/base/clock.h"
#include "engine/base/files.h"
#include "engine/base/nearest.h"
#include "engine/data/builtin_datasets.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShortestFingerprint = 8;
constexpr double kReadingShare = 0.6;  // of an import's time; the rest describes and writes

Result<DatasetInfo> read_info(const fs::path& folder) {
    const fs::path path = folder / "dataset.json";
    const Result<std::string> text = read_file(path);
    if (!text) return text.error();
    const Result<Json> json = read_json(*text, path.string());
    if (!json) return json.error();
    return dataset_info(*json, path.string());
}

bool has_name(const DatasetInfo& info, std::string_view name) {
    return std::find(info.names.begin(), info.names.end(), name) != info.names.end();
}

const DatasetInfo* find_stored(const std::vector<DatasetInfo>& stored, std::string_view name) {
    for (const DatasetInfo& info : stored) {
        if (has_name(info, name)) return &info;
    }
    if (name.size() < kShortestFingerprint) return nullptr;
    for (const DatasetInfo& info : stored) {
        if (info.fingerprint.starts_with(name)) return &info;
    }
    return nullptr;
}

Result<void> check_name(const std::string& name) {
    const bool plain = !name.empty() && name.size() <= 200 &&
                       name.find_first_of("/\\|\"\n\r\t") == std::string::npos &&
                       name.front() != '.';
    if (plain) return {};
    return make_error(ErrorCode::BadUsage, "\"%1\" cannot be the name of a dataset.", {name});
}

}  // namespace

Result<std::vector<DatasetInfo>> DatasetStore::list() const {
    std::vector<DatasetInfo> out;
    std::error_code problem;
    if (!fs::exists(folder_, problem)) return out;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, problem)) {
        if (entry.path().filename().string().find('.') != std::string::npos)
            continue;  // unfinished
        Result<DatasetInfo> info = read_info(entry.path());
        if (info) out.push_back(*std::move(info));
    }
    if (problem) return io_error(problem.value(), folder_);
    const auto key = [](const DatasetInfo& info) {
        return std::pair(info.names.empty() ? std::string() : info.names.front(), info.fingerprint);
    };
    std::sort(out.begin(), out.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    return out;
}

std::vector<std::string> DatasetStore::names() const {
    std::set<std::string> all;
    for (const BuiltinDataset& known : builtin_datasets()) all.insert(known.name);
    if (const auto stored = list()) {
        for (const DatasetInfo& info : *stored) all.insert(info.names.begin(), info.names.end());
    }
    return {all.begin(), all.end()};
}

Result<void> DatasetStore::write_info(const DatasetInfo& info) const {
    return write_file_atomically(folder_of(info) / "dataset.json", info.to_json().dump(2) + "\n");
}

Result<void> DatasetStore::release_name(const std::string& name, const std::string& except) {
    const auto stored = list();
    if (!stored) return stored.error();
    for (DatasetInfo info : *stored) {
        if (info.fingerprint == except || !has_name(info, name)) continue;
        std::erase(info.names, name);
        if (Result<void> done = write_info(info); !done) return done;
    }
    return {};
}

// Stores the rows under info.names.front(), or adds that name to equal content that is there
// already.
Result<DatasetInfo> DatasetStore::keep(const RawRows& rows, DatasetInfo info, bool replace,
                                       const Watch& watch) {
    const std::string name = info.names.front();
    if (Result<void> on = watch.at(0.4); !on) return on.error();
    const auto stored = list();
    if (!stored) return stored.error();
    const DatasetInfo* owner = find_stored(*stored, name);
    const bool taken = owner != nullptr && owner->fingerprint != info.fingerprint;
    if (taken && !replace) {
        return make_error(ErrorCode::BadUsage,
                          "A dataset called %1 is there already, with other rows. Choose another "
                          "name, or replace it.",
                          {name});
    }
    if (const DatasetInfo* same = find_stored(*stored, info.fingerprint)) {
        info.names = same->names;
        if (!has_name(info, name)) info.names.push_back(name);
        if (Result<void> done = write_info(info); !done) return done.error();
    } else {
        const fs::path temporary = folder_ / (info.fingerprint + ".partial");
        std::error_code problem;
        fs::remove_all(temporary, problem);
        fs::create_directories(temporary, problem);
        if (problem) return io_error(problem.value(), temporary);
        Result<void> done = write_dataset(rows, info, temporary);
        if (done) done = watch.at(0.9);  // the last moment: from here on it is there
        if (done) done = publish_folder(temporary, folder_of(info));
        if (!done) {
            fs::remove_all(temporary, problem);
            return done.error();
        }
    }
    if (taken) {
        if (Result<void> done = release_name(name, info.fingerprint); !done) return done.error();
    }
    return info;
}

namespace {

// What is known of the rows; names, source and importer are the caller's.
DatasetInfo describe_rows(const RawRows& rows) {
    DatasetInfo info;
    auto columns = std::async(std::launch::async, describe_columns, std::cref(rows));
    info.fingerprint = fingerprint_of(rows);
    info.columns = columns.get();
    info.rows_in = rows.rows_in;
    info.rows_ok = rows.rows_ok();
    info.rows_rejected = static_cast<std::int64_t>(rows.rejects.size());
    return info;
}

}  // namespace

Result<DatasetInfo> DatasetStore::import(const ImportRequest& request, const Watch& watch) {
    const double start = monotonic_seconds();
    const std::string name = request.name.empty() ? plain_name(request.file) : request.name;
    if (Result<void> good = check_name(name); !good) return good.error();
    if (find_builtin(name).has_value()) {
        return make_error(ErrorCode::BadUsage,
                          "%1 is the name of a built-in dataset. Choose another.", {name});
    }
    const Result<RawRows> rows =
        import_file(request.file, request.options, watch.part(0, kReadingShare));
    if (!rows) return rows.error();
    if (Result<void> on = watch.at(kReadingShare); !on) return on.error();
    DatasetInfo info = describe_rows(*rows);
    std::error_code ignored;
    const fs::path whole = fs::absolute(request.file, ignored);
    info.names = {name};
    info.source = (ignored ? request.file : whole).lexically_normal().string();
    info.importer = request.options.to_json();
    info.seconds = monotonic_seconds() - start;
    return keep(*rows, std::move(info), request.replace, watch.part(kReadingShare, 1));
}

Result<DatasetInfo> DatasetStore::import_builtin(std::string_view name) {
    const double start = monotonic_seconds();
    const BuiltinDataset known = *find_builtin(name);
    const Result<RawRows> rows = known.make(corpora_);
    if (!rows) return rows.error();
    DatasetInfo info = describe_rows(*rows);
    info.names = {known.name};
    info.source = known.source;
    info.importer = Json{{"format", known.synthetic ? "generated" : "vader"}};
    info.synthetic = known.synthetic;
    info.description = known.description;
    info.seconds = monotonic_seconds() - start;
    return keep(*rows, std::move(info), true, {});
}

Result<Dataset> DatasetStore::open(std::string_view name) {
    const auto stored = list();
    if (!stored) return stored.error();
    if (const DatasetInfo* found = find_stored(*stored, name)) {
        return Dataset::open(folder_of(*found), has_name(*found, name) ? std::string(name) : "");
    }
    if (find_builtin(name).has_value()) {
        const Result<DatasetInfo> fresh = import_builtin(name);
        if (!fresh) return fresh.error();
        return Dataset::open(folder_of(*fresh), std::string(name));
    }
    const std::string near = nearest_name(name, names());
    if (near.empty()) {
        return make_error(ErrorCode::BadData, "No dataset is called %1.", {std::string(name)});
    }
    return make_error(ErrorCode::BadData, "No dataset is called %1. Did you mean %2?",
                      {std::string(name), near});
}

Result<std::string> DatasetStore::set_aside(std::string_view name) {
    const auto stored = list();
    if (!stored) return stored.error();
    const DatasetInfo* found = find_stored(*stored, name);
    if (found == nullptr) {
        return make_error(ErrorCode::BadData, "No dataset is called %1.", {std::string(name)});
    }
    // Under a name that list() skips.
    const fs::path away = folder_ / (found->fingerprint + ".removed");
    std::error_code problem;
    fs::remove_all(away, problem);  // of an earlier time, when a crash left it
    fs::rename(folder_of(*found), away, problem);
    if (problem) return io_error(problem.value(), away);
    set_aside_.push_back(found->fingerprint);
    if (Result<void> done = sync_path(folder_); !done) return done.error();
    return found->fingerprint;
}

Result<void> DatasetStore::restore(const std::string& fingerprint) {
    const fs::path away = folder_ / (fingerprint + ".removed");
    std::error_code problem;
    if (!fs::is_directory(away, problem)) {
        return make_error(ErrorCode::BadData, "This dataset is no longer there; import it again.",
                          {}, away.string());
    }
    std::erase(set_aside_, fingerprint);
    // The same rows may have been imported again meanwhile: equal content is there already.
    if (fs::exists(folder_ / fingerprint, problem)) {
        fs::remove_all(away, problem);
    } else {
        fs::rename(away, folder_ / fingerprint, problem);
    }
    if (problem) return io_error(problem.value(), away);
    return sync_path(folder_);
}

void DatasetStore::clear_set_aside() {
    std::error_code ignored;
    for (const std::string& fingerprint : set_aside_)
        fs::remove_all(folder_ / (fingerprint + ".removed"), ignored);
    set_aside_.clear();
}

Result<void> DatasetStore::remove(std::string_view name) {
    const Result<std::string> fingerprint = set_aside(name);
    if (!fingerprint) return fingerprint.error();
    // What a crash left of earlier times goes along.
    std::error_code problem;
    std::vector<fs::path> leftovers;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, problem)) {
        if (entry.path().extension() == ".removed") leftovers.push_back(entry.path());
    }
    set_aside_.clear();
    for (const fs::path& one : leftovers) {
        fs::remove_all(one, problem);
        if (problem) return io_error(problem.value(), one);
    }
    return sync_path(folder_);
}

}  // namespace engine
