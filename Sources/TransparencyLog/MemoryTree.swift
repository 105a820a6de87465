public import Sodium

/// A whole tree in memory, for tests, exports and logs that fit.
public struct MemoryTree: NodeReader, Sendable {
  private var levels: [[Digest]] = []
  private var range = CompactRange()

  /// A tree without leaves.
  public init() {}

  /// A tree over these leaf hashes.
  public init(leaves: some Sequence<Digest>) {
    for leaf in leaves { append(leaf) }
  }

  /// The number of leaves.
  public var size: Int { range.size }

  /// Size and root together.
  public var head: TreeHead { range.head }

  /// Appends a leaf hash.
  public mutating func append(_ leaf: Digest) {
    for (level, node) in range.append(leaf).enumerated() {
      if level == levels.count { levels.append([]) }
      levels[level].append(node)
    }
  }

  public func node(level: Int, index: Int) throws -> Digest {
    guard levels.indices.contains(level), levels[level].indices.contains(index) else {
      throw MerkleTreeError.nodeMissing(level: level, index: index)
    }
    return levels[level][index]
  }
}
