#include "widgets/report/report_choice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/report/pdf_report.h"

namespace widgets {
namespace {

using engine::Json;
using engine::Result;

QString inFolder(const QString& folder, const QString& file) {
    return folder + QLatin1Char('/') + file;
}

// On the reader's thread. -> where the file lies.
Result<QString> writeOne(engine::Reader& reader, std::int64_t job, const Json& options,
                         const QString& exports, const QString& folder) {
    if (options["format"] == "pdf") {
        auto page = reader.print_report(job, options);
        if (!page) return page.error();
        const QString name = fromUtf8((*page)["name"].get<std::string>()) + QStringLiteral(".pdf");
        const QString file = inFolder(folder.isEmpty() ? exports : folder, name);
        auto written = writePdf(*page, file);
        return written ? Result<QString>(file) : written.error();
    }
    auto path = reader.write_report(job, options);
    if (!path) return path.error();
    const QString file = QString::fromStdString(path->string());
    if (folder.isEmpty()) return file;
    const QString there = inFolder(folder, QFileInfo(file).fileName());
    if (QFile::copy(file, there)) return there;
    return engine::make_error(
        engine::ErrorCode::Io,
        ReportChoice::tr("The report could not be written to %1.").arg(folder).toStdString());
}

}  // namespace

ReportChoice::ReportChoice(QWidget* parent)
    : QWidget(parent),
      html_(new QCheckBox(this)),
      markdown_(new QCheckBox(this)),
      pdf_(new QCheckBox(this)),
      texts_(new QCheckBox(this)),
      label_(new QLabel(this)),
      language_(new QComboBox(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    html_->setChecked(true);
    html_->setObjectName(QStringLiteral("report.html"));
    markdown_->setObjectName(QStringLiteral("report.md"));
    pdf_->setObjectName(QStringLiteral("report.pdf"));
    texts_->setObjectName(QStringLiteral("report.texts"));
    language_->setObjectName(QStringLiteral("report.language"));
    language_->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language_->addItem(QStringLiteral("简体中文"), QStringLiteral("zh-CN"));
    language_->setCurrentIndex(QLocale().language() == QLocale::Chinese ? 1 : 0);
    label_->setBuddy(language_);
    for (QCheckBox* box : {html_, markdown_, pdf_}) {
        column->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &ReportChoice::changed);
    }
    auto* row = new QHBoxLayout;
    row->addWidget(label_);
    row->addWidget(language_);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(texts_);
    retranslate();
}

std::vector<Json> ReportChoice::wanted() const {
    std::vector<Json> out;
    const auto add = [&](const QCheckBox* box, const char* format) {
        if (!box->isChecked()) return;
        out.push_back({{"format", format},
                       {"language", language_->currentData().toString().toStdString()},
                       {"texts", texts_->isChecked()}});
    };
    add(html_, "html");
    add(markdown_, "md");
    add(pdf_, "pdf");
    return out;
}

void ReportChoice::retranslate() {
    html_->setText(tr("Report (HTML), opens again as a pipeline"));
    markdown_->setText(tr("Report (Markdown)"));
    pdf_->setText(tr("Report (PDF)"));
    label_->setText(tr("&Language of the report"));
    texts_->setText(tr("Show the texts of the worst rows"));
    texts_->setToolTip(tr("Left out by default: they may be private."));
}

void ReportChoice::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void writeReports(const Shell& shell, QObject* receiver, std::int64_t job,
                  const std::vector<Json>& wanted, const QString& folder,
                  const std::function<void(Result<QStringList>)>& done) {
    const QString exports = QString::fromStdString((shell.places.workspace / "exports").string());
    shell.reader.ask(
        receiver,
        [job, wanted, exports, folder](engine::Reader& reader) -> Result<QStringList> {
            QStringList out;
            for (const Json& options : wanted) {
                auto file = writeOne(reader, job, options, exports, folder);
                if (!file) return file.error();
                out << *file;
            }
            return out;
        },
        [done, task = shell.background.begin(ReportChoice::tr("Report on job %1").arg(job))](
            Result<QStringList> files) { done(std::move(files)); });
}

namespace {

class ReportDialog : public QDialog {
public:
    ReportDialog(const Shell& shell, std::int64_t job, QWidget* parent)
        : QDialog(parent),
          shell_(shell),
          job_(job),
          choice_(new ReportChoice(this)),
          buttons_(new QDialogButtonBox(QDialogButtonBox::Cancel, this)),
          write_(buttons_->addButton(QString(), QDialogButtonBox::AcceptRole)) {
        setObjectName(QStringLiteral("report"));
        setProperty("help", QStringLiteral("widgets::ReportDialog"));
        setAttribute(Qt::WA_DeleteOnClose);
        auto* column = new QVBoxLayout(this);
        column->setSpacing(space::kMedium);
        column->addWidget(choice_);
        write_->setObjectName(QStringLiteral("report.write"));
        write_->setProperty("primary", true);
        write_->style()->polish(write_);
        write_->setDefault(true);
        column->addWidget(buttons_);
        connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
        connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
        connect(choice_, &ReportChoice::changed, this,
                [this] { write_->setEnabled(!choice_->wanted().empty()); });
        connect(this, &QDialog::accepted, this, [this] { write(); });
        setMinimumWidth(420);
        retranslate();
    }

protected:
    void changeEvent(QEvent* event) override {
        if (event->type() == QEvent::LanguageChange) retranslate();
        QDialog::changeEvent(event);
    }

private:
    void retranslate() {
        setWindowTitle(ReportChoice::tr("Report of job %1").arg(job_));
        write_->setText(ReportChoice::tr("&Write"));
        buttons_->button(QDialogButtonBox::Cancel)->setText(ReportChoice::tr("Cancel"));
    }
    void write() {
        MessageBar* messages = &shell_.messages;
        writeReports(shell_, messages, job_, choice_->wanted(), {},
                     [messages](Result<QStringList> files) { tell(*messages, files); });
    }
    static void tell(MessageBar& messages, const Result<QStringList>& files) {
        if (!files) return messages.show(files.error());
        const auto open = [](const QString& what) {
            QDesktopServices::openUrl(QUrl::fromLocalFile(what));
        };
        const QString first = files->value(0);
        messages.show(MessageBar::Kind::Good,
                      ReportChoice::tr("Report written: %1").arg(files->join(QStringLiteral(", "))),
                      {{ReportChoice::tr("Open folder"),
                        [open, first] { open(QFileInfo(first).absolutePath()); }},
                       {ReportChoice::tr("Open"), [open, first] { open(first); }}});
    }

    Shell shell_;
    std::int64_t job_;
    ReportChoice* choice_;
    QDialogButtonBox* buttons_;
    QPushButton* write_;
};

}  // namespace

QDialog* askForReport(const Shell& shell, std::int64_t job, QWidget* parent) {
    auto* dialog = new ReportDialog(shell, job, parent);
    dialog->open();
    return dialog;
}

}  // namespace widgets
