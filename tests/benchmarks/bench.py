"""Tables of what was promised and what was measured: bench.py DEPS SOURCE PROGRAMS FOLDER [--with-peers]

DEPS is .deps, PROGRAMS the folder with the built programs, FOLDER the one that results lie in: figures.json, and
window.json as Google Benchmark wrote it. Everything runs on two threads, one after the other. Without --with-peers
the peers' columns are empty. bench.py page FOLDER prints docs/performance.md out of what was stored.
"""
import json
import os
import platform
import re
import sys

import ours
import peers

PARAMETERS = 10.6e6  # of MiniLM that multiply every token
HEAD = ("| Work | Here | Peer | Theirs | Ratio | Share of the machine | Target | Met |\n"
        "|---|---|---|---|---|---|---|---|")


# --- what was promised ----------------------------------------------------------------------------------------
# (work, figure, unit, held against, target): a peer or another figure of ours, or nothing. Targets: ("faster", n)
# so many times the peer's speed; ("cost", n) below so many times the other figure; ("below", n), ("least", n) of
# the figure itself; ("equal",) to the other figure; None: shown beside.

ENGINE = [
    ("fine-tuning, fp32", "fine_tune/0", "rows/s", "pad128", ("faster", 7)),
    ("fine-tuning, fp32", "fine_tune/0", "rows/s", "grouped", ("faster", 1.35)),
    ("fine-tuning, bf16", "fine_tune/1", "rows/s", "pad128", ("faster", 11)),
    ("fine-tuning, bf16", "fine_tune/1", "rows/s", "grouped-bf16", ("faster", 1.35)),
    ("fine-tuning, bf16", "fine_tune/1", "rows/s", "grouped-bf16-compiled", ("faster", 1.35)),
    ("tokenizer with offsets, one core", "tokenize", "lines/s", "tokenizers", ("faster", 10)),
    ("embedding, fp32", "embed/0", "texts/s", "onnxruntime", ("faster", 0.95)),
    ("embedding, bf16", "embed/1", "texts/s", "openvino", ("faster", 0.95)),
    ("texts seen before", "known_texts", "texts/s", "embed/0", None),
    ("frozen sweep, 7 budgets x 10 seeds", "sweep", "s", "embedding", ("cost", 1.3)),
    ("last 2 of 6 layers, a later epoch", "later_epoch", "s", "first_epoch", ("cost", 0.65)),
    ("the same, all layers", "later_epoch_all", "s", "first_epoch_all", None),
    ("first look", "first", "s", None, None),
    ("first look unchanged, again", "again", "s", None, ("below", 1)),
    ("one option changed: steps computed", "changed_ran", "steps", "dependants", ("equal",)),
    ("a million rows imported", "import_table", "s", "duckdb", ("faster", 0.5)),
    ("their texts prepared", "prepare/0", "MB/s", None, ("least", 100)),
    ("the same with the table read", "prepare/1", "MB/s", None, None),
    ("%(rows)s rows opened", "rows_opened", "s", None, ("below", 1)),
    ("memory of that process", "rows_memory", "GB", None, ("below", 1)),
    ("points into the store", "points_written/0", "points/s", None, ("least", 200_000)),
    ("trainer beside its run log, loss", "log_loss", "%", None, ("below", 1)),
    ("share of its time spent on the log", "log_share", "%", None, ("below", 1)),
    ("precision auto: the probe", "precision_probe", "s", None, ("below", 2)),
]

# (work, benchmark, what of it, unit, target)
WINDOW = [
    ("8 curves x 1,000,000 points, first paint", "curves_first_paint", "time", "ms", ("below", 100)),
    ("the same, pan, p99", "curves_pan", "p99_ms", "ms", ("below", 16.7)),
    ("the same, zoom, p99", "curves_zoom", "p99_ms", "ms", ("below", 16.7)),
    ("a million rows, first paint", "million_rows_first", "time", "ms", ("below", 100)),
    ("the same, scrolling, p99", "million_rows_scroll", "p99_ms", "ms", ("below", 16.7)),
    ("10,000 runs listed", "runs_listed", "time", "ms", ("below", 300)),
    ("10,000 runs filtered, p99", "runs_filtered", "p99_ms", "ms", ("below", 100)),
    ("500 nodes pan, p99", "canvas_pan/100", "p99_ms", "ms", ("below", 16.7)),
    ("500 nodes pan at 30 %, p99", "canvas_pan/30", "p99_ms", "ms", ("below", 16.7)),
    ("500 nodes pan at 10 %, p99", "canvas_pan/10", "p99_ms", "ms", ("below", 16.7)),
    ("points stored while eight curves are live", "curves_live", "points_a_second", "points/s", ("least", 19_900)),
    ("training beside the open window, loss", "fit_beside_window", "loss_percent", "%", ("below", 3)),
]


# --- measuring ------------------------------------------------------------------------------------------------

def measured(deps, source, programs, folder):
    """Every figure by name, in the unit of its row; and what the machine can do."""
    cli, store = programs + "/warmstart-cli", programs + "/warmstart-bench"
    figures = ours.first_look(cli, source, folder)
    figures.update(ours.frozen_sweep(cli, source, folder))
    found = {"rows_opened": ours.many_rows(cli, store, deps, folder)}
    found.update(ours.benchmarks(store, folder, "--benchmark_filter=^points_written"))
    found.update(ours.benchmarks(programs + "/warmstart-engine-bench", folder))
    for name, entry in found.items():
        if "bytes_per_second" in entry:
            figures[name] = entry["bytes_per_second"] / 1e6
        elif name in ("import_table", "precision_probe", "rows_opened"):
            figures[name] = entry["real_time"] / 1000
        elif "items_per_second" in entry:
            figures[name] = entry["items_per_second"]
    for name, end in (("fine_tune_last/2", ""), ("fine_tune_last/0", "_all")):
        for epoch in ("first_epoch", "later_epoch"):
            figures[epoch + end] = found[name][epoch]
    figures["log_loss"] = found["fit_with_its_log"]["loss_percent"]
    figures["log_share"] = found["fit_with_its_log"]["share_percent"]
    figures["rows"] = found["rows_opened"]["rows"]
    figures["rows_memory"] = found["rows_opened"]["peak_bytes"] / 1e9
    figures["table_bytes"] = found["import_table"]["bytes"]
    for name in ("embed/0", "embed/1", "fine_tune/0", "fine_tune/1"):
        figures["tokens " + name] = found[name]["tokens"]
    for name in ("machine_products/0", "machine_products/1"):
        figures[name] = found[name]["flops"]
    return figures


def share_of_machine(name, figures):
    """Of the products at the encoder's shapes, of the disk or of copies in memory, in the same minutes. Forward and
    backward cost three forwards; an import writes about what it reads, and so does preparation in memory."""
    if "tokens " + name in figures:
        flops = figures[name] * figures["tokens " + name] * 2 * PARAMETERS * (3 if name.startswith("fine") else 1)
        return f"{100 * flops / figures['machine_products/' + name[-1]]:.0f} % of products"
    if name == "import_table":
        return f"{100 * figures['table_bytes'] / 1e6 / figures['machine_disk'] / figures[name]:.0f} % of the disk"
    if name.startswith("prepare"):
        return f"{100 * 2 * figures[name] / figures['machine_copy']:.1f} % of memory"
    return ""


def machine():
    model = ""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
    return f"{os.cpu_count()} cores of {model or platform.machine()}"


# --- tables ---------------------------------------------------------------------------------------------------

def number(value, unit):
    if unit in ("steps", "points/s", "lines/s", "texts/s", "rows/s", "MB/s"):
        return f"{value:,.0f}"
    return f"{value:,.2f}"


SAID = {"embed/0": "embedding, fp32", "embedding": "one embedding pass", "first_epoch": "the first epoch",
        "first_epoch_all": "the first epoch"}  # figures of ours that others are held against


def ratio_of(unit, against, value, other):
    """How many times the peer's speed; of a figure of ours: how many times that."""
    return other / value if unit == "s" and against in peers.CASES else value / other


def verdict(target, value, other, ratio):
    """The target in words, and whether it is met; None: it cannot be told, or nothing was promised."""
    if target is None:
        return "", None
    kind = target[0]
    if kind == "equal":
        return "only its dependants", value == other
    if kind in ("faster", "cost"):
        met = None if ratio is None else ratio >= target[1] if kind == "faster" else ratio < target[1]
        return ("" if kind == "faster" else "< ") + f"{target[1]:g}x", met
    if kind == "below":
        return f"< {target[1]:,g}", value < target[1]
    return f"{target[1]:,g}", value >= target[1]


def line(cells, met):
    return "| " + " | ".join(cells) + " | " + {True: "yes", False: "**no**", None: ""}[met] + " |"


def engine_table(figures):
    lines = []
    for work, name, unit, against, target in ENGINE:
        value, other = figures[name], figures.get(against)
        unit = unit
        ratio = None if not other else ratio_of(unit, against, value, other)
        words, met = verdict(target, value, other, ratio)
        work = work % {"rows": f"{figures.get('rows', 0):,.0f}"}
        lines.append(line([work, f"{number(value, unit)} {unit}", SAID.get(against, against or ""),
                           "" if other is None else number(other, unit), "" if ratio is None else f"{ratio:.2f}x",
                           share_of_machine(name, figures), words], met))
    return HEAD + "\n" + "\n".join(lines)


def window_table(found):
    lines = []
    for work, name, what, unit, target in WINDOW:
        if name not in found:
            lines.append(f"| {work} | did not run | | | |")
            continue
        entry = found[name]
        value = entry["real_time"] if what == "time" else entry[what]
        unit = unit
        words, met = verdict(target, value, None, None)
        slow = entry.get("over_50_ms")
        lines.append(line([work, f"{number(value, unit)} {unit}", words,
                           "" if slow is None else f"{slow:.0f}"], None if met is None else met and not slow))
    return "| Work | Here | Target | Tasks over 50 ms | Met |\n|---|---|---|---|---|\n" + "\n".join(lines)


def machine_line(figures):
    return (f"{figures['machine']}: products {figures['machine_products/0'] / 1e9:.0f} GFLOP/s fp32, "
            f"{figures['machine_products/1'] / 1e9:.0f} bf16; copies {figures['machine_copy'] / 1e3:.1f} GB/s; "
            f"disk {figures['machine_disk']:.0f} MB/s")


def tables(folder):
    with open(folder + "/figures.json", encoding="utf-8") as file:
        figures = json.load(file)
    text = f"{engine_table(figures)}\n\nMachine: {machine_line(figures)}.\n"
    for name, why in sorted(figures["did_not_run"].items()):
        text += f"\n{name} did not run: {why}\n"
    if os.path.exists(folder + "/window.json"):
        with open(folder + "/window.json", encoding="utf-8") as file:
            text += "\n" + window_table(ours.by_name(json.load(file))) + "\n"
    return figures, text


PAGE = """# What it reaches

Measured on %(machine)s, by `./dev bench --with-peers`; made by `python3 tests/benchmarks/bench.py page build/bench`.
The peers ran in the same minutes on the same machine, two threads each. A ratio is our speed over the peer's; where
the target says `<`, it is the cost in parts of what stands beside it. The share is that of what this machine can do
at the same shapes: matrix products, copies in memory, writing to the disk.

%(tables)s"""


def page(folder):
    figures, text = tables(folder)
    text = re.sub(r"(?m)^(\| Work \| Here \| Target)", "## The window\n\n\\1", text)
    return PAGE % {"machine": figures["machine"], "tables": text}


def main(deps, source, programs, folder, with_peers):
    os.makedirs(folder, exist_ok=True)
    ours.make_table(deps, folder + "/table.csv")
    figures = measured(deps, source, programs, folder)
    figures["machine"], figures["did_not_run"] = machine(), {}
    if with_peers:
        for name in peers.CASES:
            value, why = peers.run(name, deps, folder)
            if value is None:
                figures["did_not_run"][name] = why
            else:
                figures[name] = value
    with open(folder + "/figures.json", "w", encoding="utf-8") as out:
        json.dump(figures, out, indent=1)
    print(tables(folder)[1], end="")


if __name__ == "__main__":
    if sys.argv[1] == "page":
        print(page(sys.argv[2]), end="")
    else:
        main(*sys.argv[1:5], "--with-peers" in sys.argv[5:])
