"""Our figures for bench.py: what the benchmark programs print, and what the program itself takes for whole jobs."""
import json
import os
import random
import shutil
import subprocess
import time

from peers import tweets

MILLION = 1_000_000
BUDGETS = "[16,32,64,128,256,512,1000]"


def drawn_rows(deps):
    """A million times all of a row but its number; the same each time."""
    texts, _ = tweets(deps)
    draw = random.Random(1)
    for i in range(MILLION):
        text = draw.choice(texts).replace('"', '""')
        yield f'"{text}",{draw.uniform(-4, 4):.3f},u{draw.randrange(100000)},{1600000000 + i}\n'


def make_table(deps, file, millions=1):
    """Rows of short texts, 114 bytes each."""
    if os.path.exists(file):
        return
    rows = list(drawn_rows(deps))
    with open(file + ".new", "w", encoding="utf-8", newline="") as out:
        out.write("id,text,rating,user,time\n")
        for part in range(millions):
            out.writelines(f"{part * MILLION + i},{row}" for i, row in enumerate(rows))
    os.rename(file + ".new", file)


def benchmarks(program, folder, *options, **variables):
    """Entries of Google Benchmark by name."""
    environment = dict(os.environ, OMP_WAIT_POLICY="passive", WARMSTART_BENCH_CSV=folder + "/table.csv", **variables)
    out = subprocess.run([program, "--benchmark_format=json", *options], env=environment, check=True,
                         stdout=subprocess.PIPE)
    return by_name(json.loads(out.stdout))


def by_name(answer):
    found = {}
    for entry in answer["benchmarks"]:
        name = entry["name"].split("/iterations")[0].split("/real_time")[0]
        if not entry.get("error_occurred"):
            found[name] = entry
    return found


class Program:
    """warmstart-cli on a workspace of its own, which is new."""

    def __init__(self, cli, source, workspace):
        self.cli, self.workspace = cli, workspace
        self.first_look = source + "/experiments/news-to-comments-first-look.warm.json"
        shutil.rmtree(workspace, ignore_errors=True)

    def ask(self, *arguments):
        """-> the answer, and the seconds from start to end of the program."""
        file = self.workspace + ".json"
        begun = time.perf_counter()
        subprocess.run([self.cli, "--workspace", self.workspace, "--json", file, *arguments], check=True,
                       env=dict(os.environ, OMP_WAIT_POLICY="passive"), stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
        with open(file, encoding="utf-8") as answer:
            out = json.load(answer)
        os.remove(file)
        return out, seconds


def first_look(cli, source, folder):
    """Seconds of the first look, of the same again, and steps that one changed option computes again."""
    program = Program(cli, source, folder + "/first-look")
    _, whole = program.ask("run", "--no-report", program.first_look)
    again, seconds = program.ask("run", "--no-report", program.first_look)
    changed, _ = program.ask("run", "--no-report", program.first_look, "--set", "target-head.l2=0.5")
    arm = sum(run["arm"] == "Target only" for run in changed["runs"])
    shutil.rmtree(program.workspace)
    return {"first": whole, "again": seconds, "again_ran": again["stages"]["ran"],
            "changed_ran": changed["stages"]["ran"], "dependants": 2 * arm + 1}  # heads, scores, the verdict


def frozen_sweep(cli, source, folder):
    """Seconds of seven budgets with ten seeds each on a frozen encoder, and of the embedding in it."""
    program = Program(cli, source, folder + "/sweep")
    answer, _ = program.ask("run", "--no-report", program.first_look, "--set", "labels.rows=" + BUDGETS,
                            "--from", "target-head")
    jobs, _ = program.ask("runs", "list")
    runs, _ = program.ask("runs", "list", "--job", str(jobs[0]["job"]))
    run, _ = program.ask("runs", "show", str(runs[0]["run"]))
    embedding = next(step["seconds"] for step in run["steps"] if step["node"] == "target-features")
    shutil.rmtree(program.workspace)
    return {"sweep": jobs[0]["seconds"], "embedding": embedding, "runs": len(answer["runs"])}


def many_rows(cli, program, deps, folder):
    """A stored dataset of ten million rows, opened by a process of its own; fewer where there is no room for it."""
    workspace = folder + "/many-rows"
    if not os.path.exists(workspace + "/complete"):
        free = shutil.disk_usage(folder).free
        millions = 10 if free > 6e9 else 1
        table = folder + "/many.csv"
        shutil.rmtree(workspace, ignore_errors=True)
        make_table(deps, table, millions)
        subprocess.run([cli, "--workspace", workspace, "dataset", "import", table, "--name", "rows"], check=True,
                       stdout=subprocess.DEVNULL)
        os.remove(table)
        open(workspace + "/complete", "w", encoding="utf-8").close()
    return benchmarks(program, folder, "--benchmark_filter=^rows_opened", WARMSTART_BENCH_ROWS=workspace)["rows_opened"]
