// What every page and dock is given: the window's parts that they share. References only; main()
// built them and they outlive the window.
#pragma once

#include <QString>
#include <functional>

#include "engine/spec/catalog.h"
#include "engine/spec/runner.h"

class QSettings;

namespace widgets {

class BackgroundWork;
class MessageBar;
class PipelineModel;
class ReaderLane;
class RunDesk;
class Theme;

enum class Page { Welcome, Data, Pipeline, Runs, Compare, Models };

/// Built by main().
struct Parts {
    Theme& theme;
    const engine::Catalog& catalog;
    ReaderLane& reader;
    RunDesk& desk;
    BackgroundWork& background;
    PipelineModel& pipeline;
    QSettings& settings;
    engine::Places places;
    QString experiments;     // folder of the shipped pipelines
    bool read_only = false;  // another program owns the workspace
    QString read_only_why;
    /// Model tools of the engine, loaded on the first call; on a thread of the caller's choice.
    std::function<engine::Result<engine::ModelTools*>()> model_tools;
    /// When the window has gone, the job is gone on with in the background.
    std::function<void(std::int64_t job)> go_on_without_window;
    /// Of a window that reads only: whether the workspace has no owner any more, and that it is to
    /// be opened anew, as owner, when it has closed.
    std::function<bool()> is_free;
    std::function<void()> open_again;
};

struct Shell : Parts {
    MessageBar& messages;
    std::function<void(Page)> go;  // shows a page
};

}  // namespace widgets
