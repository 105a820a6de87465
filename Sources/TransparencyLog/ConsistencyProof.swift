public import Sodium

/// Evidence that a later log only appends to an earlier one: nothing was edited, dropped or reordered.
public struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves of the earlier tree.
  public var oldSize: Int
  /// The number of leaves of the later tree.
  public var newSize: Int
  /// The hashes of RFC 9162, section 2.1.4.1, in its order.
  public var path: [Digest]

  public init(oldSize: Int, newSize: Int, path: [Digest]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Checks that `new` extends `old` (RFC 9162, section 2.1.4.2).
  ///
  /// Equal sizes need equal roots and an empty path. A start from an empty log is refused, because it would accept any
  /// `new`; who has seen nothing yet needs no proof.
  public func verify(from old: TreeHead, to new: TreeHead) throws(ProofError) {
    guard old.size == oldSize, new.size == newSize else { throw .otherSizes(old: oldSize, new: newSize) }
    guard old.size >= 0, old.size <= new.size else { throw .sizesOutOfOrder(old: old.size, new: new.size) }
    if old.size == new.size {
      guard path.isEmpty else { throw .wrongPathLength(path.count) }
      guard old.root == new.root else { throw .forked(size: old.size) }
      return
    }
    guard old.size > 0 else { throw .startsFromNothing }
    try verifyGrowth(from: old, to: new)
  }

  private func verifyGrowth(from old: TreeHead, to new: TreeHead) throws(ProofError) {
    let shift = old.size.trailingZeroBitCount
    var node = (old.size - 1) >> shift
    var last = (new.size - 1) >> shift
    let startsAtOldRoot = node == 0
    guard let start = startsAtOldRoot ? old.root : path.first else { throw .wrongPathLength(path.count) }
    var oldHash = start
    var newHash = start
    for sibling in path.dropFirst(startsAtOldRoot ? 0 : 1) {
      guard last > 0 else { throw .wrongPathLength(path.count) }
      if node & 1 == 1 || node == last {
        oldHash = MerkleHash.node(sibling, oldHash)
        newHash = MerkleHash.node(sibling, newHash)
        let climb = node == 0 ? 0 : node.trailingZeroBitCount
        node >>= climb
        last >>= climb
      } else {
        newHash = MerkleHash.node(newHash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .wrongPathLength(path.count) }
    guard oldHash == old.root else { throw .rootMismatch(computed: oldHash, expected: old.root) }
    guard newHash == new.root else { throw .rootMismatch(computed: newHash, expected: new.root) }
  }
}
