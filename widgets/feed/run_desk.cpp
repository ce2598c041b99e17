#include "widgets/feed/run_desk.h"

#include <utility>

namespace widgets {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

RunDesk::RunDesk(const MakeRunner& make, QObject* parent)
    : QObject(parent),
      events_([this] {
          QMetaObject::invokeMethod(
              this, [this] { deliver(); }, Qt::QueuedConnection);
      }),
      runner_(make(events_)) {}

RunDesk::~RunDesk() {
    if (starter_.joinable()) starter_.join();
    runner_.reset();
}

void RunDesk::setState(State state) {
    if (state == state_) return;
    state_ = state;
    Q_EMIT stateChanged();
}

void RunDesk::start(const QString& title, const std::string& document,
                    const engine::JobSettings& settings) {
    if (isLive()) return;
    title_ = title;
    document_ = document;
    begin([this, document, settings] { return runner_->start(document, settings); });
}

void RunDesk::takeNext() {
    if (isLive() || closing_) return;
    title_.clear();
    document_.clear();
    begin([this] { return runner_->start_waiting(0); });
}

void RunDesk::begin(std::function<engine::Result<std::int64_t>()> ask) {
    setState(State::Starting);
    if (starter_.joinable()) starter_.join();  // it has ended: the desk is idle
    starter_ = std::jthread([this, ask = std::move(ask)] {
        auto job = ask();
        QMetaObject::invokeMethod(
            this,
            [this, job = std::move(job)] {
                if (job && *job > 0) {
                    job_ = *job;
                    return;
                }
                setState(State::Idle);
                if (!job) Q_EMIT refused(job.error());
            },
            Qt::QueuedConnection);
    });
}

void RunDesk::pause() {
    if (state_ != State::Running) return;
    runner_->pause();
    setState(State::Paused);
}

void RunDesk::resume() {
    if (state_ != State::Paused) return;
    pause_why_.reset();
    runner_->resume();
    setState(State::Running);
}

void RunDesk::stop() {
    if (state_ != State::Running && state_ != State::Paused) return;
    setState(State::Stopping);
    runner_->stop();
}

void RunDesk::waitForEnd() {
    closing_ = true;
    if (starter_.joinable()) starter_.join();
    runner_->stop();
    runner_->wait();
}

void RunDesk::leave() {
    closing_ = true;
    if (starter_.joinable()) starter_.join();
    runner_->leave();
    runner_->wait();
}

void RunDesk::onStarted(const engine::JobStarted& what) {
    job_ = what.job;
    if (!what.document.empty() && what.document != document_) {  // it comes from the queue
        document_ = what.document;
        title_ = QString::fromStdString(what.title);
    }
    pause_why_.reset();
    setState(State::Running);
    Q_EMIT started(what);
}

void RunDesk::onChanged(const engine::JobChanged& what) {
    if (state_ == State::Stopping) return;
    const bool paused = what.state == engine::RunState::Paused;
    const bool told = state_ == State::Paused && pause_why_.has_value() == what.why.has_value();
    pause_why_ = what.why;
    if (what.state == engine::RunState::Stopping) return setState(State::Stopping);
    setState(paused ? State::Paused : State::Running);
    if (paused && what.why && !told) Q_EMIT heldUp(*what.why);
}

void RunDesk::deliver() {
    for (const engine::RunEvent& event : events_.drain()) {
        std::visit(Overloaded{
                       [this](const engine::JobStarted& what) { onStarted(what); },
                       [this](const engine::JobChanged& what) { onChanged(what); },
                       [this](const engine::NodeChanged& what) { Q_EMIT nodeChanged(what); },
                       [this](const engine::Progress& what) { Q_EMIT progressed(what); },
                       [this](const engine::Warning& what) { Q_EMIT warned(what); },
                       [this](const engine::RunFinished& what) { Q_EMIT runFinished(what); },
                       [this](const engine::JobFinished& what) {
                           pause_why_.reset();
                           setState(State::Idle);
                           Q_EMIT finished(what);
                           takeNext();
                       },
                   },
                   event.what);
    }
}

}  // namespace widgets
