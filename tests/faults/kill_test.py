#!/usr/bin/env python3
"""Kills a fit again and again, at random moments and in the middle of checkpoints, and holds what comes out against a
fit that was left alone: the same weights to the last bit, the same curve to the last point.

kill_test.py CLI [KILLS]     20 kills when left out
"""
import glob
import hashlib
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import tiny_model

CLI = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
RUN = ['run', '--no-report', '--device', os.environ.get('WARMSTART_TEST_DEVICE', 'auto')]

PIPELINE = '''{"format": "warmstart.pipeline", "version": 1, "title": "Killed", "seeds": [1],
 "nodes": [
  {"id": "rows", "kind": "dataset", "options": {"source": "rows", "role": "target", "text": ["text"], "label": "label"}},
  {"id": "parts", "kind": "split", "options": {"by": "random", "train": 0.6, "valid": 0.2}},
  {"id": "small", "kind": "encoder", "options": {"model": "MODEL", "max_tokens": 16}},
  {"id": "fit", "kind": "fine_tune", "options": {"rate": 0.001, "epochs": 150, "batch": 8, "patience": 0, "precision": "fp32"}},
  {"id": "score", "kind": "evaluate"}],
 "edges": [
  {"from": "rows.data", "to": "parts.data"}, {"from": "small.encoder", "to": "fit.start"},
  {"from": "parts.data", "to": "fit.data"}, {"from": "fit.trained", "to": "score.scored"},
  {"from": "parts.data", "to": "score.data"}],
 "arms": [{"id": "a", "title": "Fit", "ends": "score"}]}'''


def cli(workspace, *arguments, **more):
    return subprocess.run([CLI, '--workspace', workspace, *arguments], check=True, capture_output=True, text=True, **more)


def result(workspace):
    """Weights of the fit and every point of its curves, less those that tell the time."""
    weights = glob.glob(f'{workspace}/artifacts/*/*/model.safetensors')
    assert len(weights) == 1, weights
    with sqlite3.connect(f'file:{workspace}/workspace.sqlite?mode=ro', uri=True) as log:
        points = log.execute('SELECT s.name, c.position, c.points FROM series s JOIN series_chunk c ON c.series = s.id '
                             "WHERE s.name NOT LIKE 'pace/%' ORDER BY s.name, c.position").fetchall()
    assert points, 'no curve was stored'
    return hashlib.sha256(pathlib.Path(weights[0]).read_bytes()).hexdigest(), points


def is_intact(workspace):
    path = f'{workspace}/workspace.sqlite'
    if not os.path.exists(path):
        return
    with sqlite3.connect(path) as log:
        assert log.execute('PRAGMA integrity_check').fetchone() == ('ok',)
        assert not log.execute('PRAGMA foreign_key_check').fetchall()


def kill_one(workspace, pipeline, draw, in_checkpoint):
    """-> whether the process was killed before it ended by itself."""
    process = subprocess.Popen([CLI, '--workspace', workspace, *RUN, pipeline, '--checkpoint-seconds', '0.2'],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + (20 if in_checkpoint else draw.uniform(0.3, 3))
    while time.monotonic() < until and process.poll() is None:
        # While a checkpoint is being written its folder lies under another name.
        if in_checkpoint and glob.glob(f'{workspace}/artifacts/*/*.partial/.writing-*'):
            break
        time.sleep(0 if in_checkpoint else 0.01)
    if process.poll() is not None:
        return False
    process.send_signal(signal.SIGKILL)
    process.wait()
    return True


def prepare(folder, name):
    workspace = f'{folder}/{name}'
    cli(workspace, 'dataset', 'import', f'{folder}/rows.csv', '--name', 'rows')
    return workspace


def main():
    draw = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        tiny_model.write(f'{folder}/tiny')
        pathlib.Path(f'{folder}/rows.csv').write_text('\n'.join(tiny_model.rows(400)) + '\n')
        pipeline = f'{folder}/killed.warm.json'
        pathlib.Path(pipeline).write_text(PIPELINE.replace('MODEL', f'{folder}/tiny'))
        whole = prepare(folder, 'whole')
        cli(whole, *RUN, pipeline)
        wanted = result(whole)
        kills = inside = finished = 0
        while kills < KILLS:
            workspace = prepare(folder, f'cut{finished}')
            while kills < KILLS:
                in_checkpoint = kills % 4 == 3
                if not kill_one(workspace, pipeline, draw, in_checkpoint):
                    break
                kills += 1
                inside += in_checkpoint
                is_intact(workspace)
            cli(workspace, *RUN, pipeline)  # what is left, undisturbed
            states = {state for (state,) in sqlite3.connect(f'{workspace}/workspace.sqlite').execute('SELECT state FROM job')}
            assert states <= {'done', 'interrupted'}, states
            assert result(workspace) == wanted, f'after {kills} kills another result than undisturbed'
            finished += 1
        print(f'{kills} kills ({inside} of them while a checkpoint was written), {finished} fits finished, each equal to the '
              'undisturbed one in every weight and every point.')


main()
