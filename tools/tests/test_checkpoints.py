"""§9 and §18: checkpoints, the log's key, and logs that lost their tail."""

import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import (  # noqa: E402
    b64, checkpoint, honest_ledger, merkle_root, opened_ledger, private_key, public_bytes, request_grant, vkey)
from verifier_case import VerifierTest  # noqa: E402


class Checkpoints(VerifierTest):
    def setUp(self):
        self.log = honest_ledger()
        self.size = len(self.log.envelopes)

    def test_a_dropped_tail_shows_only_against_an_older_checkpoint(self):
        forged = self.log.forged(self.log.envelopes[:-3])
        self.assertFaults(forged)
        self.assertFaults(forged, ("checkpoint.size", None), checkpoint=self.log.checkpoint())
        self.assertFaults(forged, ("against.not-extended", None), against=self.log.checkpoint())

    def test_another_history_shows_against_an_older_checkpoint(self):
        other = opened_ledger()
        request_grant(other, amount=1)
        self.assertFaults(other)
        self.assertFaults(self.log, ("against.not-extended", None), against=other.checkpoint())
        self.assertFaults(self.log, against=other.checkpoint(size=14))
        self.assertFaults(self.log, against=self.log.checkpoint(size=1))
        self.assertFaults(self.log, ("against.not-extended", None), against=self.log.checkpoint(size=5, key="mallory"))
        self.assertFaults(self.log, ("against.not-extended", None), against=b"not a checkpoint\n")
        foreign = self.note(private_key("log"), "mastro.example/altro", "1", b64(merkle_root(self.log.leaves[:1])))
        self.assertFaults(self.log, ("against.not-extended", None), against=foreign)

    def test_checkpoints_of_another_kind(self):
        log, key = self.log, private_key("log")
        good, root = log.checkpoint(), merkle_root(log.leaves)
        text, rest = good.split(b"\n\n")
        lines = text.decode().split("\n")
        unsigned = text + b"\n\n" + "— other.example/log AAAAAAAA\n".encode()
        cases = [
            ("checkpoint.signature", "of another key", log.checkpoint(key="mallory")),
            ("checkpoint.signature", "edited size", good.replace(b"\n%d\n" % self.size, b"\n%d\n" % (self.size - 1))),
            ("checkpoint.signature", "no signature by the log", unsigned),
            ("checkpoint.signature", "no signature at all", text + b"\n\n"),
            ("checkpoint.signature", "a hyphen for the dash", good.replace("—".encode(), b"-")),
            ("checkpoint.signature", "an extension line", self.note(key, *lines, "more")),
            ("checkpoint.signature", "two lines", self.note(key, *lines[:2])),
            ("checkpoint.signature", "a leading zero", self.note(key, lines[0], "0" + lines[1], lines[2])),
            ("checkpoint.signature", "a negative size", self.note(key, lines[0], "-1", lines[2])),
            ("checkpoint.signature", "a short root", self.note(key, *lines[:2], b64(bytes(31)))),
            ("checkpoint.signature", "an unpadded root", self.note(key, *lines[:2], lines[2].rstrip("="))),
            ("checkpoint.signature", "an origin with a space", self.note(key, lines[0] + " x", *lines[1:])),
            ("checkpoint.signature", "no line end", good[:-1]),
            ("checkpoint.signature", "no blank line", text + b"\n" + rest),
            ("checkpoint.signature", "a signature of no bytes", good + "— other.example AAAAAA==\n".encode()),
            ("checkpoint.signature", "text behind the signatures", good + b"more\n"),
            ("checkpoint.signature", "the log's signature twice", good + good.splitlines(True)[-1]),
            ("checkpoint.signature", "a good and a bad one", good + good.splitlines(True)[-1][:-6] + b"AA==\n"),
            ("checkpoint.signature", "101 lines", good + b"".join("— w%d.example AAAAAAAA\n".encode() % number
                                                                  for number in range(100))),
            ("checkpoint.signature", "a control character", good + "— w\x01 AAAAAAAA\n".encode()),
            ("checkpoint.signature", "a long name", good + f"— {'w' * 256} AAAAAAAA\n".encode()),
            ("checkpoint.signature", "nothing", b""),
            ("checkpoint.signature", "no UTF-8", b"\xff" + good),
            ("checkpoint.origin", "another origin", self.note(key, "mastro.example/altro", *lines[1:])),
            ("checkpoint.size", "an earlier size", log.checkpoint(size=3)),
            ("checkpoint.size", "a later size", checkpoint(log.origin, self.size + 1, root, key)),
            ("tree.root", "another root", checkpoint(log.origin, self.size, bytes(32), key)),
        ]
        for code, name, data in cases:
            with self.subTest(name):
                self.assertFaults(log, (code, None), checkpoint=data)

    def note(self, key, *lines):
        """Any text, validly signed under the name of the log."""
        text = "".join(line + "\n" for line in lines)
        key_id = verify.parse_vkey(self.log.vkey().decode().strip()).key_id
        return f"{text}\n— {self.log.origin} {b64(key_id + key.sign(text.encode()))}\n".encode()

    def test_a_replaced_log_key_file(self):
        other = vkey(self.log.origin, public_bytes(private_key("mallory"))).encode() + b"\n"
        note = self.log.checkpoint(key="mallory")
        self.assertFaults(self.log, ("checkpoint.signature", None), log_key=other, checkpoint=note)
        for log_key in (other, self.log.vkey()[:-1], self.log.vkey() * 2, b"\n"):
            self.assertFaults(self.log, ("checkpoint.signature", None), log_key=log_key)

    def test_cosignatures_and_other_signatures_are_ignored(self):
        log = honest_ledger()
        note = log.checkpoint() + "— witness.example/w1 JML9ygAAAABlU/EA3RcX\n".encode()
        self.assertFaults(log, checkpoint=note)

    def test_a_new_log_key_signs_from_its_confirmation_on(self):
        log = opened_ledger()
        old = log.checkpoint()
        new = vkey(log.origin, public_bytes(private_key("new log")))
        proposal = log.govern("log.key-rotated", "ada", {"logKey": new})
        self.assertFaults(log)
        log.govern("log.key-confirmed", "bruno", {"confirms": proposal})
        self.assertFaults(log, ("checkpoint.signature", None))
        log.log_key = "new log"
        self.assertFaults(log, against=old)
        self.assertFaults(log, ("against.not-extended", None), against=log.checkpoint(size=5))


if __name__ == "__main__":
    unittest.main()
