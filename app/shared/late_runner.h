// A runner that plans first and loads the engine only when something has to be computed: an
// unchanged pipeline never waits for LibTorch.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "engine/plan/plan.h"
#include "engine/spec/event_queue.h"
#include "engine/spec/runner.h"
#include "engine/store/precision_choice.h"

namespace app {

class LateRunner : public engine::Runner {
public:
    LateRunner(engine::Places places, engine::EventQueue& events);
    ~LateRunner() override;

    /// Plans, writes the job and begins. Takes as long as planning does, and once as long as the
    /// engine takes to load: not for the thread of a window. Errors: as Runner::start, and those of
    /// load_engine.
    engine::Result<std::int64_t> start(const std::string& document,
                                       const engine::JobSettings& settings) override;
    engine::Result<std::int64_t> start_waiting(std::int64_t job) override;  // as start()
    /// What `auto` precision came to in the last start, where the document left it to the machine.
    const std::optional<engine::PrecisionChoice>& choice() const { return choice_; }

    void pause() override;  // any thread; nothing happens while no job runs
    void resume() override;
    void stop() override;
    void leave() override;
    void wait() override;

private:
    engine::Result<std::int64_t> begin(const std::string& document,
                                       const engine::JobSettings& settings,
                                       std::int64_t waiting);  // its number, 0: a new job
    engine::Result<void> load();                               // the engine, once
    engine::Result<std::int64_t> finish_at_once(const engine::Document& document,
                                                const engine::Catalog& catalog, engine::Plan plan,
                                                const engine::JobSettings& settings,
                                                std::int64_t waiting);

    engine::Places places_;
    engine::EventQueue& events_;
    std::optional<engine::PrecisionChoice> choice_;
    std::unique_ptr<engine::EngineParts> parts_;
    std::unique_ptr<engine::Runner> runner_;
    std::atomic<engine::Runner*> working_{nullptr};  // runner_, once it is there
};

}  // namespace app
