public import Sodium

/// Up to 256 neighbouring hashes of one level of a tree, as a web server serves them (C2SP tlog-tiles, height 8).
public struct HashTile: Hashable, Sendable {
  /// How many levels of the tree one tile spans.
  public static let height = 8

  /// The hashes from left to right, 1...256.
  public let hashes: [Digest]

  /// A tile of these hashes; nil when there are none or too many.
  public init?(hashes: [Digest]) {
    guard (1...TilePath.fullWidth).contains(hashes.count) else { return nil }
    self.hashes = hashes
  }

  /// Reads a tile; nil unless the bytes are 1...256 whole hashes.
  public init?(bytes: [UInt8]) {
    guard bytes.count.isMultiple(of: Digest.byteCount) else { return nil }
    let starts = stride(from: 0, to: bytes.count, by: Digest.byteCount)
    self.init(hashes: starts.compactMap { Digest(bytes: bytes[$0..<($0 + Digest.byteCount)]) })
  }

  /// A tile from a log's stored nodes: the first `width` hashes of tile `index` at a tile level.
  public static func read(
    level: Int, index: Int, width: Int = TilePath.fullWidth, from reader: some NodeReader
  ) throws -> HashTile {
    guard let path = TilePath(.hashes(level: level), index: index, width: width), level < Int.bitWidth / height else {
      throw MerkleTreeError.nodeMissing(level: level, index: index)
    }
    let first = path.index * TilePath.fullWidth
    let hashes = try (first..<(first + path.width)).map { try reader.node(level: level * height, index: $0) }
    guard let tile = HashTile(hashes: hashes) else { preconditionFailure("a path's width is 1...256") }
    return tile
  }

  /// The hashes one after the other.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * Digest.byteCount)
    for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// The Merkle tree hash with the tile's hashes as leaves; of a full tile, the hash one tile level up.
  public var root: Digest {
    var range = CompactRange()
    for hash in hashes { range.advance(hash) }
    return range.root
  }
}
