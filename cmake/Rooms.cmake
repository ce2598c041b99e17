# A room is a folder of engine/. It is compiled once into a static library `room_<name>`, which its tests link;
# the shared libraries (core, data, engine) are put together from the same object files.

# warmstart_precompiled(<target> <header>): cmake/<header>.h before every source; the first target compiles it, the others,
# which must be built with the same flags, take its.
function(warmstart_precompiled target header)
  get_property(owner GLOBAL PROPERTY PRECOMPILED_${header})
  if(owner)
    target_precompile_headers(${target} REUSE_FROM ${owner})
  else()
    target_precompile_headers(${target} PRIVATE "<cmake/${header}.h>")  # no absolute path: see the compiler's cache
    set_property(GLOBAL PROPERTY PRECOMPILED_${header} ${target})
  endif()
endfunction()

# warmstart_room(<name> [INCLUDES <room>...] [EXTERNAL <target>...] [TORCH])
#   INCLUDES  rooms whose headers it may include (the table of the house rules; a test holds it)
#   EXTERNAL  imported targets from outside
#   TORCH     the room uses LibTorch: its include path
function(warmstart_room name)
  cmake_parse_arguments(ROOM "TORCH" "" "INCLUDES;EXTERNAL" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/engine/${name}/*.cpp")
  if(NOT sources)  # a room of headers only
    file(WRITE "${CMAKE_BINARY_DIR}/rooms/${name}.cpp" "")
    set(sources "${CMAKE_BINARY_DIR}/rooms/${name}.cpp")
  endif()
  add_library(room_${name} STATIC ${sources})
  # Loops over plain memory: vectors, and every operation rounded, so that all processors give the same bits.
  set(kernels ${sources})
  list(FILTER kernels INCLUDE REGEX "_kernel\\.cpp$")
  set_source_files_properties(${kernels} PROPERTIES SKIP_PRECOMPILE_HEADERS ON
    COMPILE_OPTIONS "-O3;-ffp-contract=off;-fno-math-errno;-fno-trapping-math")
  set_target_properties(room_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(room_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_link_libraries(room_${name} PRIVATE warmstart_flags PUBLIC ${ROOM_EXTERNAL})
  foreach(other IN LISTS ROOM_INCLUDES)
    target_link_libraries(room_${name} PUBLIC room_${other})
  endforeach()
  if(ROOM_TORCH)
    target_link_libraries(room_${name} PUBLIC torchsdk::torch)
    warmstart_precompiled(room_${name} torch_pch)
  else()
    warmstart_precompiled(room_${name} std_pch)
  endif()
  set_property(TARGET room_${name} PROPERTY ROOM_EXTERNAL "${ROOM_EXTERNAL}")
endfunction()

# warmstart_library(<name> ROOMS <room>... [LINKS <target>...]): a shared library made of rooms.
function(warmstart_library name)
  cmake_parse_arguments(LIB "" "" "ROOMS;LINKS" ${ARGN})
  add_library(${name} SHARED)
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  foreach(room IN LISTS LIB_ROOMS)
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:room_${room}>)
    get_property(external TARGET room_${room} PROPERTY ROOM_EXTERNAL)
    target_link_libraries(${name} PRIVATE ${external})
  endforeach()
  target_link_libraries(${name} PUBLIC ${LIB_LINKS})
endfunction()

# warmstart_test(<room> <header>): tests/engine/<room>/*_test.cpp as one program with the room and what it includes,
# after the precompiled cmake/<header>.h.
function(warmstart_test room header)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/engine/${room}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${room}_test ${sources})
  target_link_libraries(${room}_test PRIVATE warmstart_flags room_${room} test_folders GTest::gmock GTest::gtest_main)
  warmstart_precompiled(${room}_test ${header})
  gtest_discover_tests(${room}_test DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${room})
endfunction()
