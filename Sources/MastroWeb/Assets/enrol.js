// A new device: makes its key here, signs the request to be enrolled, and shows the code that is compared aloud.

import { call, explain } from "./api.js";
import { canonical, enrolmentType, fromBase64, inGroups, preAuthenticationEncoding, sha256, toBase64, toHex } from "./bytes.js";
import { newKey, sign } from "./keys.js";

const island = document.querySelector("[data-island=enrol]");
const words = JSON.parse(island.dataset.values);
const form = island.querySelector("form");
island.querySelector(".remark")?.remove();
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: 48 bits of time, 80 of chance. */
function newID() {
  let time = Date.now();
  const head = Array.from({ length: 10 }, () => {
    const digit = alphabet[time % 32];
    time = Math.floor(time / 32);
    return digit;
  }).reverse();
  const random = crypto.getRandomValues(new Uint8Array(16));
  return head.join("") + Array.from(random, byte => alphabet[byte % 32]).join("");
}

function say(text, tone) {
  const line = document.createElement("p");
  line.className = `message ${tone}`;
  line.setAttribute("role", tone === "fault" ? "alert" : "status");
  line.textContent = text;
  island.querySelector(":scope > .message")?.remove();
  island.append(line);
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  const name = new FormData(form).get("name").trim();
  if (!name) return say(words.nameNeeded, "fault");
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const key = await newKey(name);
    const expires = new Date(Date.now() + 7 * 86_400_000).toISOString().replace(/\.\d+Z$/, "Z");
    const statement = {
      expires, ledger: words.ledger, member: words.member || newID(),
      nonce: toBase64(crypto.getRandomValues(new Uint8Array(32))), origin: words.logOrigin, publicKey: key.publicKey,
    };
    const proof = toBase64(await sign(key, preAuthenticationEncoding(enrolmentType, canonical(statement))));
    const { member, nonce, publicKey } = statement;
    await call("POST", "/api/v1/enrolment-requests", { name, expires, member, nonce, proof, publicKey });
    const id = toHex(await sha256(fromBase64(publicKey)));
    const code = document.createElement("p");
    code.className = "fingerprint";
    code.textContent = inGroups(id.slice(0, 20));
    form.hidden = true;
    const [made, next] = document.querySelectorAll("#content .stepper li");
    made.removeAttribute("aria-current");
    next.setAttribute("aria-current", "step");
    say(words.readAloud, "done");
    const onward = document.createElement("a");
    onward.href = "/sign-in";
    onward.textContent = words.signIn;
    island.append(code, onward);
  } catch (problem) {
    button.disabled = false;
    say(explain(problem), "fault");
  }
});
