#include "app/desktop/arguments.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include "widgets/frame/system_info.h"

namespace app {

void addOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(QStringLiteral(
        "Transfer learning and meta-learning for people with few data of their own."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto add = [&parser](const char* name, const char* text, const char* value = "",
                               const char* standard = "") {
        QCommandLineOption option(QString::fromLatin1(name), QString::fromLatin1(text));
        option.setValueName(QString::fromLatin1(value));
        if (*standard != '\0') option.setDefaultValue(QString::fromLatin1(standard));
        parser.addOption(option);
    };
    add("workspace", "Folder that holds datasets, runs and models.", "folder");
    add("settings", "Settings file to use instead of the user's.", "file");
    add("new-window", "Open a second window of a workspace that is open; it only reads.");
    add("reset", "Forget settings and layout first.");
    add("info", "Print versions, places and settings as JSON, and end.");
    // As warmstart-cli report --format pdf calls this program.
    add("report-pdf", "Write the PDF report of a job and end.", "job");
    add("report-language", "Language of that report: en or zh-CN.", "language", "en");
    add("report-texts", "Show the texts of its worst rows.");
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("Pipelines or data files to open."),
                                 QStringLiteral("[file...]"));
}

Arguments argumentsOf(const QCommandLineParser& parser) {
    Arguments out;
    const auto value = [&parser](const char* name) { return parser.value(QLatin1String(name)); };
    const auto isSet = [&parser](const char* name) { return parser.isSet(QLatin1String(name)); };
    out.global.workspace = value("workspace").toStdString();
    out.settings_file = value("settings");
    out.new_window = isSet("new-window");
    out.reset = isSet("reset");
    out.info = isSet("info");
    out.report_pdf = value("report-pdf").toLongLong();
    out.report = {{"language", value("report-language").toStdString()},
                  {"texts", isSet("report-texts")}};
    for (const QString& file : parser.positionalArguments())
        out.files << QFileInfo(file).absoluteFilePath();
    return out;
}

bool endsByItself(const QCommandLineParser& parser) {
    for (const char* name : {"help", "help-all", "version", "info", "report-pdf"}) {
        if (parser.isSet(QLatin1String(name))) return true;
    }
    return false;
}

std::unique_ptr<QSettings> settingsFor(const Arguments& arguments) {
    const QString file =
        arguments.settings_file.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                  QStringLiteral("/warmstart/settings.ini")
            : arguments.settings_file;
    return std::make_unique<QSettings>(file, QSettings::IniFormat);
}

engine::Json infoOf(const Arguments& arguments, const QSettings& settings) {
    engine::Json values = engine::Json::object();
    for (const QString& key : settings.allKeys()) {
        const QVariant value = settings.value(key);
        if (value.typeId() == QMetaType::QByteArray || !value.canConvert<QString>()) continue;
        values[key.toStdString()] = value.toString().toStdString();
    }
    engine::Json out = widgets::systemInfo(places_of(arguments.global));
    out["settings_file"] = settings.fileName().toStdString();
    out["settings"] = std::move(values);
    return out;
}

}  // namespace app
