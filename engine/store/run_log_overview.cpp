// What a job consists of, read in one question each: for whoever watches it.
#include "engine/store/run_log_state.h"

namespace engine {

Result<std::vector<NodeRow>> RunLog::job_nodes(std::int64_t job) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<NodeRow>> {
        std::vector<NodeRow> out;
        Query row = file.query(
            "SELECT n.key, n.node, n.kind, n.title, n.state, n.reason, n.seconds, n.peak_memory, "
            "n.job, n.last_step, n.disk, n.forecast_seconds, n.forecast_memory, n.forecast_disk, "
            "n.modelled_seconds "
            "FROM node_run n LEFT JOIN (SELECT key, MIN(run) AS run, "
            "MIN(position) AS position FROM run_node WHERE run IN (SELECT id FROM run WHERE job = "
            "?1) GROUP BY key) f ON f.key = n.key WHERE f.key IS NOT NULL OR n.key IN "
            "(SELECT json_extract(t.value, '$.key') FROM job j, json_each(j.settings, '$.targets') "
            "t WHERE j.id = ?1) ORDER BY f.run IS NULL, f.run, f.position, n.id",
            job);
        while (row.next()) {
            NodeRow node;
            node.key = row.text(0);
            node.node = row.text(1);
            node.kind = row.text(2);
            node.title = row.text(3);
            node.state = node_state(row.text(4));
            node.reason = sentences_of(row.json(5));
            node.seconds = row.real(6);
            node.peak_memory = row.integer(7);
            node.job = row.integer(8);
            node.last_step = row.integer(9);
            node.disk = row.integer(10);
            node.forecast = {row.real(11), row.integer(12), row.integer(13)};
            node.modelled.seconds = row.real(14);
            out.push_back(std::move(node));
        }
        return out;
    });
}

Result<std::vector<JobSeries>> RunLog::job_series(std::int64_t job) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<JobSeries>> {
        std::vector<JobSeries> out;
        Query row = file.query(
            "SELECT s.key, s.name, n.node, n.title, r.arm, r.arm_title, r.sweep, r.seed "
            "FROM (SELECT key, MIN(run) AS run FROM run_node WHERE run IN "
            "(SELECT id FROM run WHERE job = ?1) GROUP BY key) f "
            "JOIN series s ON s.key = f.key JOIN node_run n ON n.key = f.key "
            "JOIN run r ON r.id = f.run ORDER BY f.run, s.id",
            job);
        while (row.next()) {
            out.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                           row.text(5), row.json(6), static_cast<std::uint64_t>(row.integer(7))});
        }
        return out;
    });
}

}  // namespace engine
