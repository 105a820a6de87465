"""ledger-specs/openapi.yaml against the running server: no server error, no response that it does not describe.

schemathesis (PyPI) makes the requests, with the description's links from one to the next; tools/setup installs it in a
folder of its own. Skipped, with the reason, where PyPI was not to be reached.
"""

import pathlib
import subprocess
import unittest
import urllib.request

from serving import ROOT, Server

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = ROOT / ".build" / "schemathesis" / "bin" / "schemathesis"
DESCRIPTION = ROOT / "ledger-specs" / "openapi.yaml"
SECONDS = 70


def sign_in(server, name):
    """A session's token, for the holder of a key of the demonstration."""
    command = ["/usr/bin/python3", HERE / "sign_in.py", server.address, server.folder / "keys" / f"{name}.key"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@unittest.skipUnless(PROGRAM.exists(), "schemathesis is not installed (tools/setup test): the description goes unasked")
class Description(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(options=["--sign-ins-per-minute", "1000000"])

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def ask(self, signer, *options):
        token = sign_in(self.server, signer)
        done = subprocess.run(
            [PROGRAM, "--config-file", HERE / "schemathesis.toml", "run", DESCRIPTION, "--url", self.server.address, "-H", f"Authorization: Bearer {token}",
             # A rule may refuse what has the right form, and a feed has no end.
             "--exclude-checks", "positive_data_acceptance", "--exclude-operation-id", "signOut",
             "--exclude-operation-id", "followEntries", "--max-time", str(SECONDS), "--no-color", "--warnings", "off",
             "--continue-on-failure", *options],
            cwd=self.server.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout[-8000:] + done.stderr[-2000:])
        log = pathlib.Path(self.server.folder / "server.log").read_text()
        self.assertNotIn("message=alarm", log)

    def test_an_administrator_meets_nothing_undescribed(self):
        self.ask("anna", "--max-examples", "30")

    def test_a_family_meets_nothing_undescribed(self):
        self.ask("rosa", "--max-examples", "10", "--phases", "coverage,stateful")

    def test_the_server_gives_out_its_description(self):
        with urllib.request.urlopen(self.server.address + "/api/v1/openapi.yaml", timeout=20) as answer:
            self.assertEqual(answer.read(), DESCRIPTION.read_bytes())


if __name__ == "__main__":
    unittest.main()
