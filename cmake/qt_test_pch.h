// Precompiled for the tests of the window.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QtTest>

#include "cmake/qt_pch.h"
