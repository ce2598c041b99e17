// Precompiled for the tests of the rooms that use LibTorch.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cmake/std_pch.h"
#include "cmake/torch_pch.h"
