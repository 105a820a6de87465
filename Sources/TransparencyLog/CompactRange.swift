public import Sodium

/// The right edge of a growing tree: the roots of its perfect subtrees, which is all that appending needs.
///
/// A tree of `size` leaves has one perfect subtree for each bit that is set in `size`, so at most 63 hashes stand for
/// any log.
public struct CompactRange: Hashable, Sendable {
  /// The number of leaves appended.
  public private(set) var size: Int
  /// The roots of the perfect subtrees, from the largest (left) to the smallest (right).
  public private(set) var nodes: [Digest]

  /// The range of a log without entries.
  public init() {
    size = 0
    nodes = []
  }

  /// Resumes at a size, from the nodes named by `nodePositions(ofSize:)`; nil when their number does not fit.
  public init?(size: Int, nodes: [Digest]) {
    guard size >= 0, nodes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.nodes = nodes
  }

  /// Where the nodes of a tree of this size stand, from left to right.
  public static func nodePositions(ofSize size: Int) -> [NodePosition] {
    var positions: [NodePosition] = []
    var start = 0
    var rest = size
    while rest > 0 {
      let level = Int.bitWidth - 1 - rest.leadingZeroBitCount
      positions.append(NodePosition(level: level, index: start >> level))
      start += 1 << level
      rest -= 1 << level
    }
    return positions
  }

  /// Appends a leaf hash and returns it with every node that it completes, bottom-up.
  ///
  /// The k-th hash returned is the node at level k; the node (level, index) is completed by the leaf at position
  /// (index + 1) · 2^level − 1. Stored beside that leaf, these hashes make every root and proof of every past size a
  /// matter of O(log n) look-ups.
  public mutating func append(_ leaf: Digest) -> [Digest] {
    var completed: [Digest] = []
    completed.reserveCapacity((size + 1).trailingZeroBitCount + 1)
    append(leaf) { completed.append($0) }
    return completed
  }

  /// Appends a leaf hash without collecting the nodes, for recomputing the root over millions of entries.
  public mutating func advance(_ leaf: Digest) {
    append(leaf) { _ in }
  }

  private mutating func append(_ leaf: Digest, completing body: (Digest) -> Void) {
    var node = leaf
    body(node)
    for _ in 0..<(size + 1).trailingZeroBitCount {
      node = MerkleHash.node(nodes.removeLast(), node)
      body(node)
    }
    nodes.append(node)
    size += 1
  }

  /// The Merkle tree hash over all leaves appended.
  public var root: Digest {
    guard var root = nodes.last else { return MerkleHash.empty }
    for node in nodes.dropLast().reversed() {
      root = MerkleHash.node(node, root)
    }
    return root
  }

  /// Size and root together.
  public var head: TreeHead { TreeHead(size: size, root: root) }
}
