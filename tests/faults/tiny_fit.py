"""A fit of some thousand steps that takes seconds, and what came of it: what the tests of this folder disturb."""
import glob
import hashlib
import os
import pathlib
import sqlite3
import subprocess
import sys

import tiny_model

CLI = sys.argv[1]
RUN = ['run', '--no-report', '--device', os.environ.get('WARMSTART_TEST_DEVICE', 'auto')]

PIPELINE = '''{"format": "warmstart.pipeline", "version": 1, "title": "Tiny", "seeds": [1],
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


def set_up(folder):
    """-> the pipeline's file; model and rows lie beside it."""
    tiny_model.write(f'{folder}/tiny')
    pathlib.Path(f'{folder}/rows.csv').write_text('\n'.join(tiny_model.rows(400)) + '\n')
    pipeline = f'{folder}/fit.warm.json'
    pathlib.Path(pipeline).write_text(PIPELINE.replace('MODEL', f'{folder}/tiny'))
    return pipeline


def prepare(folder, name):
    """-> a workspace that has the rows and ran nothing."""
    workspace = f'{folder}/{name}'
    cli(workspace, 'dataset', 'import', f'{folder}/rows.csv', '--name', 'rows')
    return workspace


def begin(workspace, pipeline, **more):
    return subprocess.Popen([CLI, '--workspace', workspace, *RUN, pipeline, '--checkpoint-seconds', '0.2'],
                            stdout=subprocess.DEVNULL, **more)


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
