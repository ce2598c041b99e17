#!/usr/bin/env python3
"""Every text that the window or the engine shows is there in Chinese, every plural in English too: strings_test.py CLI ROOT

Collects the texts anew, as ./dev strings does, into a copy, and looks for what is missing.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml


def places(text):
    return sorted(re.findall(r'%(?:n|[Lw]?\d+)', text))


def faults(tree):
    for context in tree.iter('context'):
        name = context.findtext('name')
        for message in context.iter('message'):
            source = message.findtext('source')
            translation = message.find('translation')
            forms = [form.text or '' for form in translation.iter('numerusform')] or [translation.text or '']
            if translation.get('type') == 'unfinished' or not all(forms):
                yield f'{name}: not translated: {source!r}'
                continue
            for form in forms:
                if set(places(form)) - set(places(source)) or \
                        set(places(source)) - set(places(form)) - {'%n'}:
                    yield f'{name}: other places for arguments: {source!r} -> {form!r}'


# checklist-42
def main():
    cli, root = sys.argv[1], pathlib.Path(sys.argv[2])
    strings = root / 'resources/strings'
    with tempfile.TemporaryDirectory() as folder:
        there = pathlib.Path(folder)
        for language in ('zh_CN', 'en'):
            shutil.copy(strings / f'warmstart_{language}.ts', there)
        subprocess.run(['bash', strings / 'update.sh', cli, root, there], check=True, stdout=subprocess.DEVNULL)
        found = [f'{language}: {fault}' for language in ('zh_CN', 'en')
                 for fault in faults(xml.parse(there / f'warmstart_{language}.ts'))]
    for fault in found:
        print(fault)
    print(f'{len(found)} texts are not complete.' if found else 'Every text is there in both languages.')
    sys.exit(1 if found else 0)


main()
