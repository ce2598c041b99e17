"""Our work and that of other programs in the same minutes: peers.py DEPS OURS FOLDER [--with-peers]

DEPS is .deps, OURS the program warmstart-engine-bench, FOLDER where table and result are written. Without
--with-peers only our figures and the machine's stand in the table. Everything runs on two threads, one after the
other; a peer is one process of its own (peers.py case NAME), so that none leaves threads or memory to the next.
"""
import json
import os
import random
import subprocess
import sys
import time

THREADS = 2
LONGEST = 128
MODEL = "models/all-MiniLM-L6-v2"
BATCH = 32
ROWS = 1920
PARAMETERS = 10.6e6  # of MiniLM that multiply every token


def tweets(deps):
    with open(deps + "/corpora/tweets_GroundTruth.txt", encoding="utf-8", newline="") as file:
        lines = [line.split("\t") for line in file.read().split("\r\n") if line]
    return [line[2] for line in lines], [int(float(line[1]) > 0) for line in lines]


def make_table(deps, file):
    """A million rows of short texts, about 114 MB; the same bytes each time."""
    if os.path.exists(file):
        return
    texts, _ = tweets(deps)
    draw = random.Random(1)
    with open(file + ".new", "w", encoding="utf-8", newline="") as out:
        out.write("id,text,rating,user,time\n")
        for i in range(1_000_000):
            text = draw.choice(texts).replace('"', '""')
            out.write(f'{i},"{text}",{draw.uniform(-4, 4):.3f},u{draw.randrange(100000)},{1600000000 + i}\n')
    os.rename(file + ".new", file)


# --- peers: each gives units a second, or seconds ---------------------------------------------------------------

def tokenizer(deps, _):
    from tokenizers import Tokenizer
    reference = Tokenizer.from_file(f"{deps}/{MODEL}/tokenizer.json")
    reference.no_truncation()
    reference.no_padding()
    texts, _ = tweets(deps)
    lines = [f"{text} {i * 2654435761 % 1048576}" for i, text in enumerate(texts * 5)]
    best = 0
    for _ in range(3):
        begun = time.perf_counter()
        for i in range(0, len(lines), 1000):
            reference.encode_batch(lines[i:i + 1000])
        best = max(best, len(lines) / (time.perf_counter() - begun))
    return best


def length_sorted(deps):
    from transformers import AutoTokenizer
    reference = AutoTokenizer.from_pretrained(f"{deps}/{MODEL}")
    ids = reference(tweets(deps)[0][:1000], truncation=True, max_length=LONGEST)["input_ids"]
    order = sorted(range(len(ids)), key=lambda i: -len(ids[i]))
    return ids, [order[i:i + BATCH] for i in range(0, len(order), BATCH)]


def padded(ids, batch, width=0):
    import numpy
    width = width or max(len(ids[i]) for i in batch)
    rows = numpy.zeros((len(batch), width), numpy.int64)
    mask = numpy.zeros_like(rows)
    for row, i in enumerate(batch):
        rows[row, :len(ids[i])] = ids[i]
        mask[row, :len(ids[i])] = 1
    return rows, mask


def exported(deps, folder):
    """The encoder as ONNX, made once."""
    import torch
    from transformers import AutoModel
    file = folder + "/encoder.onnx"
    if os.path.exists(file):
        return file

    class States(torch.nn.Module):
        def __init__(self, model):
            super().__init__()
            self.model = model

        def forward(self, ids, mask):
            return self.model(input_ids=ids, attention_mask=mask).last_hidden_state

    model = AutoModel.from_pretrained(f"{deps}/{MODEL}", attn_implementation="eager").eval()
    ids, batches = length_sorted(deps)
    rows, mask = padded(ids, batches[0])
    torch.onnx.export(States(model), (torch.tensor(rows), torch.tensor(mask)), file, dynamo=False, opset_version=17,
                      input_names=["ids", "mask"], output_names=["states"],
                      dynamic_axes={name: {0: "rows", 1: "tokens"} for name in ("ids", "mask", "states")})
    return file


def texts_a_second(deps, states):
    import numpy
    ids, batches = length_sorted(deps)
    best = 0
    for _ in range(3):
        begun = time.perf_counter()
        for batch in batches:
            rows, mask = padded(ids, batch)
            weights = mask[..., None]
            vectors = (states(rows, mask) * weights).sum(1) / weights.sum(1)
            vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)
        best = max(best, len(ids) / (time.perf_counter() - begun))
    return best


def onnxruntime(deps, folder):
    import onnxruntime as runtime
    options = runtime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = runtime.InferenceSession(exported(deps, folder), options, providers=["CPUExecutionProvider"])
    return texts_a_second(deps, lambda rows, mask: session.run(None, {"ids": rows, "mask": mask})[0])


def openvino(deps, folder):
    import openvino as runtime
    core = runtime.Core()
    model = core.compile_model(core.read_model(exported(deps, folder)), "CPU",
                               {"INFERENCE_PRECISION_HINT": "bf16", "INFERENCE_NUM_THREADS": THREADS,
                                "PERFORMANCE_HINT": "LATENCY"})
    return texts_a_second(deps, lambda rows, mask: model([rows, mask])[0])


def train(deps, grouped, bf16, compiled=False):
    """Rows a second of one epoch; the first steps, in which a compiled model meets its shapes, are not counted."""
    import numpy
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    reference = AutoTokenizer.from_pretrained(f"{deps}/{MODEL}")
    texts, labels = tweets(deps)
    ids = reference(texts[:ROWS], truncation=True, max_length=LONGEST)["input_ids"]
    model = AutoModelForSequenceClassification.from_pretrained(f"{deps}/{MODEL}", num_labels=2).train()
    if compiled:
        model = torch.compile(model, dynamic=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-5, fused=True)
    draw = numpy.random.default_rng(0)
    order = draw.permutation(ROWS)
    if grouped:
        order = numpy.array(sorted(order, key=lambda i: -len(ids[i])))
    batches = [order[i:i + BATCH] for i in range(0, ROWS, BATCH)]
    draw.shuffle(batches)

    def step(batch):
        rows, mask = padded(ids, batch, 0 if grouped else LONGEST)
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            loss = model(input_ids=torch.tensor(rows), attention_mask=torch.tensor(mask),
                         labels=torch.tensor([labels[i] for i in batch])).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()

    for batch in batches if compiled else batches[:2]:
        step(batch)
    begun = time.perf_counter()
    done = 0
    for batch in batches:
        step(batch)
        done += len(batch)
        if time.perf_counter() - begun > 60:
            break
    return done / (time.perf_counter() - begun)


def duckdb(_, folder):
    import duckdb as engine
    best = 1e9
    for _ in range(3):
        connection = engine.connect()
        connection.execute(f"set threads={THREADS}")
        begun = time.perf_counter()
        connection.execute(f"create table t as select * from read_csv('{folder}/table.csv', store_rejects=true)")
        best = min(best, time.perf_counter() - begun)
    return best


CASES = {
    "tokenizers": tokenizer,
    "onnxruntime": onnxruntime,
    "openvino": openvino,
    "pad128": lambda deps, _: train(deps, False, False),
    "grouped": lambda deps, _: train(deps, True, False),
    "grouped-bf16": lambda deps, _: train(deps, True, True),
    "grouped-bf16-compiled": lambda deps, _: train(deps, True, True, compiled=True),
    "duckdb": duckdb,
}

# row: our benchmark, unit, peers; "s": less is better
TABLE = [
    ("tokenizer, one core", "tokenize", "lines/s", ["tokenizers"]),
    ("embedding, fp32", "embed/0", "texts/s", ["onnxruntime"]),
    ("embedding, bf16", "embed/1", "texts/s", ["openvino"]),
    ("fine-tuning, fp32", "fine_tune/0", "rows/s", ["pad128", "grouped"]),
    ("fine-tuning, bf16", "fine_tune/1", "rows/s", ["pad128", "grouped-bf16", "grouped-bf16-compiled"]),
    ("a million rows imported", "import_table", "s", ["duckdb"]),
]


def ours(program, folder):
    environment = dict(os.environ, OMP_WAIT_POLICY="passive", WARMSTART_BENCH_CSV=folder + "/table.csv")
    out = subprocess.run([program, "--benchmark_format=json"], env=environment, check=True, stdout=subprocess.PIPE)
    found = {}
    for entry in json.loads(out.stdout)["benchmarks"]:
        name = entry["name"].split("/iterations")[0].split("/real_time")[0]
        found[name] = entry
    return found


def peer(name, deps, folder):
    environment = dict(os.environ, HF_HUB_OFFLINE="1", OMP_NUM_THREADS=str(THREADS),
                       RAYON_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false", OMP_WAIT_POLICY="passive")
    python = deps + "/peers/bin/python"
    out = subprocess.run([python, __file__, "case", name, deps, folder], env=environment, capture_output=True, text=True)
    if out.returncode != 0:
        print(f"{name} did not run: {(out.stderr.strip().splitlines() or ['no reason given'])[-1]}")
        return None
    return float(out.stdout.strip().splitlines()[-1])


def share_of_machine(row, value, found, deps):
    """Of the products the machine can do in the same minutes; forward and backward cost three forwards."""
    if row not in ("embed/0", "embed/1", "fine_tune/0", "fine_tune/1"):
        return ""
    peak = found["machine_products/" + row[-1]]["flops"]
    tokens = TOKENS_A_TEXT
    flops = value * tokens * 2 * PARAMETERS * (3 if row.startswith("fine") else 1)
    return f"{100 * flops / peak:.0f} %"


TOKENS_A_TEXT = 26  # of the tweets, special tokens included


def main(deps, program, folder, with_peers):
    os.makedirs(folder, exist_ok=True)
    make_table(deps, folder + "/table.csv")
    found = ours(program, folder)
    lines, stored = [], {}
    for title, row, unit, peers in TABLE:
        entry = found[row]
        value = entry["real_time"] / 1000 if unit == "s" else entry["items_per_second"]
        share = share_of_machine(row, value, found, deps)
        stored[row] = {"unit": unit, "ours": value}
        for name in peers if with_peers else [""]:
            theirs = peer(name, deps, folder) if name else None
            ratio = "" if theirs is None else f"{(theirs / value if unit == 's' else value / theirs):.2f}x"
            shown = "-" if theirs is None else f"{theirs:,.2f}" if unit == "s" else f"{theirs:,.0f}"
            mine = f"{value:,.2f}" if unit == "s" else f"{value:,.0f}"
            lines.append(f"| {title} | {mine} {unit} | {name or '-'} | {shown} | {ratio} | {share} |")
            if theirs is not None:
                stored[row][name] = theirs
    for name in ("machine_products/0", "machine_products/1"):
        stored[name] = found[name]["flops"]
    stored["machine_copy"] = found["machine_copy"]["bytes_per_second"]
    print("| Work | Here | Peer | Theirs | Ratio | Share of the machine's products |\n|---|---|---|---|---|---|")
    print("\n".join(lines))
    print(f"Machine: products {found['machine_products/0']['flops'] / 1e9:.0f} GFLOP/s fp32, "
          f"{found['machine_products/1']['flops'] / 1e9:.0f} bf16; "
          f"copies {found['machine_copy']['bytes_per_second'] / 1e9:.1f} GB/s")
    with open(folder + "/figures.json", "w", encoding="utf-8") as out:
        json.dump(stored, out, indent=1)


if __name__ == "__main__":
    if sys.argv[1] == "case":
        print(CASES[sys.argv[2]](sys.argv[3], sys.argv[4]))
    else:
        main(*sys.argv[1:4], "--with-peers" in sys.argv[4:])
