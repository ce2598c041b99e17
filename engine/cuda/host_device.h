// A kernel's body is one function, compiled for the GPU and for the CPU alike.
#pragma once

#ifdef __CUDACC__
#define WARMSTART_HD __host__ __device__
#else
#define WARMSTART_HD
#endif
