# cpack -G DEB: what cmake --install copies, as a Debian package. What it needs of Debian is read off the programs; LibTorch
# and Arrow lie in it. Its scripts tell the linker and no more: taking it off the computer leaves workspaces and settings
# where they are. Nothing is stripped: LibTorch's libraries were patched after linking.
set(CPACK_PACKAGE_NAME warmstart)
set(CPACK_PACKAGE_VENDOR "The Warmstart developers")
set(CPACK_PACKAGE_CONTACT "The Warmstart developers <warmstart@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Workbench for transfer learning and meta-learning")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Where the libraries that the package brings itself are found while its needs are read.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
foreach(library IN LISTS foreign_libraries)
  cmake_path(GET library PARENT_PATH folder)
  list(APPEND CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${folder}")
endforeach()
list(REMOVE_DUPLICATES CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS)
include(CPack)
