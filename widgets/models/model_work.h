// Work with the engine's model tools, one piece after the other on a thread of its own: scoring and
// exporting take their time, and loading the engine too.
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "engine/base/result.h"
#include "engine/spec/runner.h"

namespace widgets {

class ModelWork : public QObject {
    Q_OBJECT
public:
    using Tools = std::function<engine::Result<engine::ModelTools*>()>;
    explicit ModelWork(Tools tools, QObject* parent = nullptr)
        : QObject(parent), tools_(std::move(tools)) {
        pool_.setMaxThreadCount(1);
    }
    ~ModelWork() override {  // what has not begun is dropped; what runs is waited for
        pool_.clear();
        pool_.waitForDone();
    }

    /// work: engine::ModelTools& -> Result<T>, beside the window's thread. answer: on the window's
    /// thread, unless `receiver` is gone by then.
    template <class Work, class Answer>
    void ask(QObject* receiver, Work work, Answer answer) {
        using Reply = std::invoke_result_t<Work, engine::ModelTools&>;
        QPointer<QObject> target(receiver);
        pool_.start([this, target, work = std::move(work), answer = std::move(answer)] {
            auto tools = tools_();
            auto reply = std::make_shared<Reply>(tools ? work(**tools) : Reply(tools.error()));
            QMetaObject::invokeMethod(
                this,
                [target, answer, reply] {
                    if (target) answer(std::move(*reply));
                },
                Qt::QueuedConnection);
        });
    }

private:
    Tools tools_;
    QThreadPool pool_;
};

}  // namespace widgets
