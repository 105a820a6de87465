"""§18 and §19: the program itself, its exit codes and what it prints."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

from ledger_writer import approve_grant, b64, honest_ledger, merkle_root, opened_ledger, request_grant  # noqa: E402


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.log = honest_ledger()
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.store(self.log)

    def store(self, log):
        (self.folder / "envelopes.jsonl").write_bytes(b"".join(log.lines()))
        (self.folder / "checkpoint").write_bytes(log.checkpoint())
        (self.folder / "log-key").write_bytes(log.vkey())

    def run_tool(self, *arguments, folder=None):
        program = [sys.executable, str(TOOLS / "verify.py"), "--now", "2026-11-21T00:00:00Z"]
        done = subprocess.run([*program, str(folder or self.folder), *arguments], capture_output=True, text=True,
                              timeout=60)
        return done.returncode, done.stdout, done.stderr

    def test_a_good_bundle_of_a_known_ledger(self):
        code, out, errors = self.run_tool("--ledger-id", self.log.ledger, "--balances")
        self.assertEqual((code, errors), (0, ""))
        self.assertEqual(out.splitlines()[1:], [
            "assets:bank:main EUR 60000", "equity:fund:casa:free:available EUR -60000", "equity:result:casa EUR -40000",
            "expenses:grants:emergency:casa EUR 40000"])
        self.assertIn("21 entries of mastro.example/fondo-prova verified", out)
        self.assertEqual(self.run_tool("--ledger-id", self.log.ledger, "--quiet"), (0, "", ""))

    def test_a_good_bundle_of_no_known_ledger_is_unanchored(self):
        code, out, errors = self.run_tool()
        self.assertEqual(code, 7)
        self.assertIn("verified", out)
        self.assertTrue(errors.startswith("unanchored: "))
        self.assertIn(self.log.ledger, errors)

    def test_a_broken_bundle_names_the_position(self):
        self.store(self.log.forged(self.log.envelopes[:14] + self.log.envelopes[15:]))
        code, out, errors = self.run_tool("--ledger-id", self.log.ledger, "--balances")
        self.assertEqual((code, out), (6, ""))
        self.assertTrue(errors.startswith("error[stream.revision] at position 14: "), errors)

    def test_the_moment_of_the_verification(self):
        code, _, errors = self.run_tool("--ledger-id", self.log.ledger, "--now", "2026-11-19T00:00:00Z")
        self.assertEqual(code, 7)
        self.assertTrue(errors.startswith("error[recorded.future] at position 0: 21 entries "), errors)

    def test_a_broken_rule(self):
        log = opened_ledger()
        request_grant(log)
        approve_grant(log)
        approve_grant(log)
        self.store(log)
        code, out, errors = self.run_tool("--ledger-id", log.ledger)
        self.assertEqual(code, 7)
        self.assertIn("break rules", out)
        self.assertTrue(errors.startswith("error[approval.same-person] at position 16: "), errors)

    def test_json(self):
        code, out, errors = self.run_tool("--json", "--balances", "--ledger-id", self.log.ledger)
        result = json.loads(out)
        self.assertEqual((code, errors, result["errors"], result["anchored"], result["size"]), (0, "", [], True, 21))
        self.assertEqual(result["root"], b64(merkle_root(self.log.leaves)))
        self.assertEqual(result["balances"][0], ["assets:bank:main", "EUR", 60000])
        self.store(self.log.forged(self.log.envelopes[:14] + self.log.envelopes[15:]))
        code, out, _ = self.run_tool("--json")
        result = json.loads(out)
        self.assertEqual((code, result["exitCode"], result["anchored"]), (6, 6, False))
        self.assertEqual((result["errors"][0]["code"], result["errors"][0]["position"]), ("stream.revision", 14))

    def test_an_older_checkpoint(self):
        older = self.folder / "older"
        older.write_bytes(self.log.checkpoint(size=9))
        self.assertEqual(self.run_tool("--ledger-id", self.log.ledger, "--against", str(older))[0], 0)
        older.write_bytes(self.log.checkpoint())
        self.store(self.log.forged(self.log.envelopes[:-1]))
        code, _, errors = self.run_tool("--ledger-id", self.log.ledger, "--against", str(older))
        self.assertEqual(code, 6)
        self.assertTrue(errors.startswith("error[against.not-extended]: "), errors)

    def test_usage_and_files_that_cannot_be_read(self):
        self.assertEqual(self.run_tool("--ledger-id", "xyz")[0], 2)
        self.assertEqual(self.run_tool("--nonsense")[0], 2)
        self.assertEqual(self.run_tool("--now", "tomorrow")[0], 2)
        self.assertEqual(self.run_tool("--against", str(self.folder / "nothing"))[0], 3)
        self.assertEqual(self.run_tool("--against", str(self.folder / "log-key"))[0], 2)
        for name in ("checkpoint", "log-key", "envelopes.jsonl"):
            with self.subTest(name):
                self.store(self.log)
                (self.folder / name).unlink()
                code, _, errors = self.run_tool()
                self.assertEqual(code, 3)
                self.assertTrue(errors.startswith("error[missing]: "), errors)

    def test_a_missing_package_is_named_with_its_remedy(self):
        blocked = f"import sys; sys.modules['cryptography'] = None; sys.argv = ['v']; " \
                  f"exec(compile(open({str(TOOLS / 'verify.py')!r}).read(), 'v', 'exec'))"
        done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("hint: apt-get install python3-cryptography", done.stderr)


if __name__ == "__main__":
    unittest.main()
