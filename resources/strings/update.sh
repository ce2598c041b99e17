#!/usr/bin/env bash
# Collects every text of window and engine into FOLDER/warmstart_*.ts: update.sh CLI ROOT FOLDER
set -euo pipefail
cli=$1 root=$2 folder=$3
lupdate=$(type -P lupdate6 || echo /usr/lib/qt6/bin/lupdate)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cli" --json "$work/catalog.json" nodes >/dev/null
mkdir "$work/engine"
python3 "$root/resources/strings/collect.py" "$work/catalog.json" "$root" "$work/engine/texts.cpp"
# Places in the sources would change with every line that moves above them.
collect=("$lupdate" -silent -I "$root" -locations none -no-obsolete)
"${collect[@]}" "$root/widgets" "$root/app/desktop" "$work/engine" -ts "$folder/warmstart_zh_CN.ts"
# English stands in the sources; only what has a plural is said twice.
"${collect[@]}" -pluralonly "$root/widgets" "$root/app/desktop" -ts "$folder/warmstart_en.ts"
