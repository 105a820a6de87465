"""Signs in with a key file, and prints the session's token: sign_in.py ADDRESS KEYFILE.

Runs under Debian's Python, which has python3-cryptography.
"""

import base64
import json
import pathlib
import sys
import urllib.request

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def encoded(kind, payload):
    return f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload


def call(address, path, body):
    request = urllib.request.Request(
        address + path, json.dumps(body).encode(), {"content-type": "application/json", "accept": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def sign_in(address, file):
    file = json.loads(pathlib.Path(file).read_text())
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(file["seed"]))
    challenge = call(address, "/api/v1/challenges", {"publicKey": file["publicKey"]})
    signature = key.sign(encoded("application/vnd.mastro.signin+json", canonical(challenge)))
    answer = {"nonce": challenge["nonce"], "signature": base64.b64encode(signature).decode()}
    return call(address, "/api/v1/sessions", answer)["token"]


if __name__ == "__main__":
    print(sign_in(*sys.argv[1:]))
