// Asking the server: with the session's token against forgery, and with problems (RFC 9457) as errors.

import { canonical, fromBase64, preAuthenticationEncoding, signInType, toBase64 } from "./bytes.js";
import { findKey, rememberHead, rememberedHead, sign } from "./keys.js";
import { provesConsistency } from "./merkle.js";

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `status ${status}`);
    this.status = status;
    this.code = body.code ?? "";
    this.hint = body.hint ?? "";
    this.body = body;
  }
}

/** A problem in whole sentences. */
export const explain = problem =>
  [problem.message, problem.hint].filter(Boolean).map(text => /[.!?]$/.test(text) ? text : `${text}.`).join(" ");

let csrf = document.querySelector("meta[name=csrf]")?.content ?? "";

export async function call(method, path, body) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (csrf) headers["x-csrf-token"] = csrf;
  const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  let read = {};
  try {
    read = text ? JSON.parse(text) : {};
  } catch {
    throw new Problem(response.status, { title: `status ${response.status}` });
  }
  if (!response.ok) throw new Problem(response.status, read);
  return read;
}

/** Signs in with a key of this device: the challenge must be for this ledger's page, this key and now. */
export async function signIn(key) {
  const challenge = await call("POST", "/api/v1/challenges", { publicKey: key.publicKey });
  const { expires, ledger, member, nonce, origin, publicKey } = challenge;
  if (origin !== location.origin || publicKey !== key.publicKey) throw new Error("the challenge is for another page");
  const statement = canonical({ expires, ledger, member, nonce, origin, publicKey });
  const signature = await sign(key, preAuthenticationEncoding(signInType, statement));
  const session = await call("POST", "/api/v1/sessions", { nonce, signature: toBase64(signature) });
  csrf = session.csrf;
  return session;
}

export async function signInAgain(publicKey) {
  const key = await findKey(publicKey);
  if (key) await signIn(key);
}

/** Whether the log that the server shows goes on from the one that this device has seen; remembers it then. */
export async function checkHead(ledger, size, root) {
  const known = await rememberedHead(ledger);
  if (known) {
    if (size < known.size) return false;
    const path = `/api/v1/proofs/consistency?from=${known.size}&to=${size}`;
    const hashes = size === known.size ? [] : (await call("GET", path)).hashes.map(fromBase64);
    const holds = await provesConsistency(known.size, fromBase64(known.root), size, fromBase64(root), hashes);
    if (!holds) return false;
  }
  await rememberHead(ledger, size, root);
  return true;
}
