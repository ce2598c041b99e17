// Cards of the passport that judge or draw: leakage, histograms.
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/data/histogram.h"
#include "widgets/data/passport_view.h"
#include "widgets/data/visible_text.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

QString nameOf(const engine::Json& column) {
    return visibleText(fromUtf8(column["name"].get_ref<const std::string&>()), 40);
}

}  // namespace

// What can be done about it.
QHBoxLayout* PassportView::leakageActs(QWidget* content, bool bad, bool dropped) {
    auto* acts = new QHBoxLayout;
    const auto act = [&](const char* name, const QString& title, auto done) {
        auto* button = new QPushButton(title, content);
        button->setObjectName(QLatin1String(name));
        connect(button, &QPushButton::clicked, this, done);
        acts->addWidget(button);
    };
    if (bad) {
        act("passport.leakage.show", tr("Show"), [this] { Q_EMIT nearCopiesAsked(); });
        act("passport.leakage.remove", tr("Remove from test"),
            [this] { Q_EMIT nearCopiesToGo(true); });
    } else if (dropped) {
        act("passport.leakage.keep", tr("Keep them"), [this] { Q_EMIT nearCopiesToGo(false); });
    }
    acts->addStretch(1);
    return acts;
}

QWidget* PassportView::leakageCard() {
    if (!split_.is_object()) return nullptr;
    const engine::Json& near = split_["near"];
    const auto leaks = near["test_rows"].get<qint64>();
    const auto dropped = split_["counts"].value("near_copies_dropped", qint64{0});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto* line = new QHBoxLayout;
    auto* picture = new QLabel(content);
    const bool bad = leaks > 0;
    picture->setPixmap(theme_
                           .icon(bad ? QStringLiteral("leakage") : QStringLiteral("done"),
                                 bad ? theme_.tokens().warning : theme_.tokens().done)
                           .pixmap(16, 16));
    auto* text = new QLabel(content);
    text->setObjectName(QStringLiteral("passport.leakage"));
    text->setWordWrap(true);
    text->setText(bad ? tr("%n test text(s) nearly repeat training or validation texts; scores "
                           "would be too high.",
                           nullptr, static_cast<int>(leaks))
                  : dropped > 0 ? tr("%n near copies were taken out of validation and test.",
                                     nullptr, static_cast<int>(dropped))
                                : tr("No test text nearly repeats a text that models learn from."));
    line->addWidget(picture, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    column->addLayout(line);
    markdown_ += QStringLiteral("- ") + text->text() + QLatin1Char('\n');
    if (near["looked_at"] != near["of"]) {
        auto* share = new QLabel(tr("From %1 of %2 rows.")
                                     .arg(countText(near["looked_at"].get<qint64>()),
                                          countText(near["of"].get<qint64>())),
                                 content);
        share->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(share);
    }
    column->addLayout(leakageActs(content, bad, dropped > 0));
    return card(tr("Leakage"), content);
}

void PassportView::addHistogram(const engine::Json& column, QVBoxLayout* to) {
    const engine::Json histogram = column.value("histogram", engine::Json());
    if (histogram.is_object()) to->addWidget(new Histogram(theme_, histogram, nameOf(column)));
}

// Numbers that are no users, items or classes: how they lie.
QWidget* PassportView::numbersCard() {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    int shown = 0;
    const engine::Json& columns = passport_["columns"];
    for (std::size_t i = 0; i < columns.size() && shown < kMostHistograms; ++i) {
        const auto role = passport_["roles"].at(i).get<std::string>();
        const engine::Json numbers = columns[i].value("numbers", engine::Json());
        const bool fits = role == "rating" || (role == "label" && !passport_.contains("classes"));
        if (!fits || !numbers.is_object() || !numbers["mean"].is_number()) continue;
        addHistogram(columns[i], column);
        const auto number = [&](const char* key) { return numberText(numbers[key].get<double>()); };
        column->addWidget(facts(
            {{nameOf(columns[i]),
              tr("%1 to %2, mean %3").arg(number("least"), number("most"), number("mean"))}}));
        ++shown;
    }
    if (shown > 0) return card(tr("Numbers"), content);
    delete content;
    return nullptr;
}

}  // namespace widgets
