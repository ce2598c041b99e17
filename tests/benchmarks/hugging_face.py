"""Folders that we write, read by the Hugging Face libraries: encoders of each type that we trained and exported give there
the probabilities that we say; an adapter that we merged gives the logits of its golden file. Needs transformers, which
`./dev bench --with-peers` sets up: .deps/peers/bin/python tests/benchmarks/hugging_face.py CLI, with LibTorch's folder in
PYTHONPATH."""
import csv
import json
import os
import pathlib
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = f"{HERE}/../golden"
sys.path.insert(0, f"{HERE}/../faults")

import torch  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from transformers import AutoModel, AutoModelForSequenceClassification, AutoTokenizer  # noqa: E402

import tiny_fit  # noqa: E402
import tiny_model  # noqa: E402

LONGEST = 16
TOLERANCE = 1e-5


def exported(folder, workspace, kind):
    pipeline = f"{folder}/{kind}.warm.json"
    text = tiny_fit.PIPELINE.replace("MODEL", os.path.realpath(f"{GOLDEN}/models/{kind}")).replace('"epochs": 150', '"epochs": 2')
    pathlib.Path(pipeline).write_text(text)
    job = json.loads(tiny_fit.cli(workspace, "--json", "-", "run", pipeline, "--no-report").stdout)["job"]
    run = json.loads(tiny_fit.cli(workspace, "--json", "-", "runs", "list", "--job", str(job)).stdout)[0]["run"]
    tiny_fit.cli(workspace, "model", "export", "--model", f"run:{run}", "--out", f"{folder}/{kind}")
    return f"{folder}/{kind}"


def probabilities_there(model, texts):
    """Encoder and tokenizer of the folder as these libraries read them, pooled as it says, then our head."""
    tokenizer = AutoTokenizer.from_pretrained(model)
    encoder = AutoModel.from_pretrained(model).eval()
    head = load_file(f"{model}/head.safetensors")
    pooling = json.loads(pathlib.Path(f"{model}/1_Pooling/config.json").read_text())
    assert pooling["pooling_mode_mean_tokens"] or pooling.get("pooling_mode_lasttoken"), pooling
    rows = []
    for text in texts:
        ids = tokenizer(text, truncation=True, max_length=LONGEST, return_tensors="pt")
        with torch.no_grad():
            states = encoder(**ids).last_hidden_state[0]
            pooled = states.mean(0) if pooling["pooling_mode_mean_tokens"] else states[-1]
            weight = next(value for name, value in head.items() if name.endswith("weight"))
            bias = next(value for name, value in head.items() if name.endswith("bias"))
            rows.append(torch.softmax(weight @ pooled + bias, 0))
    return torch.stack(rows)


def probabilities_here(folder, workspace, model):
    out = f"{model}.csv"
    tiny_fit.cli(workspace, "model", "predict", "--model", model, "--data", f"{folder}/texts.csv", "--out", out)
    with open(out) as file:
        return torch.tensor([[float(row["p_bad"]), float(row["p_good"])] for row in csv.DictReader(file)])


def merged_adapter(workspace):
    tiny_fit.cli(workspace, "model", "import", f"{GOLDEN}/peft_lora_bert", "--name", "merged")
    model = AutoModelForSequenceClassification.from_pretrained(f"{workspace}/models/merged").eval()
    inputs = load_file(f"{GOLDEN}/models/bert/golden_inputs.safetensors")
    with torch.no_grad():
        logits = model(**{name: value.long() for name, value in inputs.items() if name != "labels"}).logits
    return (logits - load_file(f"{GOLDEN}/peft_lora_bert/golden_outputs.safetensors")["logits_merged"]).abs().max().item()


def main():
    with tempfile.TemporaryDirectory() as folder:
        tiny_fit.set_up(folder)
        workspace = tiny_fit.prepare(folder, "w")
        texts = [row.rsplit(",", 1)[0] for row in list(tiny_model.rows(24))[1:]]
        pathlib.Path(f"{folder}/texts.csv").write_text("text,n\n" + "".join(f"{text},1\n" for text in texts))
        differences = {"merged adapter, logits": merged_adapter(workspace)}
        for kind in ("bert", "distilbert", "roberta", "gpt2"):
            model = exported(folder, workspace, kind)
            there, here = probabilities_there(model, texts), probabilities_here(folder, workspace, model)
            differences[f"{kind}, probabilities"] = (there - here).abs().max().item()
        for name, difference in differences.items():
            print(f"{name}: {difference:.1e}")
        assert max(differences.values()) < TOLERANCE, "the folders say something else there"


main()
