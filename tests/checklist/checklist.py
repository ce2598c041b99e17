#!/usr/bin/env python3
"""The points of docs/checklist.md and the tests that prove them: checklist.py [--labels | --check]

Without an option: each point with its state and its tests. --labels: commands for ctest that label the tests.
--check: whether every point has a state, each that holds a test, and each mark in a test a point.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MARK = re.compile(r'^\s*(?://|#) (checklist-\d+(?:,? checklist-\d+)*)$')
TEST = re.compile(r'^\s*(?:TEST(?:_F|_P)?\((\w+),\s*(\w+)\)|def (test_\w+|main)|.*\bexpect "([^"]+)")')


def points(text):
    """-> ([(number or None, title, state, missing)], faults)"""
    out, faults = [], []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split('|')[1:-1]]
        if len(cells) != 4 or set(line) <= set('|-') or cells[1] == 'Point':
            continue
        if not cells[0]:
            out.append((None, cells[1].strip('*'), '', ''))
            continue
        out.append((int(cells[0]), *cells[1:]))
        if cells[2] not in ('holds', 'open'):
            faults.append(f'Point {cells[0]} has no state: "{cells[2]}".')
        elif (cells[2] == 'open') != bool(cells[3]):
            faults.append(f'Point {cells[0]}: an open point says what is missing, one that holds does not.')
    numbers = [number for number, *_ in out if number]
    if numbers != list(range(1, 51)):
        faults.append(f'The points are not 1 to 50: {numbers}.')
    return out, faults


def ctest_of(path, suite, name):
    """-> (name of the ctest entry, name that a person reads)"""
    parts = path.relative_to(ROOT / 'tests').parts
    stem = path.stem
    if path.suffix == '.cpp' and parts[0] == 'widgets':
        return f'widgets.{stem}', f'{suite}.{name}'
    if path.suffix == '.cpp':
        return f'{suite}.{name}', f'{suite}.{name}'
    program = stem.removesuffix('_test') + ('.sh' if path.suffix == '.sh' else '')
    return program, program if name == 'main' else f'{program}: {name}'


def marks():
    """-> ({number: [(ctest entry, shown name)]}, faults)"""
    out, faults = {}, []
    for path in sorted((ROOT / 'tests').rglob('*_test.*')):
        if path.suffix not in ('.cpp', '.py', '.sh'):
            continue
        lines = path.read_text().splitlines()
        for at, line in enumerate(lines):
            mark = MARK.match(line)
            if not mark:
                if 'checklist-' in line and path.parent != ROOT / 'tests/checklist':
                    faults.append(f'{path.name}:{at + 1}: a mark stands alone on its line.')
                continue
            test = TEST.match(lines[at + 1]) if at + 1 < len(lines) else None
            if not test:
                faults.append(f'{path.name}:{at + 1}: the mark stands above no test.')
                continue
            entry = ctest_of(path, test[1], test[2] or test[3] or test[4])
            for number in map(int, re.findall(r'\d+', mark[1])):
                out.setdefault(number, []).append(entry)
    return out, faults


def main():
    table, faults = points((ROOT / 'docs/checklist.md').read_text())
    tests, more = marks()
    faults += more
    known = {number for number, *_ in table if number}
    faults += [f'checklist-{number:02} marks {name}, but there is no such point.'
               for number, found in tests.items() if number not in known for _, name in found]
    faults += [f'Point {number} holds, but no test proves it.'
               for number, _, state, _ in table if state == 'holds' and number not in tests]
    option = sys.argv[1] if len(sys.argv) > 1 else ''
    if option == '--labels':
        for number, found in sorted(tests.items()):
            names = ' '.join(f'[==[{name}]==]' for name in sorted({entry for entry, _ in found}))
            print(f'set_tests_properties({names} PROPERTIES LABELS checklist-{number:02})')
        return
    if option != '--check':
        for number, title, state, missing in table:
            if number is None:
                print(f'\n{title}')
                continue
            print(f'{number:4} {state:6} {title}' + (f' ({missing})' if missing else ''))
            for _, name in tests.get(number, []):
                print(f'            {name}')
        holding = sum(state == 'holds' for _, _, state, _ in table)
        print(f'\n{holding} of {len(known)} hold, {len(known) - holding} are open.')
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
