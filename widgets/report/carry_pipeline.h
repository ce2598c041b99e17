// Pictures of charts carry the pipeline of the job that they show, so that it can be opened from
// them.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <string>

#include "widgets/frame/shell.h"

class QWidget;

namespace widgets {

/// From now on the charts of a page show this job: its pipeline is read and kept with the page.
void carryPipeline(const Shell& shell, QWidget* page, std::int64_t job);

/// The pipeline kept with the page that a chart stands on; "" where it shows no job.
std::string carriedBy(const QWidget* chart);

/// XMP of a PDF that carries a pipeline ("": none) beside its title.
QByteArray pdfMetadata(const QString& title, const std::string& pipeline);

}  // namespace widgets
