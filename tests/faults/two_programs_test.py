#!/usr/bin/env python3
"""Two programs on one workspace: the second reads what is there, says that it may not write and why, and steers the
first; and a fit that was stopped so is resumed, its next steps done again and held against those from before.

two_programs_test.py CLI
"""
import json
import subprocess
import tempfile
import time

from tiny_fit import CLI, begin, is_intact, prepare, set_up

SECONDS = 120  # for anything that is waited for


class Second:
    def __init__(self, workspace):
        self.workspace = workspace

    def run(self, *arguments):
        return subprocess.run([CLI, '--workspace', self.workspace, *arguments], capture_output=True, text=True,
                              timeout=SECONDS)

    def does(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, (arguments, done.stderr)
        return done

    def is_refused(self, holder, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 1, (arguments, done.returncode, done.stderr)
        assert f'Another process ({holder}) holds this workspace; it is read-only here.' in done.stderr, done.stderr

    def state(self, job):
        listed = json.loads(self.does('--json', '-', 'runs', 'list').stdout)
        return next((one['state'] for one in listed if one['job'] == job), None)

    def wait_for(self, job, state):
        end = time.monotonic() + SECONDS
        while self.state(job) != state:
            assert time.monotonic() < end, (state, self.state(job))
            time.sleep(0.05)


def main():
    with tempfile.TemporaryDirectory() as folder:
        pipeline = set_up(folder)
        workspace = prepare(folder, 'two')
        second = Second(workspace)
        first = begin(workspace, pipeline, stderr=subprocess.DEVNULL)
        try:
            second.wait_for(1, 'running')
            second.is_refused(first.pid, 'run', pipeline)
            second.is_refused(first.pid, 'runs', 'delete', '1')
            second.is_refused(first.pid, 'runs', 'note', '1', 'mine')
            second.does('runs', 'pause', '1')
            second.wait_for(1, 'paused')
            assert json.loads(second.does('--json', '-', 'dataset', 'inspect', 'rows').stdout)['rows_ok'] == 400
            second.does('runs', 'queue', pipeline)  # which is no work, and waits
            second.does('runs', 'remove', '2')
            second.does('runs', 'resume', '1')
            second.wait_for(1, 'running')
            time.sleep(2)  # some checkpoints
            second.does('runs', 'stop', '1')
            second.wait_for(1, 'cancelled')
            assert first.wait(timeout=SECONDS) == 130
        finally:
            first.kill()
            first.wait()
        is_intact(workspace)
        resumed = second.does('runs', 'resume', '1', '--verify=5')  # alone now, it owns the workspace
        assert 'gave the losses of before, bit for bit' in resumed.stderr, resumed.stderr
        print('The second program read, was refused, paused, resumed and stopped; the resumed fit was verified.')


main()
