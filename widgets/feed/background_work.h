// Work beside the window's thread that is no job: imports, exports, reports, scores. Whoever begins
// it says so here, and the list of tasks shows what lasts.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

namespace widgets {

class BackgroundWork : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    struct Item {
        int id = 0;  // from 1, never used again
        QString title;
        double share = -1;  // done by now, 0 to 1; < 0: not known
        bool stopping = false;
        std::function<void()> stop;  // empty: it cannot be stopped
        QElapsedTimer since;
        bool listed = false;  // it has lasted

        double secondsLeft() const;  // < 0: not known
    };

    /// One piece of work: it lasts until the last copy of the handle is gone, on any thread.
    class Handle {
    public:
        Handle(BackgroundWork& of, int id) : of_(of), id_(id) {}
        ~Handle();
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;
        /// On any thread. @param share  done by now, 0 to 1
        void report(double share) const;
        double secondsLeft() const;  // on the window's thread

    private:
        BackgroundWork& of_;
        int id_;
    };
    using Task = std::shared_ptr<const Handle>;

    /// @param stop  asks the work to end; empty: it cannot be stopped
    Task begin(const QString& title, std::function<void()> stop = {});
    void stop(int id);

    const std::vector<Item>& all() const { return items_; }
    /// What has lasted long enough to be worth a line.
    std::vector<Item> listed() const;

Q_SIGNALS:
    void begun(const QString& title);
    void listChanged();  // of what is listed
    void progressed(int id);

private:
    Item* find(int id);
    void list(int id);
    void take(int id, double share);
    void end(int id);

    std::vector<Item> items_;
    int last_ = 0;
};

}  // namespace widgets
