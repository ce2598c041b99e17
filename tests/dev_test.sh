#!/usr/bin/env bash
# ./dev says what it can do, refuses what it cannot, and a failed step says which, why and what to do. No network.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bad=0
expect() {  # text exit-code output pattern
    [[ $2 == "$3" && $4 =~ $5 ]] || { printf 'FAILED: %s\n  exit %s (want %s), output:\n%s\n' "$1" "$2" "$3" "$4"; bad=1; }
}

out=$("$root/dev" 2>&1); code=$?
for verb in setup build run test bench fmt lint strings docs fuzz faults gpu-check checklist screenshots install doctor clean; do
    expect "it lists $verb with a line" $code 0 "$out" "  $verb +[a-z]"
    grep -q "^verb_$verb() {" "$root/dev" || { echo "FAILED: it has no $verb"; bad=1; }
done
out=$("$root/dev" biuld 2>&1); code=$?
expect "an unknown verb is wrong usage" $code 2 "$out" "no verb 'biuld'"

# A copy of its own, so that nothing of the real .deps is touched; no packages are installed, no index is asked.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$root/dev" "$root/cmake" "$copy/"
mkdir -p "$copy/.deps/stamps" "$copy/empty"
[[ ! -d $root/.deps/venv ]] || ln -s "$root/.deps/venv" "$copy/.deps/venv"
alone=(env WARMSTART_SKIP_APT=1 PIP_NO_INDEX=1 PIP_FIND_LINKS= PIP_CONFIG_FILE=/dev/null)

out=$("${alone[@]}" WARMSTART_LIBTORCH="$copy/empty" "$copy/dev" setup 2>&1); code=$?
expect "a wrong WARMSTART_LIBTORCH is named" $code 1 "$out" "WARMSTART_LIBTORCH=$copy/empty is not the folder of LibTorch"
out=$("${alone[@]}" "$copy/dev" setup 2>&1); code=$?
expect "a step that fails says which" $code 1 "$out" "stopped at step 3/7, LibTorch"
expect "... and what to do" $code 1 "$out" "run ./dev setup again; finished steps are kept"
[[ ! -e $copy/.deps/libtorch ]] || { echo "FAILED: a failed step left something in place"; bad=1; }

((bad == 0)) && echo "all as it should be"
exit "$bad"
