"""Writes small ledgers from scratch, honest or forged, for the tests of verify.py.

Nothing here comes from verify.py: canonical JSON, the tree and the signatures are written a second time, in the
simplest way, so that an error in one of the two shows. All keys, ids and times are fixed.
"""

import base64
import hashlib
import json
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ENTRY_TYPE = "application/vnd.mastro.entry+json"
ENROLMENT_TYPE = "application/vnd.mastro.enrolment+json"
SIGNIN_TYPE = "application/vnd.mastro.signin+json"
ORIGIN = "mastro.example/fondo-prova"
LATER = "2027-01-01T00:00:00Z"


def b64(data):
    return base64.b64encode(data).decode("ascii")


def jcs(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def private_key(name):
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"test key of {name}".encode()).digest())


def public_bytes(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def ulid(name):
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:16], "big")
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> shift & 31] for shift in range(125, -1, -5))


def digest(name):
    return b64(hashlib.sha256(name.encode()).digest())


def pae(payload_type, payload):
    kind = payload_type.encode()
    return b" ".join([b"DSSEv1", str(len(kind)).encode(), kind, str(len(payload)).encode(), payload])


def envelope(payload, key, payload_type=ENTRY_TYPE):
    keyid = hashlib.sha256(public_bytes(key)).hexdigest()
    signature = {"keyid": keyid, "sig": b64(key.sign(pae(payload_type, payload)))}
    return jcs({"payload": b64(payload), "payloadType": payload_type, "signatures": [signature]})


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def merkle_root(leaves):
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + merkle_root(leaves[:split]) + merkle_root(leaves[split:])).digest()


def key_hash(name, public):
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def vkey(name, public):
    return f"{name}+{key_hash(name, public).hex()}+{b64(b'%c' % 1 + public)}"


def checkpoint(origin, size, root, key):
    text = f"{origin}\n{size}\n{b64(root)}\n"
    signature = key_hash(origin, public_bytes(key)) + key.sign(text.encode())
    return f"{text}\n\u2014 {origin} {b64(signature)}\n".encode()


class LedgerWriter:
    """A log being written. Every member of a payload can be replaced, so that any lie can be told and signed."""

    def __init__(self, origin=ORIGIN, log_key="log"):
        self.origin, self.log_key = origin, log_key
        self.envelopes, self.leaves, self.heads, self.ledger, self.count = [], [], {}, None, 0

    def statement(self, member, key, expires=LATER, **replaced):
        """The members of a body that enrol a key, with the holder's proof of possession."""
        statement = {"expires": expires, "member": ulid(member), "nonce": b64(b"0123456789abcdef"),
                     "origin": self.origin, "publicKey": b64(public_bytes(private_key(key)))}
        if self.ledger:
            statement["ledger"] = self.ledger
        proof = private_key(key).sign(pae(ENROLMENT_TYPE, jcs(statement)))
        body = {name: statement[name] for name in ("expires", "member", "nonce", "publicKey")}
        return body | {"proof": b64(proof)} | replaced

    def draft(self, kind, stream, actor, role, body=None, postings=(), **replaced):
        self.count += 1
        revision, previous = self.heads.get(stream, (0, None))
        recorded = datetime(2026, 11, 20, 10) + timedelta(minutes=self.count)
        payload = {
            "actor": ulid(actor), "body": body or {}, "effective": "2026-11-20", "id": ulid(f"entry {self.count}"),
            "kind": kind, "ledger": self.ledger, "postings": sorted([*posting] for posting in postings),
            "previous": previous and b64(previous), "recorded": recorded.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "revision": revision + 1, "role": role, "stream": stream,
            "seen": {"root": b64(merkle_root(self.leaves)), "size": len(self.leaves)},
        } | replaced
        return {name: value for name, value in payload.items() if value is not None}

    def append(self, data, stream=None, revision=None):
        """Puts an envelope's bytes at the end of the log, whatever they are."""
        self.envelopes.append(data)
        self.leaves.append(leaf_hash(data))
        if stream:
            self.heads[stream] = (revision, self.leaves[-1])
        if len(self.leaves) == 1:
            self.ledger = self.leaves[0].hex()

    def write(self, kind, stream, actor, role, body=None, postings=(), key=None, **replaced):
        """Writes and signs one entry; gives its id."""
        payload = self.draft(kind, stream, actor, role, body, postings, **replaced)
        self.append(envelope(jcs(payload), private_key(key or actor)), stream, payload["revision"])
        return payload["id"]

    def open(self, **replaced):
        body = {"administrators": [self.statement("ada", "ada"), self.statement("bruno", "bruno")], "currency": "EUR",
                "logKey": vkey(self.origin, public_bytes(private_key(self.log_key))), "origin": self.origin} | replaced
        return self.write("ledger.opened", "ledger", "ada", "administrator", body)

    def govern(self, kind, actor, body, **replaced):
        return self.write(kind, "ledger", actor, "administrator", body, **replaced)

    def enrol(self, member, roles, proposer="ada", confirmer="bruno", key=None, **more):
        body = self.statement(member, key or member) | {"bodies": [], "roles": sorted(roles)} | more
        proposal = self.govern("member.enrolled", proposer, body)
        if confirmer:
            self.govern("member.confirmed", confirmer, {"confirms": proposal})
        return proposal

    def register(self, party):
        return self.write("party.registered", "party/" + ulid(party), "carla", "operator",
                          {"record": digest(party), "sort": "person"})

    def checkpoint(self, size=None, origin=None, key=None):
        size = len(self.leaves) if size is None else size
        root = merkle_root(self.leaves[:size])
        return checkpoint(origin or self.origin, size, root, private_key(key or self.log_key))

    def lines(self):
        return [data + b"\n" for data in self.envelopes]

    def vkey(self):
        return vkey(self.origin, public_bytes(private_key(self.log_key))).encode() + b"\n"

    def forged(self, envelopes):
        """The log with other envelopes, its tree built anew and its checkpoint signed by the log's key."""
        other = LedgerWriter(self.origin, self.log_key)
        for data in envelopes:
            other.append(data)
        return other


STAFF = {"carla": ["operator"], "dario": ["committee"], "elena": ["treasurer"], "fabio": ["committee", "treasurer"]}
CONTRIBUTION = "contribution/" + ulid("contribution")
GRANT = "grant/" + ulid("grant")
COMMITMENT = [["memo:commitments:casa:free:g1", "EUR", 40000], ["memo:contra:commitments:casa", "EUR", -40000]]
PAYMENT = [["assets:bank:main", "EUR", -40000], ["equity:fund:casa:free:available", "EUR", 40000],
           ["equity:result:casa", "EUR", -40000], ["expenses:grants:emergency:casa", "EUR", 40000]]


def mirror(postings):
    return [[account, commodity, -amount] for account, commodity, amount in postings]


def attested(party):
    return {"attestation": {"documentDigest": digest("paper"), "medium": "signed-paper", "party": ulid(party)}}


def opened_ledger():
    """Two administrators, four members with a role each, a policy and a fund with 1,000.00."""
    log = LedgerWriter()
    log.open()
    for name, roles in STAFF.items():
        log.enrol(name, roles)
    policy = log.govern("policy.adopted", "ada", {"version": 1})
    log.govern("policy.confirmed", "bruno", {"confirms": policy})
    log.write("fund.opened", "fund/casa", "ada", "administrator", {"name": "casa"})
    log.write("contribution.pledged", CONTRIBUTION, "carla", "operator", {"amount": 100000} | attested("donor"),
              [["assets:receivable:contributions:casa", "EUR", 100000],
               ["equity:fund:casa:free:pledged", "EUR", -100000]])
    log.write("contribution.received", CONTRIBUTION, "elena", "treasurer", {"amount": 100000},
              [["assets:bank:main", "EUR", 100000], ["assets:receivable:contributions:casa", "EUR", -100000],
               ["equity:fund:casa:free:available", "EUR", -100000], ["equity:fund:casa:free:pledged", "EUR", 100000]])
    return log


def request_grant(log, actor="carla", **body):
    return log.write("grant.requested", GRANT, actor, "operator", {"amount": 40000} | body)


def approve_grant(log, actor="dario", **replaced):
    return log.write("grant.approved", GRANT, actor, "committee", {"amount": 40000}, COMMITMENT, **replaced)


def pay_grant(log, actor="elena", **body):
    return log.write("grant.paid", GRANT, actor, "treasurer", {"amount": 40000} | body, PAYMENT + mirror(COMMITMENT))


def honest_ledger():
    """A grant by three persons, paid to the wrong account, reversed by two and paid again; then the year closes."""
    log = opened_ledger()
    request_grant(log)
    approve_grant(log)
    paid = pay_grant(log)
    log.write("entry.reversal-proposed", GRANT, "elena", "treasurer", {"target": paid})
    log.write("entry.reversed", GRANT, "fabio", "treasurer", {"target": paid}, mirror(PAYMENT) + COMMITMENT)
    pay_grant(log)
    log.govern("period.closed", "ada", {"through": "2026-10-31"})
    return log
