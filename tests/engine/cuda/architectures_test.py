#!/usr/bin/env python3
"""The object holds machine code of the kernels for each architecture: architectures_test.py OBJECT NUMBER...

Reads the fat binary that nvcc put into it: a header, then entries, each with its kind (1: PTX, 2: machine code), its
length and its architecture. The PTX of the newest is for GPUs that come after it.
"""
import pathlib
import struct
import sys

MAGIC = struct.pack('<I', 0xBA55ED50)
PTX, CODE = 1, 2


def entries(data):
    at = data.find(MAGIC)
    while at >= 0:
        header, size = struct.unpack_from('<6xHQ', data, at)
        place, end = at + header, at + header + size
        while place < end:
            kind, length, payload = struct.unpack_from('<H2xIQ', data, place)
            architecture, = struct.unpack_from('<I', data, place + 28)
            yield kind, architecture, payload
            place += length + payload
        at = data.find(MAGIC, max(end, at + 4))


def main():
    wanted = {int(number) for number in sys.argv[2:]}
    found = list(entries(pathlib.Path(sys.argv[1]).read_bytes()))
    code = {architecture for kind, architecture, payload in found if kind == CODE and payload > 0}
    ptx = {architecture for kind, architecture, payload in found if kind == PTX and payload > 0}
    print(f'machine code for {sorted(code)}, PTX for {sorted(ptx)}')
    if not wanted or code != wanted or ptx != {max(wanted)}:
        sys.exit(f'expected machine code for {sorted(wanted)} and PTX for the newest of them')


main()
