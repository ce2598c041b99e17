#include "widgets/report/carry_pipeline.h"

#include <QVariant>
#include <QWidget>

#include "engine/spec/carried.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr const char* kProperty = "carriedPipeline";

}  // namespace

void carryPipeline(const Shell& shell, QWidget* page, std::int64_t job) {
    page->setProperty(kProperty, QVariant());
    if (job <= 0) return;
    shell.reader.ask(
        page, [job](engine::Reader& reader) { return reader.pipeline_of(job); },
        [page, messages = &shell.messages](engine::Result<std::string> pipeline) {
            if (pipeline) {
                page->setProperty(kProperty, QByteArray::fromStdString(*pipeline));
            } else {
                messages->show(MessageBar::Kind::Warning, say(pipeline.error()));
            }
        });
}

std::string carriedBy(const QWidget* chart) {
    for (const QWidget* at = chart; at != nullptr; at = at->parentWidget()) {
        const QVariant kept = at->property(kProperty);
        if (kept.isValid()) return kept.toByteArray().toStdString();
    }
    return {};
}

QByteArray pdfMetadata(const QString& title, const std::string& pipeline) {
    const QByteArray carried = pipeline.empty()
                                   ? QByteArray()
                                   : QByteArray::fromStdString(engine::carried_element(pipeline));
    return QByteArrayLiteral(
               "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta "
               "xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
               "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
               "rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt>"
               "<rdf:li xml:lang=\"x-default\">") +
           title.toHtmlEscaped().toUtf8() + QByteArrayLiteral("</rdf:li></rdf:Alt></dc:title>") +
           carried +
           QByteArrayLiteral("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>");
}

}  // namespace widgets
