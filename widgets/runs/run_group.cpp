#include "widgets/runs/run_group.h"

#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Json;

QString textOf(const Json& row, const char* key) { return fromUtf8(row.value(key, "")); }

QStringList textsOf(const Json& row, const char* key) {
    QStringList out;
    for (const Json& one : row.value(key, Json::array())) out << fromUtf8(one.get<std::string>());
    return out;
}

RunGroup groupOf(const Json& row) {
    RunGroup out;
    out.job = row.value("job", std::int64_t{0});
    out.title = textOf(row, "title");
    out.job_state = textOf(row, "job_state");
    out.job_cause = engine::sentences_of(row.value("job_cause", Json()));
    out.started = row.value("started", std::int64_t{0});
    out.arm = textOf(row, "arm");
    out.arm_id = textOf(row, "arm_id");
    out.control = textOf(row, "control");
    out.sweep = row.value("sweep", Json::object());
    out.metric = textOf(row, "metric");
    if (row["gain"].is_number()) out.gain = row["gain"].get<double>();
    for (const Json& run : row["runs"]) out.runs << run.get<std::int64_t>();
    for (const auto& [state, n] : row["states"].items()) out.states.append({fromUtf8(state), n});
    if (row["seconds"].is_number()) out.seconds = row["seconds"].get<double>();
    out.tags = textsOf(row, "tags");
    out.notes = textsOf(row, "notes");
    for (const auto& [name, s] : row["metrics"].items()) {
        out.metrics[fromUtf8(name)] = {s["n"].get<std::int64_t>(), s["mean"].get<double>(),
                                       s["low"].get<double>(), s["high"].get<double>(), 0};
    }
    return out;
}

}  // namespace

QString RunGroup::key() const {
    return QString::number(job) + QChar(0x1f) + arm_id + QChar(0x1f) +
           fromUtf8(engine::compact_json(sweep));
}

QString RunGroup::state() const {
    for (const char* first : {"running", "stopping", "paused", "failed", "interrupted", "queued",
                              "held", "cancelled"}) {
        for (const auto& [state, n] : states) {
            if (state == QLatin1String(first)) return state;
        }
    }
    return states.isEmpty() ? QString() : QStringLiteral("done");
}

RunPage runPage(const Json& page) {
    RunPage out;
    out.total = page.value("total", 0);
    out.next = page.value("next", std::int64_t{0});
    for (const Json& row : page["groups"]) out.groups << groupOf(row);
    return out;
}

QHash<std::int64_t, RunLine> runLines(const Json& runs) {
    QHash<std::int64_t, RunLine> out;
    for (const Json& row : runs) {
        RunLine line;
        line.run = row["run"].get<std::int64_t>();
        line.seed = row["seed"].get<std::uint64_t>();
        line.state = textOf(row, "state");
        line.cause = engine::sentences_of(row.value("cause_said", Json()));
        line.seconds = row.value("seconds", 0.0);
        for (const auto& [name, value] : row["measures"].items())
            line.measures[fromUtf8(name)] = value.get<double>();
        line.tags = textsOf(row, "tags");
        line.note = textOf(row, "note");
        out[line.run] = line;
    }
    return out;
}

}  // namespace widgets
