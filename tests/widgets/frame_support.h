// The whole window for tests: with a finished job on its pages, dialogs answered from a timer, and
// this program started again where a process of its own is needed.
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>
#include <QTimer>
#include <functional>

#include "engine/base/files.h"
#include "tests/widgets/made_job.h"
#include "tests/widgets/support.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/main_window.h"

namespace widgets::test {

inline constexpr Page kAllPages[] = {Page::Welcome, Page::Data,    Page::Pipeline,
                                     Page::Runs,    Page::Compare, Page::Models};

/// Answers what the reader was asked, and lets widgets settle.
inline void settle(const ReaderLane& reader) {
    int quiet = 0;
    waitUntil([&] { return reader.waiting() > 0 ? (quiet = 0, false) : ++quiet > 40; }, 20000);
}

/// A window that shows a pipeline, a dataset list, runs and a comparison.
struct FullWindow {
    FullWindow() : job(addFirstLook()), window(parts.parts(), parts.language) {
        window.resize(1280, 720);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.openTemplate(experiment(QStringLiteral("news-to-comments-first-look")));
        window.showJob(job);
        for (const Page page : kAllPages) show(page);
    }
    std::int64_t addFirstLook() {
        const auto text = engine::read_file(
            experiment(QStringLiteral("news-to-comments-first-look")).toStdString());
        EXPECT_TRUE(text);
        return addJob(parts.places.workspace, *text, parts.catalog);
    }
    void show(Page page) {
        window.showPage(page);
        settle(*parts.reader);
    }
    template <class Widget>
    Widget* find(const char* name) {
        return window.findChild<Widget*>(QLatin1String(name));
    }

    TestParts parts;
    std::int64_t job;
    MainWindow window;
};

/// Does `act` with the next modal dialog of that kind, as soon as it is open.
template <class Dialog>
void whenOpen(std::function<void(Dialog&)> act) {
    auto* timer = new QTimer(qApp);
    timer->setInterval(10);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, act = std::move(act)] {
        auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr) return;
        timer->stop();
        timer->deleteLater();
        act(*dialog);
    });
    timer->start();
}

/// This program once more, with one test that else is left out ("Suite.DISABLED_Name").
inline void startAgain(QProcess& process, const QString& test, const QStringList& environment) {
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString& one : environment)
        all.insert(one.section(QLatin1Char('='), 0, 0), one.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(all);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(
        QCoreApplication::applicationFilePath(),
        {QStringLiteral("--gtest_filter=") + test,
         QStringLiteral("--gtest_also_run_disabled_tests"), QStringLiteral("--gtest_brief=1")});
}

/// As startAgain; -> whether it passed, with what it said when it did not.
inline testing::AssertionResult passesAgain(const QString& test, const QStringList& environment) {
    QProcess process;
    startAgain(process, test, environment);
    if (!process.waitForFinished(120000)) return testing::AssertionFailure() << "no end";
    const QByteArray said = process.readAll();
    // A filter that matches nothing ends well too.
    if (process.exitCode() == 0 && said.contains("[  PASSED  ] 1 test."))
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << said.toStdString();
}

}  // namespace widgets::test
