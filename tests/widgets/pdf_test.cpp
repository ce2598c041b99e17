// Reports as PDF: Chinese letters come with the fonts that have them.
#include <gtest/gtest.h>

#include <QFile>
#include <QFontDatabase>
#include <QTemporaryDir>

#include "engine/base/json.h"
#include "widgets/report/pdf_report.h"

namespace widgets {
namespace {

// Fonts that a PDF of this text carries.
qsizetype fontsFor(const char* text) {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("report.pdf"));
    const engine::Json page = {{"title", "Report"},
                               {"pipeline", "{}"},
                               {"figures", engine::Json::array()},
                               {"html", std::string("<p>") + text + "</p>"}};
    EXPECT_TRUE(writePdf(page, file));
    QFile written(file);
    EXPECT_TRUE(written.open(QIODevice::ReadOnly));
    return written.readAll().count("/BaseFont");
}

// checklist-43
TEST(ReportPdf, CarriesAFontForChineseLetters) {
    const qsizetype latin = fontsFor("transfer");
    EXPECT_GE(latin, 1);
    if (QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
        GTEST_SKIP() << "no font with Chinese letters on this computer";
    // The first font has none of them: a second one does, instead of the first one's boxes.
    EXPECT_GT(fontsFor("transfer 迁移"), latin);
}

}  // namespace
}  // namespace widgets
