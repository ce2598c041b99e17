// UserTasks on disk: the ratings, and beside them the role that each one plays.
#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/data/columnar_file.h"
#include "engine/data/table_io.h"
#include "engine/data/user_tasks.h"

namespace engine {
namespace {

constexpr const char* kFormat = "warmstart.user_tasks.1";

enum Role : std::int8_t { kNone = 0, kSupport = 1, kQuery = 2 };

// One entry per rating.
struct Roles {
    explicit Roles(std::size_t rows = 0)
        : role(rows, kNone), trains(rows, 0), task(rows, -1), place(rows, -1) {}
    std::vector<std::int8_t> role;
    std::vector<std::int8_t> trains;
    std::vector<std::int32_t> task;   // index of the task, -1: none
    std::vector<std::int32_t> place;  // within its support or query
};

void mark(const std::vector<std::int64_t>& rows, Role role, std::size_t task, Roles& roles) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(rows[i]);
        roles.role[row] = role;
        roles.task[row] = static_cast<std::int32_t>(task);
        roles.place[row] = static_cast<std::int32_t>(i);
    }
}

Error damaged(const std::filesystem::path& path) {
    return make_error(ErrorCode::BadFile, "%1 is damaged.", {path.string()});
}

template <class T>
bool get(ColumnarFile& file, const char* name, std::size_t rows, std::vector<T>& to) {
    for (NamedColumn& column : file.columns) {
        if (column.name != name) continue;
        auto* values = std::get_if<std::vector<T>>(&column.values);
        if (values == nullptr || values->size() != rows) return false;
        to = std::move(*values);
        return true;
    }
    return false;
}

// Puts `row` at `place`; false when that is not a place or is taken.
bool put(std::vector<std::int64_t>& rows, std::int32_t place, std::int64_t row, std::size_t most) {
    if (place < 0 || static_cast<std::size_t>(place) >= most) return false;
    if (rows.size() <= static_cast<std::size_t>(place))
        rows.resize(static_cast<std::size_t>(place) + 1, -1);
    std::int64_t& at = rows[static_cast<std::size_t>(place)];
    return std::exchange(at, row) == -1;
}

bool is_whole(const std::vector<std::int64_t>& rows) {
    return std::find(rows.begin(), rows.end(), -1) == rows.end();
}

bool rebuild(const Roles& roles, UserTasks& out) {
    const std::size_t rows = out.ratings.rows();
    for (std::size_t i = 0; i < rows; ++i) {
        const auto row = static_cast<std::int64_t>(i);
        if (roles.trains[i] != 0) out.training.push_back(row);
        if (roles.role[i] == kNone) continue;
        if (roles.task[i] < 0 || static_cast<std::size_t>(roles.task[i]) >= rows) return false;
        const auto number = static_cast<std::size_t>(roles.task[i]);
        if (out.tasks.size() <= number) out.tasks.resize(number + 1);
        UserTask& task = out.tasks[number];
        task.user = out.ratings.user[i];
        task.part = out.ratings.part[i];
        if (!put(roles.role[i] == kQuery ? task.query : task.support, roles.place[i], row, rows))
            return false;
    }
    return std::all_of(out.tasks.begin(), out.tasks.end(), [](const UserTask& task) {
        return !task.query.empty() && is_whole(task.query) && is_whole(task.support);
    });
}

bool read_notes(const ColumnarFile& file, UserTasks& out) {
    const auto format = file.notes.find("format");
    const auto summary = file.notes.find("summary");
    if (format == file.notes.end() || format->second != kFormat || summary == file.notes.end())
        return false;
    const Result<Json> json = read_json(summary->second, "summary");
    if (!json || !json->is_object()) return false;
    for (const char* key : {"support", "low", "high", "counts"}) {
        if (!json->contains(key)) return false;
    }
    if (!(*json)["support"].is_number_integer() || !(*json)["low"].is_number() ||
        !(*json)["high"].is_number()) {
        return false;
    }
    out.support = (*json)["support"].get<int>();
    out.low = (*json)["low"].get<double>();
    out.high = (*json)["high"].get<double>();
    out.counts = (*json)["counts"];
    return out.support >= 0;
}

}  // namespace

Result<void> save_user_tasks(const UserTasks& tasks, const std::filesystem::path& folder) {
    if (Result<void> done = save_table(tasks.ratings, folder / "ratings.arrow"); !done) return done;
    Roles roles(tasks.ratings.rows());
    for (const std::int64_t row : tasks.training) roles.trains[static_cast<std::size_t>(row)] = 1;
    for (std::size_t t = 0; t < tasks.tasks.size(); ++t) {
        mark(tasks.tasks[t].support, kSupport, t, roles);
        mark(tasks.tasks[t].query, kQuery, t, roles);
    }
    ColumnarFile file;
    const Json summary{{"support", tasks.support},
                       {"low", tasks.low},
                       {"high", tasks.high},
                       {"counts", tasks.counts}};
    file.notes = {{"format", kFormat}, {"summary", compact_json(summary)}};
    file.columns = {{"role", std::move(roles.role)},
                    {"trains", std::move(roles.trains)},
                    {"task", std::move(roles.task)},
                    {"place", std::move(roles.place)}};
    return write_columns(folder / "roles.arrow", file);
}

Result<UserTasks> read_user_tasks(const std::filesystem::path& folder) {
    Result<Table> ratings = read_table(folder / "ratings.arrow");
    if (!ratings) return ratings.error();
    const std::filesystem::path path = folder / "roles.arrow";
    Result<ColumnarFile> file = read_columns(path);
    if (!file) return file.error();
    UserTasks out;
    out.ratings = *std::move(ratings);
    const std::size_t rows = out.ratings.rows();
    if (out.ratings.user.size() != rows || out.ratings.item.size() != rows ||
        out.ratings.value.size() != rows || out.ratings.part.size() != rows) {
        return damaged(folder / "ratings.arrow");
    }
    Roles roles;
    const bool sound = read_notes(*file, out) && get(*file, "role", rows, roles.role) &&
                       get(*file, "trains", rows, roles.trains) &&
                       get(*file, "task", rows, roles.task) &&
                       get(*file, "place", rows, roles.place) && rebuild(roles, out);
    if (!sound) return damaged(path);
    return out;
}

}  // namespace engine
