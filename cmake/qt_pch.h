// Precompiled for the window's sources: the heavy headers that nearly all of them read.
#pragma once

#include <QApplication>
#include <QtWidgets>
#include <nlohmann/json.hpp>
