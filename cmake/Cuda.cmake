# The CUDA Toolkit, where one is found: it compiles engine/cuda/kernels.cu, which needs no GPU. Without one everything
# builds and works all the same, only that the engine has no kernels of its own on a GPU.
#
# cuda_kernels: a static library with the kernels, or with the answer that there are none; it carries the CUDA runtime
# in it, so that a program that links it starts where no driver is.

set(WARMSTART_CUDA_ARCHITECTURES 80 90 120)  # Ampere, Hopper, Blackwell; the last one's PTX for what comes after

option(WARMSTART_CUDA "Compile the kernels for GPUs where a CUDA Toolkit is found" ON)

# The system's compiler first, then the one that ./dev setup unpacks. 12.8 is the first that knows sm_120.
function(warmstart_find_nvcc out)
  set(${out} "" PARENT_SCOPE)
  foreach(place IN ITEMS "$ENV{CUDACXX}" "$ENV{CUDA_PATH}/bin/nvcc" nvcc /usr/local/cuda/bin/nvcc
                         "${WARMSTART_DEPS}/cuda/nvidia/cu13/bin/nvcc")
    set(found "found-NOTFOUND")
    if(place)
      find_program(found NAMES "${place}" NO_CACHE)
    endif()
    if(NOT found)
      continue()
    endif()
    execute_process(COMMAND "${found}" --version OUTPUT_VARIABLE version ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed AND version MATCHES "release ([0-9.]+)" AND CMAKE_MATCH_1 VERSION_GREATER_EQUAL 12.8)
      set(${out} "${found}" PARENT_SCOPE)
      set(${out}_VERSION "${CMAKE_MATCH_1}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

# The folder that the compiler takes headers and libraries from: `nvcc` may be a link or a script.
function(warmstart_find_cudart nvcc out)
  execute_process(COMMAND "${nvcc}" --dryrun -x cu -c /dev/null ERROR_VARIABLE words OUTPUT_QUIET)
  string(REGEX MATCH "TOP=([^\n]+)" found "${words}")
  set(top "${CMAKE_MATCH_1}")
  find_library(library libcudart_static.a NO_CACHE NO_DEFAULT_PATH PATHS
    "${top}/lib" "${top}/lib64" "${top}/targets/${CMAKE_HOST_SYSTEM_PROCESSOR}-linux/lib" "${top}/targets/sbsa-linux/lib")
  set(${out} "${library}" PARENT_SCOPE)
endfunction()

# Compiles engine/cuda/kernels.cu for every architecture into one object.
function(warmstart_compile_kernels nvcc object)
  set(source "${CMAKE_SOURCE_DIR}/engine/cuda/kernels.cu")
  set(names)
  set(flags -std=c++20 -O3 -fmad=false -ccbin "${CMAKE_CXX_COMPILER}" "-I${CMAKE_SOURCE_DIR}" -Xcompiler=-fPIC,-Wall,-Wextra)
  foreach(number IN LISTS WARMSTART_CUDA_ARCHITECTURES)
    list(APPEND names sm_${number})
    list(APPEND flags -gencode "arch=compute_${number},code=sm_${number}")
  endforeach()
  list(GET WARMSTART_CUDA_ARCHITECTURES -1 newest)
  list(APPEND flags -gencode "arch=compute_${newest},code=compute_${newest}")
  list(JOIN names " " names)
  if(WARMSTART_WERROR)
    list(APPEND flags -Werror all-warnings -Xcompiler=-Werror)
  endif()
  add_custom_command(OUTPUT "${object}" DEPENDS "${source}" DEPFILE "${object}.d"
    COMMAND "${nvcc}" ${flags} "-DWARMSTART_CUDA_ARCHITECTURES=\"${names}\"" -MD -MF "${object}.d" -c "${source}" -o "${object}"
    COMMENT "Compiling the CUDA kernels for ${names}" VERBATIM)
endfunction()

function(warmstart_cuda_kernels)
  if(WARMSTART_CUDA)
    warmstart_find_nvcc(nvcc)
  endif()
  if(nvcc)
    warmstart_find_cudart("${nvcc}" runtime)
  endif()
  if(NOT nvcc OR NOT runtime)
    message(STATUS "CUDA kernels are left out: no CUDA Toolkit from 12.8 on is there or wanted; everything else is built without it.")
    add_library(cuda_kernels STATIC "${CMAKE_SOURCE_DIR}/engine/cuda/without_toolkit/no_kernels.cpp")
    target_include_directories(cuda_kernels PRIVATE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(cuda_kernels PRIVATE warmstart_flags)
    return()
  endif()
  message(STATUS "CUDA kernels are compiled by CUDA ${nvcc_VERSION} (${nvcc}) for architectures ${WARMSTART_CUDA_ARCHITECTURES}.")
  set(object "${CMAKE_BINARY_DIR}/cuda_kernels.o")
  warmstart_compile_kernels("${nvcc}" "${object}")
  add_library(cuda_kernels STATIC "${object}")
  set_source_files_properties("${object}" PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
  set_target_properties(cuda_kernels PROPERTIES LINKER_LANGUAGE CXX WARMSTART_KERNELS "${object}")
  target_link_libraries(cuda_kernels INTERFACE "${runtime}" Threads::Threads ${CMAKE_DL_LIBS} rt)
endfunction()
