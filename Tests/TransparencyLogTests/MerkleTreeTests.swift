import Sodium
import Testing
import TransparencyLog

/// The definition of RFC 9162, section 2.1.1, as it is written: slow, obviously right.
private func naiveRoot(_ leaves: ArraySlice<Digest>) -> Digest {
  guard let first = leaves.first else { return SHA256.hash([]) }
  guard leaves.count > 1 else { return first }
  var split = 1
  while split * 2 < leaves.count { split *= 2 }
  let left = naiveRoot(leaves.prefix(split))
  let right = naiveRoot(leaves.dropFirst(split))
  return SHA256.hash([1] + left.bytes + right.bytes)
}

private func leaf(_ number: Int) -> Digest {
  MerkleHash.leaf(Array("entry \(number)".utf8))
}

struct MerkleTreeTests {
  private static let publishedEntries = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ]

  @Test(
    arguments: [
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ].enumerated().map { ($0.offset, $0.element) })
  func `the published tree of up to eight entries has its published roots`(size: Int, root: String) throws {
    var range = CompactRange()
    for entry in MerkleTreeTests.publishedEntries.prefix(size) {
      range.advance(MerkleHash.leaf(try #require(Hex.decode(entry))))
    }
    #expect(range.root.hex == root)
    #expect(range.head == TreeHead(size: size, root: range.root))
  }

  @Test func `an entry in pieces has the leaf hash of the whole`() {
    let entry = Array("one two three".utf8)
    var hasher = MerkleHash.leafHasher()
    hasher.update(Array(entry[..<4]))
    hasher.update(Array(entry[4...]))
    #expect(hasher.finalize() == MerkleHash.leaf(entry))
    #expect(MerkleHash.leaf(entry) == SHA256.hash([0] + entry))
  }

  @Test func `appending gives the recursive root at every size`() throws {
    var range = CompactRange()
    var cheap = CompactRange()
    var tree = MemoryTree()
    var leaves: [Digest] = []
    #expect(range.head == TreeHead.empty)
    for number in 0..<300 {
      leaves.append(leaf(number))
      let completed = range.append(leaf(number))
      cheap.advance(leaf(number))
      tree.append(leaf(number))
      let expected = naiveRoot(leaves[...])
      #expect(range.root == expected)
      #expect(cheap == range)
      #expect(tree.head == TreeHead(size: number + 1, root: expected))
      #expect(completed.count == (number + 1).trailingZeroBitCount + 1)
      for (level, node) in completed.enumerated() {
        let position = NodePosition(level: level, index: (number + 1) >> level - 1)
        #expect(position.completingLeaf == number)
        let subtree = leaves[(position.index << level)..<((position.index + 1) << level)]
        #expect(node == naiveRoot(subtree))
        #expect(try tree.node(level: level, index: position.index) == node)
      }
    }
    for size in 0...300 {
      #expect(try MerkleTree(tree).root(atSize: size) == naiveRoot(leaves.prefix(size)))
    }
  }

  @Test func `a range resumes where it stopped`() throws {
    let leaves = (0..<100).map { leaf($0) }
    let tree = MemoryTree(leaves: leaves)
    for size in 0...100 {
      var resumed = try MerkleTree(tree).compactRange(atSize: size)
      #expect(resumed.size == size)
      for leaf in leaves[size...] { resumed.advance(leaf) }
      #expect(resumed.head == tree.head)
      let restored = try #require(CompactRange(size: resumed.size, nodes: resumed.nodes))
      #expect(restored == resumed)
    }
    #expect(CompactRange(size: 3, nodes: [leaves[0]]) == nil)
    #expect(CompactRange(size: -1, nodes: []) == nil)
  }

  @Test func `proofs at any size read few nodes`() throws {
    final class Counting: NodeReader {
      let tree: MemoryTree
      var count = 0
      init(_ tree: MemoryTree) { self.tree = tree }
      func node(level: Int, index: Int) throws -> Digest {
        count += 1
        return try tree.node(level: level, index: index)
      }
    }
    let reader = Counting(MemoryTree(leaves: (0..<5_000).map { leaf($0) }))
    let tree = MerkleTree(reader)
    for size in [1, 2, 1023, 1024, 1025, 4095, 4999, 5000] {
      for work in [
        { _ = try tree.root(atSize: size) },
        { _ = try tree.inclusionProof(index: size / 2, size: size) },
        { _ = try tree.inclusionProof(index: 0, size: size) },
        { _ = try tree.inclusionProof(index: size - 1, size: size) },
        { _ = try tree.consistencyProof(from: size / 2 + 1, to: size) },
      ] {
        reader.count = 0
        try work()
        #expect(reader.count <= 2 * 13)
      }
    }
  }

  @Test func `what no tree has is refused`() {
    let tree = MerkleTree(MemoryTree(leaves: (0..<10).map { leaf($0) }))
    #expect(throws: MerkleTreeError.indexOutsideTree(index: 10, size: 10)) {
      try tree.inclusionProof(index: 10, size: 10)
    }
    #expect(throws: MerkleTreeError.indexOutsideTree(index: -1, size: 10)) {
      try tree.inclusionProof(index: -1, size: 10)
    }
    #expect(throws: MerkleTreeError.sizesOutOfOrder(old: 0, new: 5)) { try tree.consistencyProof(from: 0, to: 5) }
    #expect(throws: MerkleTreeError.sizesOutOfOrder(old: 6, new: 5)) { try tree.consistencyProof(from: 6, to: 5) }
    #expect(throws: MerkleTreeError.negativeSize(-1)) { try tree.root(atSize: -1) }
    #expect(throws: MerkleTreeError.nodeMissing(level: 0, index: 10)) { try tree.root(atSize: 11) }
  }
}
