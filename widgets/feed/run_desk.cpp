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
    setState(State::Starting);
    if (starter_.joinable()) starter_.join();  // it has ended: the desk is idle
    starter_ = std::jthread([this, document, settings] {
        auto job = runner_->start(document, settings);
        QMetaObject::invokeMethod(
            this,
            [this, job = std::move(job)] {
                if (job) {
                    job_ = *job;
                    return;
                }
                setState(State::Idle);
                Q_EMIT refused(job.error());
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
    runner_->resume();
    setState(State::Running);
}

void RunDesk::stop() {
    if (state_ != State::Running && state_ != State::Paused) return;
    setState(State::Stopping);
    runner_->stop();
}

void RunDesk::waitForEnd() {
    if (starter_.joinable()) starter_.join();
    runner_->stop();
    runner_->wait();
}

void RunDesk::deliver() {
    for (const engine::RunEvent& event : events_.drain()) {
        std::visit(Overloaded{
                       [this](const engine::JobStarted& what) {
                           job_ = what.job;
                           setState(State::Running);
                           Q_EMIT started(what);
                       },
                       [this](const engine::NodeChanged& what) { Q_EMIT nodeChanged(what); },
                       [this](const engine::Progress& what) { Q_EMIT progressed(what); },
                       [this](const engine::Warning& what) { Q_EMIT warned(what); },
                       [this](const engine::RunFinished& what) { Q_EMIT runFinished(what); },
                       [this](const engine::JobFinished& what) {
                           setState(State::Idle);
                           Q_EMIT finished(what);
                       },
                   },
                   event.what);
    }
}

}  // namespace widgets
