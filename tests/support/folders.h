// Where the checkout and what ./dev setup fetched lie. Only folders.cpp is compiled with these
// paths, so that the objects of all other tests are the same in every folder and the compiler's
// cache serves each clone.
#pragma once

namespace support {

extern const char* const source_folder;
extern const char* const deps_folder;

}  // namespace support
