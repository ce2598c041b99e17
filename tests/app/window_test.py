"""The window's program from outside: options, settings, exit codes, with and without a display. Run by ctest with
the program's path: window_test.py PROGRAM SOURCE_DIR [test ...]"""
import glob, json, os, shutil, subprocess, sys, tempfile, time, unittest

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]


class Window(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="warmstart-window-")
        self.addCleanup(shutil.rmtree, self.folder)  # after the programs that write there have been ended
        self.settings = f"{self.folder}/mine.ini"
        with open(self.settings, "w") as file:
            file.write("[look]\nlanguage=zh_CN\nscale=150\n")

    def run_program(self, *arguments, platform="offscreen", expect=0):
        environment = {key: value for key, value in os.environ.items()
                       if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR")}
        environment.update(HOME=self.folder, XDG_CONFIG_HOME=f"{self.folder}/config")
        if platform:
            environment["QT_QPA_PLATFORM"] = platform
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, env=environment)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done

    def info(self, *arguments, **how):
        return json.loads(self.run_program(*arguments, "--info", **how).stdout)

    # checklist-14
    def test_settings_come_from_another_file_and_are_set_back(self):
        self.assertEqual(self.info()["settings_file"], f"{self.folder}/config/warmstart/settings.ini")
        self.assertEqual(self.info()["settings"], {})
        mine = self.info("--settings", self.settings)
        self.assertEqual(mine["settings_file"], self.settings)
        self.assertEqual(mine["settings"], {"look/language": "zh_CN", "look/scale": "150"})
        self.assertEqual(self.info("--settings", self.settings, "--reset")["settings"], {})
        self.assertEqual(self.info("--settings", self.settings)["settings"], {})

    # checklist-20
    def test_the_scale_of_the_settings_is_that_of_the_window(self):
        self.assertEqual(self.info()["screens"][0]["scale"], 1)
        self.assertEqual(self.info("--settings", self.settings)["screens"][0]["scale"], 1.5)

    # checklist-46
    def test_help_version_and_info_need_no_display_and_the_window_says_that_it_does(self):
        self.assertIn("--workspace", self.run_program("--help", platform=None).stdout)
        self.assertRegex(self.run_program("--version", platform=None).stdout, r"\d+\.\d+")
        self.assertIn("qt", self.info(platform=None))
        self.assertEqual(self.info("--workspace", "/x/y", platform=None)["workspace"], "/x/y")
        self.assertIn("warmstart-cli", self.run_program(platform=None, expect=1).stderr)
        self.assertIn("no-such-option", self.run_program("--no-such-option", expect=2).stderr)

    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, "--workspace", f"{self.folder}/workspace", "--settings", self.settings, *arguments],
                                   env=dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=self.folder, HOME=self.folder))
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def until(self, holds):
        end = time.monotonic() + 60
        while not holds() and time.monotonic() < end:
            time.sleep(0.02)
        return holds()

    def sockets(self):  # a window listens as soon as it can be used
        return [(path, os.stat(path).st_ctime_ns) for path in glob.glob(f"{self.folder}/warmstart-????????????????")]

    # checklist-01
    def test_the_window_can_be_used_within_two_seconds(self):
        best = 60
        for _ in range(5):  # the best of some: other programs may take the processor meanwhile
            begun = time.monotonic()
            process = self.start()
            self.assertTrue(self.until(self.sockets))
            best = min(best, time.monotonic() - begun)
            process.kill()
            process.wait()
            for path, _ in self.sockets():
                os.remove(path)
            if best < 2:
                break
        self.assertLess(best, 2)

    # checklist-49
    def test_files_lie_where_the_system_wants_them_and_none_beside_the_program(self):
        beside = sorted(os.listdir(os.path.dirname(PROGRAM)))
        places = {f"XDG_{name}_HOME": f"{self.folder}/xdg/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        process = subprocess.Popen([PROGRAM, f"{SOURCE}/experiments/few-shot-intents.warm.json"], cwd=self.folder,
                                   env=dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=self.folder,
                                            HOME=f"{self.folder}/home", **places))
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.assertTrue(self.until(lambda: os.path.exists(f"{self.folder}/xdg/config/warmstart/settings.ini")))
        self.assertTrue(self.until(self.sockets))
        found = {os.path.relpath(os.path.join(root, name), self.folder)
                 for root, _, names in os.walk(self.folder) for name in names}
        strangers = {name for name in found if not name.startswith(("xdg/config/warmstart/", "xdg/data/warmstart/", "xdg/cache/"))}
        self.assertEqual({name for name in strangers if not name.startswith("warmstart-") and name != "mine.ini"}, set())
        self.assertTrue(any(name.startswith("xdg/data/warmstart/") for name in found))
        self.assertEqual(sorted(os.listdir(os.path.dirname(PROGRAM))), beside)

    # checklist-06
    def test_a_second_start_hands_its_files_to_the_open_window(self):
        until, sockets = self.until, self.sockets
        first = self.start()
        self.assertTrue(until(sockets))
        pipeline = shutil.copy(f"{SOURCE}/experiments/few-shot-intents.warm.json", f"{self.folder}/mine.warm.json")
        self.assertEqual(self.start("--reset", pipeline).wait(timeout=60), 0)
        def opened():
            with open(self.settings) as file:
                return "mine.warm.json" in file.read()
        self.assertTrue(until(opened), "the window that is open has it among its recent files")
        with open(self.settings) as file:
            self.assertIn("zh_CN", file.read(), "those of a window that is open are not set back")
        self.assertIsNone(first.poll())
        reader = self.start("--new-window")
        with self.assertRaises(subprocess.TimeoutExpired):
            reader.wait(timeout=2)
        first.kill()
        first.wait()
        reader.kill()
        reader.wait()
        left = sockets()
        self.start()  # the socket that the killed one left is in nobody's way
        self.assertTrue(until(lambda: sockets() and sockets() != left))
        self.assertEqual(self.start(pipeline).wait(timeout=60), 0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
