// Bytes as the ledger writes them: base64, hexadecimal digits, the encoding that is signed, and canonical JSON.

const encoder = new TextEncoder();

export const utf8 = text => encoder.encode(text);

export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}

export const toHex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export const same = (left, right) => left.length === right.length && left.every((byte, index) => byte === right[index]);

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Digits in groups of four, as people compare them aloud. */
export const inGroups = hex => hex.match(/.{1,4}/g).join(" ");

/** DSSE v1: the bytes that are signed for a payload of a type. */
export function preAuthenticationEncoding(type, payload) {
  const kind = utf8(type);
  return concat(utf8(`DSSEv1 ${kind.length} `), kind, utf8(` ${payload.length} `), payload);
}

/** RFC 8785 of an object whose members are texts: what the statements of sign-in and enrolment are. */
export function canonical(object) {
  const members = Object.keys(object).sort().map(key => `${JSON.stringify(key)}:${JSON.stringify(object[key])}`);
  return utf8(`{${members.join(",")}}`);
}

export const entryType = "application/vnd.mastro.entry+json";
export const signInType = "application/vnd.mastro.signin+json";
export const enrolmentType = "application/vnd.mastro.enrolment+json";
