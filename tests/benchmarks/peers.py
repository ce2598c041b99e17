"""The same work by other programs: peers.py NAME DEPS FOLDER

DEPS is .deps, FOLDER holds the table to import. A peer is one process of its own, so that none leaves threads or
memory to the next; it prints units a second, or seconds.
"""
import os
import subprocess
import sys
import time

THREADS = 2
LONGEST = 128
MODEL = "models/all-MiniLM-L6-v2"
BATCH = 32
ROWS = 1920


def tweets(deps):
    with open(deps + "/corpora/tweets_GroundTruth.txt", encoding="utf-8", newline="") as file:
        lines = [line.split("\t") for line in file.read().split("\r\n") if line]
    return [line[2] for line in lines], [int(float(line[1]) > 0) for line in lines]


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


def run(name, deps, folder):
    """What a peer reaches, or None and the reason."""
    environment = dict(os.environ, HF_HUB_OFFLINE="1", OMP_NUM_THREADS=str(THREADS),
                       RAYON_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false", OMP_WAIT_POLICY="passive")
    out = subprocess.run([deps + "/peers/bin/python", __file__, name, deps, folder], env=environment,
                         capture_output=True, text=True)
    if out.returncode != 0:
        return None, (out.stderr.strip().splitlines() or ["no reason given"])[-1]
    return float(out.stdout.strip().splitlines()[-1]), None


if __name__ == "__main__":
    print(CASES[sys.argv[1]](sys.argv[2], sys.argv[3]))
