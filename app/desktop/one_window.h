// One window a workspace: a second start hands its files to the window that is open.
#pragma once

#include <QLocalServer>
#include <QStringList>
#include <filesystem>
#include <functional>

namespace app {

/// Hands the files to the window that has that workspace open, which comes to the front.
/// -> false when there is none, or it does not answer within some seconds.
bool handOver(const std::filesystem::path& workspace, const QStringList& files);

/// Hears later starts for as long as it lives.
class OneWindow {
public:
    /// @param opened  called with the files of a later start; the list may be empty
    OneWindow(const std::filesystem::path& workspace,
              std::function<void(const QStringList&)> opened);

    /// Why later starts are not heard; "": they are.
    QString problem() const;

private:
    void receive();

    QLocalServer server_;
    std::function<void(const QStringList&)> opened_;
};

}  // namespace app
