#include "widgets/frame/forecast_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/data/table_copy.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

QString summaryOf(const engine::Forecast& f) {
    return ForecastDialog::tr("%1 runs: %2 arms × %3 seeds × %4 budgets.")
        .arg(countText(f.runs), countText(f.arms), countText(f.seeds), countText(f.budgets));
}

QString workOf(const engine::Forecast& f) {
    if (f.to_run == 0)
        return ForecastDialog::tr("Nothing has to be computed: every result is there.");
    const QString time =
        (f.measured ? ForecastDialog::tr("about %1")
                    : ForecastDialog::tr("about %1, a guess: steps like these never ran here"))
            .arg(durationText(f.seconds));
    return ForecastDialog::tr("%1 steps to compute, %2 reused; %3.")
        .arg(countText(f.to_run), countText(f.reused), time);
}

QString memoryOf(const engine::Forecast& f) {
    const auto bytes = [](std::int64_t amount) { return bytesText(static_cast<double>(amount)); };
    const QString free = ForecastDialog::tr("Free: %1 of memory, %2 on disk.")
                             .arg(bytes(f.free_memory), bytes(f.free_disk));
    if (f.to_run == 0) return free;
    return ForecastDialog::tr("Needed: %1 of memory at most, %2 on disk.")
               .arg(bytes(f.memory), bytes(f.disk)) +
           QLatin1Char(' ') + free;
}

QTreeWidgetItem* itemOf(const engine::Forecast::Line& line) {
    const bool runs = line.to_run > 0;
    const auto bytes = [runs](std::int64_t amount) {
        return runs ? bytesText(static_cast<double>(amount)) : QString();
    };
    auto* item = new QTreeWidgetItem(
        {engineText(line.title), countText(line.to_run), countText(line.reused),
         runs ? durationText(line.seconds) : QString(), bytes(line.memory), bytes(line.disk),
         runs ? say(line.reason) : ForecastDialog::tr("Reused.")});
    for (const int column : {1, 2, 3, 4, 5}) {
        item->setTextAlignment(column, Qt::AlignRight);
        if (runs && !line.measured && column > 2)
            item->setToolTip(column, ForecastDialog::tr("A guess: no such step ran here yet."));
    }
    item->setToolTip(6, plainToolTip(item->text(6)));
    return item;
}

QTreeWidget* linesOf(const Theme& theme, const engine::Forecast& forecast, QWidget* parent) {
    auto* tree = new QTreeWidget(parent);
    tree->setHeaderLabels({ForecastDialog::tr("Node"), ForecastDialog::tr("To compute"),
                           ForecastDialog::tr("Reused"), ForecastDialog::tr("Time"),
                           ForecastDialog::tr("Memory"), ForecastDialog::tr("Disk"),
                           ForecastDialog::tr("Why")});
    for (const int column : {1, 2, 3, 4, 5})
        tree->headerItem()->setTextAlignment(column, Qt::AlignRight);
    tree->setAccessibleName(ForecastDialog::tr("What each node takes"));
    tree->setRootIsDecorated(false);
    tree->setObjectName(QStringLiteral("forecast.nodes"));
    new TableCopy(*tree);
    tree->setAlternatingRowColors(true);
    for (const engine::Forecast::Line& line : forecast.lines) {
        auto* item = itemOf(line);
        const bool runs = line.to_run > 0;
        const StateLook look =
            lookOf(theme, runs ? QStringLiteral("queued") : QStringLiteral("reused"));
        item->setIcon(0, theme.icon(look.icon, look.color));
        tree->addTopLevelItem(item);
    }
    tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    tree->header()->setSectionResizeMode(6, QHeaderView::Stretch);
    return tree;
}

}  // namespace

ForecastDialog::ForecastDialog(const Theme& theme, const QString& title,
                               const engine::Forecast& forecast, const QString& blocked,
                               QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Run %1").arg(title));
    resize(820, 480);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    auto* heading = new QLabel(workOf(forecast), this);
    heading->setFont(theme.font(TextSize::Heading));
    heading->setWordWrap(true);
    column->addWidget(heading);
    auto* summary = new QLabel(summaryOf(forecast) + QLatin1Char(' ') + memoryOf(forecast), this);
    summary->setWordWrap(true);
    column->addWidget(summary);
    for (const engine::Sentences& note : {forecast.warning, forecast.obstacle}) {
        if (note.empty()) continue;
        auto* label = new QLabel(say(note), this);
        label->setTextFormat(Qt::PlainText);  // it names steps of a file
        label->setObjectName(QStringLiteral("note"));
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addWidget(linesOf(theme, forecast, this), 1);
    const QString obstacle = say(forecast.obstacle);
    column->addWidget(buttonsOf(blocked.isEmpty() ? obstacle : blocked));
}

QDialogButtonBox* ForecastDialog::buttonsOf(const QString& blocked) {
    auto* buttons = new QDialogButtonBox(this);
    auto* start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    start->setObjectName(QStringLiteral("start"));
    auto* queue = buttons->addButton(tr("Queue"), QDialogButtonBox::ActionRole);
    queue->setObjectName(QStringLiteral("queue"));
    queue->setToolTip(tr("It begins when the jobs before it have ended."));
    start->setEnabled(blocked.isEmpty());
    start->setToolTip(plainToolTip(blocked));
    QPushButton* first = blocked.isEmpty() ? start : queue;
    first->setProperty("primary", true);
    first->style()->unpolish(first);  // the box has drawn it up already
    first->style()->polish(first);
    first->setDefault(true);
    buttons->addButton(tr("Change"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(queue, &QPushButton::clicked, this, [this] {
        Q_EMIT queueAsked();
        reject();
    });
    first->setFocus();
    return buttons;
}

}  // namespace widgets
