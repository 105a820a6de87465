// The auditor's page: downloads checkpoint, tiles and entries, and believes none of them before it has computed them.

import { call, checkHead } from "./api.js";
import { same, toBase64, toHex } from "./bytes.js";
import { LogReader, entriesOf, readCheckpoint, tileNumber } from "./log.js";

const island = document.querySelector("[data-island=verify]");
const words = JSON.parse(island.dataset.values);
const form = island.querySelector("form");
const result = document.createElement("div");
result.setAttribute("aria-live", "polite");
island.append(result);
const width = 256;

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function bytesOf(path) {
  const response = await fetch(path, { headers: { accept: "application/octet-stream" } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const part = (index, count) => `${tileNumber(index)}${count < width ? `.p/${count}` : ""}`;

async function verify(kept) {
  const head = await readCheckpoint(await (await fetch("/checkpoint")).text());
  const reader = new LogReader();
  const findings = reader.findings;
  for (let first = 0; first < head.size; first += width) {
    const count = Math.min(width, head.size - first);
    const index = first / width;
    const [bundle, tile] = await Promise.all([
      bytesOf(`/tile/entries/${part(index, count)}`), bytesOf(`/tile/0/${part(index, count)}`),
    ]);
    const entries = entriesOf(bundle);
    if (entries.length !== count) throw new Error(words.cutShort);
    for (const [offset, entry] of entries.entries()) {
      const leaf = await reader.add(entry);
      if (!same(leaf, tile.subarray(32 * offset, 32 * offset + 32))) {
        findings.push({ position: first + offset, code: "tile.differs", detail: toHex(leaf) });
      }
    }
    result.replaceChildren(element("p", `${words.progress} ${first + count} / ${head.size}`));
  }
  const root = await reader.root();
  const last = head.size;
  if (!same(root, head.root)) findings.push({ position: last, code: "root.differs", detail: toHex(root) });
  const checkpoint = await readCheckpoint(await (await fetch("/checkpoint")).text(), reader.logKey);
  if (!checkpoint.signed) findings.push({ position: last, code: "checkpoint.not-signed", detail: reader.logKey });
  if (kept.ledger && kept.ledger !== reader.ledger) {
    findings.push({ position: 0, code: "ledger.not-yours", detail: reader.ledger });
  }
  if (kept.checkpoint) {
    const own = await readCheckpoint(kept.checkpoint, reader.logKey);
    const there = reader.rootAt(own.size);
    if (!own.signed) findings.push({ position: own.size, code: "your-checkpoint.not-signed", detail: own.origin });
    if (!there || !same(there, own.root)) {
      findings.push({ position: own.size, code: "your-checkpoint.not-this-log", detail: toHex(own.root) });
    }
  }
  if (!await checkHead(reader.ledger, head.size, toBase64(root))) {
    findings.push({ position: last, code: "device.saw-another-log", detail: "" });
  }
  await compareBalances(reader, findings);
  return { reader, root, size: head.size };
}

/** What the server says that accounts hold, against what the entries say. */
async function compareBalances(reader, findings) {
  const { report } = await call("GET", `/api/v1/reports/trial-balance?as-of=2999-12-31&at=${reader.size}`);
  const rest = new Map([...reader.balances].filter(([, amount]) => amount !== 0));
  for (const { account, commodity, debit = 0, credit = 0 } of [...report.accounts, ...report.memorandum]) {
    const key = `${account} ${commodity}`;
    if ((rest.get(key) ?? 0) !== debit - credit) {
      findings.push({ position: reader.size, code: "balance.differs", detail: key });
    }
    rest.delete(key);
  }
  for (const key of rest.keys()) findings.push({ position: reader.size, code: "balance.missing", detail: key });
}

function show({ reader, root, size }) {
  const findings = reader.findings.toSorted((one, other) => one.position - other.position);
  const box = element("div", undefined, `message ${findings.length === 0 ? "done" : "fault"}`);
  box.setAttribute("role", findings.length === 0 ? "status" : "alert");
  box.append(element("strong", findings.length === 0 ? words.sound : `${words.unsound} ${findings[0].position}.`));
  const facts = element("dl", undefined, "facts");
  for (const [label, value] of [[words.size, size], [words.root, toHex(root)], [words.ledger, reader.ledger]]) {
    const line = element("div");
    line.append(element("dt", label), element("dd", value));
    facts.append(line);
  }
  result.replaceChildren(box, facts);
  if (findings.length === 0) return;
  const table = element("table");
  table.append(element("caption", words.findings));
  const heading = table.createTHead().insertRow();
  for (const title of [words.position, words.finding, words.detail]) {
    const cell = element("th", title);
    cell.scope = "col";
    heading.append(cell);
  }
  const body = table.createTBody();
  for (const { position, code, detail } of findings.slice(0, 500)) {
    const row = body.insertRow();
    const place = element("th");
    place.scope = "row";
    const link = element("a", position);
    link.href = `/log/${position}`;
    place.append(link);
    row.append(place, element("td", JSON.parse(words.codes)[code] ?? code), element("td", detail, "code"));
  }
  const frame = element("div", undefined, "scroll");
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", words.findings);
  frame.append(table);
  result.append(frame);
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  const given = new FormData(form);
  const kept = { ledger: given.get("ledger").trim().toLowerCase(), checkpoint: given.get("checkpoint").replaceAll("\r", "") };
  if (kept.checkpoint && !kept.checkpoint.endsWith("\n")) kept.checkpoint += "\n";
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    show(await verify(kept));
  } catch (fault) {
    const line = element("p", `${words.failed} ${fault.message}`, "message fault");
    line.setAttribute("role", "alert");
    result.replaceChildren(line);
  } finally {
    button.disabled = false;
  }
});
form.querySelector("button").disabled = false;
