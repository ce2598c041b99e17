#!/usr/bin/env python3
"""What is said when something fails is said to people: errors_test.py ROOT

Every sentence of an error in engine, window and programs is one: it begins as a sentence and ends as one, is no longer
than three, and holds no word of programmers. Boxes ask; what is merely said stands in the message bar."""
import json
import pathlib
import re
import sys

LITERAL = r'"(?:[^"\\]|\\.)*"'
ERROR = re.compile(rf'make_error\(\s*(?:engine::)?ErrorCode::\w+,\s*((?:{LITERAL}\s*)+)')
PROGRAMMERS = re.compile(r'exception|std::|nullptr|errno|segfault|assert|stack trace|\bnull\b|0x[0-9a-f]', re.I)


def faults(text):
    if not re.match(r'[A-Z"0-9]|%\d', text) and not re.match(r'(n-grams|l2) ', text):
        yield 'does not begin as a sentence'
    if not re.search(r'[.?]$|%\d+$', text):
        yield 'does not end as a sentence'
    if len(re.findall(r'[.?!](?:\s|$)', text)) > 3:
        yield 'is longer than three sentences'
    if PROGRAMMERS.search(text):
        yield 'holds a word of programmers'


# checklist-34, checklist-35
def main():
    root, sentences, found = pathlib.Path(sys.argv[1]), 0, []
    for folder in ('engine', 'widgets', 'app'):
        for path in sorted((root / folder).rglob('*.cpp')):
            for error in ERROR.finditer(path.read_text(encoding='utf-8')):
                text = ''.join(json.loads(part) for part in re.findall(LITERAL, error[1]))
                sentences += 1
                found += [f'{path.relative_to(root)}: "{text}" {fault}' for fault in faults(text)]
    for path in sorted((root / 'widgets').rglob('*.cpp')):
        for box in re.findall(r'QMessageBox::(?:information|warning|critical|Information|Warning|Critical)', path.read_text()):
            found.append(f'{path.relative_to(root)}: a box that only says something: {box}')
    print('\n'.join(found) or f'{sentences} sentences of errors, each one for people.')
    sys.exit(1 if found or sentences < 200 else 0)


main()
