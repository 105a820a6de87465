// Reading and signing: this page fetches the exact bytes, shows their digest, checks that they are what the page says
// and that the log goes on from the one this device has seen, signs with a key that stays here, and sends.

import { call, checkHead, explain } from "./api.js";
import {
  entryType, fromBase64, inGroups, preAuthenticationEncoding, sha256, toBase64, toHex,
} from "./bytes.js";
import { findKey, putOut, sign, waiting } from "./keys.js";
import { send } from "./outbox.js";

const island = document.querySelector("[data-island=sign]");
const words = JSON.parse(island.dataset.values);
const place = document.createElement("div");
place.className = "signing";
const changedKey = `mastro-changed-${words.draft}`;
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
    const submission = {
      id: words.draft, envelopes, then: words.then, publicKey: words.publicKey, ledger: words.ledger,
    };
    await putOut(submission);
    await sendOut(submission);
  } catch (problem) {
    button.disabled = false;
    failed(problem);
  }
}

async function sendOut(submission) {
  await send(submission, words, text => say(text, "warning"));
  location.assign(submission.then);
}

/** Somebody was faster: the page is written anew, and tells what they have recorded. */
function failed(problem) {
  if (problem.status !== 409) return say(explain(problem), "fault");
  sessionStorage.setItem(changedKey, "yes");
  location.reload();
}

/** After that, the first thing to be read is what has changed. */
function tellChange() {
  if (!sessionStorage.getItem(changedKey)) return;
  sessionStorage.removeItem(changedKey);
  say(words.changed, "warning");
  const told = document.querySelector("#content > .message");
  if (!told) return;
  told.tabIndex = -1;
  told.focus();
}

async function begin() {
  const unsent = (await waiting()).find(one => one.id === words.draft);
  try {
    if (unsent) return await sendOut(unsent);
  } catch (problem) {
    return failed(problem);
  }
  try {
    await show(await draft([]));
    tellChange();
  } catch (problem) {
    say(explain(problem), "fault");
  }
}

await begin();
