#!/usr/bin/env python3
"""A fit on a disk that is full, over its quota, read-only or slow for a while: it pauses with a sentence, keeps its
checkpoint, goes on by itself, and ends as one on a sound disk.

disk_test.py CLI
"""
import glob
import os
import pathlib
import subprocess
import tempfile
import time

from tiny_fit import begin, cli, is_intact, prepare, result, set_up

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 120  # for anything that is waited for

FAULTS = [('full', 'The disk is full: '), ('quota', 'The disk is full: '), ('readonly', 'The disk has become read-only: ')]


def lay_over(folder):
    """-> the environment of a program whose disk may fail below `folder`."""
    library = f'{folder}/faulty_disk.so'
    subprocess.run([os.environ.get('CXX', 'c++'), '-std=c++20', '-shared', '-fPIC', f'{HERE}/faulty_disk.cpp', '-o', library,
                    '-ldl'], check=True)
    return {**os.environ, 'LD_PRELOAD': library, 'FAULTY_DISK_FOLDER': f'{folder}/', 'FAULTY_DISK_FAULT': f'{folder}/fault'}


def wait_until(holds, what):
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, f'waited {SECONDS} s for {what}'
        time.sleep(0.02)


def checkpoints(workspace):
    return {path for path in glob.glob(f'{workspace}/artifacts/*/*.partial/*') if os.path.isdir(path)}


def disturb(folder, workspace, pipeline, environment, fault, sentence, wanted):
    said = f'{workspace}.said'
    with open(said, 'w') as out:
        process = begin(workspace, pipeline, stderr=out, env=environment)
    text = lambda: pathlib.Path(said).read_text()
    try:
        wait_until(lambda: checkpoints(workspace) or process.poll() is not None, 'a checkpoint')
        pathlib.Path(f'{folder}/fault').write_text(fault)
        wait_until(lambda: 'Paused, nothing is lost: ' in text() or process.poll() is not None, 'the pause')
        assert process.poll() is None, text()
        assert f'Paused, nothing is lost: {sentence}' in text(), text()
        kept = checkpoints(workspace)
        assert kept, 'the checkpoint is gone'
        time.sleep(6)  # longer than it waits between two tries
        assert process.poll() is None, text()
        assert checkpoints(workspace) == kept, 'the checkpoint from before did not stay'
        os.remove(f'{folder}/fault')
        assert process.wait(timeout=SECONDS) == 0, text()
    finally:
        process.kill()
        process.wait()
    assert 'It goes on.' in text(), text()
    is_intact(workspace)
    assert result(workspace) == wanted, f'{fault}: another result than on a sound disk'
    print(f'{fault}: paused, went on, and ended the same.')


def crawl(folder, environment, pipeline):
    short = f'{folder}/short.warm.json'
    pathlib.Path(short).write_text(pathlib.Path(pipeline).read_text().replace('"epochs": 150', '"epochs": 30'))
    sound, slow = prepare(folder, 'sound'), prepare(folder, 'slow')
    cli(sound, 'run', short, '--no-report')
    pathlib.Path(f'{folder}/fault').write_text('slow')
    begun = time.monotonic()
    cli(slow, 'run', short, '--no-report', env=environment, timeout=2 * SECONDS)
    os.remove(f'{folder}/fault')
    is_intact(slow)
    assert result(slow) == result(sound), 'slow: another result than on a sound disk'
    print(f'slow: ended the same after {time.monotonic() - begun:.0f} s.')


def main():
    with tempfile.TemporaryDirectory() as folder:
        pipeline = set_up(folder)
        environment = lay_over(folder)
        whole = prepare(folder, 'whole')
        cli(whole, 'run', pipeline, '--no-report')
        wanted = result(whole)
        for fault, sentence in FAULTS:
            disturb(folder, prepare(folder, fault), pipeline, environment, fault, sentence, wanted)
        crawl(folder, environment, pipeline)


main()
