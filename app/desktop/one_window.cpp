#include "app/desktop/one_window.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QStandardPaths>

namespace app {
namespace {

constexpr int kAnswerTime = 5000;  // milliseconds

// A socket in the user's runtime folder, which nobody else may enter. The name is a hash: a path
// would be too long for a socket.
QString socketOf(const std::filesystem::path& workspace) {
    std::error_code problem;
    auto path = std::filesystem::weakly_canonical(workspace, problem);
    if (problem) path = workspace;
    const QByteArray hash = QCryptographicHash::hash(QByteArray::fromStdString(path.string()),
                                                     QCryptographicHash::Sha256);
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) +
           QStringLiteral("/warmstart-") + QString::fromLatin1(hash.toHex().left(16));
}

}  // namespace

bool handOver(const std::filesystem::path& workspace, const QStringList& files) {
    QLocalSocket socket;
    socket.connectToServer(socketOf(workspace));
    if (!socket.waitForConnected(kAnswerTime)) return false;
    socket.write(QJsonDocument(QJsonArray::fromStringList(files)).toJson(QJsonDocument::Compact) +
                 '\n');
    return socket.waitForReadyRead(kAnswerTime) && socket.readAll() == "taken\n";
}

OneWindow::OneWindow(const std::filesystem::path& workspace,
                     std::function<void(const QStringList&)> opened)
    : opened_(std::move(opened)) {
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    // Left behind by a window that was killed: this one holds the lock of the workspace now.
    QLocalServer::removeServer(socketOf(workspace));
    server_.listen(socketOf(workspace));
    QObject::connect(&server_, &QLocalServer::newConnection, &server_, [this] { receive(); });
}

QString OneWindow::problem() const {
    return server_.isListening() ? QString() : server_.errorString();
}

void OneWindow::receive() {
    while (QLocalSocket* socket = server_.nextPendingConnection()) {
        QObject::connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QLocalSocket::readyRead, &server_, [this, socket] {
            if (!socket->canReadLine()) return;
            QStringList files;
            for (const QJsonValue& file : QJsonDocument::fromJson(socket->readLine()).array())
                files << file.toString();
            socket->write("taken\n");
            socket->flush();
            // Not in here: opening may ask the user something, and the socket, which has called
            // this, goes while the box waits.
            QMetaObject::invokeMethod(
                &server_, [this, files] { opened_(files); }, Qt::QueuedConnection);
        });
    }
}

}  // namespace app
