"""The Debian package on a computer that has never seen the build: a new Debian in a folder, made by debootstrap; needs
root and a network. Installed by apt, used by a user who is no administrator, and purged again: clean_debian_test.py BUILD"""
import glob, os, pathlib, shutil, subprocess, sys, tempfile, unittest

BUILD = sys.argv[1]
SUITE = "bookworm"
USER = "analyst"


class CleanDebian(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="warmstart-debian-"))
        cls.root = cls.folder / "root"
        try:
            subprocess.run(["cpack", "-G", "DEB", "-B", cls.folder / "packages"], cwd=BUILD, check=True, stdout=subprocess.DEVNULL)
            subprocess.run(["debootstrap", "--variant=minbase", SUITE, cls.root], check=True, stdout=subprocess.DEVNULL)
            [package] = glob.glob(f"{cls.folder}/packages/*.deb")
            shutil.copy(package, cls.root / "warmstart.deb")
            shutil.copy("/etc/resolv.conf", cls.root / "etc/resolv.conf")
            cls.inside("apt-get update && apt-get install --yes --no-install-recommends /warmstart.deb", check=True)
            cls.inside(f"useradd --create-home {USER}", check=True)
        except BaseException:
            shutil.rmtree(cls.folder, ignore_errors=True)
            raise

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder, ignore_errors=True)

    @classmethod
    def inside(cls, command, user="root", check=False):
        # Mounts end with the command, so that nothing of this computer is in the folder when it is removed.
        script = (f"mount -t proc proc {cls.root}/proc; mount --bind /dev {cls.root}/dev; "
                  f"exec chroot --userspec={user} {cls.root} /bin/sh -c '{command}'")
        environment = {key: value for key, value in os.environ.items() if key.endswith("_proxy")}
        environment.update(PATH="/usr/sbin:/usr/bin:/sbin:/bin", HOME=f"/home/{USER}" if user == USER else "/root",
                           LC_ALL="C.UTF-8", DEBIAN_FRONTEND="noninteractive")
        done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, timeout=900, env=environment)
        if check and done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done

    def as_user(self, command):
        done = self.inside(command, user=USER)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_1_the_command_line_runs_the_first_look(self):
        self.assertIn("warmstart", self.as_user("warmstart-cli --version"))
        self.as_user("warmstart-cli doctor")
        said = self.as_user("warmstart-cli run /usr/share/warmstart/experiments/news-to-comments-first-look.warm.json")
        self.assertIn("Transfer helps at 16 labels", said)

    def test_2_the_window_opens(self):
        self.as_user("QT_QPA_PLATFORM=offscreen warmstart --info")
        # It stays open until it is told to end: 124 says that it had to be.
        done = self.inside("QT_QPA_PLATFORM=offscreen timeout 10 warmstart", user=USER)
        self.assertEqual(done.returncode, 124, done.stdout + done.stderr)
        lacking = self.inside("ldd /usr/lib/x86_64-linux-gnu/qt6/plugins/platforms/libqxcb.so | grep not.found")
        self.assertEqual(lacking.stdout, "")

    def test_3_taking_it_off_leaves_the_users_work(self):
        before = self.as_user("warmstart-cli runs list")
        self.assertIn("first look", before)
        self.inside("apt-get purge --yes warmstart", check=True)
        self.assertNotEqual(self.inside("command -v warmstart").returncode, 0)
        self.inside("apt-get install --yes --no-install-recommends /warmstart.deb", check=True)
        self.assertEqual(self.as_user("warmstart-cli runs list"), before)


if __name__ == "__main__":
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.exit("A clean Debian is made by root, with debootstrap (apt-get install debootstrap).")
    unittest.main(argv=sys.argv[:1] + sys.argv[2:], verbosity=2)
