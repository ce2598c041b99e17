// What the tabs of Compare show. What the report does not hold is asked for when its tab is opened.
#include <QComboBox>
#include <QPushButton>
#include <QTabWidget>

#include "engine/spec/document.h"
#include "widgets/compare/arm_canvas.h"
#include "widgets/compare/compare_charts.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/compare/confusion_view.h"
#include "widgets/compare/example_panel.h"
#include "widgets/compare/overview_tab.h"
#include "widgets/compare/table_tab.h"
#include "widgets/compare/user_panel.h"
#include "widgets/compare/verdict_card.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/look/words.h"
#include "widgets/pages/compare_page.h"

namespace widgets {
namespace {

constexpr int kMostExamples = 200;
constexpr int kMostPoints = 500;

}  // namespace

void ComparePage::pairChanged() {
    examples_ = curves_[0] = curves_[1] = {};
    fillArms();
    showVerdict();
    showTab();
}

void ComparePage::showVerdict() {
    if (armA() == armB()) return card_->setText(tr("Choose two different arms."));
    const bool decides = metric() == data_.metric;
    if (const auto* planned = decides ? data_.verdict(armA(), armB(), budget()) : nullptr)
        return card_->setVerdict(*planned);
    const QString pair = armA() + QChar(0x1f) + armB() + QChar(0x1f) + metric();
    const auto known = explored_.constFind(pair);
    if (known == explored_.cend()) return askExploratory();
    for (const engine::Json& one : *known) {
        if (one["sweep"] == data_.budgets[budget()]) return card_->setVerdict(one);
    }
    card_->setText(tr("The two arms share no finished run at this budget."));
}

// A pair that was not planned: intervals are computed now, and claim nothing.
void ComparePage::askExploratory() {
    card_->setText(tr("Comparing..."));
    const QString a = armA(), b = armB(), by = metric();
    shell_.reader.ask(
        this,
        [job = job_, a = a.toStdString(), b = b.toStdString(),
         by = by.toStdString()](engine::Reader& reader) { return reader.compare(job, a, b, by); },
        [this, a, b, by, generation = generation_](const engine::Result<engine::Json>& found) {
            if (generation != generation_) return;
            const bool shown = a == armA() && b == armB() && by == metric();
            if (!found) {
                if (shown) card_->setText(say(found.error()));
                return;
            }
            explored_[a + QChar(0x1f) + b + QChar(0x1f) + by] = *found;
            if (shown) showVerdict();
        });
}

void ComparePage::showTab() {
    if (data_.isEmpty()) return;
    switch (static_cast<Tab>(tabs_->currentIndex())) {
        case Tab::Overview:
            showOverview();
            break;
        case Tab::Budget:
            showBudget();
            break;
        case Tab::Curves:
            askCurves();
            break;
        case Tab::Confusion:
            askConfusion();
            break;
        case Tab::Differences:
            showDifferences();
            break;
        case Tab::Examples:
        case Tab::Users:
            askExamples();
            break;
        case Tab::Slices:
            showSlices();
            break;
    }
    const bool table = shownTable() != nullptr;
    for (QPushButton* button : {copy_, export_}) {
        button->setEnabled(table);
        button->setToolTip(table ? QString() : tr("This tab shows no table."));
    }
}

const TableTab* ComparePage::shownTable() const {
    switch (static_cast<Tab>(tabs_->currentIndex())) {
        case Tab::Overview:
            return overview_->table();
        case Tab::Differences:
            return differences_;
        case Tab::Examples:
            return examples_panel_->table();
        case Tab::Slices:
            return slices_;
        case Tab::Users:
            return users_->table();
        default:
            return nullptr;
    }
}

void ComparePage::showOverview() { overview_->show(data_, shownArms(), metric()); }

void ComparePage::showBudget() {
    fillBudgetChart(*budget_chart_, data_, shownArms(), metric());
    gain_chart_->fill(data_, shownArms());
}

void ComparePage::askCurves() {
    if (!curves_[0].is_null()) return showCurves();
    struct Both {
        engine::Json a, b;
    };
    const QString a = armA(), b = armB();
    const int at = budget();
    shell_.reader.ask(
        this,
        [job = job_, a = a.toStdString(), b = b.toStdString(),
         sweep = data_.budgets[at]](engine::Reader& reader) -> engine::Result<Both> {
            auto of_a = reader.seed_curves(job, a, sweep, kMostPoints);
            if (!of_a) return of_a.error();
            auto of_b = reader.seed_curves(job, b, sweep, kMostPoints);
            if (!of_b) return of_b.error();
            return Both{*std::move(of_a), *std::move(of_b)};
        },
        [this, a, b, at, generation = generation_](const engine::Result<Both>& found) {
            if (generation != generation_ || a != armA() || b != armB() || at != budget()) return;
            if (!found) return complain(found.error());
            curves_[0] = found->a;
            curves_[1] = found->b;
            showCurves();
        });
}

void ComparePage::showCurves() {
    filling_ = true;
    const QString kept = series_->currentData().toString();
    series_->clear();
    for (const engine::Json& curves : curves_) {
        for (const engine::Json& one : curves) {
            const auto name = one["series"].get<std::string>();
            if (series_->findData(fromUtf8(name)) < 0)
                series_->addItem(metricTitle(name), fromUtf8(name));
        }
    }
    series_->setCurrentIndex(std::max(0, series_->findData(kept)));
    filling_ = false;
    series_->setVisible(series_->count() > 0);
    curve_chart_->setEmptyText(
        tr("Nothing was trained step by step here: these arms are fitted in one go, so there are "
           "no curves."));
    const CompareArm* a = data_.arm(armA());
    const CompareArm* b = data_.arm(armB());
    if (a == nullptr || b == nullptr) return;
    fillSeedCurves(*curve_chart_, *a, curves_[0], *b, curves_[1],
                   series_->currentData().toString().toStdString());
}

void ComparePage::askConfusion() {
    if (!confusion_.is_null()) return showConfusion();
    confusion_view_->setEmptyText(tr("Reading the scores..."));
    shell_.reader.ask(
        this,
        [job = job_, beside = beside_](engine::Reader& reader) {
            return reader.confusion(job, beside);
        },
        [this, generation = generation_](const engine::Result<engine::Json>& found) {
            if (generation != generation_) return;
            if (!found) return confusion_view_->setEmptyText(say(found.error()));
            confusion_ = *found;
            showConfusion();
        });
}

void ComparePage::showConfusion() {
    ConfusionPane panes[2];
    QStringList classes[2];
    for (const engine::Json& one : confusion_) {
        for (const int side : {0, 1}) {
            const QString id = side == 0 ? armA() : armB();
            if (one["arm_id"] != id.toStdString() || one["sweep"] != data_.budgets[budget()])
                continue;
            panes[side] = {armTitle(id), one["counts"].get<std::vector<double>>(),
                           one["runs"].get<int>()};
            for (const auto& name : one["classes"])
                classes[side] << fromUtf8(name.get<std::string>());
        }
    }
    if (!classes[0].isEmpty() && !classes[1].isEmpty() && classes[0] != classes[1])
        return confusion_view_->setEmptyText(tr("The two arms were scored on other classes."));
    if (classes[0].isEmpty() || classes[1].isEmpty())
        return confusion_view_->setEmptyText(
            tr("There is no confusion to show: no rows of classes were scored here."));
    confusion_view_->setPanes(classes[0], panes[0], panes[1]);
}

void ComparePage::showDifferences() {
    const auto of_a = engine::read_document(infoOf(armA()).document, shell_.catalog, "the job");
    if (!of_a) return complain(of_a.error());
    const bool one_job = &infoOf(armA()) == &infoOf(armB());
    const auto of_b =
        one_job ? of_a : engine::read_document(infoOf(armB()).document, shell_.catalog, "the job");
    if (!of_b) return complain(of_b.error());
    const DocumentArm a{*of_a, armOfJob(armA(), job_).arm, armTitle(armA())};
    const DocumentArm b{one_job ? *of_a : *of_b, armOfJob(armB(), job_).arm, armTitle(armB())};
    differences_->setTable(differenceTable(shell_.catalog, a, b));
    paths_[0]->setArm(shell_.catalog, a, b);
    paths_[1]->setArm(shell_.catalog, b, a);
}

void ComparePage::askExamples() {
    if (!examples_.is_null()) return;  // they are shown
    const QString a = armA(), b = armB();
    const int at = budget();
    shell_.reader.ask(
        this,
        [job = job_, a = a.toStdString(), b = b.toStdString(), sweep = data_.budgets[at]](
            engine::Reader& reader) { return reader.examples(job, a, b, sweep, kMostExamples); },
        [this, a, b, at, generation = generation_](const engine::Result<engine::Json>& found) {
            if (generation != generation_ || a != armA() || b != armB() || at != budget()) return;
            if (!found) {  // those of before belong to other arms
                users_->setUsers(engine::Json::array(), armTitle(a), armTitle(b));
                examples_panel_->setExamples(engine::Json::object(), {armTitle(a), {}, 0},
                                             {armTitle(b), {}, 0});
                return complain(found.error());
            }
            examples_ = *found;
            users_->setUsers(found->value("users", engine::Json::array()), armTitle(a),
                             armTitle(b));
            ExampleArm shown[2];
            for (const int side : {0, 1}) {
                const QString& arm = side == 0 ? a : b;
                const auto document =
                    engine::read_document(infoOf(arm).document, shell_.catalog, "the job");
                if (!document) return complain(document.error());
                shown[side] = exampleArm(*document, shell_.catalog, armOfJob(arm, job_).arm);
                shown[side].title = armTitle(arm);
            }
            examples_panel_->setExamples(*found, shown[0], shown[1]);
        });
}

void ComparePage::showSlices() { slices_->setTable(sliceTable(data_, armA(), armB(), budget())); }

}  // namespace widgets
