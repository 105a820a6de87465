// Proofs of RFC 6962 and 9162: that an entry is in the log, and that a log goes on from one that was seen before.

import { concat, same, sha256 } from "./bytes.js";

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export const leafHash = bytes => sha256(concat(leafPrefix, bytes));
export const nodeHash = (left, right) => sha256(concat(nodePrefix, left, right));

const half = number => Math.floor(number / 2);

/** RFC 9162, 2.1.3.2. */
export async function provesInclusion(leaf, index, size, path, root) {
  if (index >= size) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const other of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = await nodeHash(other, hash);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      hash = await nodeHash(hash, other);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && same(hash, root);
}

/** RFC 9162, 2.1.4.2. */
export async function provesConsistency(oldSize, oldRoot, newSize, newRoot, proof) {
  if (oldSize === newSize) return proof.length === 0 && same(oldRoot, newRoot);
  if (oldSize > newSize) return false;
  if (oldSize === 0) return proof.length === 0;
  const path = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...proof] : [...proof];
  if (path.length === 0) return false;
  let place = oldSize - 1;
  let last = newSize - 1;
  while (place % 2 === 1) {
    place = half(place);
    last = half(last);
  }
  let before = path[0];
  let after = path[0];
  for (const other of path.slice(1)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      before = await nodeHash(other, before);
      after = await nodeHash(other, after);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      after = await nodeHash(after, other);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && same(before, oldRoot) && same(after, newRoot);
}
