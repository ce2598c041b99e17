#!/usr/bin/env python3
"""Models of BERT-base's and GPT-2's size, with random weights made here: their weights are read through a map into one copy,
a fit of them ends, and what it takes is printed. Takes minutes and 4 GB of memory: for ./dev faults, not for the check.

size_test.py CLI
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

from tiny_fit import CLI, PIPELINE, cli, prepare
import tiny_model

sys.path.insert(0, f'{os.path.dirname(os.path.abspath(__file__))}/../support')
import random_model  # noqa: E402

STEPS = 8


def runs_within(bytes_, *arguments):
    """Runs the program with so many bytes for what is its own: heap, stacks, copies; what is mapped from files is not."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_DATA, (bytes_, bytes_))
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, preexec_fn=limit)


def is_copied_once(folder, kind):
    weights = os.path.getsize(f'{folder}/{kind}/model.safetensors')
    pathlib.Path(f'{folder}/texts.jsonl').write_text('"a good day"\n')
    done = runs_within(2 * weights, '--workspace', f'{folder}/w', 'model', 'embed', '--model', f'{folder}/{kind}', '--texts',
                       f'{folder}/texts.jsonl', '--out', f'{folder}/{kind}.out')
    assert done.returncode == 0, f'{kind}: its weights were copied twice\n{done.stderr}'
    return weights


def fit(folder, kind, workspace):
    """-> seconds of the whole fit, its validation included, and peak bytes"""
    pipeline = f'{folder}/{kind}.warm.json'
    text = PIPELINE.replace('MODEL', f'{folder}/{kind}').replace('"epochs": 150', '"epochs": 1').replace('"rate": 0.001', '"rate": 1e-5')
    pathlib.Path(pipeline).write_text(text)
    job = json.loads(cli(workspace, '--json', '-', 'run', pipeline, '--no-report').stdout)['job']
    run = json.loads(cli(workspace, '--json', '-', 'runs', 'list', '--job', str(job)).stdout)[0]
    assert run['state'] == 'done', run
    steps = json.loads(cli(workspace, '--json', '-', 'runs', 'show', str(run['run'])).stdout)['steps']
    done = next(step for step in steps if step['node'] == 'fit')
    return done['seconds'], done['peak_memory']


def main():
    with tempfile.TemporaryDirectory() as folder:
        # 0.6 of the rows are trained on, 8 at once.
        pathlib.Path(f'{folder}/rows.csv').write_text('\n'.join(tiny_model.rows(STEPS * 8 * 10 // 6)) + '\n')
        workspace = prepare(folder, 'w')
        for kind in ('bert', 'gpt2'):
            random_model.main(kind, f'{folder}/{kind}')
            weights = is_copied_once(folder, kind)
            seconds, peak = fit(folder, kind, workspace)
            # The start, what learns, its best, gradients, two moments: six times the weights, and the states of a batch.
            assert peak < 7.5 * weights, f'{kind}: {peak / 1e9:.1f} GB for weights of {weights / 1e9:.2f} GB'
            print(f'{kind}, {weights / 1e6:.0f} MB: {STEPS} steps of 8 short rows in {seconds:.0f} s, {peak / 1e9:.1f} GB at most.')


main()
