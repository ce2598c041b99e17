#include "tests/support/folders.h"

namespace support {

const char* const source_folder = WARMSTART_SOURCE_DIR;
const char* const deps_folder = WARMSTART_DEPS_DIR;

}  // namespace support
