// Reading and signing: this page fetches the exact bytes, shows their digest, checks that they are what the page says
// and that the log goes on from the one this device has seen, signs with a key that stays here, and sends.

import { call, checkHead, signInAgain } from "./api.js";
import {
  entryType, fromBase64, inGroups, preAuthenticationEncoding, sha256, toBase64, toHex,
} from "./bytes.js";
import { findKey, putOut, sign, takeOut, waiting } from "./keys.js";

const island = document.querySelector("[data-island=sign]");
const words = JSON.parse(island.dataset.values);
const place = document.createElement("div");
place.className = "signing";
island.append(place);

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function say(text, tone) {
  const line = element("p", text, `message ${tone}`);
  line.setAttribute("role", tone === "fault" ? "alert" : "status");
  place.querySelector(":scope > .message")?.remove();
  place.append(line);
}

const explain = problem => [problem.message, problem.hint].filter(Boolean).join(". ");

/** The next entry of the draft, after those that are signed already. */
async function draft(signed) {
  const made = await call("POST", "/api/v1/drafts", { draft: words.draft, signed });
  const payload = fromBase64(made.payload);
  const entry = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  const expected = JSON.parse(words.entries)[signed.length];
  if (entry.id !== expected.id || entry.kind !== expected.kind || entry.stream !== expected.stream ||
      entry.actor !== words.member || JSON.stringify(entry.postings) !== JSON.stringify(expected.postings)) {
    throw new Error(words.otherEntry);
  }
  if (!await checkHead(words.ledger, entry.seen.size, entry.seen.root)) throw new Error(words.otherLog);
  return { payload, complete: made.complete };
}

async function show(first) {
  const digest = inGroups(toHex(await sha256(first.payload)));
  const box = element("div", undefined, "digest");
  box.append(element("p", words.digest), element("code", digest));
  const details = element("details");
  details.append(element("summary", words.exact), element("pre", new TextDecoder().decode(first.payload)));
  const button = element("button", words.sign, "button");
  button.type = "button";
  place.replaceChildren(box, details, button);
  button.addEventListener("click", () => signAll(first, button));
  button.focus({ preventScroll: true });
}

async function signAll(first, button) {
  button.disabled = true;
  try {
    const key = await findKey(words.publicKey);
    if (!key) throw new Error(words.noKey);
    const envelopes = [];
    let next = first;
    for (;;) {
      const signature = await sign(key, preAuthenticationEncoding(entryType, next.payload));
      const keyid = toHex(await sha256(fromBase64(key.publicKey)));
      envelopes.push({
        payload: toBase64(next.payload), payloadType: entryType,
        signatures: [{ keyid, sig: toBase64(signature) }],
      });
      if (next.complete) break;
      next = await draft(envelopes);
    }
    await putOut({ id: words.draft, envelopes, then: words.then, publicKey: words.publicKey });
    await send({ id: words.draft, envelopes, then: words.then, publicKey: words.publicKey });
  } catch (problem) {
    button.disabled = false;
    if (problem.status === 409) {
      await takeOut(words.draft);
      await begin();
      say(words.changed, "warning");
      return;
    }
    if (problem.status) await takeOut(words.draft);
    say(explain(problem), "fault");
  }
}

/** Sends what was signed until the server has answered; sending twice records once, by the entries' own ids. */
async function send(submission) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const receipt = await call("POST", "/api/v1/submissions", { envelopes: submission.envelopes });
      await takeOut(submission.id);
      if (!await checkHead(words.ledger, receipt.head.size, receipt.head.root)) throw new Error(words.otherLog);
      location.assign(submission.then);
      return;
    } catch (problem) {
      const lost = problem instanceof TypeError || problem.status === 503 || problem.status === 401;
      if (!lost || attempt === 40) throw problem;
      say(words.again, "warning");
      await new Promise(resolve => setTimeout(resolve, 1500));
      try {
        if (problem.status === 401 || problem instanceof TypeError) await signInAgain(submission.publicKey);
      } catch { /* The next attempt tells. */ }
    }
  }
}

async function begin() {
  const unsent = (await waiting()).find(one => one.id === words.draft);
  try {
    if (unsent) return await send(unsent);
    await show(await draft([]));
  } catch (problem) {
    say(explain(problem), "fault");
  }
}

await begin();
