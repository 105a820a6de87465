#!/usr/bin/python3
"""Verifies a bundle of a Mastro ledger from its bytes alone.

    tools/verify.py FOLDER [--ledger-id HEX] [--against CHECKPOINT] [--now INSTANT] [--balances] [--json] [--quiet]

Written from ledger-specs/format.md, whose section numbers (§) stand below, and from nothing else: it shares no line
with the program that writes ledgers. It needs Python 3.9 or later and the package `cryptography`, for Ed25519 only.

Exit codes: 0 verified; 6 the bytes do not hold together; 7 they do, but something that was logged breaks a rule, or
no --ledger-id says which ledger this should be; 3 a file is missing; 2 usage; 1 a file cannot be read to its end.
"""

import argparse
import base64
import functools
import hashlib
import json
import re
import sys
from collections import namedtuple
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError as problem:
    sys.exit(f"error[load]: {problem}\nhint: apt-get install python3-cryptography")

# §19: after a fault with one of these codes verification goes on, and ends with exit code 7; after any other it stops.
FINDINGS = {"approval.same-person", "approval.missing", "attestation.both-sides", "books.equation",
            "enrolment.unconfirmed", "governance.refused", "period.closed", "recorded.future", "role.not-held"}
LARGEST_INTEGER = 2**53 - 1
LARGEST_AMOUNT = 10**12
MOST_POSTINGS = 512
MOST_NESTED = 32
MOST_PAYLOAD_BYTES = 48_000
MOST_LEAF_BYTES = 65_535
MOST_SIGNATURES = 100
HOURS_AHEAD = 24
ENTRY_TYPE = b"application/vnd.mastro.entry+json"
ENROLMENT_TYPE = b"application/vnd.mastro.enrolment+json"

# §2: grammars, always matched against the whole text.
ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
KIND = re.compile(r"(?=.{1,63}\Z)([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)(?:\.[2-9])?")
STREAM = re.compile(rf"ledger|(?=[a-z-]{{1,40}}/)[a-z]+(?:-[a-z]+)*/(?:{ULID.pattern}|{SLUG.pattern})")
ACCOUNT = re.compile(
    r"(?=.{1,200}\Z)(?:assets|liabilities|equity|income|expenses|memo)(?::[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,11}")
COMMODITY = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,15}")
ORIGIN = re.compile(r"[!-*,-~]{1,100}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(DAY.pattern + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
HEX_DIGEST = re.compile(r"[0-9a-f]{64}")
ROLES = {"administrator", "auditor", "committee", "creditor", "educator", "host", "household", "operator", "treasurer"}
MEDIA = {"certified-mail", "recorded-call", "signed-paper"}
FORMS = {"association", "bank", "church", "company", "cooperative", "foundation", "landlord", "municipality", "other"}
ENVELOPE = re.compile(
    rb'\{"payload":"([A-Za-z0-9+/]+={0,2})","payloadType":"' + re.escape(ENTRY_TYPE) +
    rb'","signatures":\[\{"keyid":"([0-9a-f]{64})","sig":"([A-Za-z0-9+/]{86}==)"\}\]\}\n')


class Fault(Exception):
    """One thing that is wrong: a stable code and a sentence."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code, self.message = code, message


def require(condition, code, message):
    if not condition:
        raise Fault(code, message)


@functools.lru_cache(maxsize=10_000)
def day_number(text):
    """The day as a number, or None where the calendar has no such day."""
    try:
        return date.fromisoformat(text).toordinal() if DAY.fullmatch(text) else None
    except ValueError:
        return None


def unbase64(text):
    """The bytes of standard padded base64 in its only form (no stray bits, no line breaks); None otherwise."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data) == (text.encode() if isinstance(text, str) else text) else None


def text(grammar):
    return lambda value: isinstance(value, str) and grammar.fullmatch(value) is not None


def binary(least, most):
    return lambda value: isinstance(value, str) and least <= len(unbase64(value) or b"") <= most


def integer(least, most=LARGEST_INTEGER):
    return lambda value: type(value) is int and least <= value <= most  # `bool` is an `int` in Python, not in JSON


def one_of(words):
    return lambda value: isinstance(value, str) and value in words


def list_of(admits):
    return lambda value: isinstance(value, list) and all(map(admits, value))


def record(**fields):
    return lambda value: (isinstance(value, dict) and value.keys() == fields.keys()
                          and all(admits(value[name]) for name, admits in fields.items()))


PAYLOAD = {  # §4: what the members of a payload hold
    "actor": text(ULID), "body": lambda value: isinstance(value, dict), "id": text(ULID), "kind": text(KIND),
    "effective": lambda value: isinstance(value, str) and day_number(value) is not None,
    "ledger": text(HEX_DIGEST), "onBehalfOf": text(SLUG), "postings": lambda value: isinstance(value, list),
    "previous": binary(32, 32), "revision": integer(1), "role": one_of(ROLES), "stream": text(STREAM),
    "recorded": lambda value: text(INSTANT)(value) and day_number(value[:10]) is not None,
    "seen": record(root=binary(32, 32), size=integer(0)),
}
BODY = {  # §13, §14, §15: what the members of bodies hold, wherever a verifier looks into them
    "administrators": lambda value: isinstance(value, list) and len(value) == 2,
    "attestation": record(documentDigest=binary(32, 32), medium=one_of(MEDIA), party=text(ULID)),
    "bodies": list_of(text(SLUG)), "body": text(SLUG), "compromisedSince": integer(-LARGEST_INTEGER),
    "confirms": text(ULID), "currency": one_of({"EUR"}), "expires": PAYLOAD["recorded"], "form": one_of(FORMS),
    "lostRoot": binary(32, 32), "member": text(ULID), "origin": text(ORIGIN), "party": text(ULID),
    "record": binary(32, 32), "roles": list_of(one_of(ROLES)), "size": integer(-LARGEST_INTEGER), "target": text(ULID),
    "through": PAYLOAD["effective"],
} | dict.fromkeys(("keyId", "logKey", "name", "nonce", "proof", "publicKey"), lambda value: isinstance(value, str))


def check_members(value, grammar, required, optional, what):
    require(isinstance(value, dict) and required <= value.keys() <= required | optional, "payload.malformed",
            f"{what} has not exactly its members")
    for name in value:
        require(grammar[name](value[name]), "payload.malformed", f"'{name}' of {what} has no valid value")


def _object(pairs):
    members = dict(pairs)
    if len(members) != len(pairs) or not all(key.isascii() for key in members):
        raise ValueError("a key stands twice, or is not ASCII")
    return members


def _integer(digits):
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        raise ValueError("an integer is beyond 2^53-1")
    return int(digits)


def _refused(literal):
    raise ValueError(f"'{literal}' is no integer")


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_refused, parse_constant=_refused)
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value):
    """§3: RFC 8785. With ASCII keys and without floats, Python's sorted compact form is that form."""
    return ENCODER.encode(value).encode("utf-8")


def nesting(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(nesting, inner), default=0)


def parse_canonical(data):
    """§3: a canonical form is read by writing it again and comparing the bytes."""
    try:
        value = DECODER.decode(data.decode("utf-8"))
        require(canonical(value) == data, "payload.not-canonical", "the JSON is not in its canonical form")
        require(nesting(value) <= MOST_NESTED, "payload.not-canonical", f"nested deeper than {MOST_NESTED}")
        return value
    except (ValueError, RecursionError) as problem:
        raise Fault("payload.not-canonical", str(problem)) from None


def pae(payload_type, payload):
    """§6: the bytes that DSSE signs."""
    return b"DSSEv1 %d %b %d %b" % (len(payload_type), payload_type, len(payload), payload)


@functools.lru_cache(maxsize=10_000)
def load_public_key(public):
    return Ed25519PublicKey.from_public_bytes(public)


def signature_is_valid(public, signature, message):
    """§6: Ed25519 as in RFC 8032 without cofactor; R = identity, which no honest signature has, is refused."""
    if signature[:32] == b"\x01" + bytes(31):
        return False
    try:
        load_public_key(public).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add_points(p, q):
    """Adds points of edwards25519 in the coordinates (X, Y, Z, T) of RFC 8032 section 5.1.4."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def is_valid_point(public):
    """§12: whether 32 bytes are the canonical form of a point of the prime-order subgroup, and not the identity."""
    encoded = int.from_bytes(public, "little")
    sign, y = encoded >> 255, encoded & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or x == 0:  # x is 0 in the identity and in the point of order two
        return False
    x = x if x & 1 == sign else P - x
    point, total = (x, y, 1, x * y % P), (0, 1, 1, 0)
    for bit in bin(ORDER)[2:]:
        total = add_points(total, total)
        total = add_points(total, point) if bit == "1" else total
    return total[0] == 0 and total[1] == total[2]


def hash_leaf(envelope):
    return hashlib.sha256(b"\x00" + envelope).digest()


def hash_node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """§7: RFC 6962 over SHA-256. Every complete node is kept, so that a root at any size takes O(log n) hashes."""

    def __init__(self):
        self.levels, self.size = [], 0

    def append(self, digest):
        level, index = 0, self.size
        self.size += 1
        while True:
            if level == len(self.levels):
                self.levels.append(bytearray())
            self.levels[level] += digest
            if index % 2 == 0:
                return
            digest = hash_node(self.levels[level][-64:-32], digest)
            level, index = level + 1, index // 2

    def node(self, level, index):
        return bytes(self.levels[level][32 * index:32 * index + 32])

    def root(self, size):
        """The root when the log had `size` entries."""
        digest, end = None, size
        for level in range(size.bit_length()):  # complete subtrees from the smallest, at the right, to the largest
            if size >> level & 1:
                node = self.node(level, (end >> level) - 1)
                digest = node if digest is None else hash_node(node, digest)
                end -= 1 << level
        return digest or hashlib.sha256(b"").digest()


LogKey = namedtuple("LogKey", "text name key_id public")
Checkpoint = namedtuple("Checkpoint", "text origin size root signatures")


def parse_vkey(vkey):
    """§9: name+id+key of a C2SP signed note."""
    name, _, rest = vkey.partition("+")
    key_id, _, key = rest.partition("+")
    data = unbase64(key) or b""
    if not (ORIGIN.fullmatch(name) and len(data) == 33 and data[0] == 1
            and key_id == hashlib.sha256(name.encode() + b"\n" + data).hexdigest()[:8]):
        raise ValueError("it is no Ed25519 verification key in the form name+id+key")
    return LogKey(vkey, name, bytes.fromhex(key_id), data[1:])


def parse_note(data):
    """§9: a text, a blank line, and one line for each signature."""
    body, blank, signatures = data.decode("utf-8").rpartition("\n\n")
    signed, parsed = signatures[:-1].split("\n"), []
    if not blank or not signatures.endswith("\n") or len(signed) > MOST_SIGNATURES:
        raise ValueError(f"it is no signed note with 1 to {MOST_SIGNATURES} signature lines")
    for line in signed:
        match = re.fullmatch(r"\u2014 ([^\s\x00-\x20\x7f+]+) (\S+)", line)
        signature = match and unbase64(match[2])
        if not signature or len(signature) < 5 or len(match[1].encode()) > 255:
            raise ValueError("it has a malformed signature line")
        parsed.append((match[1], signature[:4], signature[4:]))
    return body + "\n", parsed


def parse_checkpoint(data):
    """§9: a note whose text is origin, size and root."""
    body, signatures = parse_note(data)
    match = re.fullmatch(rf"({ORIGIN.pattern})\n(0|[1-9][0-9]{{0,15}})\n(\S+)\n", body)
    if not match or not binary(32, 32)(match[3]):
        raise ValueError("it is no checkpoint of origin, size and root")
    return Checkpoint(body.encode(), match[1], int(match[2]), unbase64(match[3]), signatures)


def is_signed_by(checkpoint, key):
    """Whether exactly one signature line is of that key, and verifies; lines of other keys are ignored."""
    mine = [signature for name, key_id, signature in checkpoint.signatures if (name, key_id) == (key.name, key.key_id)]
    return len(mine) == 1 and signature_is_valid(key.public, mine[0], checkpoint.text)


class Key:
    """A key of one member: `pending` until a second administrator confirms, then `valid`, at last `removed`."""

    def __init__(self, public, member):
        self.public, self.member, self.status = public, member, "pending"


class Member:
    def __init__(self, roles, bodies, party):
        self.roles, self.bodies, self.party, self.revoked = set(roles), set(bodies), party, False


class Stream:
    """Where a stream stands: `live` are its entries without those reversed; `asked` is its last entry's target and
    persons, where that entry proposes a reversal."""

    def __init__(self):
        self.revision, self.leaf, self.live, self.asked = 0, None, [], None


Step = namedtuple("Step", "id kind stream signer persons attested body postings")
Proposal = namedtuple("Proposal", "kind body persons")


class State:
    """All that is known at a position of the log."""

    def __init__(self):
        self.tree, self.recorded, self.ids, self.streams, self.balances = Tree(), [], set(), {}, {}
        self.ledger, self.origin, self.log_keys = None, None, []  # log_keys: (position that enabled it, LogKey)
        self.members, self.keys, self.proposals, self.bodies = {}, {}, {}, set()
        self.closed = ""  # the last day of the closed periods; days compare as text
        self.publics = set()  # every public key that was ever introduced, of members and of the log
        self.findings, self.notes = [], []

    def log_key(self, size):
        """§9: the key that signs a checkpoint of that size."""
        return [key for position, key in self.log_keys if position < max(size, 1)][-1]


def check_entry(state, position, line):
    """Checks the entry that stands at `position` in the order of §19, then adds it to what is known."""
    payload, keyid, signature = open_envelope(line)
    entry = None
    if position == 0:  # the only entry whose key stands in its own body
        entry = parse_payload(payload)
        open_ledger(state, entry)
    require(keyid in state.keys, "key.unknown", f"no earlier entry introduces the key {keyid}")
    key = state.keys[keyid]
    require(signature_is_valid(key.public, signature, pae(ENTRY_TYPE, payload)), "signature.invalid",
            "the signature does not verify over this payload")
    entry = entry or parse_payload(payload)
    leaf = hash_leaf(line[:-1])
    require(entry.get("ledger") == state.ledger, "ledger.mismatch", "the entry belongs to another ledger")
    require(entry["id"] not in state.ids, "id.duplicate", f"the id {entry['id']} is already in the log")
    stream = state.streams.get(entry["stream"]) or Stream()
    check_place(state, stream, position, entry)
    check_times(state, entry)
    check_postings(state, entry)

    step = Step(entry["id"], KIND.fullmatch(entry["kind"])[1], entry["stream"], identity(state, entry["actor"]),
                persons(state, entry), entry["body"].get("attestation", {}).get("party"), entry["body"],
                entry["postings"])
    for checks in ([lambda: check_signer(state, entry, key), lambda: govern(state, position, entry)],
                   [lambda: check_chain(stream, step)], [lambda: check_attestation(stream, step)],
                   [lambda: check_equations(entry)], [lambda: check_reversal(stream, step, entry)]):
        try:
            for check in checks:
                check()
        except Fault as fault:
            if fault.code not in FINDINGS:
                raise
            state.findings.append((fault.code, position, fault.message))

    state.ledger = state.ledger or leaf.hex()
    state.tree.append(leaf)
    state.ids.add(entry["id"])
    state.recorded.append(entry["recorded"])
    state.streams[entry["stream"]] = stream
    stream.revision, stream.leaf = entry["revision"], leaf
    stream.asked = (entry["body"]["target"], step.persons) if step.kind == "entry.reversal-proposed" else None
    if step.kind == "entry.reversed":
        stream.live.pop()
    elif not stream.asked:
        stream.live.append(step if step.kind in REMEMBERED else step._replace(body={}))
    for account, commodity, amount in entry["postings"]:
        state.balances[account, commodity] = state.balances.get((account, commodity), 0) + amount


def open_envelope(line):
    """§6: an envelope has one byte form, so it is matched, not parsed."""
    match = ENVELOPE.fullmatch(line) if len(line) <= MOST_LEAF_BYTES + 1 else None
    require(match, "envelope.malformed", "the line is not an envelope in its strict form")
    payload, signature = unbase64(match[1]), unbase64(match[3])
    require(payload is not None and signature is not None, "envelope.malformed", "base64 not in its standard form")
    return payload, match[2].decode(), signature


def parse_payload(payload):
    """§4: canonical bytes, exactly the members, each obeying its grammar, in the stream where the kind lives."""
    require(len(payload) <= MOST_PAYLOAD_BYTES, "payload.not-canonical", f"longer than {MOST_PAYLOAD_BYTES} bytes")
    entry = parse_canonical(payload)
    check_members(entry, PAYLOAD, MEMBERS, OPTIONAL_MEMBERS, "the payload")
    kind, stream, body = entry["kind"], entry["stream"], entry["body"]
    word = kind.partition(".")[0]
    name, _, key = stream.partition("/")
    home, grammar = STREAM_OF.get(word, (name, None))
    require((word not in RESERVED or kind in BODIES) and (word in RESERVED and word != "entry") == (stream == "ledger")
            and name == home and (grammar is None or grammar.fullmatch(key)), "payload.malformed",
            f"{kind} does not live in the stream {stream}")
    if BODIES.get(kind):
        check_members(body, BODY, *BODIES[kind], kind)
    require("attestation" not in body or BODY["attestation"](body["attestation"]), "payload.malformed",
            "the attestation has no valid value")
    return entry


def check_place(state, stream, position, entry):
    """§8: revision and predecessor in the stream, and the log that the signer had seen."""
    require(entry["revision"] == stream.revision + 1, "stream.revision",
            f"revision {entry['revision']} of {entry['stream']} where {stream.revision + 1} was due")
    require(entry.get("previous") == (base64.b64encode(stream.leaf).decode() if stream.leaf else None),
            "stream.previous", f"the signer named another predecessor in {entry['stream']}")
    size, root = entry["seen"]["size"], entry["seen"]["root"]
    require(size <= position, "seen.size", f"the signer had seen {size} entries")
    require(unbase64(root) == state.tree.root(size), "seen.root", f"the signer had seen another log of size {size}")


def check_times(state, entry):
    """§5: instants compare as text."""
    size, recorded = entry["seen"]["size"], entry["recorded"]
    require(size == 0 or recorded >= state.recorded[size - 1], "recorded.before-seen",
            "recorded before an entry that its signer had seen")
    require(day_number(entry["effective"]) <= day_number(recorded[:10]) + 1, "effective.future",
            f"effective {entry['effective']}, recorded {recorded}")


def check_postings(state, entry):
    """§10: the form, then by commodity the sums of memorandum accounts and of all others."""
    postings, last, sums = entry["postings"], ("", ""), {}
    require(len(postings) <= MOST_POSTINGS, "postings.form", f"more than {MOST_POSTINGS} postings")
    require(not postings or entry["kind"] == "entry.reversed" or entry["kind"] not in BODIES, "postings.form",
            f"{entry['kind']} has postings")
    for posting in postings:
        if not (isinstance(posting, list) and len(posting) == 3 and text(ACCOUNT)(posting[0])
                and text(COMMODITY)(posting[1]) and type(posting[2]) is int
                and 0 < abs(posting[2]) <= LARGEST_AMOUNT and last < (posting[0], posting[1])):
            raise Fault("postings.form", f"{posting} is malformed, out of order, or stands twice")
        account, commodity, amount = posting
        last, total = (account, commodity), (commodity, account.startswith("memo:"))
        sums[total] = sums.get(total, 0) + amount
        if abs(state.balances.get(last, 0) + amount) > LARGEST_INTEGER:
            raise Fault("postings.form", f"the balance of {account} would be beyond 2^53-1")
    for (commodity, memo), amount in sums.items():
        require(amount == 0, "postings.unbalanced",
                f"the {'memorandum ' if memo else ''}postings in {commodity} sum to {amount}")


EQUATIONS = {  # §10: accounts whose postings sum to zero; where a group matches, for each of its values
    "available + reserve = bank - liabilities": re.compile(
        r"equity:fund:[^:]+:[^:]+:(?:available|guarantee-reserve)|assets:bank:.+|liabilities:(?!funders$).+"),
    "lent = loans + accrued - allowance": re.compile(
        r"equity:fund:([^:]+:[^:]+):lent|equity:opening:([^:]+:[^:]+)"
        r"|assets:(?:loans|accrued|allowance):([^:]+:[^:]+):.+"),
    "pledged = receivable": re.compile(r"equity:fund:[^:]+:[^:]+:pledged|assets:receivable:.+"),
    "repayable = owed to funders": re.compile(r"equity:fund:[^:]+:[^:]+:repayable|liabilities:funders"),
    "income + expenses + result = 0": re.compile(r"(?:income|expenses):(?:.+:)?([^:]+)|equity:result:([^:]+)"),
}


@functools.lru_cache(maxsize=100_000)
def equation_of(account):
    """The equation to which an account belongs, with the restriction or fund for which it holds."""
    for equation, accounts in EQUATIONS.items():
        match = accounts.fullmatch(account)
        if match:
            return " of ".join([equation, *filter(None, match.groups())])
    return None


def check_equations(entry):
    """§10: what is true of the books after every entry, since every entry leaves each sum at zero."""
    sums = {}
    for account, commodity, amount in entry["postings"]:
        equation = equation_of(account) if commodity == "EUR" else None
        sums[equation] = sums.get(equation, 0) + (amount if equation else 0)
    for equation, amount in sums.items():
        require(amount == 0, "books.equation", f"{equation}: off by {amount}")


def check_signer(state, entry, key):
    """§11: the key is the actor's and valid at this position; the actor holds the role and acts for the body."""
    actor, role, body = entry["actor"], entry["role"], entry.get("onBehalfOf")
    require(key.member == actor, "key.not-valid", "the key belongs to another member")
    require(key.status != "pending", "enrolment.unconfirmed", f"nobody else had confirmed this key of {actor}")
    member = state.members[actor]
    require(key.status == "valid" and not member.revoked, "key.not-valid", f"the key, or {actor}, had been removed")
    require(role in member.roles, "role.not-held", f"{actor} does not hold the role {role}")
    require(body is None or body in member.bodies, "role.not-held", f"{actor} does not act for {body}")
    require(entry["effective"] > state.closed, "period.closed", f"{entry['effective']} lies in a closed period")


def identity(state, name):
    """§14: the names of one person: the member, and the party that this member is."""
    party = state.members[name].party if name in state.members else None
    return {"member " + name} | ({"party " + party} if party else set())


def persons(state, entry):
    """§14: whose word an entry is: the signer's, and that of the party for whom the signer attests."""
    attestation = entry["body"].get("attestation")
    return identity(state, entry["actor"]) | ({"party " + attestation["party"]} if attestation else set())


MEMBERS = {"actor", "body", "effective", "id", "kind", "postings", "recorded", "revision", "role", "seen", "stream"}
OPTIONAL_MEMBERS = {"ledger", "onBehalfOf", "previous"}
STATEMENT = {"expires", "member", "nonce", "proof", "publicKey"}
RESERVED = {"body", "entry", "ledger", "log", "member", "period", "policy"}
BODIES = {  # §13, §15: every kind with a reserved word; members that must, that may stand; None: not looked into
    "ledger.opened": ({"administrators", "currency", "logKey", "origin"}, set()),
    "ledger.restored": ({"lostRoot", "size"}, set()),
    "ledger.restore-confirmed": ({"confirms"}, set()),
    "log.key-rotated": ({"logKey"}, set()),
    "log.key-confirmed": ({"confirms"}, set()),
    "body.registered": ({"body", "form", "name"}, set()),
    "member.enrolled": (STATEMENT | {"bodies", "roles"}, {"party", "record"}),
    "member.roles-changed": ({"bodies", "member", "roles"}, set()),
    "member.key-added": (STATEMENT, set()),
    "member.key-removed": ({"keyId", "member"}, set()),
    "member.revoked": ({"member"}, {"compromisedSince"}),
    "member.confirmed": ({"confirms"}, set()),
    "policy.adopted": None,
    "policy.confirmed": ({"confirms"}, set()),
    "period.closed": ({"through"}, set()),
    "entry.reversal-proposed": ({"target"}, set()),
    "entry.reversed": ({"target"}, set()),
}
CONFIRMED_BY = {
    "ledger.restored": "ledger.restore-confirmed", "log.key-rotated": "log.key-confirmed",
    "member.enrolled": "member.confirmed", "member.roles-changed": "member.confirmed",
    "member.key-added": "member.confirmed", "member.key-removed": "member.confirmed",
    "policy.adopted": "policy.confirmed",
}
STREAM_OF = {  # §16: the first word of a kind, and the name and key of the stream in which it lives
    "bank": ("match", ULID), "consent": ("household", ULID), "eviction": ("plan", ULID), "fund": ("fund", SLUG),
    "outcome": ("household", ULID), "payment": ("payment-return", ULID), "reserve": ("fund", SLUG),
} | {word: (word, ULID) for word in ("budget", "capital", "cash", "contribution", "cost", "grant", "guarantee",
                                     "household", "lab", "loan", "party", "plan", "portfolio", "service", "transfer",
                                     "voucher")}


def introduce_key(state, entry, body):
    """§12: a public key enters as `pending` once its holder has proved to possess it."""
    public, proof = unbase64(body["publicKey"]), unbase64(body["proof"])
    require(binary(32, 32)(body["publicKey"]) and binary(64, 64)(body["proof"]) and binary(16, 32)(body["nonce"]),
            "signature.invalid", "key, proof or nonce are not of their sizes")
    statement = {name: body[name] for name in ("expires", "member", "nonce", "publicKey")}
    statement |= {"origin": state.origin} | ({"ledger": state.ledger} if state.ledger else {})
    require(is_valid_point(public), "key.not-valid", "the public key is no canonical point of prime order")
    require(signature_is_valid(public, proof, pae(ENROLMENT_TYPE, canonical(statement))), "signature.invalid",
            "the proof of possession does not verify")
    require(entry["recorded"] <= body["expires"], "key.not-valid", "the enrolment statement had expired")
    require(public not in state.publics, "key.not-valid", "the key is not new")
    state.publics.add(public)
    key = state.keys[hashlib.sha256(public).hexdigest()] = Key(public, body["member"])
    return key


def introduce_log_key(state, vkey):
    """§13: a key for the log's checkpoints, under the log's name."""
    try:
        key = parse_vkey(vkey)
    except ValueError as problem:
        raise Fault("payload.malformed", f"the log key: {problem}") from None
    require(is_valid_point(key.public) and key.public not in state.publics and key.name == state.origin,
            "payload.malformed", "the log key is not new, no canonical point of prime order, or of another name")
    state.publics.add(key.public)
    return key


def open_ledger(state, entry):
    """§12, §13: the genesis entry names the log, its key and two administrators, valid at once."""
    require(entry["kind"] == "ledger.opened" and entry["role"] == "administrator" and "onBehalfOf" not in entry,
            "payload.malformed", "the first entry does not open a ledger")
    body = entry["body"]
    state.origin = body["origin"]
    state.log_keys.append((0, introduce_log_key(state, body["logKey"])))
    for administrator in body["administrators"]:
        check_members(administrator, BODY, STATEMENT, {"record"}, "an administrator")
        require(administrator["member"] not in state.members and unbase64(administrator["publicKey"])
                not in state.publics, "payload.malformed", "two of the members and keys are the same")
        introduce_key(state, entry, administrator).status = "valid"
        state.members[administrator["member"]] = Member({"administrator"}, set(), None)


def govern(state, position, entry):
    """§13: what an entry of the stream `ledger` changes, and by whom. One that is refused has no effect."""
    kind, body, actor = entry["kind"], entry["body"], entry["actor"]
    if entry["stream"] != "ledger" or position == 0:
        return
    own = kind in ("member.key-added", "member.key-removed") and body["member"] == actor
    require(own or entry["role"] == "administrator", "role.not-held", f"{kind} takes an administrator")
    if kind not in CONFIRMED_BY.values():
        check_proposal(state, position, entry)
        check_change(state, kind, body)
        if kind in ("member.enrolled", "member.key-added"):
            introduce_key(state, entry, body)
        elif kind == "log.key-rotated":
            introduce_log_key(state, body["logKey"])
        if kind in CONFIRMED_BY and not own:
            state.proposals[entry["id"]] = Proposal(kind, body, persons(state, entry))
        else:
            take_effect(state, position, kind, body)
        return
    target = body["confirms"]
    proposal = state.proposals.get(target)
    require(proposal and CONFIRMED_BY[proposal.kind] == kind, "governance.refused", f"{target} waits for no {kind}")
    others = set(proposal.persons)  # who proposed it, and whom it concerns
    if proposal.kind.startswith("member."):
        others |= identity(state, proposal.body["member"]) | {f"party {proposal.body.get('party')}"}
    require(not persons(state, entry) & others, "approval.same-person",
            f"{kind} by the person who proposed {target}, or whom it concerns")
    check_change(state, proposal.kind, proposal.body)
    take_effect(state, position, proposal.kind, proposal.body)
    del state.proposals[target]


def check_proposal(state, position, entry):
    """§13: what is asked once, of the entry itself."""
    kind, body, code = entry["kind"], entry["body"], "governance.refused"
    waiting = {one.body["member"] for one in state.proposals.values() if one.kind == "member.enrolled"}
    require(kind != "ledger.opened", code, "the ledger had been opened")
    require(kind != "ledger.restored" or body["size"] > position, code, "no entry was lost")
    require(kind != "body.registered" or body["body"] not in state.bodies, code, "the body had been registered")
    require(kind != "body.registered" or 1 <= len(body["name"].encode()) <= 120, code, "the body's name has no length")
    require(kind != "period.closed" or state.closed < body["through"] < entry["recorded"][:10], code,
            "the period is not over, or was closed before")
    require(kind != "member.revoked" or 0 <= body.get("compromisedSince", 0) < position, code,
            "compromisedSince is not before this entry")
    require(kind != "member.enrolled" or body["member"] not in waiting | state.members.keys(), code,
            "the member had been enrolled before")
    if kind in ("member.enrolled", "member.roles-changed"):
        for names in (body["roles"], body["bodies"]):
            require(names == sorted(set(names)), code, "roles or bodies are out of order, or stand twice")
        require(body["roles"] and state.bodies.issuperset(body["bodies"]), code, "no role, or an unknown body")
    if kind == "member.enrolled" and "party" in body:
        require(f"party/{body['party']}" in state.streams, code, f"there is no party {body['party']}")


def check_change(state, kind, body):
    """§13: what is asked of a change when it is proposed, and again when it is confirmed."""
    if not kind.startswith("member.") or kind == "member.enrolled":
        return
    code, name, member = "governance.refused", body["member"], state.members.get(body["member"])
    require(member and not member.revoked, code, f"{name} is no member, or was revoked")
    if kind == "member.key-removed":
        held = {keyid for keyid, key in state.keys.items() if key.member == name and key.status == "valid"}
        require(body["keyId"] in held and len(held) > 1, code, "no valid key of that member, or the last one")
    if kind == "member.revoked" or kind == "member.roles-changed" and "administrator" not in body["roles"]:
        left = [one for one in state.members.values() if "administrator" in one.roles and not one.revoked]
        require("administrator" not in member.roles or len(left) > 2, code, "two administrators must remain")


def take_effect(state, position, kind, body):
    """§13: from the next position on."""
    member = state.members.get(body["member"]) if kind.startswith("member.") else None
    if kind == "log.key-rotated":
        state.log_keys.append((position, parse_vkey(body["logKey"])))
    elif kind == "body.registered":
        state.bodies.add(body["body"])
    elif kind == "period.closed":
        state.closed = body["through"]
    elif kind in ("member.enrolled", "member.key-added"):
        state.keys[hashlib.sha256(unbase64(body["publicKey"])).hexdigest()].status = "valid"
        state.members[body["member"]] = member or Member(body["roles"], body["bodies"], body.get("party"))
    elif kind == "member.key-removed":
        state.keys[body["keyId"]].status = "removed"
    elif kind == "member.roles-changed":
        member.roles, member.bodies = set(body["roles"]), set(body["bodies"])
    elif kind == "member.revoked":
        member.revoked = True
        if "compromisedSince" in body:
            state.notes.append(f"entries of {body['member']} from position {body['compromisedSince']} on may not be "
                               "theirs")


def read_chains(rows):
    """§14: kinds: what must stand before them / whose persons must be others than theirs; all of the same word."""
    chains = {}
    for row in rows.strip().splitlines():
        kinds, needed, others = re.fullmatch(r"(.+): (.*?) ?/ ?(.*)", row).groups()
        for kind in kinds.split():
            word = kind.partition(".")[0] + "."
            chains[kind] = ([word + event for event in needed.split()], [
                (word + event, how, word + name if how == "since" else name)
                for event, how, name in re.findall(r"(\S+)(?: (since|of the same) (\S+))?", others)])
    return chains


CHAINS = read_chains("""
grant.approved: requested / requested approved
grant.refused guarantee.refused: requested / requested
grant.paid: requested approved / requested approved
grant.ratified: paid / requested approved paid
contribution.refunded: refund-approved / refund-approved
capital.returned: return-approved / return-approved
portfolio.confirmed transfer.made: proposed / proposed
voucher.approved voucher.issued: / approved
voucher.redeemed: issued / approved issued
voucher.settled: redeemed / approved issued redeemed
loan.approved: applied / applied approved
loan.refused: applied / applied
loan.accepted: approved /
loan.disbursed: approved accepted / applied approved accepted
guarantee.approved guarantee.issued: requested / requested approved
guarantee.claimed: issued /
guarantee.claim-accepted: claimed tenant-notified / requested approved issued claimed tenant-replied tenant-paid
guarantee.claim-refused: claimed / requested claimed tenant-replied tenant-paid
guarantee.paid: claim-accepted / requested approved issued claimed tenant-replied tenant-paid claim-accepted
guarantee.lost guarantee.waived: paid / requested
plan.override-approved: proposed / opened proposed override-approved since proposed
plan.forwarded plan.held-returned: opened / opened proposed
plan.lapsed: breached / breached since breached
service.terms-set: agreed / agreed terms-set
service.confirmed service.disputed: performed / performed of the same session
service.dispute-resolved: disputed / performed of the same session disputed of the same session
service.credited: terms-set performed /
service.settled: credited / agreed terms-set credited
household.erased: erasure-proposed / erasure-proposed since erasure-proposed
budget.snapshot-confirmed: snapshot-taken / snapshot-taken since snapshot-taken
budget.plan-agreed: plan-proposed / plan-proposed since plan-proposed
""")
SIGNED_TWICE = {"loan.surplus-returned", "loan.written-off"}  # §14: the second signature has the postings
APPROVALS = {"guarantee.claim-accepted", "guarantee.issued", "service.terms-set"}
REMEMBERED = SIGNED_TWICE | {"service.disputed"}  # kinds to whose bodies later entries are compared


def check_chain(stream, step):
    """§14: different persons along a chain, and no step without the one before it."""
    needed, others = CHAINS.get(step.kind, ([], []))
    if step.kind == "grant.paid" and step.body.get("urgent") is True:
        others = []
    for kind, how, name in others:
        newest = max((place for place, one in enumerate(stream.live) if one.kind == name), default=0)
        for earlier in stream.live[newest if how == "since" else 0:]:
            same = step.body.get(name, "") in (earlier.id, earlier.body.get(name)) if how == "of the same" else True
            require(earlier.kind != kind or not same or not earlier.persons & step.persons, "approval.same-person",
                    f"{step.kind} by a person of {kind} {earlier.id}")
    for kind in needed:
        require(any(earlier.kind == kind for earlier in stream.live), "approval.missing", f"{step.kind} without {kind}")
    if step.kind in SIGNED_TWICE and step.postings:
        first = [one.persons for one in stream.live if (one.kind, one.body) == (step.kind, step.body)]
        require(first, "approval.missing", f"{step.kind} moves money with a single signature")
        require(any(not who & step.persons for who in first), "approval.same-person",
                f"{step.kind} signed twice by one person")


def check_attestation(stream, step):
    """§14: nobody attests two sides of one chain, nor what they approve."""
    def approves(one):
        named = re.search(r"[.-](approved|confirmed|ratified)$", one.kind)
        return not one.attested and (one.kind in APPROVALS or named)

    of_a_family = step.stream.startswith(("budget/", "household/"))
    if step.kind in BODIES or of_a_family or not (step.attested or approves(step)):
        return
    for earlier in stream.live:
        two_sides = earlier.attested and step.attested and earlier.attested != step.attested
        own_word = earlier.attested and approves(step) or step.attested and approves(earlier)
        require(not (earlier.signer & step.signer and (two_sides or own_word)), "attestation.both-sides",
                f"the signer of {earlier.kind} {earlier.id} attests for another party too, or approves it")


def check_reversal(stream, step, entry):
    """§15: the exact mirror of the newest entry that stands; money takes two persons."""
    if step.kind not in ("entry.reversal-proposed", "entry.reversed"):
        return
    target, newest = entry["body"]["target"], stream.live[-1] if stream.live else None
    require(newest and newest.id == target, "reversal.mismatch", f"{target} is not the newest entry that stands")
    if step.kind == "entry.reversed":
        mirror = [[account, commodity, -amount] for account, commodity, amount in newest.postings]
        require(entry["postings"] == mirror, "reversal.mismatch", f"the postings do not mirror those of {target}")
        if any(not account.startswith("memo:") for account, _, _ in mirror):
            proposed, others = stream.asked or (None, set())
            require(proposed == target, "approval.missing", "money is reversed without a proposal right before")
            require(not others & step.persons, "approval.same-person",
                    "entry.reversed by the person of entry.reversal-proposed")


def check_clock(state, now):
    """§5, §19: nobody records tomorrow; one finding for all, since a wrong clock drags the later entries with it."""
    limit = (now + timedelta(hours=HOURS_AHEAD)).strftime("%Y-%m-%dT%H:%M:%SZ")
    ahead = [position for position, recorded in enumerate(state.recorded) if recorded > limit]
    if ahead:
        state.findings.append(("recorded.future", ahead[0], f"{len(ahead)} entries are recorded after {limit}, more "
                               f"than {HOURS_AHEAD} hours ahead of this verification"))


def check_checkpoint(state, data, log_key):
    """§9: the operator of the log has signed for exactly these entries."""
    key = state.log_key(state.tree.size)
    require(log_key == key.text.encode() + b"\n", "checkpoint.signature", "log-key is not the key that the log names")
    try:
        checkpoint = parse_checkpoint(data)
    except ValueError as problem:
        raise Fault("checkpoint.signature", f"the checkpoint: {problem}") from None
    require(is_signed_by(checkpoint, key), "checkpoint.signature", "no valid signature by the log's key")
    require(checkpoint.origin == state.origin, "checkpoint.origin", f"it is of {checkpoint.origin}, not {state.origin}")
    require(checkpoint.size == state.tree.size, "checkpoint.size",
            f"it is of {checkpoint.size} entries, the bundle holds {state.tree.size}")
    require(checkpoint.root == state.tree.root(checkpoint.size), "tree.root", "the checkpoint has another root")


def check_against(state, data):
    """§9: a checkpoint that somebody kept is one of this very log at an earlier size."""
    code = "against.not-extended"
    try:
        old = parse_checkpoint(data)
    except ValueError as problem:
        raise Fault(code, f"the older checkpoint: {problem}") from None
    require(old.origin == state.origin, code, f"the older checkpoint is of {old.origin}")
    require(old.size <= state.tree.size, code, f"the log had {old.size} entries, now it has {state.tree.size}")
    require(is_signed_by(old, state.log_key(old.size)), code, "the older checkpoint is not signed by the log's key")
    require(old.root == state.tree.root(old.size), code, f"the first {old.size} entries are not those of that time")


def verify(lines, checkpoint, log_key, ledger_id=None, against=None, now=None, progress=None):
    """Verifies the lines of envelopes.jsonl, each with its LF, and the two files beside it, at the moment `now`.

    Gives the state after the last good entry, and the fault that stopped the verification as (code, position,
    message), or None; its position is None where the fault is not in an entry.
    """
    state, position = State(), None
    try:
        for position, line in enumerate(lines):
            check_entry(state, position, line)
            require(ledger_id in (None, state.ledger), "ledger.mismatch", f"this is the ledger {state.ledger}")
            if progress and position % 1000 == 0:
                progress(position)
        require(state.tree.size > 0, "envelope.malformed", "there is no entry")
        position = None
        if now is not None:
            check_clock(state, now)
        check_checkpoint(state, checkpoint, log_key)
        if against is not None:
            check_against(state, against)
        return state, None
    except Fault as fault:
        return state, (fault.code, position, fault.message)


def report(state, fault, options):
    """§19: everything that is wrong, and whether somebody said which ledger this must be."""
    faults = state.findings + ([fault] if fault else [])
    balances = sorted((*key, amount) for key, amount in state.balances.items() if amount and not fault)
    anchored = options.ledger_id is not None
    exit_code = 6 if fault else 7 if faults or not anchored else 0
    root = base64.b64encode(state.tree.root(state.tree.size)).decode()
    if options.json:
        errors = [{"code": code, "position": position, "message": message} for code, position, message in faults]
        result = {"anchored": anchored, "errors": errors, "exitCode": exit_code, "ledger": state.ledger,
                  "notes": state.notes, "origin": state.origin, "root": root, "size": state.tree.size}
        print(json.dumps(result | ({"balances": balances} if options.balances else {}), ensure_ascii=False, indent=2))
        return exit_code
    for code, position, message in faults:
        print(f"error[{code}]{'' if position is None else f' at position {position}'}: {message}", file=sys.stderr)
    if not anchored:
        print(f"unanchored: without --ledger-id nothing says that this must be {state.ledger}", file=sys.stderr)
    if not options.quiet:
        for note in state.notes:
            print(f"note: {note}", file=sys.stderr)
        if not fault:
            print(f"{state.tree.size} entries of {state.origin} {'break rules' if faults else 'verified'}, ledger "
                  f"{state.ledger}, root {root}")
    for balance in balances if options.balances else []:
        print(*balance)
    return exit_code


def parse_instant(value):
    if not PAYLOAD["recorded"](value):
        raise argparse.ArgumentTypeError("an instant is written YYYY-MM-DDTHH:MM:SSZ")
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")


def main():
    parser = argparse.ArgumentParser(description="Verifies a bundle of a Mastro ledger from its bytes alone.")
    parser.add_argument("folder", type=Path, help="holds envelopes.jsonl, checkpoint and log-key")
    parser.add_argument("--ledger-id", metavar="HEX", help="the ledger that this must be, known from elsewhere")
    parser.add_argument("--against", metavar="FILE", type=Path, help="an older checkpoint, which the log must extend")
    parser.add_argument("--now", metavar="INSTANT", type=parse_instant, default=datetime.now(timezone.utc),
                        help="when this verification takes place; this machine's clock otherwise")
    parser.add_argument("--balances", action="store_true", help="print every balance that is not zero")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quiet", action="store_true", help="print only errors and balances")
    options = parser.parse_args()
    if options.ledger_id is not None and not HEX_DIGEST.fullmatch(options.ledger_id):
        parser.error("--ledger-id takes 64 lower-case hexadecimal digits")

    def progress(position):
        print(f"{position} entries", end="\r", file=sys.stderr, flush=True)

    try:
        checkpoint, log_key = (options.folder / "checkpoint").read_bytes(), (options.folder / "log-key").read_bytes()
        against = options.against.read_bytes() if options.against else None
        try:
            against is None or parse_note(against)
        except ValueError as problem:
            parser.error(f"{options.against}: {problem}")
        with open(options.folder / "envelopes.jsonl", "rb") as lines:
            state, fault = verify(lines, checkpoint, log_key, options.ledger_id, against, options.now,
                                  progress if sys.stderr.isatty() and not options.quiet else None)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as problem:
        print(f"error[missing]: {problem}", file=sys.stderr)
        return 3
    except OSError as problem:
        print(f"error[read]: {problem}", file=sys.stderr)
        return 1
    return report(state, fault, options)


if __name__ == "__main__":
    sys.exit(main())
