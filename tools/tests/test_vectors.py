"""verify.py against inputs that others made: RFC 6962 trees, RFC 8785 texts, Ed25519 edge cases, a complete log."""

import base64
import json
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402

VECTORS = TOOLS.parents[1] / "shared" / "data" / "vectors"
needs_vectors = unittest.skipUnless(VECTORS.is_dir(), "the folder ../shared/data/vectors is missing")


def inclusion_path(tree, index, size):
    """RFC 6962 section 2.1.1, from the nodes that the tree keeps."""
    def root(start, end):
        part = verify.Tree()
        for leaf in range(start, end):
            part.append(tree.node(0, leaf))
        return part.root(end - start)

    path, start, end = [], 0, size
    while end - start > 1:
        split = 1 << (end - start - 1).bit_length() - 1
        if index - start < split:
            path.append(root(start + split, end))
            end = start + split
        else:
            path.append(root(start, start + split))
            start += split
    return path[::-1]


@needs_vectors
class ACompleteLog(unittest.TestCase):
    """256 entries with a checkpoint, a cosignature and an inclusion proof, which other verifiers accept."""

    def setUp(self):
        folder = VECTORS / "log256"
        tile, self.envelopes = (folder / "tile/entries/000").read_bytes(), []
        while tile:
            length = int.from_bytes(tile[:2], "big")
            self.envelopes.append(tile[2:2 + length])
            tile = tile[2 + length:]
        self.tree = verify.Tree()
        for envelope in self.envelopes:
            self.tree.append(verify.hash_leaf(envelope))
        self.note = (folder / "checkpoint").read_bytes()
        self.key = verify.parse_vkey((folder / "log.vkey").read_text().strip())
        self.witness = (folder / "wit.vkey").read_text().strip()
        self.proof = (folder / "entry17.tlog-proof").read_text()
        self.entry = (folder / "entry17.bin").read_bytes()
        self.hashes = (folder / "tile/0/000").read_bytes()

    def test_the_checkpoint_is_signed_and_has_the_root_of_the_entries(self):
        checkpoint = verify.parse_checkpoint(self.note)
        self.assertEqual((checkpoint.origin, checkpoint.size), ("ledger.example/fund-a", 256))
        self.assertTrue(verify.is_signed_by(checkpoint, self.key))
        self.assertEqual(checkpoint.root, self.tree.root(256))
        self.assertEqual(len(checkpoint.signatures), 2)

    def test_any_changed_byte_of_the_text_or_the_signature_shows(self):
        line = self.note.index("— ledger.example".encode())
        for index in [*range(line), *range(line + 40, line + 110)]:
            for bit in (1, 32):
                forged = self.note[:index] + bytes([self.note[index] ^ bit]) + self.note[index + 1:]
                try:
                    self.assertFalse(verify.is_signed_by(verify.parse_checkpoint(forged), self.key), index)
                except ValueError:
                    pass

    def test_the_key_of_a_witness_is_no_key_of_a_log(self):
        with self.assertRaises(ValueError):
            verify.parse_vkey(self.witness)

    def test_keys_in_another_form(self):
        name, key_id, key = self.key.text.split("+", 2)
        for text in (f"{name}+{key_id}", f"{name}+{key_id.upper()}+{key}", f"{name}+00000000+{key}", f"+{key_id}+{key}",
                     f"{name}x+{key_id}+{key}", f"{name}+{key_id}+{key}\n", f"{name}+{key_id}+{key[:-4]}"):
            with self.subTest(text), self.assertRaises(ValueError):
                verify.parse_vkey(text)

    def test_the_nodes_are_those_of_the_tile(self):
        self.assertEqual(b"".join(self.tree.node(0, index) for index in range(256)), self.hashes)

    def test_the_published_inclusion_proof_follows_from_the_tree(self):
        self.assertEqual(self.entry, self.envelopes[17])
        lines = self.proof.split("\n\n")[0].splitlines()
        self.assertEqual(lines[1], "index 17")
        self.assertEqual(lines[2:], [base64.b64encode(node).decode() for node in inclusion_path(self.tree, 17, 256)])

    def test_a_foreign_log_is_no_bundle(self):
        _, fault = verify.verify([self.envelopes[0] + b"\n"], self.note, self.key.text.encode() + b"\n")
        self.assertEqual(fault[:2], ("envelope.malformed", 0))


@needs_vectors
class Trees(unittest.TestCase):
    """The published trees are those of RFC 6962's eight test leaves: their roots at every size are what we compute."""

    LEAVES = [bytes.fromhex(text) for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]

    def setUp(self):
        self.tree = verify.Tree()
        for leaf in self.LEAVES:
            self.tree.append(verify.hash_leaf(leaf))

    def vectors(self, name):
        for path in sorted((VECTORS / "merkle" / name).rglob("happy-path.json")):
            yield path, json.loads(path.read_text())

    def test_consistency(self):
        checked = 0
        for path, vector in self.vectors("consistency"):
            for size, root in ((vector["size1"], vector["root1"]), (vector["size2"], vector["root2"])):
                if 0 < size <= 8 and root:
                    with self.subTest(path.parent.name, size=size):
                        self.assertEqual(self.tree.root(size), base64.b64decode(root))
                        checked += 1
        self.assertGreater(checked, 6)

    def test_inclusion(self):
        checked = 0
        for path, vector in self.vectors("inclusion"):
            size, index = vector["treeSize"], vector["leafIdx"]
            if 0 < size <= 8:
                with self.subTest(path.parent.name):
                    self.assertEqual(self.tree.root(size), base64.b64decode(vector["root"]))
                    self.assertEqual(inclusion_path(self.tree, index, size),
                                     [base64.b64decode(node) for node in vector["proof"] or []])
                    checked += 1
        self.assertGreater(checked, 2)


@needs_vectors
class Signatures(unittest.TestCase):
    def test_ed25519_edge_cases(self):
        groups = json.loads((VECTORS / "ed25519_test.json").read_text())["testGroups"]
        checked = 0
        for group in groups:
            public = bytes.fromhex(group["publicKey"]["pk"])
            for case in group["tests"]:
                with self.subTest(case["tcId"]):
                    valid = verify.signature_is_valid(public, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
                    self.assertEqual(valid, case["result"] == "valid")
                    checked += 1
        self.assertEqual(checked, 151)

    def test_the_published_keys_are_valid_points(self):
        for group in json.loads((VECTORS / "ed25519_test.json").read_text())["testGroups"]:
            self.assertTrue(verify.is_valid_point(bytes.fromhex(group["publicKey"]["pk"])))

    def test_a_dsse_signature(self):
        vector = json.loads((VECTORS / "dsse-ed25519.json").read_text())
        message = verify.pae(vector["payloadType"].encode(), vector["payload_utf8"].encode())
        self.assertEqual(message.decode(), vector["pae_utf8"])
        public, signature = bytes.fromhex(vector["pub_hex"]), base64.b64decode(vector["sig_b64"])
        self.assertTrue(verify.signature_is_valid(public, signature, message))
        self.assertFalse(verify.signature_is_valid(public, signature, message + b" "))


@needs_vectors
class CanonicalJSON(unittest.TestCase):
    """Of RFC 8785's examples we admit those without floats and with ASCII keys, in their canonical form only."""

    ADMITTED = {"arrays.json", "structures.json", "unicode.json"}

    def test_outputs(self):
        for path in sorted((VECTORS / "rfc8785/output").glob("*.json")):
            data = path.read_bytes()
            with self.subTest(path.name):
                if path.name in self.ADMITTED:
                    self.assertEqual(verify.canonical(verify.parse_canonical(data)), data)
                else:
                    with self.assertRaises(verify.Fault):
                        verify.parse_canonical(data)

    def test_inputs_are_not_canonical(self):
        for path in sorted((VECTORS / "rfc8785/input").glob("*.json")):
            with self.subTest(path.name), self.assertRaises(verify.Fault):
                verify.parse_canonical(path.read_bytes())

    def test_inputs_without_floats_become_their_outputs(self):
        for name in ("arrays.json", "unicode.json"):
            value = json.loads((VECTORS / "rfc8785/input" / name).read_text(encoding="utf-8"))
            self.assertEqual(verify.canonical(value), (VECTORS / "rfc8785/output" / name).read_bytes())


if __name__ == "__main__":
    unittest.main()
