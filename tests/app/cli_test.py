"""The command line as a user meets it: shipped pipelines cut small, reuse, kill and resume, comparison, hand-over,
bad input. Run by ctest with the program's path: cli_test.py PROGRAM SOURCE_DIR [test ...]"""
import csv, gzip, json, os, shutil, signal, struct, subprocess, sys, tempfile, time, unittest, zipfile

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
SMALL = ["--set", "encoder.max_tokens=8", "--seeds", "1"]


def experiment(name):
    return f"{SOURCE}/experiments/{name}.warm.json"


def run(*arguments, expect=0, timeout=300):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=timeout)
    if done.returncode != expect:
        raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
    return done


class CommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="warmstart-cli-")
        cls.workspace = f"{cls.folder}/workspace"

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def answer(self, *arguments, workspace=None):
        out = f"{self.folder}/answer.json"
        done = run("--workspace", workspace or self.workspace, "--json", out, *arguments)
        with open(out) as file:
            return json.load(file), done

    def first_look(self, *more):
        return self.answer("run", experiment("news-to-comments-first-look"), *SMALL, "--set", "labels.rows=[64]", *more)

    def test_1_the_first_look_runs_is_reused_and_says_why(self):
        first, _ = self.first_look()
        self.assertEqual({run["arm"] for run in first["runs"]},
                         {"TF-IDF", "Target only", "News rows added", "News head left alone"})
        self.assertTrue(all(run["state"] == "done" for run in first["runs"]))
        self.assertTrue(all(0.3 < run["measures"]["accuracy"] < 1 for run in first["runs"]))
        self.assertEqual([verdict["code"] for verdict in first["verdicts"]], ["too_few_seeds"] * 3)
        self.assertGreater(first["stages"]["ran"], 10)
        again, told = self.first_look()
        self.assertEqual(again["stages"]["ran"], 0)
        self.assertEqual(again["groups"], first["groups"])
        self.assertIn("Reused from job", told.stderr)
        changed, told = self.first_look("--set", "target-head.l2=0.5")
        self.assertEqual(changed["stages"]["ran"], 3)  # the head, its score, the verdict
        self.assertIn("Head penalty 0.1 -> 0.5", told.stderr)

    def test_11_a_forecast_is_printed_and_stored_beside_what_the_steps_took(self):
        workspace = f"{self.folder}/forecast"
        small = [experiment("news-to-comments-first-look"), *SMALL, "--set", "labels.rows=[64]"]
        before, told = self.answer("forecast", *small, workspace=workspace)
        self.assertFalse(before["measured"])
        self.assertIn("A guess: steps like these never ran", told.stdout)
        to_run = [node for node in before["nodes"] if node["to_run"]]
        self.assertTrue(all(n["seconds"] > 0 and n["memory"] > 0 and n["disk"] > 0 for n in to_run))
        self.assertRegex(told.stdout, r"(?m)^All +%d +0 " % before["to_run"])
        first, told = self.answer("run", *small, workspace=workspace)
        self.assertEqual(first["stages"]["ran"], before["to_run"])
        self.assertAlmostEqual(first["forecast"]["seconds"], before["seconds"], places=6)
        self.assertIn("Forecast ", told.stdout)
        self.assertEqual(set(first["forecast"]["median_error"]), {"seconds", "memory", "disk"})
        shown, _ = self.answer("runs", "show", "1", workspace=workspace)
        for step in shown["steps"]:
            self.assertGreater(step["forecast"]["seconds"], 0)
            self.assertGreater(step["disk"], 0)
        changed, told = self.answer("forecast", *small, "--set", "target-head.l2=0.5", workspace=workspace)
        self.assertEqual(changed["to_run"], 3)  # the head, its score, the verdict
        self.assertTrue(changed["measured"])
        self.assertNotIn("A guess", told.stdout)
        again, _ = self.answer("run", *small, workspace=workspace)
        self.assertNotIn("forecast", again)  # it computed nothing

    def test_12_a_fit_that_memory_may_not_hold_is_told_beforehand(self):
        huge, told = self.answer("forecast", experiment("news-to-comments"), "--seeds", "1",
                                 "--set", "source-model.batch=4096", "--set", "encoder.max_tokens=512")
        self.assertGreater(huge["memory"], 100e9)
        if huge["warning"]:
            self.assertIn("Set Rows at once to", told.stdout)

    def test_2_a_new_name_reruns_nothing_and_changes_no_number(self):
        first, _ = self.first_look()
        with open(experiment("news-to-comments-first-look")) as file:
            text = file.read()
        renamed = f"{self.folder}/renamed.warm.json"
        with open(renamed, "w") as file:
            file.write(text.replace("target-head", "another-name").replace("Target only", "Plain"))
        again, _ = self.answer("run", renamed, *SMALL, "--set", "labels.rows=[64]")
        self.assertEqual(again["stages"]["ran"], 0)
        strip = lambda groups: sorted((g["metric"], g["mean"]) for g in groups)
        self.assertEqual(strip(again["groups"]), strip(first["groups"]))

    def test_3_both_probes_run(self):
        few, _ = self.answer("run", experiment("few-shot-intents"), "--seeds", "1", "--set", "tasks.count=20",
                             "--set", "encoder.max_tokens=8", "--set", "untrained.max_tokens=8")
        accuracy = {g["arm"]: g["mean"] for g in few["groups"] if g["metric"] == "accuracy"}
        self.assertGreater(accuracy["Ridge head"], accuracy["Ridge head, untrained encoder"])
        self.assertIn("accuracy_low", {g["metric"] for g in few["groups"]})
        ratings, _ = self.answer("run", experiment("cold-start-users"), "--seeds", "1,2")
        ndcg = {(g["arm"], g["sweep"]["support"]): g["mean"] for g in ratings["groups"] if g["metric"] == "ndcg@5"}
        self.assertGreater(ndcg["Item mean", 0], ndcg["Popularity", 0])
        mae = {(g["arm"], g["sweep"]["support"]): g["mean"] for g in ratings["groups"] if g["metric"] == "mae"}
        self.assertLess(mae["Item and user bias", 10], mae["Item and user bias", 0])

    def test_3_part_of_a_pipeline_runs_to_a_node_and_from_it(self):
        workspace = f"{self.folder}/parts"
        to, _ = self.answer("run", experiment("cold-start-users"), "--seeds", "1", "--to", "popularity",
                            workspace=workspace)
        self.assertEqual(to["runs"], [])
        self.assertGreater(to["stages"]["ran"], 2)  # ratings, users, popularity
        at, _ = self.answer("run", experiment("cold-start-users"), "--seeds", "1", "--from", "popularity",
                            workspace=workspace)
        self.assertEqual({run["arm"] for run in at["runs"]}, {"Popularity"})
        self.assertTrue(all(run["state"] == "done" for run in at["runs"]))
        self.assertGreater(at["stages"]["reused"], 2)  # what led there
        refused = run("--workspace", workspace, "run", experiment("cold-start-users"), "--to", "nobody", expect=2)
        self.assertIn('"nobody" computes nothing', refused.stderr)

    def test_4_a_killed_job_resumes_and_equals_the_uninterrupted_one(self):
        small = ["run", experiment("news-to-comments"), *SMALL, "--set", "labels.rows=[16]", "--set",
                 "source-model.epochs=1", "--set", "student.epochs=1", "--set", "recipe.min_steps=4", "--set", "recipe.epochs=1",
                 "--set", "student.layers=1", "--set", "student-alone.epochs=1", "--set", "student-alone.layers=1"]
        whole, _ = self.answer(*small, workspace=f"{self.folder}/whole")
        cut = f"{self.folder}/cut"
        for seconds in (2.0, 5.0, 9.0):
            process = subprocess.Popen([PROGRAM, "--workspace", cut, *small], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            process.wait()
        jobs, told = self.answer("runs", "list", workspace=cut)
        resumed, told = self.answer("runs", "resume", str(jobs[0]["job"]), workspace=cut)
        self.assertIn("was interrupted", told.stderr)
        pick = lambda answer: [(r["arm"], r["measures"]["accuracy"], r["measures"]["log_loss"]) for r in answer["runs"]]
        self.assertEqual(pick(resumed), pick(whole))
        states = {job["state"] for job in self.answer("runs", "list", workspace=cut)[0]}
        self.assertIn("interrupted", states)
        # The trained model scores a user's file, as an artifact and as an exported folder.
        run_id = next(r["run"] for r in self.answer("runs", "list", "--job", str(resumed["job"]), workspace=cut)[0]
                      if r["arm"] == "News, then tweets")
        rows = f"{self.folder}/rows.csv"
        with open(rows, "w") as file:
            file.write('text,n\n"What a lovely, bright day",1\n=terrible and sad,2\n')
        run("--workspace", cut, "model", "predict", "--model", f"run:{run_id}", "--data", rows, "--out", f"{self.folder}/a.csv")
        run("--workspace", cut, "model", "export", "--model", f"run:{run_id}", "--out", f"{self.folder}/exported")
        run("--workspace", cut, "model", "predict", "--model", f"{self.folder}/exported", "--data", rows, "--out", f"{self.folder}/b.csv")
        with open(f"{self.folder}/a.csv") as a, open(f"{self.folder}/b.csv") as b:
            table = list(csv.DictReader(a))
            self.assertEqual(table, list(csv.DictReader(b)))
        self.assertEqual(set(table[0]), {"text", "n", "predicted", "p_negative", "p_positive"})
        self.assertTrue(table[1]["text"].startswith("'="))

    def test_5_any_two_arms_are_compared_and_everything_is_exported(self):
        self.first_look()
        job = self.answer("runs", "list")[0][0]["job"]
        explored, _ = self.answer("runs", "compare", "--arm", "TF-IDF", "--base", "News rows added")
        self.assertEqual(len(explored["verdicts"]), 1)
        by_number, _ = self.answer("runs", "compare", "--arm", "TF-IDF", "--base", f"{job}:News rows added")
        self.assertEqual(by_number["verdicts"], explored["verdicts"])
        run("--workspace", self.workspace, "runs", "export", str(job), "--out", f"{self.folder}/measures.csv")
        with open(f"{self.folder}/measures.csv") as file:
            self.assertIn("macro_f1", {row["measure"] for row in csv.DictReader(file)})
        page = f"{self.workspace}/exports/news-to-social-comments-first-look.html"
        with open(page) as file:
            text = file.read()
        for part in ("<h2>Verdict</h2>", "<h2>Confusion</h2>", "<h2>Cost</h2>", 'id="warmstart"'):
            self.assertIn(part, text)
        self.assertNotIn("http", text.split("</style>")[1].split("<details>")[0])

    def test_51_what_is_taken_away_carries_its_pipeline_and_an_export_that_differs_is_not_written(self):
        first, _ = self.first_look()
        job = self.answer("runs", "list")[0][0]["job"]
        run_id = next(r["run"] for r in self.answer("runs", "list", "--job", str(job))[0] if r["arm"] == "Target only")
        model, taken = f"run:{run_id}", f"{self.folder}/taken"
        exported, _ = self.answer("model", "export", "--model", model, "--out", taken)
        self.assertLess(exported["parity"], 1e-4)
        self.assertEqual(exported["texts"], 64)
        self.assertEqual(exported["files"], sum(len(files) for _, _, files in os.walk(taken)))
        with open(f"{taken}/README.md") as file:
            card = file.read()
        for part in ("license: apache-2.0", "# Target only", "- tweets (target)", "| accuracy | 984 |", "## Parity", "model.safetensors: `"):
            self.assertIn(part, card)
        self.assertEqual(self.answer("model", "verify", "--model", model, "--folder", taken)[0]["parity"], exported["parity"])
        # Reports in every language; each HTML, the folder and its weights open as the pipeline.
        exports = f"{self.workspace}/exports/news-to-social-comments-first-look"
        run("--workspace", self.workspace, "report", str(job), "--language", "zh-CN")
        run("--workspace", self.workspace, "report", str(job), "--format", "md")
        with open(f"{exports}.zh-CN.html") as page, open(f"{exports}.md") as text:
            shown = page.read().split("<script")[0]
            self.assertIn("<h2>结论</h2>", shown)
            self.assertNotIn("Nothing was chosen", shown)
            self.assertIn("```mermaid", text.read())
        for carrier in (taken, f"{taken}/model.safetensors", f"{taken}/head.safetensors", f"{exports}.html", f"{exports}.zh-CN.html"):
            back = f"{self.folder}/back.warm.json"
            found, _ = self.answer("pipeline", "from", carrier, "--out", back)
            self.assertEqual(found["lacking"], [])
            self.assertEqual(len(json.loads(found["document"])["data"]["tweets"]["sha256"]), 64)
            again, _ = self.answer("run", back)
            self.assertEqual(again["stages"]["ran"], 0, carrier)
        elsewhere, told = self.answer("pipeline", "from", taken, workspace=f"{self.folder}/elsewhere")
        self.assertEqual(elsewhere["lacking"], [])  # the sample corpora are everywhere, and the same
        self.assertIn("flowchart LR", run("pipeline", "mermaid", back).stdout)
        # Scores that the exported model does not give: nothing is written, and a check says so.
        steps = self.answer("runs", "show", str(run_id))[0]["steps"]
        score = next(step["key"] for step in steps if step["node"] == "target-score")
        path = f"{self.workspace}/artifacts/{score[:2]}/{score}/scores.safetensors"
        with open(path, "rb") as file:
            bytes_ = bytearray(file.read())
        length = int.from_bytes(bytes_[:8], "little")
        begin, end = json.loads(bytes_[8:8 + length])["probabilities"]["data_offsets"]
        bytes_[8 + length + begin:8 + length + end] = struct.pack("<f", 0.5) * ((end - begin) // 4)
        with open(path, "wb") as file:
            file.write(bytes_)
        done = run("--workspace", self.workspace, "model", "export", "--model", model, "--out", f"{self.folder}/no", expect=1)
        self.assertIn("no file was written", done.stderr)
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith((".no", "no"))], [])
        self.assertIn("differs", run("--workspace", self.workspace, "model", "verify", "--model", model, "--folder", taken,
                                     expect=1).stderr)

    def test_52_jobs_wait_in_a_queue_that_outlives_its_makers_and_is_worked_off(self):
        queue = f"{self.folder}/queue"
        probe = experiment("cold-start-users")
        here = lambda *arguments, **more: run("--workspace", queue, *arguments, **more)
        listed = lambda: [(job["job"], job["state"]) for job in self.answer("runs", "queue", workspace=queue)[0]]
        self.assertEqual(self.answer("run", probe, "--seeds", "1", "--queue", workspace=queue)[0], {"job": 1})
        self.assertEqual(self.answer("runs", "queue", probe, workspace=queue)[0], {"job": 2})
        here("run", probe, "--seeds", "2", "--queue")
        self.assertEqual(listed(), [(1, "queued"), (2, "queued"), (3, "queued")])
        here("runs", "hold", "1")
        here("runs", "first", "3")
        here("runs", "remove", "2")
        self.assertEqual(listed(), [(3, "queued"), (1, "held")])
        self.assertEqual(self.answer("runs", "list", workspace=queue)[0], [])
        here("runs", "remove", "2", expect=2)
        self.assertIn("does not wait", here("runs", "hold", "77", expect=2).stderr)
        self.assertIn("No program works on job 1", here("runs", "pause", "1", expect=2).stderr)
        # A run takes what waits after itself; what is held stays.
        own, told = self.answer("run", probe, "--seeds", "3", workspace=queue)
        self.assertEqual({run["seed"] for run in own["runs"]}, {3})
        states = {job["job"]: job["state"] for job in self.answer("runs", "list", workspace=queue)[0]}
        self.assertEqual(states, {4: "done", 3: "done"})
        self.assertEqual(listed(), [(1, "held")])
        here("runs", "release", "1")
        here("runs", "work")
        self.assertEqual(listed(), [])

    # checklist-46
    def test_6_bad_input_is_one_sentence_and_leaves_nothing(self):
        def said(*arguments):
            done = run("--workspace", self.workspace, *arguments, expect=1)
            self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
            return done.stderr
        self.assertIn("absent.warm.json", said("run", f"{self.folder}/absent.warm.json"))
        path = f"{self.folder}/bad.warm.json"
        with open(experiment("news-to-comments-first-look")) as file:
            good = file.read()
        for before, after, sentence in (
                ('"kind": "probe"', '"kind": "prob"', 'Did you mean "probe"?'),
                ('"kind":"probe"', '"kind":"prob"', 'Did you mean "probe"?'),
                ('"text":["text"]', '"text":["texd"]', "texd"),
                ('"source":"tweets"', '"source":"tweetz"', "tweets")):
            if before not in good:
                continue
            with open(path, "w") as file:
                file.write(good.replace(before, after))
            done = subprocess.run([PROGRAM, "--workspace", f"{self.folder}/bad", "run", path, *SMALL], capture_output=True, text=True)
            self.assertEqual(done.returncode, 1, before)
            self.assertIn(sentence, done.stderr)
        with open(path, "w") as file:
            file.write(good[:len(good) // 2])
        self.assertIn("bad.warm.json", said("run", path))
        with open(path, "w") as file:
            file.write(good.replace('"version": 1', '"version": 9'))
        self.assertIn("newer Warmstart", said("check", path))
        damaged = f"{self.folder}/damaged"
        os.makedirs(damaged)
        with open(f"{damaged}/config.json", "w") as file:
            file.write('{"model_type": "bert"}')
        with open(f"{damaged}/model.safetensors", "wb") as file:
            file.write(b"\xff" * 64)
        out = f"{self.folder}/never.json"
        said("model", "inspect", damaged)
        said("model", "embed", "--model", damaged, "--texts", path, "--out", out)
        self.assertFalse(os.path.exists(out))
        run("frobnicate", expect=2)

    def test_61_diagnostics_are_an_archive_that_others_open_and_name_nobody(self):
        file = f"{self.folder}/diagnostics.zip"
        run("--workspace", self.workspace, "doctor", "--zip", file)
        with zipfile.ZipFile(file) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual(archive.namelist(), ["system.json", "settings.json", "log.txt"])
            system = json.loads(archive.read("system.json"))
            self.assertTrue(system["gpu"].get("gpus") or "NVIDIA driver" in system["gpu"]["none"])
            self.assertRegex(system["engine"]["gpu"]["kernels"], "compiled for sm_80 sm_90 sm_120|left out: built without")
            self.assertTrue(system["engine"]["gpu"]["libtorch"])
            self.assertNotIn(os.path.expanduser("~") + "/", archive.read("system.json").decode())

    def test_7_datasets_are_imported_with_their_ledger(self):
        path = f"{self.folder}/mine.csv"
        with open(path, "w") as file:
            file.write("text,label\ngood,yes\nbad,no,extra\nfine,yes\n")
        info, _ = self.answer("dataset", "import", path, "--name", "mine")
        self.assertEqual((info["rows_in"], info["rows_ok"], info["rows_rejected"]), (3, 2, 1))
        ledger = run("--workspace", self.workspace, "dataset", "inspect", "mine", "--rejects").stdout
        self.assertEqual(json.loads(ledger)["line"], 3)
        passport, _ = self.answer("dataset", "inspect", "nyt")
        self.assertEqual(passport["roles"], ["ignore", "label", "text", "group"])
        self.assertEqual(passport["split"]["options"]["by"], "group_hash")

    def test_71_a_packed_dataset_says_what_leaks_and_is_exported_without_formulas(self):
        path = f"{self.folder}/packed.csv.gz"
        rows = [f"request {i * 7919} about item {i * 104729} from street {i * 1299709}" for i in range(100)]
        with gzip.open(path, "wt") as file:
            file.write("text,label\n" + "".join(f"{row},a\n{row} ok,b\n" for row in rows) + "=1+1,a\n")
        run("--workspace", self.workspace, "dataset", "import", path)
        passport, _ = self.answer("dataset", "inspect", "packed")
        near = passport["split"]["near"]
        self.assertGreater(near["test_rows"], 5)
        self.assertEqual(len(near["pairs"]), sum(near["rows"].values()))
        out = f"{self.folder}/packed-out.csv"
        run("--workspace", self.workspace, "dataset", "export", "packed", "--out", out)
        with open(out) as file:
            self.assertEqual(file.read().splitlines()[-1], "'=1+1,a")

    def test_8_models_of_each_type_and_adapters_come_into_the_library(self):
        golden = f"{SOURCE}/tests/golden"
        for kind in ("bert", "distilbert", "roberta", "gpt2"):
            run("--workspace", self.workspace, "model", "import", f"{golden}/models/{kind}", "--name", f"my-{kind}")
            about, _ = self.answer("model", "inspect", f"my-{kind}")
            self.assertEqual((about["type"], about["hidden"], about["layers"]), (kind, 32, 2))
            texts = f"{self.folder}/texts.jsonl"
            with open(texts, "w") as file:
                file.write('"a good day"\n""\n')
            run("--workspace", self.workspace, "model", "embed", "--model", f"my-{kind}", "--texts", texts, "--out",
                f"{self.folder}/{kind}.safetensors")
        run("--workspace", self.workspace, "model", "import", f"{golden}/peft_lora_bert", "--name", "adapted")
        about, _ = self.answer("model", "inspect", "adapted")
        plain, _ = self.answer("model", "inspect", "my-bert")
        self.assertEqual(about["parameters"], plain["parameters"])
        self.assertNotEqual(about["sha256"], plain["sha256"])
        self.assertEqual([name for name in os.listdir(f"{self.workspace}/models") if name.startswith(".")], [])

    def test_9_pickle_files_are_refused_with_the_way_to_convert_them(self):
        folder = f"{self.folder}/pickled"
        shutil.copytree(f"{SOURCE}/tests/golden/models/bert", folder)
        os.rename(f"{folder}/model.safetensors", f"{folder}/pytorch_model.bin")
        said = run("--workspace", self.workspace, "model", "import", folder, "--name", "pickled", expect=1).stderr
        self.assertIn("Pickle files can run code and are refused. Convert to safetensors.", said)
        self.assertIn("save_pretrained", said)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
