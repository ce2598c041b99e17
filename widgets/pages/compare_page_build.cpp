// What the Compare page is built of, and its words.
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/compare/arm_canvas.h"
#include "widgets/compare/compare_charts.h"
#include "widgets/compare/confusion_view.h"
#include "widgets/compare/example_panel.h"
#include "widgets/compare/overview_tab.h"
#include "widgets/compare/table_tab.h"
#include "widgets/compare/user_panel.h"
#include "widgets/compare/verdict_card.h"
#include "widgets/look/theme.h"
#include "widgets/pages/compare_page.h"

namespace widgets {

void ComparePage::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    views_ = new QStackedWidget(this);
    column->addWidget(views_);
    for (int i = 0; i < 3; ++i) {
        auto* page = new QWidget(views_);
        auto* middle = new QVBoxLayout(page);
        message_[i] = new QLabel(page);
        message_[i]->setAlignment(Qt::AlignCenter);
        message_[i]->setWordWrap(true);
        message_button_[i] = new QPushButton(page);
        middle->addStretch(1);
        middle->addWidget(message_[i]);
        middle->addWidget(message_button_[i], 0, Qt::AlignHCenter);
        middle->addStretch(2);
        views_->addWidget(page);
    }
    message_button_[0]->setObjectName(QStringLiteral("compare.template"));
    message_button_[1]->hide();
    message_button_[2]->setObjectName(QStringLiteral("compare.retry"));
    connect(message_button_[0], &QPushButton::clicked, this, &ComparePage::openTemplates);
    connect(message_button_[2], &QPushButton::clicked, this, &ComparePage::retry);
    auto* page = new QWidget(views_);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
    rows->setSpacing(space::kSmall);
    rows->addWidget(buildHead());
    rows->addWidget(card_ = new VerdictCard(shell_.theme, page));
    rows->addWidget(buildTabs(), 1);
    rows->addWidget(buildFoot());
    views_->addWidget(page);
    connect(card_, &VerdictCard::seedsAsked, this, &ComparePage::moreSeeds);
}

QWidget* ComparePage::buildHead() {
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    title_ = new QLabel(head);
    title_->setFont(shell_.theme.font(TextSize::Heading));
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    jobs_ = new QComboBox(head);
    jobs_->setObjectName(QStringLiteral("compare.job"));
    jobs_->setMinimumContentsLength(24);
    jobs_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(jobs_, &QComboBox::activated, this,
            [this] { showJob(jobs_->currentData().value<std::int64_t>(), {}); });
    auto* first = new QHBoxLayout;
    first->addWidget(title_, 1);
    first->addWidget(jobs_);
    column->addLayout(first);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    const auto box = [&](QComboBox*& out, const char* name) {
        out = new QComboBox(head);
        out->setObjectName(QLatin1String(name));
        out->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        row->addWidget(out);
        connect(out, &QComboBox::currentIndexChanged, this, [this] {
            if (!filling_) pairChanged();
        });
    };
    box(arm_a_, "compare.a");
    row->addWidget(against_ = new QLabel(head));
    box(arm_b_, "compare.b");
    row->addWidget(at_ = new QLabel(head));
    box(budget_, "compare.budget");
    row->addWidget(by_ = new QLabel(head));
    box(metric_, "compare.metric");
    row->addStretch(1);
    arms_ = new QToolButton(head);
    arms_->setObjectName(QStringLiteral("compare.arms"));
    arms_->setPopupMode(QToolButton::InstantPopup);
    arms_->setMenu(new QMenu(arms_));
    other_jobs_ = new QMenu(arms_);
    row->addWidget(arms_);
    column->addLayout(row);
    return head;
}

// Both paths, with their differences marked, above the table of these.
QWidget* ComparePage::buildDifferences() {
    auto* differences = new QWidget(tabs_);
    auto* column = new QVBoxLayout(differences);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    auto* canvases = new QHBoxLayout;
    for (ArmCanvas*& canvas : paths_) {
        canvas = new ArmCanvas(shell_.theme, differences);
        canvases->addWidget(canvas);
    }
    column->addLayout(canvases, 1);
    differences_ = new TableTab(shell_.theme, differences);
    differences_->setObjectName(QStringLiteral("compare.differences"));
    column->addWidget(differences_, 1);
    return differences;
}

QWidget* ComparePage::buildTabs() {
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    overview_ = new OverviewTab(shell_.theme, tabs_);
    tabs_->addTab(overview_, {});
    auto* budget = new QWidget(tabs_);
    auto* charts = new QHBoxLayout(budget);
    charts->setContentsMargins(0, space::kSmall, 0, 0);
    charts->addWidget(budget_chart_ = new Chart(shell_.theme, budget), 1);
    charts->addWidget(gain_chart_ = new GainChart(shell_.theme, budget), 1);
    for (Chart* chart : {budget_chart_, static_cast<Chart*>(gain_chart_)})
        chart->setLegendPlace(Chart::LegendPlace::Top);
    tabs_->addTab(budget, {});
    auto* curves = new QWidget(tabs_);
    auto* curve_column = new QVBoxLayout(curves);
    curve_column->setContentsMargins(0, space::kSmall, 0, 0);
    series_ = new QComboBox(curves);
    series_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    curve_column->addWidget(series_);
    curve_column->addWidget(curve_chart_ = new Chart(shell_.theme, curves), 1);
    tabs_->addTab(curves, {});
    confusion_view_ = new ConfusionView(shell_.theme, tabs_);
    tabs_->addTab(confusion_view_, {});
    tabs_->addTab(buildDifferences(), {});
    examples_panel_ = new ExamplePanel(shell_, tabs_);
    tabs_->addTab(examples_panel_, {});
    slices_ = new TableTab(shell_.theme, tabs_);
    slices_->setObjectName(QStringLiteral("compare.slices"));
    tabs_->addTab(slices_, {});
    users_ = new UserPanel(shell_.theme, tabs_);
    tabs_->addTab(users_, {});
    connect(tabs_, &QTabWidget::currentChanged, this, &ComparePage::showTab);
    connect(series_, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_) showCurves();
    });
    return tabs_;
}

QWidget* ComparePage::buildFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    runs_ = new QPushButton(foot);
    runs_->setObjectName(QStringLiteral("compare.runs"));
    copy_ = new QPushButton(foot);
    copy_->setObjectName(QStringLiteral("compare.copy"));
    export_ = new QPushButton(foot);
    report_ = new QPushButton(foot);
    report_->setObjectName(QStringLiteral("compare.report"));
    row->addWidget(runs_);
    row->addStretch(1);
    connect(runs_, &QPushButton::clicked, this, [this] { Q_EMIT runsAsked(job_); });
    for (QPushButton* button : {copy_, export_, report_}) row->addWidget(button);
    connect(copy_, &QPushButton::clicked, this, [this] {
        if (const TableTab* table = shownTable()) table->copyTsv();
    });
    connect(export_, &QPushButton::clicked, this, &ComparePage::exportCsv);
    connect(report_, &QPushButton::clicked, this, &ComparePage::writeReport);
    return foot;
}

void ComparePage::retranslate() {
    message_[0]->setText(tr("No runs yet, so there is nothing to compare."));
    message_button_[0]->setText(tr("Open a template"));
    message_[1]->setText(tr("Reading the job..."));
    message_button_[2]->setText(tr("Retry"));
    against_->setText(tr("against"));
    at_->setText(tr("at"));
    by_->setText(tr("by"));
    arm_a_->setAccessibleName(tr("Arm A"));
    arm_b_->setAccessibleName(tr("Arm B, the base"));
    budget_->setAccessibleName(tr("Budget"));
    metric_->setAccessibleName(tr("Measure"));
    series_->setAccessibleName(tr("Curve"));
    jobs_->setAccessibleName(tr("Job"));
    arms_->setToolTip(tr("Which arms the tables and charts show beside A and B"));
    runs_->setText(tr("Show its runs"));
    const QStringList titles = {tr("Overview"),          tr("Budget curve"), tr("Curves"),
                                tr("Confusion"),         tr("Differences"),  tr("Examples"),
                                tr("Classes && slices"), tr("Users")};
    for (int i = 0; i < titles.size(); ++i) tabs_->setTabText(i, titles[i]);
    differences_->setAccessibleName(tr("Differences"));
    slices_->setAccessibleName(tr("Classes and slices"));
    copy_->setText(tr("Copy table"));
    export_->setText(tr("Export table..."));
    report_->setText(tr("Write report"));
    if (data_.isEmpty()) return;
    fillChoices();
    pairChanged();
}

}  // namespace widgets
