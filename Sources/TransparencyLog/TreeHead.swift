public import Sodium

/// A log at one moment: how many entries it held and the Merkle root over them.
///
/// Two heads of one log are comparable only through a `ConsistencyProof`.
public struct TreeHead: Hashable, Sendable {
  /// The number of leaves.
  public var size: Int
  /// The Merkle tree hash over the first `size` leaves (RFC 9162, section 2.1.1).
  public var root: Digest

  public init(size: Int, root: Digest) {
    self.size = size
    self.root = root
  }

  /// The head of a log without entries.
  public static let empty = TreeHead(size: 0, root: MerkleHash.empty)
}

extension TreeHead: CustomStringConvertible {
  public var description: String { "size \(size), root \(root.base64)" }
}
