public import Sodium

/// Roots and proofs of a log at any past size, from O(log n) stored hashes.
///
/// ```swift
/// let proof = try MerkleTree(store).inclusionProof(index: 17, size: 256)
/// ```
public struct MerkleTree<Reader: NodeReader> {
  private let reader: Reader

  /// A view of the log whose nodes the reader gives; the reader must hold at least the sizes asked for.
  public init(_ reader: Reader) {
    self.reader = reader
  }

  /// The Merkle tree hash over the first `size` leaves.
  public func root(atSize size: Int) throws -> Digest {
    try compactRange(atSize: size).root
  }

  /// The frontier at a size, for appending from there.
  public func compactRange(atSize size: Int) throws -> CompactRange {
    guard size >= 0 else { throw MerkleTreeError.negativeSize(size) }
    let nodes = try CompactRange.nodePositions(ofSize: size).map { try reader.node(level: $0.level, index: $0.index) }
    guard let range = CompactRange(size: size, nodes: nodes) else { throw MerkleTreeError.negativeSize(size) }
    return range
  }

  /// The proof that the leaf at `index` is in the tree of `size` leaves (RFC 9162, section 2.1.3.1).
  public func inclusionProof(index: Int, size: Int) throws -> InclusionProof {
    guard index >= 0, index < size else { throw MerkleTreeError.indexOutsideTree(index: index, size: size) }
    var subtree = 0..<size
    var path: [Digest] = []
    while subtree.count > 1 {
      let (left, right) = split(subtree)
      let goesLeft = index < left.upperBound
      path.append(try hash(goesLeft ? right : left))
      subtree = goesLeft ? left : right
    }
    return InclusionProof(index: index, size: size, path: path.reversed())
  }

  /// The proof that the tree of `newSize` leaves only appends to that of `oldSize` (RFC 9162, section 2.1.4.1).
  ///
  /// Anything extends an empty log, which needs no proof and has none: `oldSize` must be at least 1.
  public func consistencyProof(from oldSize: Int, to newSize: Int) throws -> ConsistencyProof {
    guard oldSize >= 1, oldSize <= newSize else {
      throw MerkleTreeError.sizesOutOfOrder(old: oldSize, new: newSize)
    }
    var subtree = 0..<newSize
    var path: [Digest] = []
    while subtree.upperBound != oldSize {
      let (left, right) = split(subtree)
      let goesLeft = oldSize <= left.upperBound
      path.append(try hash(goesLeft ? right : left))
      subtree = goesLeft ? left : right
    }
    if subtree.lowerBound > 0 { path.append(try hash(subtree)) }
    return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path.reversed())
  }

  /// Splits at the largest power of two below the number of leaves.
  private func split(_ subtree: Range<Int>) -> (left: Range<Int>, right: Range<Int>) {
    let level = Int.bitWidth - 1 - (subtree.count - 1).leadingZeroBitCount
    let middle = subtree.lowerBound + 1 << level
    return (subtree.lowerBound..<middle, middle..<subtree.upperBound)
  }

  private func hash(_ subtree: Range<Int>) throws -> Digest {
    var nodes: [Digest] = []
    var start = subtree.lowerBound
    for position in CompactRange.nodePositions(ofSize: subtree.count) {
      nodes.append(try reader.node(level: position.level, index: start >> position.level))
      start += 1 << position.level
    }
    guard let range = CompactRange(size: subtree.count, nodes: nodes) else {
      preconditionFailure("one node for each bit of the size")
    }
    return range.root
  }
}

extension MerkleTree: Sendable where Reader: Sendable {}

/// A root or proof was asked for that no tree has.
public enum MerkleTreeError: Error, Hashable, Sendable, CustomStringConvertible {
  case negativeSize(Int)
  case indexOutsideTree(index: Int, size: Int)
  case sizesOutOfOrder(old: Int, new: Int)
  case nodeMissing(level: Int, index: Int)

  public var description: String {
    switch self {
    case .negativeSize(let size): "a log cannot have \(size) entries"
    case .indexOutsideTree(let index, let size): "a log of \(size) entries has no entry at position \(index)"
    case .sizesOutOfOrder(let old, let new): "no proof leads from a log of \(old) entries to one of \(new)"
    case .nodeMissing(let level, let index): "the log does not hold node \(index) of level \(level)"
    }
  }
}
