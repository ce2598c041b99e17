#include "engine/store/carried_job.h"

#include "engine/spec/document.h"

namespace engine {

Result<std::string> pipeline_of_job(std::int64_t job, const Catalog& catalog, const RunLog& log) {
    auto row = log.job(job);
    if (!row) return row.error();
    auto document = read_document(row->document, catalog, "the job's pipeline");
    if (!document) return document.error();
    auto nodes = log.job_nodes(job);
    if (!nodes) return nodes.error();
    for (const NodeRow& one : *nodes) {
        if (one.kind != "dataset") continue;
        auto node = log.node(one.key);  // with its parts
        if (!node) return node.error();
        if (!node->has_value()) continue;
        const std::string name =
            (*node)->parts.value("options", Json::object()).value("source", std::string());
        const std::string sha =
            (*node)->parts.value("data", Json::object()).value("dataset", std::string());
        if (!name.empty() && !sha.empty()) document->data[name] = {{"sha256", sha}};
    }
    return write_document(*document);
}

}  // namespace engine
