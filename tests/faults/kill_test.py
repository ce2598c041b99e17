#!/usr/bin/env python3
"""Kills a fit again and again, at random moments and in the middle of checkpoints, and holds what comes out against a
fit that was left alone: the same weights to the last bit, the same curve to the last point. What the curve lacks at a
kill is what the fit did in less than a second.

kill_test.py CLI [KILLS]     20 kills when left out
"""
import glob
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from tiny_fit import RUN, begin, cli, is_intact, prepare, result, set_up

KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 20


class Curve:
    """Looks at the stored curve of a fit that runs: how long ago has it grown?"""

    def __init__(self, workspace):
        self.path, self.size, self.grown = f'{workspace}/workspace.sqlite', self.stored(workspace), None

    @staticmethod
    def stored(workspace):
        try:
            with sqlite3.connect(f'file:{workspace}/workspace.sqlite?mode=ro', uri=True, timeout=0) as log:
                return log.execute('SELECT max(c.last_step), sum(c.n) FROM series_chunk c').fetchone()
        except sqlite3.OperationalError:  # not there yet, or being made
            return None

    def look(self, workspace):
        size = self.stored(workspace)
        if size != self.size:
            self.size, self.grown = size, time.monotonic()


def kill_one(workspace, pipeline, draw, in_checkpoint):
    """-> whether the process was killed before it ended by itself, and the seconds since its curve had last grown by
    then: None where it was not watched, or had not begun."""
    curve = Curve(workspace)
    process = begin(workspace, pipeline, stderr=subprocess.DEVNULL)
    until = time.monotonic() + (20 if in_checkpoint else draw.uniform(0.3, 3))
    while time.monotonic() < until and process.poll() is None:
        # While a checkpoint is being written its folder lies under another name.
        if in_checkpoint and glob.glob(f'{workspace}/artifacts/*/*.partial/.writing-*'):
            break
        if not in_checkpoint:
            curve.look(workspace)
        time.sleep(0 if in_checkpoint else 0.02)
    if process.poll() is not None:
        return False, None
    process.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    process.wait()
    return True, None if curve.grown is None else killed - curve.grown


def main():
    draw = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        pipeline = set_up(folder)
        whole = prepare(folder, 'whole')
        cli(whole, *RUN, pipeline)
        wanted = result(whole)
        kills = inside = finished = 0
        unwritten = []  # seconds of the curve that a kill took
        while kills < KILLS:
            workspace = prepare(folder, f'cut{finished}')
            while kills < KILLS:
                in_checkpoint = kills % 4 == 3
                killed, seconds = kill_one(workspace, pipeline, draw, in_checkpoint)
                if not killed:
                    break
                kills += 1
                inside += in_checkpoint
                if seconds is not None:
                    unwritten.append(seconds)
                is_intact(workspace)
            cli(workspace, *RUN, pipeline)  # what is left, undisturbed
            states = {state for (state,) in sqlite3.connect(f'{workspace}/workspace.sqlite').execute('SELECT state FROM job')}
            assert states <= {'done', 'interrupted'}, states
            assert result(workspace) == wanted, f'after {kills} kills another result than undisturbed'
            finished += 1
        print(f'{kills} kills ({inside} of them while a checkpoint was written), {finished} fits finished, each equal to the '
              'undisturbed one in every weight and every point.')
        # The middle one: a machine that is busy with something else may hold up any of them.
        assert unwritten or KILLS < 10, 'no kill hit a fit that had begun'
        if unwritten:
            print(f'At a kill the curve was {statistics.median(unwritten):.2f} s old in the middle, '
                  f'{max(unwritten):.2f} s at most, over {len(unwritten)} kills.')
            assert statistics.median(unwritten) < 1, unwritten


main()
