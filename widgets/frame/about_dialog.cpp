#include "widgets/frame/about_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/data/table_copy.h"
#include "widgets/look/theme.h"

namespace widgets {
namespace {

struct ShippedPart {
    const char* name;
    const char* licence;  // SPDX
    const char* holder;
};

// Whatever is linked, loaded or shipped beside our own code.
constexpr ShippedPart kParts[] = {
    {"Qt 6", "LGPL-3.0-only", "The Qt Company Ltd."},
    {"QCustomPlot", "GPL-3.0-or-later", "Emanuel Eichhammer"},
    {"LibTorch (PyTorch)", "BSD-3-Clause", "Facebook, Inc. and the PyTorch contributors"},
    {"CUDA runtime, where the program was built with it", "LicenseRef-NVIDIA-CUDA-EULA",
     "NVIDIA Corporation"},
    {"GNU OpenMP (libgomp)", "GPL-3.0-or-later WITH GCC-exception-3.1",
     "Free Software Foundation, Inc."},
    {"Apache Arrow", "Apache-2.0", "The Apache Software Foundation"},
    {"SQLite", "blessing", "in the public domain"},
    {"SQLiteCpp", "MIT", "Sébastien Rombauts"},
    {"nlohmann_json", "MIT", "Niels Lohmann"},
    {"CLI11", "BSD-3-Clause", "University of Cincinnati"},
    {"spdlog", "MIT", "Gabi Melman"},
    {"Boost", "BSL-1.0", "the Boost authors"},
    {"gperftools (tcmalloc)", "BSD-3-Clause", "Google"},
    {"ICU", "ICU", "Unicode, Inc."},
    {"zlib", "Zlib", "Jean-loup Gailly and Mark Adler"},
    {"OpenSSL", "Apache-2.0", "The OpenSSL Project Authors"},
    {"all-MiniLM-L6-v2", "Apache-2.0", "sentence-transformers; the bundled encoder"},
    {"VADER corpora", "MIT", "C. J. Hutto; the sample texts"},
};

QWidget* textOf(const QString& text, const QString& name, QWidget* parent) {
    auto* out = new QPlainTextEdit(text, parent);
    out->setReadOnly(true);
    out->setTabChangesFocus(true);
    out->setAccessibleName(name);
    return out;
}

}  // namespace

AboutDialog::AboutDialog(const Theme& theme, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Warmstart"));
    resize(640, 480);
    auto* column = new QVBoxLayout(this);
    auto* title = new QLabel(tr("Warmstart %1").arg(QCoreApplication::applicationVersion()), this);
    title->setFont(theme.font(TextSize::Heading));
    column->addWidget(title);
    auto* text = new QLabel(
        tr("Transfer learning and meta-learning for people with few data of their own. Free "
           "software under the GNU General Public License, version 3 or later. Nothing leaves this "
           "computer: the program opens no connection to a network."),
        this);
    text->setWordWrap(true);
    column->addWidget(text);
    auto* tabs = new QTabWidget(this);
    tabs->setAccessibleName(tr("Licences"));
    tabs->tabBar()->setAccessibleName(tr("Licences"));
    auto* parts = new QTreeWidget(tabs);
    parts->setObjectName(QStringLiteral("parts"));
    parts->setAccessibleName(tr("Parts and their licences"));
    parts->setRootIsDecorated(false);
    new TableCopy(*parts);
    parts->setHeaderLabels({tr("Part"), tr("Licence"), tr("By")});
    for (const ShippedPart& part : kParts)
        new QTreeWidgetItem(parts, {QString::fromUtf8(part.name), QString::fromUtf8(part.licence),
                                    QString::fromUtf8(part.holder)});
    for (int i = 0; i < 3; ++i) parts->resizeColumnToContents(i);
    tabs->addTab(parts, tr("&Parts"));
    QFile licence(QStringLiteral(":/licence.txt"));
    if (licence.open(QIODevice::ReadOnly))
        tabs->addTab(textOf(QString::fromUtf8(licence.readAll()), tr("Licence of Warmstart"), tabs),
                     tr("&Licence of Warmstart"));
    column->addWidget(tabs, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

}  // namespace widgets
