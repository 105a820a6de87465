"""A ledger of the demonstration, served: what the browser's walks and the API's checks work on.

The ledger is made once by tools/demo with the program that was built, and copied for each test that writes.
"""

import atexit
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = pathlib.Path(os.environ.get("MASTRO_PROGRAM", ROOT / ".build" / "debug" / "mastro"))


class Demonstration:
    """The demonstration's folder, made once in a run."""

    folder = None

    @classmethod
    def make(cls):
        if cls.folder is None:
            given = os.environ.get("MASTRO_DEMONSTRATION")
            if given:
                cls.folder = pathlib.Path(given)
            else:
                place = pathlib.Path(tempfile.mkdtemp(prefix="mastro-web-"))
                atexit.register(shutil.rmtree, place, ignore_errors=True)
                made = subprocess.run(
                    [ROOT / "tools" / "demo", "--no-serve", "--program", PROGRAM], cwd=place, text=True,
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                if made.returncode != 0:
                    raise AssertionError("tools/demo failed:\n" + made.stdout[-3000:])
                cls.folder = place / "demo-ledger"
        return cls.folder

    @classmethod
    def copy(cls):
        """A copy that a test may change; gone when the run ends."""
        place = pathlib.Path(tempfile.mkdtemp(prefix="mastro-served-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        for part in ("ledger", "keys"):
            shutil.copytree(cls.make() / part, place / part)
        return place


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`mastro serve` on a copy of the demonstration."""

    def __init__(self, folder=None, port=None, options=()):
        self.folder = folder or Demonstration.copy()
        self.port = port or free_port()
        self.options = list(options)
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.errors = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", f"127.0.0.1:{self.port}", "--demo-keys", self.folder / "keys",
             "--ledger", self.folder / "ledger", "--keys", self.folder / "keys", *self.options],
            stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.links = {}
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError("mastro serve ended:\n" + (self.folder / "server.log").read_text()[-3000:])
            try:
                if self.is_ready():
                    break
            except OSError:
                pass
            time.sleep(0.1)
        else:
            raise AssertionError("mastro serve does not answer")
        self.read_links()

    def is_ready(self):
        with urllib.request.urlopen(self.address + "/health/ready", timeout=2) as answer:
            return answer.status == 200

    def read_links(self):
        """The demonstration's links by the name of the key."""
        text = ""
        while select.select([self.process.stdout], [], [], 10 if "/demo#" not in text else 0.3)[0]:
            read = os.read(self.process.stdout.fileno(), 65_536).decode()
            if not read:
                break
            text += read
        for link in re.findall(r"http://\S+/demo#\S+", text):
            self.links[re.search(r"name=([^&]+)", link)[1]] = link

    def mastro(self, *words, signer=None, fails=False):
        """Runs a command on the served ledger, as an administrator at the machine would."""
        command = [PROGRAM, *words, "--ledger", self.folder / "ledger", "--keys", self.folder / "keys"]
        if signer:
            command += ["--as", signer]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if not fails and done.returncode != 0:
            raise AssertionError(f"mastro {' '.join(map(str, words))}: {done.stderr}")
        return done.stdout

    def mastro_refused(self, *words, signer):
        """What the command line says to a command that a rule must refuse."""
        command = [PROGRAM, *words, "--ledger", self.folder / "ledger", "--keys", self.folder / "keys", "--as", signer]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            raise AssertionError(f"mastro {' '.join(map(str, words))} --as {signer} was not refused")
        return done.stderr

    def new_key(self, name):
        """Makes a key that needs no passphrase."""
        subprocess.run([PROGRAM, "key", "new", name, "--automation", "--keys", self.folder / "keys"], check=True,
                       stdin=subprocess.DEVNULL, capture_output=True)

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()

    def stop(self):
        """Asks it to stop; it must end by itself, and well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                code = self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("the server did not stop within 20 seconds") from None
        else:
            code = self.process.returncode
        self.process.stdout.close()
        self.errors.close()
        return code
