#include "widgets/frame/forecast_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

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
        f.seconds < 0 ? ForecastDialog::tr("time not known yet: steps like these never ran here")
                      : ForecastDialog::tr("about %1").arg(durationText(f.seconds));
    return ForecastDialog::tr("%1 steps to compute, %2 reused; %3.")
        .arg(countText(f.to_run), countText(f.reused), time);
}

QTreeWidget* linesOf(const Theme& theme, const engine::Forecast& forecast, QWidget* parent) {
    auto* tree = new QTreeWidget(parent);
    tree->setHeaderLabels({ForecastDialog::tr("Node"), ForecastDialog::tr("To compute"),
                           ForecastDialog::tr("Reused"), ForecastDialog::tr("Time"),
                           ForecastDialog::tr("Why")});
    tree->setRootIsDecorated(false);
    tree->setAlternatingRowColors(true);
    for (const engine::Forecast::Line& line : forecast.lines) {
        const bool runs = line.to_run > 0;
        auto* item = new QTreeWidgetItem({engineText(line.title), countText(line.to_run),
                                          countText(line.reused),
                                          runs ? durationText(line.seconds) : QString(),
                                          runs ? say(line.reason) : ForecastDialog::tr("Reused.")});
        for (const int column : {1, 2, 3}) item->setTextAlignment(column, Qt::AlignRight);
        const StateLook look =
            lookOf(theme, runs ? QStringLiteral("queued") : QStringLiteral("reused"));
        item->setIcon(0, theme.icon(look.icon, look.color));
        item->setToolTip(4, item->text(4));
        tree->addTopLevelItem(item);
    }
    tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    return tree;
}

}  // namespace

ForecastDialog::ForecastDialog(const Theme& theme, const QString& title,
                               const engine::Forecast& forecast, const QString& blocked,
                               QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Run %1").arg(title));
    resize(720, 480);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kSmall);
    auto* heading = new QLabel(workOf(forecast), this);
    heading->setFont(theme.font(TextSize::Heading));
    heading->setWordWrap(true);
    column->addWidget(heading);
    auto* summary = new QLabel(summaryOf(forecast) + QLatin1Char(' ') +
                                   tr("Free: %1 of memory, %2 on disk.")
                                       .arg(bytesText(static_cast<double>(forecast.free_memory)),
                                            bytesText(static_cast<double>(forecast.free_disk))),
                               this);
    summary->setWordWrap(true);
    column->addWidget(summary);
    column->addWidget(linesOf(theme, forecast, this), 1);
    column->addWidget(buttonsOf(blocked));
}

QDialogButtonBox* ForecastDialog::buttonsOf(const QString& blocked) {
    auto* buttons = new QDialogButtonBox(this);
    auto* start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    start->setObjectName(QStringLiteral("start"));
    auto* queue = buttons->addButton(tr("Queue"), QDialogButtonBox::ActionRole);
    queue->setObjectName(QStringLiteral("queue"));
    queue->setToolTip(tr("It begins when the jobs before it have ended."));
    start->setEnabled(blocked.isEmpty());
    start->setToolTip(blocked);
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
