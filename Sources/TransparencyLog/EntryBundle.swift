public import Sodium

/// Up to 256 neighbouring entries, each after its length in two big-endian bytes (C2SP tlog-tiles).
public struct EntryBundle: Hashable, Sendable {
  /// The longest entry that fits, in bytes.
  public static let maximumEntryByteCount = 65_535

  /// The entries in log order, 1...256.
  public let entries: [[UInt8]]

  /// A bundle of these entries; nil when there are none or too many, or one is too long.
  public init?(entries: [[UInt8]]) {
    guard (1...TilePath.fullWidth).contains(entries.count),
      entries.allSatisfy({ $0.count <= EntryBundle.maximumEntryByteCount })
    else { return nil }
    self.entries = entries
  }

  /// Reads a bundle; nil when an entry is cut short or there are none or too many.
  public init?(bytes: [UInt8]) {
    var entries: [[UInt8]] = []
    var position = 0
    while position < bytes.count {
      guard bytes.count - position >= 2, entries.count < TilePath.fullWidth else { return nil }
      let count = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      position += 2
      guard bytes.count - position >= count else { return nil }
      entries.append(Array(bytes[position..<(position + count)]))
      position += count
    }
    self.init(entries: entries)
  }

  /// The bundle as it is served.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for entry in entries {
      bytes.append(UInt8(entry.count >> 8))
      bytes.append(UInt8(entry.count & 0xff))
      bytes.append(contentsOf: entry)
    }
    return bytes
  }

  /// The leaf hash of each entry: the content of the level 0 tile at the same index.
  public var leafHashes: [Digest] { entries.map { MerkleHash.leaf($0) } }
}
