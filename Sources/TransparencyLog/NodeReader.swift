public import Sodium

/// Where a perfect subtree's root stands: `index` counts the subtrees of 2^`level` leaves from the left.
public struct NodePosition: Hashable, Sendable {
  /// 0 for leaves, one more for each doubling.
  public var level: Int
  /// 0 for the leftmost subtree of its level.
  public var index: Int

  public init(level: Int, index: Int) {
    self.level = level
    self.index = index
  }

  /// The position of the leaf whose arrival completes this node.
  public var completingLeaf: Int { (index + 1) << level - 1 }
}

/// Gives the stored hashes of perfect subtrees; what a log's storage offers to `MerkleTree`.
public protocol NodeReader {
  /// The root of the perfect subtree over leaves `index << level ..< (index + 1) << level`.
  ///
  /// Asked only for subtrees that lie wholly inside the size which the caller named.
  func node(level: Int, index: Int) throws -> Digest
}
