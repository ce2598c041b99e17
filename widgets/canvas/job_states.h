// What a job has to say about each node of the open pipeline. A card stands for many steps (arms x
// seeds x budgets): they are counted here, and what an edit made out of date is called stale.
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include "engine/spec/document.h"
#include "engine/spec/reader.h"
#include "engine/spec/run_event.h"
#include "widgets/frame/shell.h"

namespace widgets {

/// State of one card.
struct NodeLive {
    QString state = QStringLiteral("idle");  // as lookOf(theme, state) knows it
    int over = 0;                            // steps that need nothing more
    int total = 0;                           // steps of this node in the job
    double share = -1;         // 0..1 of the step that runs now; < 0: none runs, or it does not say
    engine::Sentences reason;  // of the newest step: "Reused from job 4."
    bool operator==(const NodeLive&) const = default;
};

/// Ids of the nodes whose result `ran` no longer stands for: changed options or inputs, other
/// seeds, and all that follows from them. A node that `ran` has not is not among them.
QSet<QString> staleNodes(const engine::Document& now, const engine::Document& ran,
                         const engine::Catalog& catalog);

class JobStates : public QObject {
    Q_OBJECT
public:
    explicit JobStates(const Parts& parts, QObject* parent = nullptr);

    NodeLive of(const QString& node) const;

Q_SIGNALS:
    /// At most thirty times a second. An empty set: all of them.
    void changed(const QSet<QString>& nodes);

private:
    struct Step {
        QString node;
        engine::NodeState state = engine::NodeState::Idle;
        engine::Sentences reason;
    };
    struct Counts {
        QHash<int, int> by_state;  // engine::NodeState -> steps
        double share = -1;
        QString running;  // key of the step that share speaks of
        engine::Sentences reason;
        int total = 0;
    };

    void forget();
    void onStarted(const engine::JobStarted& what);
    void onNode(const engine::NodeChanged& what);
    void onProgress(const engine::Progress& what);
    void onFinished(const engine::JobFinished& what);
    void onDocument();
    void take(const QString& key, const Step& step);
    void touch(const QString& node);

    Parts parts_;
    QHash<QString, Step> steps_;  // by recipe key
    QHash<QString, Counts> nodes_;
    QSet<QString> stale_;
    engine::Document ran_;
    bool known_ = false;  // a job has been heard of since the document was loaded
    QSet<QString> touched_;
    QTimer timer_;
};

}  // namespace widgets
