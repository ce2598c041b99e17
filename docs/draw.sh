#!/usr/bin/env bash
# Draws docs/diagrams/*.mmd into the .svg beside each, where the text changed since. `./dev docs` calls this.
# The Mermaid CLI is installed into .deps/mermaid; the browser it needs is Debian's chromium.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tool=$root/.deps/mermaid
version=11.4.2  # the newest that runs on Debian 12's Node.js 18

if [[ ! -x $tool/node_modules/.bin/mmdc ]] || ! grep -q "\"version\": \"$version\"" "$tool/node_modules/@mermaid-js/mermaid-cli/package.json"; then
    echo "Installing the Mermaid CLI $version ..." >&2
    rm -rf "$tool" "$tool.new"
    mkdir -p "$tool.new"
    if ! PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$tool.new" --no-audit --no-fund --loglevel=error \
        "@mermaid-js/mermaid-cli@$version" "puppeteer@23" >"$tool.new/npm.log" 2>&1; then
        tail -n 5 "$tool.new/npm.log" >&2
        echo "The Mermaid CLI could not be installed. Check the network, then run ./dev docs again." >&2
        exit 1
    fi
    mv "$tool.new" "$tool"
fi
printf '{"executablePath": "%s", "args": ["--no-sandbox"]}' "$(command -v chromium)" >"$tool/browser.json"

for source in "$root"/docs/diagrams/*.mmd; do
    picture=${source%.mmd}.svg
    mark="<!-- drawn from sha256:$(sha256sum "$source" | cut -d ' ' -f 1) -->"
    if [[ ${1:-} != --all && -f $picture ]] && grep -qF -- "$mark" "$picture"; then continue; fi
    echo "$(basename "$picture") ..." >&2
    "$tool/node_modules/.bin/mmdc" --quiet --puppeteerConfigFile "$tool/browser.json" --configFile "$root/docs/diagrams/style.json" \
        --backgroundColor white --svgId "$(basename "$source" .mmd)" --input "$source" --output "$picture.new.svg"
    printf '\n%s\n' "$mark" >>"$picture.new.svg"
    mv -f "$picture.new.svg" "$picture"
done
