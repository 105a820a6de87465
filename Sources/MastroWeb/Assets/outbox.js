// What was signed and not yet acknowledged. It is sent until the server has answered, from whichever page is open next;
// sending twice records once, by the entries' own ids.

import { call, checkHead, explain, signInAgain } from "./api.js";
import { takeOut, waiting } from "./keys.js";

/** Whether the server may have taken it all the same, or will take it later. */
const isOpen = problem => problem instanceof TypeError || problem.status >= 500 ||
  [401, 408, 429].includes(problem.status) || problem.code === "csrf.missing";

/** Sends until the server has answered; what it refuses for good is taken out, and thrown. */
export async function send(submission, words, tell) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const receipt = await call("POST", "/api/v1/submissions", { envelopes: submission.envelopes });
      await takeOut(submission.id);
      if (!await checkHead(words.ledger, receipt.head.size, receipt.head.root)) throw new Error(words.recordedElsewhere);
      return;
    } catch (problem) {
      if (!isOpen(problem)) {
        await takeOut(submission.id);
        throw problem;
      }
      if (attempt === 40) throw problem;
      tell(words.again);
      await new Promise(resolve => setTimeout(resolve, 1500));
      try {
        if (problem.status !== 429) await signInAgain(submission.publicKey);
      } catch { /* The next attempt tells. */ }
    }
  }
}

/** A line at the top of the page, in the place of the one before. */
function say(place, text, tone, path, link) {
  const line = document.createElement("p");
  line.className = `message ${tone}`;
  line.setAttribute("role", tone === "fault" ? "alert" : "status");
  line.textContent = text;
  if (path) {
    const onward = document.createElement("a");
    onward.href = path;
    onward.textContent = link;
    line.append(" ", onward);
  }
  place.replaceChildren(line);
}

/** The server forgot the draft that this page was to show, and nothing is wrong with that. */
function settle(title) {
  document.querySelector("h1").textContent = title;
  document.querySelector("#content > .message.fault")?.remove();
}

async function empty(island) {
  const words = JSON.parse(island.dataset.values);
  const shown = document.querySelector("[data-island=sign]");
  const draft = shown && JSON.parse(shown.dataset.values).draft;
  const mine = one => one.publicKey === words.publicKey && one.ledger === words.ledger && one.id !== draft;
  for (const submission of (await waiting()).filter(mine)) {
    const place = island.appendChild(document.createElement("div"));
    try {
      await send(submission, words, text => say(place, text, "warning"));
      say(place, words.recorded, "done", submission.then, words.open);
      if (!shown && location.pathname.endsWith(submission.id)) settle(words.title);
    } catch (problem) {
      const isRefused = problem.status && !isOpen(problem);
      say(place, isRefused ? `${words.refused} ${explain(problem)}` : explain(problem), "fault");
    }
  }
}

const island = document.querySelector("[data-island=outbox]");
if (island) await empty(island);
