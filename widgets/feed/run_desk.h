// The window's side of a running job: sends commands without waiting, and passes the engine's news
// on as signals of the window's thread.
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "engine/spec/event_queue.h"
#include "engine/spec/runner.h"

namespace widgets {

class RunDesk : public QObject {
    Q_OBJECT
public:
    using MakeRunner = std::function<std::unique_ptr<engine::Runner>(engine::EventQueue&)>;
    explicit RunDesk(const MakeRunner& make, QObject* parent = nullptr);
    ~RunDesk() override;  // stops a live job with a checkpoint, and waits for it

    enum class State { Idle, Starting, Running, Paused, Stopping };
    State state() const { return state_; }
    bool isLive() const { return state_ != State::Idle; }
    std::int64_t job() const { return job_; }  // the live or the last one; 0: none yet
    const QString& title() const { return title_; }
    const std::string& document() const { return document_; }  // canonical text of that job

    /// Why the job paused by itself; empty when somebody asked for it, or it does not pause.
    const std::optional<engine::Error>& pauseWhy() const { return pause_why_; }

    /// Nothing happens while a job is live.
    void start(const QString& title, const std::string& document,
               const engine::JobSettings& settings);
    /// Begins what waits in the queue; done by itself when a job ends. Nothing happens while one is
    /// live.
    void takeNext();
    void pause();
    void resume();  // also: what a full disk stopped is tried again
    void stop();
    /// When the window closes; the queue is left as it is.
    void waitForEnd();
    void leave();  // the same, but the job is to be gone on with

Q_SIGNALS:
    void stateChanged();
    void started(const engine::JobStarted& what);
    void heldUp(const engine::Error& why);  // it paused by itself
    void nodeChanged(const engine::NodeChanged& what);
    void progressed(const engine::Progress& what);
    void warned(const engine::Warning& what);
    void runFinished(const engine::RunFinished& what);
    void finished(const engine::JobFinished& what);
    void refused(const engine::Error& why);  // the job could not begin

private:
    void deliver();
    void begin(std::function<engine::Result<std::int64_t>()> ask);  // beside the window's thread
    void onStarted(const engine::JobStarted& what);
    void onChanged(const engine::JobChanged& what);
    void setState(State state);

    engine::EventQueue events_;
    std::unique_ptr<engine::Runner> runner_;
    std::jthread starter_;  // plans and loads the engine beside the window's thread
    State state_ = State::Idle;
    std::int64_t job_ = 0;
    QString title_;
    std::string document_;
    std::optional<engine::Error> pause_why_;
    bool closing_ = false;
};

}  // namespace widgets
