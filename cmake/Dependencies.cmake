# Imported targets of everything that comes from outside. Sources include them as system headers.

find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(Boost REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)

# Programs that train hand memory out by tcmalloc: a step makes and drops the same large tensors again and again, which
# glibc's allocator gives back to the system and takes anew. Linked by name, since nothing calls it.
add_library(warmstart_allocator INTERFACE)
find_library(TCMALLOC_LIBRARY NAMES libtcmalloc_minimal.so.4)
if(TCMALLOC_LIBRARY AND NOT WARMSTART_SANITIZE)
  target_link_options(warmstart_allocator INTERFACE "LINKER:--no-as-needed,${TCMALLOC_LIBRARY},--as-needed")
endif()

# Arrow C++ out of the pyarrow wheel: it has no unversioned library name.
set(ARROW_DIR "${WARMSTART_DEPS}/arrow/pyarrow")
file(GLOB ARROW_LIBRARY "${ARROW_DIR}/libarrow.so.*")
if(NOT ARROW_LIBRARY)
  message(FATAL_ERROR "Arrow is not in ${ARROW_DIR}. Run ./dev setup.")
endif()
add_library(arrowsdk::arrow SHARED IMPORTED GLOBAL)
set_target_properties(arrowsdk::arrow PROPERTIES IMPORTED_LOCATION "${ARROW_LIBRARY}")
target_include_directories(arrowsdk::arrow SYSTEM INTERFACE "${ARROW_DIR}/include")

if(WARMSTART_ENGINE)
  # Only libtorch_cpu and libc10; libtorch_cuda is loaded at run time where it exists.
  find_library(TORCH_CPU_LIBRARY NAMES torch_cpu PATHS "${WARMSTART_LIBTORCH}/lib" NO_DEFAULT_PATH REQUIRED)
  find_library(TORCH_C10_LIBRARY NAMES c10 PATHS "${WARMSTART_LIBTORCH}/lib" NO_DEFAULT_PATH REQUIRED)
  add_library(torchsdk::c10 SHARED IMPORTED GLOBAL)
  set_target_properties(torchsdk::c10 PROPERTIES IMPORTED_LOCATION "${TORCH_C10_LIBRARY}")
  add_library(torchsdk::torch SHARED IMPORTED GLOBAL)
  set_target_properties(torchsdk::torch PROPERTIES IMPORTED_LOCATION "${TORCH_CPU_LIBRARY}")
  target_include_directories(torchsdk::torch SYSTEM INTERFACE
    "${WARMSTART_LIBTORCH}/include" "${WARMSTART_LIBTORCH}/include/torch/csrc/api/include")
  target_link_libraries(torchsdk::torch INTERFACE torchsdk::c10)
endif()

if(WARMSTART_WINDOW)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets DBus Network PrintSupport Svg SvgWidgets LinguistTools Test)
  find_package(QCustomPlotQt6 REQUIRED)
endif()
