// Asks the reader from the window's thread without waiting: questions go to one thread in order,
// answers come back as calls on the window's thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/base/result.h"
#include "engine/spec/reader.h"

namespace widgets {

class ReaderLane : public QObject {
    Q_OBJECT
public:
    using Open = std::function<engine::Result<std::unique_ptr<engine::Reader>>()>;
    /// @param open  called on the lane's thread before the first question, and again after it
    /// failed
    explicit ReaderLane(Open open, QObject* parent = nullptr);
    ~ReaderLane() override;  // what is asked and not begun is dropped; joins

    /// question: engine::Reader& -> Result<T>, on the lane's thread; values in, values out.
    /// answer: called with the Result<T> on the window's thread, unless `receiver` is gone by then.
    template <class Question, class Answer>
    void ask(QObject* receiver, Question question, Answer answer) {
        using Reply = std::invoke_result_t<Question, engine::Reader&>;
        QPointer<QObject> target(receiver);
        push([this, target, question = std::move(question),
              answer = std::move(answer)](const engine::Result<engine::Reader*>& reader) {
            auto reply =
                std::make_shared<Reply>(reader ? question(**reader) : Reply(reader.error()));
            QMetaObject::invokeMethod(
                this,
                [target, answer, reply] {
                    if (target) answer(std::move(*reply));
                },
                Qt::QueuedConnection);
        });
    }

    /// Questions that wait or are being answered.
    int waiting() const;

private:
    using Task = std::function<void(const engine::Result<engine::Reader*>&)>;
    void push(Task task);
    void work(const std::stop_token& stop);

    Open open_;
    mutable std::mutex mutex_;
    std::condition_variable_any news_;
    std::deque<Task> tasks_;
    int busy_ = 0;
    std::jthread thread_;  // last: it ends first
};

}  // namespace widgets
