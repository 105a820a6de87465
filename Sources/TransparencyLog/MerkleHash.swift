public import Sodium

/// The three hashes of a Merkle tree (RFC 9162, section 2.1.1), prefixed so that a leaf never passes for a node.
public enum MerkleHash {
  /// The root of a tree without leaves: SHA-256 of nothing.
  public static let empty = SHA256.hash([])

  private static let leafPrefix: UInt8 = 0x00
  private static let nodePrefix: UInt8 = 0x01

  /// The hash of an entry: SHA-256(0x00 ‖ entry).
  public static func leaf(_ entry: UnsafeRawBufferPointer) -> Digest {
    var hasher = leafHasher()
    hasher.update(entry)
    return hasher.finalize()
  }

  /// The hash of an entry: SHA-256(0x00 ‖ entry).
  public static func leaf(_ entry: [UInt8]) -> Digest {
    entry.withUnsafeBytes { leaf($0) }
  }

  /// A hasher that has the leaf prefix already, for an entry that exists only in pieces.
  public static func leafHasher() -> SHA256.Hasher {
    var hasher = SHA256.Hasher()
    hasher.update(leafPrefix)
    return hasher
  }

  /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest.byteCount, alignment: 8) { buffer in
      buffer[0] = nodePrefix
      left.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: $0) }
      right.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: buffer[(1 + Digest.byteCount)...]).copyMemory(from: $0)
      }
      return SHA256.hash(UnsafeRawBufferPointer(buffer))
    }
  }
}
