// The keys of this device, and what it remembers of each ledger. A key is made here, signs here, and cannot be taken out.

import { fromHex, toBase64, concat } from "./bytes.js";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("mastro", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys", { keyPath: "publicKey" });
      request.result.createObjectStore("heads", { keyPath: "ledger" });
      request.result.createObjectStore("outbox", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function work(store, mode, action) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = action(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

async function keep(name, privateKey, publicKey) {
  const raw = toBase64(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey)));
  const record = { publicKey: raw, name, privateKey, made: new Date().toISOString() };
  await work("keys", "readwrite", store => store.put(record));
  return record;
}

/** Makes a key that no script can read. */
export async function newKey(name) {
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  return keep(name, pair.privateKey, pair.publicKey);
}

/** Takes a key of the demonstration into this device; for nothing else. */
export async function importDemoKey(name, seed, publicKey) {
  const pkcs8 = concat(fromHex("302e020100300506032b657004220420"), seed);
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, { name: "Ed25519" }, false, ["sign"]);
  const verifying = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, true, ["verify"]);
  return keep(name, privateKey, verifying);
}

export const allKeys = () => work("keys", "readonly", store => store.getAll());
export const findKey = publicKey => work("keys", "readonly", store => store.get(publicKey));
export const forgetKey = publicKey => work("keys", "readwrite", store => store.delete(publicKey));

export async function sign(key, bytes) {
  return new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, key.privateKey, bytes));
}

/** The newest size and root that this device has seen of a ledger, as ssh remembers hosts. */
export const rememberedHead = ledger => work("heads", "readonly", store => store.get(ledger));
export const rememberHead = (ledger, size, root) =>
  work("heads", "readwrite", store => store.put({ ledger, size, root }));

/** What was signed and not yet acknowledged: it is sent again until it is. */
export const putOut = submission => work("outbox", "readwrite", store => store.put(submission));
export const takeOut = id => work("outbox", "readwrite", store => store.delete(id));
export const waiting = () => work("outbox", "readonly", store => store.getAll());
