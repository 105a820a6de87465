// A link of the demonstration: takes the demonstration's key into this browser, and signs in with it.

import { signIn } from "./api.js";
import { fromBase64 } from "./bytes.js";
import { importDemoKey } from "./keys.js";

const island = document.querySelector("[data-island=demo]");
const given = new URLSearchParams(location.hash.slice(1));
history.replaceState(null, "", location.pathname);
try {
  const key = await importDemoKey(given.get("name"), fromBase64(given.get("seed")), fromBase64(given.get("key")));
  await signIn(key);
  location.replace("/home");
} catch (problem) {
  const line = document.createElement("p");
  line.className = "message fault";
  line.setAttribute("role", "alert");
  line.textContent = problem.message;
  island.append(line);
}
