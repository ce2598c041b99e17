# Compiler warnings, compiler cache, linker and sanitizers: what every target of ours is built with.

add_library(warmstart_flags INTERFACE)
target_compile_options(warmstart_flags INTERFACE -Wall -Wextra -Wpedantic)
if(WARMSTART_WERROR)
  target_compile_options(warmstart_flags INTERFACE -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 sees overlaps and overflows inside std::string that are not there (its bugs 105329, 105651).
    target_compile_options(warmstart_flags INTERFACE
      -Wno-error=restrict -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=maybe-uninitialized)
  endif()
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # A precompiled header is only cacheable when ccache may ignore its time stamps. Paths below the checkout do not count, so
  # that one clone takes what another has compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_ABSSTDERR=1 CCACHE_INODECACHE=1 ${CMAKE_SOURCE_DIR}/cmake/compile.sh ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

option(WARMSTART_WINDOW "Build the window, which looks for Qt" ON)
option(WARMSTART_FUZZ "Build the fuzz targets (Clang)" OFF)

set(WARMSTART_SANITIZE "" CACHE STRING "address,undefined or thread; empty for none")
if(WARMSTART_SANITIZE)
  add_compile_options(-fsanitize=${WARMSTART_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${WARMSTART_SANITIZE})
endif()
