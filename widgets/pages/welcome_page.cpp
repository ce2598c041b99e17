#include "widgets/pages/welcome_page.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/frame/recent_files.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr std::int64_t kMostUnfinished = 5;

struct Template {
    const char* file;
    const char* icon;
    const char* title;
    const char* text;
    const char* takes;  // about how long on two cores
};

constexpr Template kTemplates[] = {
    {"news-to-comments-first-look", "pipeline",
     QT_TRANSLATE_NOOP("templates", "News to social comments"),
     QT_TRANSLATE_NOOP(
         "templates",
         "Does what was learnt on news help to read tweets? Frozen encoder, four arms, "
         "ten seeds, 16 to 1000 labels."),
     QT_TRANSLATE_NOOP("templates", "about a minute")},
    {"news-to-comments", "models",
     QT_TRANSLATE_NOOP("templates", "News to social comments, in full"),
     QT_TRANSLATE_NOOP(
         "templates",
         "The same question with fine-tuned, reused and distilled models; five seeds."),
     QT_TRANSLATE_NOOP("templates", "half an hour")},
    {"movies-to-comments", "twin", QT_TRANSLATE_NOOP("templates", "Movie reviews to comments"),
     QT_TRANSLATE_NOOP("templates",
                       "The honest counter-example: a source that may not help at all."),
     QT_TRANSLATE_NOOP("templates", "about two minutes")},
    {"few-shot-intents", "seed", QT_TRANSLATE_NOOP("templates", "Few-shot intents"),
     QT_TRANSLATE_NOOP("templates",
                       "New classes from five examples each: prototypes and ridge on frozen "
                       "features. Generated data."),
     QT_TRANSLATE_NOOP("templates", "about a minute")},
    {"cold-start-users", "data", QT_TRANSLATE_NOOP("templates", "Cold-start users"),
     QT_TRANSLATE_NOOP("templates",
                       "What can be said of a user after 0 to 20 ratings? Simple references first. "
                       "Generated data."),
     QT_TRANSLATE_NOOP("templates", "some seconds")},
};

// A card is a button: it can be reached and pressed by the keyboard.
QPushButton* cardOf(const Theme& theme, const Template& one, QWidget* parent) {
    auto* card = new QPushButton(parent);
    card->setObjectName(QStringLiteral("template.") + QLatin1String(one.file));
    card->setMinimumSize(240, 148);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    card->setStyleSheet(
        QStringLiteral("QPushButton{background:%1;border:1px solid %2;border-radius:4px;padding:0}"
                       "QPushButton:hover,QPushButton:focus{border:1px solid %3}")
            .arg(theme.tokens().surface.name(), theme.tokens().border.name(),
                 theme.tokens().accent.name()));
    const QString title = QCoreApplication::translate("templates", one.title);
    const QString text = QCoreApplication::translate("templates", one.text);
    card->setAccessibleName(title);
    card->setAccessibleDescription(text);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    auto* row = new QHBoxLayout;
    auto* picture = new QLabel(card);
    picture->setPixmap(theme.icon(QLatin1String(one.icon), theme.tokens().accent).pixmap(24, 24));
    auto* heading = new QLabel(title, card);
    heading->setFont(theme.font(TextSize::Title));
    heading->setWordWrap(true);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addWidget(heading, 1);
    column->addLayout(row);
    auto* words = new QLabel(text, card);
    words->setWordWrap(true);
    column->addWidget(words, 1, Qt::AlignTop);
    auto* takes = new QLabel(QCoreApplication::translate("templates", one.takes), card);
    takes->setFont(theme.font(TextSize::Caption));
    takes->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(takes);
    for (QLabel* label : card->findChildren<QLabel*>())
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return card;
}

// "Job 41 · News to comments · killed · Fine-tune (64 labels, seed 3), step 812 · 27/11 09:12"
QString wordsOf(const engine::UnfinishedJob& one) {
    QStringList parts = {WelcomePage::tr("Job %1").arg(one.job.id), fromUtf8(one.job.title),
                         say(one.job.cause)};
    if (one.last_step > 0) {
        parts << WelcomePage::tr("%1, step %2").arg(fromUtf8(one.step), countText(one.last_step));
    } else if (!one.step.empty()) {
        parts << fromUtf8(one.step);
    }
    parts << whenText(one.job.ended);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

WelcomePage::WelcomePage(const Shell& shell, QWidget* parent)
    : QWidget(parent), shell_(shell), column_(new QVBoxLayout(this)) {
    column_->setContentsMargins(0, 0, 0, 0);
    connect(&shell_.theme, &Theme::changed, this, &WelcomePage::refresh);
    build();
}

void WelcomePage::refresh() { build(); }

void WelcomePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    askUnfinished();
}

void WelcomePage::askUnfinished() {
    shell_.reader.ask(
        this, [](engine::Reader& reader) { return reader.unfinished(kMostUnfinished); },
        [this](engine::Result<std::vector<engine::UnfinishedJob>> jobs) {
            if (!jobs) return shell_.messages.show(jobs.error());
            unfinished_ = *std::move(jobs);
            fillRecover();
        });
}

void WelcomePage::fillRecover() {
    while (QLayoutItem* item = recover_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (unfinished_.empty()) return;
    auto* title = new QLabel(tr("Recover"), recover_->parentWidget());
    title->setFont(shell_.theme.font(TextSize::Heading));
    recover_->addWidget(title);
    for (const engine::UnfinishedJob& one : unfinished_) {
        auto* line = new QWidget(recover_->parentWidget());
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto* resume = new QPushButton(tr("Resume"), line);
        resume->setObjectName(QStringLiteral("resume.%1").arg(one.job.id));
        resume->setAccessibleName(tr("Resume job %1").arg(one.job.id));
        connect(resume, &QPushButton::clicked, this, [this, job = one.job, resume] {
            resume->setEnabled(false);  // once is enough
            Q_EMIT resumeAsked(job);
        });
        auto* words = new QLabel(wordsOf(one), line);
        words->setTextFormat(Qt::PlainText);  // titles come out of files
        words->setWordWrap(true);
        row->addWidget(resume);
        row->addWidget(words, 1);
        recover_->addWidget(line);
    }
}

void WelcomePage::build() {
    delete content_;
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    content_ = area;
    column_->addWidget(area);
    auto* page = new QWidget(area);
    area->setWidget(page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::kPage, space::kHuge, space::kPage, space::kHuge);
    column->setSpacing(space::kMedium);
    auto* heading = new QLabel(tr("What would you like to find out?"), page);
    heading->setFont(shell_.theme.font(TextSize::Verdict));
    column->addWidget(heading);
    auto* lead = new QLabel(tr("Learn where there is much, carry it over to where there is little, "
                               "and see whether it helped."),
                            page);
    lead->setWordWrap(true);
    column->addWidget(lead);
    auto* buttons = new QHBoxLayout;
    auto* import =
        new QPushButton(shell_.theme.icon(QStringLiteral("import")), tr("Import data..."), page);
    import->setObjectName(QStringLiteral("import"));
    connect(import, &QPushButton::clicked, this, &WelcomePage::importAsked);
    auto* open =
        new QPushButton(shell_.theme.icon(QStringLiteral("open")), tr("Open a pipeline..."), page);
    connect(open, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Open a pipeline"), {},
                                                          tr("Pipelines (*.warm.json)"));
        if (!file.isEmpty()) Q_EMIT fileChosen(file);
    });
    buttons->addWidget(import);
    buttons->addWidget(open);
    buttons->addStretch(1);
    column->addLayout(buttons);
    recover_ = new QVBoxLayout;
    column->addLayout(recover_);
    fillRecover();
    auto* grid = new QGridLayout;
    grid->setSpacing(space::kMedium);
    int i = 0;
    for (const Template& one : kTemplates) {
        const QString file = QDir(shell_.experiments)
                                 .filePath(QLatin1String(one.file) + QStringLiteral(".warm.json"));
        auto* card = cardOf(shell_.theme, one, page);
        connect(card, &QPushButton::clicked, this, [this, file] { Q_EMIT templateChosen(file); });
        grid->addWidget(card, i / 3, i % 3);
        ++i;
    }
    column->addLayout(grid);
    buildRecent(page, column);
    column->addStretch(1);
}

// Pinned files first; one that is gone is grey, and can be forgotten.
void WelcomePage::buildRecent(QWidget* page, QVBoxLayout* column) {
    const QStringList recent = recentFiles(shell_.settings);
    if (recent.isEmpty()) return;
    auto* title = new QLabel(tr("Recent pipelines"), page);
    title->setFont(shell_.theme.font(TextSize::Heading));
    column->addWidget(title);
    const QStringList pinned = pinnedFiles(shell_.settings);
    for (const QString& file : recent) {
        const QFileInfo info(file);
        auto* row = new QHBoxLayout;
        row->setSpacing(space::kTiny);
        const auto tool = [&](const char* icon, const QString& words) {
            auto* button = new QToolButton(page);
            button->setIcon(shell_.theme.icon(QLatin1String(icon)));
            button->setAutoRaise(true);
            button->setFocusPolicy(Qt::StrongFocus);
            button->setToolTip(words);
            button->setAccessibleName(words);
            row->addWidget(button);
            return button;
        };
        auto* pin = tool("pin", pinned.contains(file) ? tr("Unpin %1").arg(info.fileName())
                                                      : tr("Pin %1").arg(info.fileName()));
        pin->setCheckable(true);
        pin->setChecked(pinned.contains(file));
        connect(pin, &QToolButton::clicked, this, [this, file](bool on) {
            pinFile(shell_.settings, file, on);
            refreshSoon();
        });
        auto* link = new QPushButton(
            info.exists() ? tr("%1 · %2").arg(info.fileName(),
                                              whenText(info.lastModified().toMSecsSinceEpoch()))
                          : tr("%1 · missing").arg(info.fileName()),
            page);
        link->setObjectName(QStringLiteral("recent"));
        link->setProperty("link", true);
        link->setToolTip(file);
        link->setEnabled(info.exists());
        link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(link, &QPushButton::clicked, this, [this, file] { Q_EMIT fileChosen(file); });
        row->addWidget(link);
        auto* forget = tool("close", tr("Forget %1").arg(info.fileName()));
        connect(forget, &QToolButton::clicked, this, [this, file] {
            forgetFile(shell_.settings, file);
            refreshSoon();
        });
        row->addStretch(1);
        column->addLayout(row);
    }
}

// After the click: the page is built anew, and the button that was clicked goes with it.
void WelcomePage::refreshSoon() {
    QMetaObject::invokeMethod(this, &WelcomePage::refresh, Qt::QueuedConnection);
}

void WelcomePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) build();
    QWidget::changeEvent(event);
}

}  // namespace widgets
