#include "widgets/frame/actions.h"

#include <QRegularExpression>
#include <QSettings>
#include <QWidget>

#include "widgets/look/theme.h"

namespace widgets {
namespace {

struct Known {
    const char* id;
    const char* menu;
    const char* title;
    const char* keys;
    const char* icon;
    bool checkable = false;
};

// A title of "" is a separator.
constexpr Known kActions[] = {
    {"file.new", "file", QT_TRANSLATE_NOOP("actions", "&New pipeline"), "Ctrl+N", "new"},
    {"file.open", "file", QT_TRANSLATE_NOOP("actions", "&Open..."), "Ctrl+O", "open"},
    {"file.save", "file", QT_TRANSLATE_NOOP("actions", "&Save"), "Ctrl+S", "save"},
    {"file.save_as", "file", QT_TRANSLATE_NOOP("actions", "Save a &copy..."), "Ctrl+Shift+S", ""},
    {"", "file", "", "", ""},
    {"file.import", "file", QT_TRANSLATE_NOOP("actions", "&Import data..."), "Ctrl+I", "data"},
    {"", "file", "", "", ""},
    {"file.settings", "file", QT_TRANSLATE_NOOP("actions", "Se&ttings..."), "Ctrl+,", "settings"},
    {"file.quit", "file", QT_TRANSLATE_NOOP("actions", "&Quit"), "Ctrl+Q", ""},
    {"edit.undo", "edit", QT_TRANSLATE_NOOP("actions", "&Undo"), "Ctrl+Z", "undo"},
    {"edit.redo", "edit", QT_TRANSLATE_NOOP("actions", "&Redo"), "Ctrl+Shift+Z; Ctrl+Y", "redo"},
    {"", "edit", "", "", ""},
    {"edit.copy", "edit", QT_TRANSLATE_NOOP("actions", "&Copy"), "Ctrl+C", ""},
    {"edit.paste", "edit", QT_TRANSLATE_NOOP("actions", "&Paste"), "Ctrl+V", ""},
    {"edit.duplicate", "edit", QT_TRANSLATE_NOOP("actions", "&Duplicate"), "Ctrl+D", ""},
    {"edit.delete", "edit", QT_TRANSLATE_NOOP("actions", "De&lete"), "Del", ""},
    {"edit.rename", "edit", QT_TRANSLATE_NOOP("actions", "Re&name"), "F2", ""},
    {"edit.select_all", "edit", QT_TRANSLATE_NOOP("actions", "Select &all"), "Ctrl+A", ""},
    {"", "edit", "", "", ""},
    {"edit.find", "edit", QT_TRANSLATE_NOOP("actions", "&Find"), "Ctrl+F", "find"},
    {"view.welcome", "view", QT_TRANSLATE_NOOP("actions", "&Welcome"), "Ctrl+Home", "home"},
    {"view.data", "view", QT_TRANSLATE_NOOP("actions", "&Data"), "Ctrl+1", "data", true},
    {"view.pipeline", "view", QT_TRANSLATE_NOOP("actions", "&Pipeline"), "Ctrl+2", "pipeline",
     true},
    {"view.runs", "view", QT_TRANSLATE_NOOP("actions", "&Runs"), "Ctrl+3", "runs", true},
    {"view.compare", "view", QT_TRANSLATE_NOOP("actions", "&Compare"), "Ctrl+4", "compare", true},
    {"view.models", "view", QT_TRANSLATE_NOOP("actions", "&Models"), "Ctrl+5", "models", true},
    {"", "view", "", "", ""},
    {"view.palette", "view", QT_TRANSLATE_NOOP("actions", "&All commands..."), "Ctrl+Shift+P", ""},
    {"view.reset", "view", QT_TRANSLATE_NOOP("actions", "Reset la&yout"), "", ""},
    {"view.properties", "view", QT_TRANSLATE_NOOP("actions", "Prop&erties"), "F9", ""},
    {"view.full", "view", QT_TRANSLATE_NOOP("actions", "&Full screen"), "Shift+F11", "", true},
    {"view.focus", "view", QT_TRANSLATE_NOOP("actions", "F&ocus mode"), "F11", "", true},
    {"pipeline.add", "pipeline", QT_TRANSLATE_NOOP("actions", "&Add a node..."), "", "add"},
    {"pipeline.twin", "pipeline", QT_TRANSLATE_NOOP("actions", "Add the &twin without transfer"),
     "", "twin"},
    {"pipeline.note", "pipeline", QT_TRANSLATE_NOOP("actions", "A&dd a note"), "", ""},
    {"pipeline.group", "pipeline", QT_TRANSLATE_NOOP("actions", "&Group"), "Ctrl+G", ""},
    {"pipeline.ungroup", "pipeline", QT_TRANSLATE_NOOP("actions", "&Ungroup"), "Ctrl+Shift+G", ""},
    {"pipeline.layout", "pipeline", QT_TRANSLATE_NOOP("actions", "Arrange auto&matically"),
     "Ctrl+L", ""},
    {"pipeline.fit", "pipeline", QT_TRANSLATE_NOOP("actions", "Zoom to &fit"), "", "fit"},
    {"pipeline.zoom_in", "pipeline", QT_TRANSLATE_NOOP("actions", "Zoom &in"), "Ctrl++", ""},
    {"pipeline.zoom_out", "pipeline", QT_TRANSLATE_NOOP("actions", "Zoom &out"), "Ctrl+-", ""},
    {"pipeline.zoom_reset", "pipeline", QT_TRANSLATE_NOOP("actions", "A&ctual size"), "Ctrl+0", ""},
    {"", "pipeline", "", "", ""},
    {"pipeline.next_problem", "pipeline", QT_TRANSLATE_NOOP("actions", "&Next problem"), "F8", ""},
    {"pipeline.previous_problem", "pipeline", QT_TRANSLATE_NOOP("actions", "&Previous problem"),
     "Shift+F8", ""},
    {"run.start", "run", QT_TRANSLATE_NOOP("actions", "&Run..."), "F5", "running"},
    {"run.start_now", "run", QT_TRANSLATE_NOOP("actions", "Run at &once"), "Shift+F5", ""},
    {"run.pause", "run", QT_TRANSLATE_NOOP("actions", "&Pause"), "F6", "paused"},
    {"run.stop", "run", QT_TRANSLATE_NOOP("actions", "&Stop"), "Shift+F6", "cancelled"},
    {"compare.last", "compare", QT_TRANSLATE_NOOP("actions", "&Compare the last job"), "",
     "compare"},
    {"compare.report", "compare", QT_TRANSLATE_NOOP("actions", "Write the &report"), "", "report"},
    {"models.export", "models", QT_TRANSLATE_NOOP("actions", "&Export..."), "Ctrl+E", "export"},
    {"tools.mermaid", "tools", QT_TRANSLATE_NOOP("actions", "Copy the pipeline as &Mermaid"), "",
     ""},
    {"tools.command", "tools", QT_TRANSLATE_NOOP("actions", "Copy as &command"), "", ""},
    {"tools.workspace", "tools", QT_TRANSLATE_NOOP("actions", "Open the &workspace folder"), "",
     "open"},
    {"tools.keys", "tools", QT_TRANSLATE_NOOP("actions", "&Keys..."), "", ""},
    {"help.help", "help", QT_TRANSLATE_NOOP("actions", "&Help"), "F1", "info"},
    {"help.keys", "help", QT_TRANSLATE_NOOP("actions", "&Keys"), "Shift+F1", ""},
    {"help.diagnostics", "help", QT_TRANSLATE_NOOP("actions", "Save &diagnostics..."), "", ""},
    {"help.about", "help", QT_TRANSLATE_NOOP("actions", "&About Warmstart"), "", ""},
};

QString keyOf(const QString& id) { return QStringLiteral("keys/") + id; }

}  // namespace

QString withoutMnemonic(const QString& text) {
    static const QRegularExpression chinese(QStringLiteral("\\(&.\\)"));  // "打开(&O)"
    QString out = text;
    return out.remove(chinese).remove(QLatin1Char('&'));
}

Actions::Actions(const Theme& theme, QWidget* window) : QObject(window), theme_(theme) {
    for (const Known& known : kActions) {
        auto* action = new QAction(window);
        const QString id = QString::fromLatin1(known.id);
        action->setObjectName(id);
        action->setCheckable(known.checkable);
        if (id.isEmpty()) {
            action->setSeparator(true);
        } else {
            by_id_[id] = action;
            shipped_[id] = QKeySequence::listFromString(QString::fromLatin1(known.keys));
            action->setShortcuts(shipped_[id]);
            window->addAction(action);
        }
        entries_.push_back({id, QString::fromLatin1(known.menu), action});
    }
    retranslate();
    redraw();
}

QAction* Actions::operator[](const QString& id) const {
    QAction* action = by_id_.value(id);
    Q_ASSERT(action != nullptr);
    return action;
}

void Actions::readKeys(const QSettings& settings) {
    for (const Entry& entry : entries_) {
        if (const QVariant keys = settings.value(keyOf(entry.id)); keys.isValid())
            entry.action->setShortcut(QKeySequence(keys.toString(), QKeySequence::PortableText));
    }
    // When all of those are known: what was given to another command is not shipped keys any more.
    for (const Entry& entry : entries_) {
        if (!entry.id.isEmpty() && !settings.contains(keyOf(entry.id)))
            entry.action->setShortcuts(freeKeys(entry.id));
    }
    retranslate();
}

QList<QKeySequence> Actions::freeKeys(const QString& id) const {
    QList<QKeySequence> out;
    for (const QKeySequence& one : shipped_.value(id)) {
        if (ownerOf(one, id).isEmpty()) out << one;
    }
    return out;
}

QString Actions::ownerOf(const QKeySequence& keys, const QString& but) const {
    for (const Entry& entry : entries_) {
        if (entry.id != but && !keys.isEmpty() && entry.action->shortcuts().contains(keys))
            return entry.id;
    }
    return {};
}

void Actions::setKeys(const QString& id, const QKeySequence& keys, QSettings& settings) {
    if (!ownerOf(keys, id).isEmpty()) return;
    (*this)[id]->setShortcut(keys);
    settings.setValue(keyOf(id), keys.toString(QKeySequence::PortableText));
    retranslate();
}

void Actions::resetKeys(const QString& id, QSettings& settings) {
    (*this)[id]->setShortcuts(freeKeys(id));
    settings.remove(keyOf(id));
    retranslate();
}

void Actions::retranslate() {
    qsizetype i = 0;
    for (const Known& known : kActions) {
        QAction* action = entries_[i++].action;
        if (action->isSeparator()) continue;
        action->setText(QCoreApplication::translate("actions", known.title));
        action->setIconText(withoutMnemonic(action->text()).remove(QStringLiteral("...")));
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString plain = withoutMnemonic(action->text());
        action->setToolTip(keys.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, keys));
    }
}

void Actions::redraw() {
    qsizetype i = 0;
    for (const Known& known : kActions) {
        QAction* action = entries_[i++].action;
        if (*known.icon != '\0') action->setIcon(theme_.icon(QString::fromLatin1(known.icon)));
    }
}

QList<std::pair<QString, QString>> menuTitles() {
    constexpr std::pair<const char*, const char*> kMenus[] = {
        {"file", QT_TRANSLATE_NOOP("actions", "&File")},
        {"edit", QT_TRANSLATE_NOOP("actions", "&Edit")},
        {"view", QT_TRANSLATE_NOOP("actions", "&View")},
        {"pipeline", QT_TRANSLATE_NOOP("actions", "&Pipeline")},
        {"run", QT_TRANSLATE_NOOP("actions", "&Run")},
        {"compare", QT_TRANSLATE_NOOP("actions", "&Compare")},
        {"models", QT_TRANSLATE_NOOP("actions", "&Models")},
        {"tools", QT_TRANSLATE_NOOP("actions", "&Tools")},
        {"help", QT_TRANSLATE_NOOP("actions", "&Help")},
    };
    QList<std::pair<QString, QString>> out;
    for (const auto& [id, title] : kMenus)
        out.push_back({QString::fromLatin1(id), QCoreApplication::translate("actions", title)});
    return out;
}

}  // namespace widgets
