// Precompiled for the tests of the rooms without LibTorch.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cmake/std_pch.h"
