public import Sodium

/// Evidence that one entry is in a log of a given size.
public struct InclusionProof: Hashable, Sendable {
  /// The position of the leaf.
  public var index: Int
  /// The number of leaves of the tree.
  public var size: Int
  /// The sibling hashes from the leaf up.
  public var path: [Digest]

  public init(index: Int, size: Int, path: [Digest]) {
    self.index = index
    self.size = size
    self.path = path
  }

  /// Checks that the leaf is at `index` in the tree with this root (RFC 9162, section 2.1.3.2).
  public func verify(leaf: Digest, root: Digest) throws(ProofError) {
    guard index >= 0, index < size else { throw .indexOutsideTree(index: index, size: size) }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in path {
      guard last > 0 else { throw .wrongPathLength(path.count) }
      if node & 1 == 1 || node == last {
        hash = MerkleHash.node(sibling, hash)
        let climb = node == 0 ? 0 : node.trailingZeroBitCount
        node >>= climb
        last >>= climb
      } else {
        hash = MerkleHash.node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .wrongPathLength(path.count) }
    guard hash == root else { throw .rootMismatch(computed: hash, expected: root) }
  }
}

/// Why a proof proves nothing.
public enum ProofError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The position is not below the size.
  case indexOutsideTree(index: Int, size: Int)
  /// The proof has more or fewer hashes than a tree of this size asks for.
  case wrongPathLength(Int)
  /// The hashes lead to another root.
  case rootMismatch(computed: Digest, expected: Digest)
  /// The later head is smaller than the earlier one.
  case sizesOutOfOrder(old: Int, new: Int)
  /// The proof was made for other sizes than those of the heads it is checked against.
  case otherSizes(old: Int, new: Int)
  /// The earlier log was empty: whatever follows extends it, so a proof would say nothing.
  case startsFromNothing
  /// Both heads have one size but different roots: two histories of one log.
  case forked(size: Int)

  public var description: String {
    switch self {
    case .indexOutsideTree(let index, let size): "a log of \(size) entries has no entry at position \(index)"
    case .wrongPathLength(let count): "\(count) hashes are the wrong number for a proof of this size"
    case .rootMismatch(let computed, let expected):
      "the proof leads to root \(computed.base64), not to \(expected.base64)"
    case .sizesOutOfOrder(let old, let new): "a log of \(new) entries cannot extend one of \(old)"
    case .otherSizes(let old, let new): "the proof is about the sizes \(old) and \(new), not about these heads"
    case .startsFromNothing: "the earlier log is empty, so a consistency proof says nothing"
    case .forked(let size): "two different logs of \(size) entries were shown"
    }
  }
}
