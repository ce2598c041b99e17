#!/bin/sh
# compile.sh ccache COMPILER...: without the precompiled header of an earlier build, which the compiler's cache would take for
# one of the new one's sources, so that no other clone would find it again.
for part; do
    case $part in *.gch) rm -f "$part" ;; esac
done
exec "$@"
