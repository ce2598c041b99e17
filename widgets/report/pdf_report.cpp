#include "widgets/report/pdf_report.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QFont>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextObjectInterface>
#include <memory>
#include <utility>
#include <vector>

#include "widgets/look/words.h"
#include "widgets/report/carry_pipeline.h"

namespace widgets {
namespace {

constexpr int kFigure = QTextFormat::UserObject + 1;
constexpr int kWhich = QTextFormat::UserProperty + 1;

// Draws the figures of a document as vectors, as wide as the page at most.
class Figures : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    explicit Figures(const engine::Json& figures) {
        for (const engine::Json& svg : figures) {
            auto one = std::make_unique<QSvgRenderer>();
            one->load(QByteArray::fromStdString(svg.get<std::string>()));
            renderers_.push_back(std::move(one));
        }
    }
    QSizeF intrinsicSize(QTextDocument* document, int, const QTextFormat& format) override {
        const QSvgRenderer* one = rendererOf(format);
        if (one == nullptr) return {};
        const QSizeF size = one->defaultSize();
        const qreal room = document->pageSize().width() - 2 * document->documentMargin();
        return size.width() > room ? size * (room / size.width()) : size;
    }
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int,
                    const QTextFormat& format) override {
        if (QSvgRenderer* one = rendererOf(format)) one->render(painter, rect);
    }

private:
    QSvgRenderer* rendererOf(const QTextFormat& format) const {
        const auto which = static_cast<std::size_t>(format.intProperty(kWhich));
        return which < renderers_.size() ? renderers_[which].get() : nullptr;
    }
    std::vector<std::unique_ptr<QSvgRenderer>> renderers_;
};

// Images "figure:N" become objects that Figures draws.
void placeFigures(QTextDocument& document) {
    QList<std::pair<int, int>> found;  // position, number
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextFragment fragment = at.fragment();
            if (!fragment.charFormat().isImageFormat()) continue;
            const QString name = fragment.charFormat().toImageFormat().name();
            found.append(
                {fragment.position(), name.mid(name.indexOf(QLatin1Char(':')) + 1).toInt()});
        }
    }
    for (const auto& [position, which] : found) {
        QTextCursor cursor(&document);
        cursor.setPosition(position);
        cursor.setPosition(position + 1, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setObjectType(kFigure);
        format.setProperty(kWhich, which);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
    }
}

void printPages(QTextDocument& document, QPdfWriter& writer) {
    QPainter painter(&writer);
    const QRectF page = writer.pageLayout().paintRectPixels(writer.resolution());
    const qreal scale = writer.resolution() / 96.0;
    const QSizeF size(page.width() / scale, page.height() / scale - 20);
    document.setPageSize(size);
    painter.scale(scale, scale);
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0) writer.newPage();
        painter.save();
        painter.translate(0, -i * size.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, i * size.height(), size.width(), size.height());
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(document.defaultFont());
        painter.drawText(QRectF(0, size.height(), size.width(), 20),
                         Qt::AlignRight | Qt::AlignBottom,
                         QStringLiteral("%1 / %2").arg(i + 1).arg(pages));
    }
}

}  // namespace

engine::Result<void> writePdf(const engine::Json& page, const QString& file) {
    const auto text = [&](const char* key) { return page[key].get<std::string>(); };
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&bytes);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({16, 16, 16, 16}, QPageLayout::Millimeter);
        writer.setResolution(300);
        writer.setTitle(fromUtf8(text("title")));
        writer.setCreator(QStringLiteral("Warmstart"));
        writer.setDocumentXmpMetadata(pdfMetadata(fromUtf8(text("title")), text("pipeline")));
        writer.addFileAttachment(QStringLiteral("pipeline.warm.json"),
                                 QByteArray::fromStdString(text("pipeline")),
                                 QStringLiteral("application/json"));
        Figures figures(page["figures"]);
        QTextDocument document;
        QFont font;
        font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC")});
        font.setPixelSize(12);
        document.setDefaultFont(font);
        document.setDefaultStyleSheet(QStringLiteral(
            "h1{font-size:20px}h2{font-size:16px}h3{font-size:13px}small{font-size:10px;"
            "color:#535D6A}pre{font-size:9px}th,td{font-size:10px}.reference{color:#535D6A}"));
        document.setHtml(fromUtf8(text("html")));
        placeFigures(document);
        document.documentLayout()->registerHandler(kFigure, &figures);
        printPages(document, writer);
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes.data()) != bytes.size() || !out.commit())
        return engine::make_error(engine::ErrorCode::Io,
                                  QCoreApplication::translate("report", "%1 cannot be written: %2")
                                      .arg(file, out.errorString())
                                      .toStdString());
    return {};
}

}  // namespace widgets

#include "pdf_report.moc"
