"""What cmake --install leaves: programs that find their libraries and files wherever the folder is moved to, and the
desktop's entries. Run by ctest: install_test.py CMAKE BUILD_DIR [test ...]"""
import configparser, glob, json, os, pathlib, shutil, subprocess, sys, tempfile, unittest
import xml.etree.ElementTree as xml

CMAKE, BUILD = sys.argv[1], sys.argv[2]
ID = "org.warmstart.Warmstart"


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="warmstart-install-", dir=BUILD)
        subprocess.run([CMAKE, "--install", BUILD, "--prefix", f"{cls.folder}/first"], check=True, stdout=subprocess.DEVNULL)
        os.rename(f"{cls.folder}/first", f"{cls.folder}/moved")
        cls.root = pathlib.Path(f"{cls.folder}/moved")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def program(self, name, *arguments):
        environment = {key: value for key, value in os.environ.items() if key not in ("LD_LIBRARY_PATH", "WARMSTART_DEPS")}
        environment.update(QT_QPA_PLATFORM="offscreen", HOME=self.folder)
        return subprocess.run([self.root / "bin" / name, *arguments], capture_output=True, text=True, timeout=300, env=environment)

    # checklist-47
    def test_programs_find_their_libraries_and_files_where_they_lie(self):
        libraries = subprocess.run(["ldd", *glob.glob(f"{self.root}/bin/*"), *glob.glob(f"{self.root}/lib/warmstart/*.so*")],
                                   capture_output=True, text=True).stdout
        self.assertNotIn("not found", libraries)
        ours = [line for line in libraries.splitlines() if any(name in line for name in ("libtorch", "libarrow", "libwarmstart"))]
        self.assertTrue(ours)
        for line in ours:
            self.assertIn(str(self.root), line)
        info = json.loads(self.program("warmstart", "--info").stdout)
        self.assertEqual(pathlib.Path(info["models"]), self.root / "share/warmstart/models")
        done = self.program("warmstart-cli", "--workspace", f"{self.folder}/workspace", "doctor")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        names = {path.name for path in (self.root / "share/warmstart/experiments").glob("*.warm.json")}
        self.assertIn("news-to-comments-first-look.warm.json", names)

    @unittest.skipUnless(shutil.which("dpkg-deb") and shutil.which("dpkg-shlibdeps"), "no tools for Debian packages")
    # checklist-48
    def test_the_debian_package_brings_what_debian_lacks_and_leaves_user_data_alone(self):
        cpack = str(pathlib.Path(CMAKE).with_name("cpack"))
        made = subprocess.run([cpack, "-G", "DEB", "-B", f"{self.folder}/packages"], cwd=BUILD, capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        [package] = glob.glob(f"{self.folder}/packages/*.deb")
        needs = subprocess.run(["dpkg-deb", "-f", package, "Depends"], capture_output=True, text=True, check=True).stdout
        for one in ("libqt6widgets6", "libsqlite3-0", "libc6"):
            self.assertIn(one, needs)
        for own in ("libtorch", "libarrow"):
            self.assertNotIn(own, needs)
        root = pathlib.Path(f"{self.folder}/unpacked")
        subprocess.run(["dpkg-deb", "-R", package, root], check=True)
        self.assertEqual({path.name for path in root.iterdir()}, {"DEBIAN", "usr"})
        for script in (root / "DEBIAN").glob("p*"):  # before and after the installation and removal
            acts = [line.strip() for line in script.read_text().splitlines() if line.strip() and not line.startswith("#")]
            self.assertLessEqual(set(acts), {"set -e", "ldconfig", 'if [ "$1" = "configure" ]; then', 'if [ "$1" = "remove" ]; then', "fi"})
        table = pathlib.Path(f"{self.folder}/kept.csv")
        table.write_text("text,label\ngood,1\nbad,0\n")
        done = subprocess.run([root / "usr/bin/warmstart-cli", "--workspace", f"{self.folder}/packaged", "dataset", "import", table],
                              capture_output=True, text=True, timeout=300, env={"PATH": os.environ["PATH"], "HOME": self.folder})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        shutil.rmtree(root)
        self.assertIn("kept", self.program("warmstart-cli", "--workspace", f"{self.folder}/packaged", "dataset", "list").stdout)

    # checklist-47
    def test_the_desktop_is_told_of_them(self):
        share = self.root / "share"
        component = xml.parse(share / f"metainfo/{ID}.metainfo.xml").getroot()
        self.assertEqual(component.findtext("id"), ID)
        self.assertRegex(ID, r"^[a-z]+(\.[A-Za-z][A-Za-z0-9_]*){2,}$")
        self.assertEqual(component.findtext("launchable"), f"{ID}.desktop")
        xml.parse(share / f"icons/hicolor/scalable/apps/{ID}.svg")
        for page in ("warmstart.1", "warmstart-cli.1"):
            self.assertIn(".SH OPTIONS", (share / "man/man1" / page).read_text())
        for option in ("workspace", "settings", "reset", "new\\-window", "info"):
            self.assertIn(f"\\-\\-{option}", (share / "man/man1/warmstart.1").read_text())
        if shutil.which("appstreamcli"):
            subprocess.run(["appstreamcli", "validate", "--no-net", share / f"metainfo/{ID}.metainfo.xml"], check=True, stdout=subprocess.DEVNULL)
        if shutil.which("desktop-file-validate"):
            subprocess.run(["desktop-file-validate", share / f"applications/{ID}.desktop"], check=True)

    # checklist-05
    def test_a_double_click_on_a_pipeline_opens_it(self):
        share = self.root / "share"
        entry = configparser.ConfigParser(interpolation=None)
        entry.optionxform = str
        entry.read(share / f"applications/{ID}.desktop", encoding="utf-8")
        entry = entry["Desktop Entry"]
        self.assertEqual(entry["Exec"], "warmstart %F")
        self.assertTrue((self.root / "bin/warmstart").exists())
        kinds = entry["MimeType"].split(";")
        space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
        kind = xml.parse(share / f"mime/packages/{ID}.xml").getroot().find("m:mime-type", space)
        self.assertIn(kind.get("type"), kinds)
        self.assertEqual(kind.find("m:glob", space).get("pattern"), "*.warm.json")
        if shutil.which("update-mime-database"):
            subprocess.run(["update-mime-database", share / "mime"], check=True, stderr=subprocess.DEVNULL)
            self.assertIn(f"80:{kind.get('type')}:*.warm.json", (share / "mime/globs2").read_text())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
