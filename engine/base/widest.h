// One build serves every processor: a function marked so is compiled for the widest vectors too,
// and the version that fits is picked when the program starts. For loops over plain memory, in
// sources named *_kernel.cpp, which are compiled for speed (cmake/Rooms.cmake).
#pragma once

#define WARMSTART_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
