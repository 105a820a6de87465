// The log as this browser reads it: every entry again from its own bytes, every signature, every link, the whole tree.

import {
  concat, entryType, fromBase64, preAuthenticationEncoding, same, sha256, toBase64, toHex, utf8,
} from "./bytes.js";
import { leafHash, nodeHash } from "./merkle.js";

const decoder = new TextDecoder("utf-8", { fatal: true });
const encode = bytes => toBase64(bytes);

/** RFC 8785 of what JSON.parse gives for texts, integers, lists and objects with ASCII names: what entries are made of. */
export function canonicalText(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonicalText(value[name])}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error("not an integer");
  return JSON.stringify(value);
}

/** The peaks of a growing tree: enough to know its root at every size (RFC 6962, 2.1). */
export class Peaks {
  size = 0;
  #peaks = [];

  async add(leaf) {
    let hash = leaf;
    for (let bits = this.size; bits % 2 === 1; bits = Math.floor(bits / 2)) {
      hash = await nodeHash(this.#peaks.pop(), hash);
    }
    this.#peaks.push(hash);
    this.size += 1;
  }

  async root() {
    if (this.size === 0) return sha256(new Uint8Array());
    let hash = this.#peaks.at(-1);
    for (const peak of this.#peaks.slice(0, -1).reverse()) hash = await nodeHash(peak, hash);
    return hash;
  }
}

/** Reads a bundle of C2SP tlog-tiles: each entry after its length in two bytes. */
export function entriesOf(bundle) {
  const entries = [];
  for (let place = 0; place < bundle.length;) {
    const length = bundle[place] * 256 + bundle[place + 1];
    if (place + 2 + length > bundle.length) throw new Error("a bundle is cut short");
    entries.push(bundle.subarray(place + 2, place + 2 + length));
    place += 2 + length;
  }
  return entries;
}

/** `000`, `x001/234`: how the tiles of C2SP are numbered. */
export function tileNumber(index) {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return groups.join("/");
}

/** A checkpoint (C2SP signed note): its tree, and whether the key that the log names has signed it. */
export async function readCheckpoint(text, logKey) {
  const end = text.indexOf("\n\n");
  if (end < 0) throw new Error("not a checkpoint");
  const body = text.slice(0, end + 1);
  const [origin, size, root, ...more] = body.split("\n");
  if (!/^(0|[1-9][0-9]*)$/.test(size) || more.length !== 1) throw new Error("not a checkpoint");
  const checkpoint = { origin, size: Number(size), root: fromBase64(root), signed: false };
  if (!logKey) return checkpoint;
  const [name, , encoded] = logKey.split("+");
  const material = fromBase64(logKey.slice(logKey.indexOf("+", name.length + 1) + 1) || encoded);
  const keyID = (await sha256(concat(utf8(`${name}\n`), material))).subarray(0, 4);
  const key = await crypto.subtle.importKey("raw", material.subarray(1), { name: "Ed25519" }, false, ["verify"]);
  for (const line of text.slice(end + 2).split("\n")) {
    const [dash, signer, signature] = line.split(" ");
    if (dash !== "\u2014" || signer !== name) continue;
    const bytes = fromBase64(signature);
    if (same(bytes.subarray(0, 4), keyID)) {
      checkpoint.signed = await crypto.subtle.verify({ name: "Ed25519" }, key, bytes.subarray(4), utf8(body));
    }
  }
  return checkpoint;
}

/** Reads entry after entry, and keeps what each must agree with: keys, streams, times, the tree. */
export class LogReader {
  findings = [];
  balances = new Map();
  logKey = "";
  ledger = "";
  #tree = new Peaks();
  #roots = [];
  #keys = new Map();
  #streams = new Map();
  #ids = new Map();
  #proposals = new Map();
  #recorded = [];

  get size() { return this.#tree.size; }
  root() { return this.#tree.root(); }
  rootAt(size) { return this.#roots[size]; }

  #find(code, detail) { this.findings.push({ position: this.size, code, detail }); }

  async add(bytes) {
    const position = this.size;
    if (position === 0) this.#roots[0] = await this.root();
    const leaf = await leafHash(bytes);
    try {
      await this.#examine(bytes, position, encode(leaf));
    } catch (fault) {
      this.#find("entry.unreadable", fault.message);
    }
    if (position === 0) this.ledger = toHex(leaf);
    await this.#tree.add(leaf);
    this.#roots.push(await this.root());
    return leaf;
  }

  async #examine(bytes, position, leaf) {
    const text = decoder.decode(bytes);
    const envelope = JSON.parse(text);
    const [{ keyid, sig } = {}] = envelope.signatures ?? [];
    const strict = { payload: envelope.payload, payloadType: entryType, signatures: [{ keyid, sig }] };
    if (canonicalText(strict) !== text) this.#find("envelope.not-strict", "");
    const payload = fromBase64(envelope.payload);
    const written = decoder.decode(payload);
    const entry = JSON.parse(written);
    if (canonicalText(entry) !== written) this.#find("payload.not-canonical", "");
    if (position === 0) await this.#open(entry);
    await this.#checkSignature(entry, keyid, fromBase64(sig), payload, position);
    this.#checkPlace(entry, leaf, position);
    this.#checkPostings(entry);
    await this.#learn(entry, position);
  }

  async #checkSignature(entry, keyid, signature, payload, position) {
    const known = this.#keys.get(keyid);
    if (!known) return this.#find("key.unknown", keyid);
    if (toHex(await sha256(known.bytes)) !== keyid) this.#find("key.id", keyid);
    if (known.member !== entry.actor) this.#find("key.not-the-actors", entry.actor);
    const isValid = position === 0 || known.from !== undefined && known.from < position &&
      (known.until === undefined || position <= known.until);
    if (!isValid) this.#find("key.not-valid", keyid);
    known.key ??= await crypto.subtle.importKey("raw", known.bytes, { name: "Ed25519" }, false, ["verify"]);
    const signed = preAuthenticationEncoding(entryType, payload);
    if (!await crypto.subtle.verify({ name: "Ed25519" }, known.key, signature, signed)) {
      this.#find("signature.invalid", entry.id);
    }
  }

  #checkPlace(entry, leaf, position) {
    const before = this.#streams.get(entry.stream);
    if (entry.revision !== (before?.revision ?? 0) + 1 || entry.previous !== before?.leaf) {
      this.#find("stream.broken", entry.stream);
    }
    this.#streams.set(entry.stream, { revision: entry.revision, leaf });
    if (this.#ids.has(entry.id)) this.#find("id.reused", entry.id);
    this.#ids.set(entry.id, position);
    if (position === 0 ? entry.ledger !== undefined : entry.ledger !== this.ledger) this.#find("ledger.other", "");
    const { size, root } = entry.seen;
    if (size > position || encode(this.#roots[size] ?? new Uint8Array()) !== root) this.#find("seen.not-the-log", entry.id);
    if (size > 0 && this.#recorded[size - 1] > entry.recorded) this.#find("recorded.before-seen", entry.recorded);
    this.#recorded.push(entry.recorded);
  }

  #checkPostings(entry) {
    const sums = new Map();
    for (const [account, commodity, amount] of entry.postings) {
      const group = `${commodity} ${account.startsWith("memo:")}`;
      sums.set(group, (sums.get(group) ?? 0) + amount);
      const key = `${account} ${commodity}`;
      this.balances.set(key, (this.balances.get(key) ?? 0) + amount);
    }
    for (const sum of sums.values()) if (sum !== 0) this.#find("postings.unbalanced", entry.id);
  }

  async #open(entry) {
    this.logKey = entry.body.logKey ?? "";
    for (const { member, publicKey } of entry.body.administrators ?? []) await this.#hold(publicKey, member, -1);
  }

  async #hold(publicKey, member, from) {
    const bytes = fromBase64(publicKey);
    this.#keys.set(toHex(await sha256(bytes)), { bytes, member, from, until: undefined });
  }

  #end(keyid, position) {
    const held = this.#keys.get(keyid);
    if (held) held.until ??= position;
  }

  /** What an entry of the stream `ledger` does to the keys: at once by their holder, else when it is confirmed. */
  async #learn({ actor, body, id, kind }, position) {
    const proposal = this.#proposals.get(body.confirms);
    if (["member.enrolled", "member.key-added", "member.key-removed", "log.key-rotated"].includes(kind)) {
      if (kind !== "member.enrolled" && actor === body.member) await this.#change(body, position);
      else this.#proposals.set(id, body);
    }
    if (["member.confirmed", "log.key-confirmed"].includes(kind) && proposal) await this.#change(proposal, position);
    if (kind === "member.revoked") {
      for (const held of this.#keys.values()) if (held.member === body.member) held.until ??= position;
    }
  }

  async #change({ keyId, logKey, member, publicKey }, position) {
    if (publicKey) await this.#hold(publicKey, member, position);
    if (keyId) this.#end(keyId, position);
    if (logKey) this.logKey = logKey;
  }
}
