// Signing in: one signature by a key of this device.

import { explain, signIn } from "./api.js";
import { allKeys } from "./keys.js";

const island = document.querySelector("[data-island=sign-in]");
const words = JSON.parse(island.dataset.values);
const place = document.createElement("div");
island.append(place);

function say(text, tone = "note") {
  const line = document.createElement("p");
  line.className = `message ${tone}`;
  line.setAttribute("role", tone === "fault" ? "alert" : "status");
  line.textContent = text;
  place.querySelector(".message")?.remove();
  place.append(line);
}

async function enter(key, button) {
  button.disabled = true;
  try {
    await signIn(key);
    location.assign(words.then);
  } catch (problem) {
    button.disabled = false;
    say(explain(problem), "fault");
  }
}

try {
  const keys = await allKeys();
  for (const key of keys) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = words.signInAs.replace("{1}", key.name);
    button.addEventListener("click", () => enter(key, button));
    place.append(button);
  }
  if (keys.length === 0) say(words.noKey);
} catch (failure) {
  say(`${words.noStore} (${failure.message})`, "fault");
}
