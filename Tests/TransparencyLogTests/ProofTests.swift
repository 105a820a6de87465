import SeededRandom
import Sodium
import Testing
import TransparencyLog

private func leaf(_ number: Int) -> Digest {
  MerkleHash.leaf(Array("entry \(number)".utf8))
}

struct ProofTests {
  @Test func `every later tree proves that it extends every earlier one, up to 130 entries`() throws {
    let reader = MemoryTree(leaves: (0..<130).map { leaf($0) })
    let tree = MerkleTree(reader)
    let heads = try (0...130).map { TreeHead(size: $0, root: try tree.root(atSize: $0)) }
    for new in 1...130 {
      for old in 1...new {
        let proof = try tree.consistencyProof(from: old, to: new)
        try proof.verify(from: heads[old], to: heads[new])
        let stale = TreeHead(size: old, root: heads[old - 1].root)
        #expect(throws: ProofError.self) { try proof.verify(from: stale, to: heads[new]) }
      }
    }
  }

  @Test func `every entry of every tree up to 70 entries is proven, and no other leaf is`() throws {
    let reader = MemoryTree(leaves: (0..<70).map { leaf($0) })
    let tree = MerkleTree(reader)
    for size in 1...70 {
      let root = try tree.root(atSize: size)
      for index in 0..<size {
        let proof = try tree.inclusionProof(index: index, size: size)
        try proof.verify(leaf: leaf(index), root: root)
        #expect(throws: ProofError.self) { try proof.verify(leaf: leaf(index + 1), root: root) }
      }
    }
  }

  @Test func `an inclusion proof with any one bit changed proves nothing`() throws {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for _ in 0..<60 {
      let size = Int.random(in: 1...1_000, using: &generator)
      let index = Int.random(in: 0..<size, using: &generator)
      let reader = MemoryTree(leaves: (0..<size).map { leaf($0) })
      let root = reader.head.root
      let proof = try MerkleTree(reader).inclusionProof(index: index, size: size)
      try proof.verify(leaf: leaf(index), root: root)
      func refused(_ changed: InclusionProof, _ leafHash: Digest, _ root: Digest, _ what: String) {
        #expect(throws: ProofError.self, "\(what), size \(size), index \(index), seed \(seed)") {
          try changed.verify(leaf: leafHash, root: root)
        }
      }
      for position in proof.path.indices {
        var changed = proof
        changed.path[position] = changed.path[position].flippingBit(using: &generator)
        refused(changed, leaf(index), root, "path")
        changed = proof
        changed.path.remove(at: position)
        refused(changed, leaf(index), root, "shorter")
        changed = proof
        changed.path.insert(proof.path[position], at: position)
        refused(changed, leaf(index), root, "longer")
      }
      refused(proof, leaf(index).flippingBit(using: &generator), root, "leaf")
      refused(proof, leaf(index), root.flippingBit(using: &generator), "root")
      for bit in 0..<12 {
        var changed = proof
        changed.index ^= 1 << bit
        refused(changed, leaf(index), root, "index")
      }
      refused(InclusionProof(index: -1, size: size, path: proof.path), leaf(index), root, "negative")
    }
  }

  @Test func `a consistency proof with any one bit changed proves nothing`() throws {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for _ in 0..<60 {
      let newSize = Int.random(in: 2...1_000, using: &generator)
      let oldSize = Int.random(in: 1..<newSize, using: &generator)
      let tree = MerkleTree(MemoryTree(leaves: (0..<newSize).map { leaf($0) }))
      let old = TreeHead(size: oldSize, root: try tree.root(atSize: oldSize))
      let new = TreeHead(size: newSize, root: try tree.root(atSize: newSize))
      let proof = try tree.consistencyProof(from: oldSize, to: newSize)
      try proof.verify(from: old, to: new)
      func refused(_ changed: ConsistencyProof, _ old: TreeHead, _ new: TreeHead, _ what: String) {
        #expect(throws: ProofError.self, "\(what), \(oldSize) to \(newSize), seed \(seed)") {
          try changed.verify(from: old, to: new)
        }
      }
      for position in proof.path.indices {
        var changed = proof
        changed.path[position] = changed.path[position].flippingBit(using: &generator)
        refused(changed, old, new, "path")
        changed = proof
        changed.path.remove(at: position)
        refused(changed, old, new, "shorter")
        changed = proof
        changed.path.insert(proof.path[position], at: position)
        refused(changed, old, new, "longer")
      }
      refused(proof, TreeHead(size: oldSize, root: old.root.flippingBit(using: &generator)), new, "old root")
      refused(proof, old, TreeHead(size: newSize, root: new.root.flippingBit(using: &generator)), "new root")
      refused(proof, TreeHead(size: oldSize - 1, root: old.root), new, "old size")
      refused(proof, old, TreeHead(size: newSize + 1, root: new.root), "new size")
    }
  }

  @Test func `equal sizes need equal roots, and nothing is proven from an empty log`() throws {
    let one = TreeHead(size: 1, root: leaf(0))
    let fork = TreeHead(size: 1, root: leaf(1))
    try ConsistencyProof(oldSize: 1, newSize: 1, path: []).verify(from: one, to: one)
    try ConsistencyProof(oldSize: 0, newSize: 0, path: []).verify(from: .empty, to: .empty)
    #expect(throws: ProofError.forked(size: 1)) {
      try ConsistencyProof(oldSize: 1, newSize: 1, path: []).verify(from: one, to: fork)
    }
    #expect(throws: ProofError.wrongPathLength(1)) {
      try ConsistencyProof(oldSize: 1, newSize: 1, path: [leaf(0)]).verify(from: one, to: one)
    }
    #expect(throws: ProofError.startsFromNothing) {
      try ConsistencyProof(oldSize: 0, newSize: 1, path: []).verify(from: .empty, to: one)
    }
    #expect(throws: ProofError.sizesOutOfOrder(old: 1, new: 0)) {
      try ConsistencyProof(oldSize: 1, newSize: 0, path: []).verify(from: one, to: .empty)
    }
    #expect(throws: ProofError.otherSizes(old: 1, new: 2)) {
      try ConsistencyProof(oldSize: 1, newSize: 2, path: []).verify(from: one, to: one)
    }
  }

  @Test func `proofs hold at the greatest sizes without overflow`() {
    let path = (0..<63).map { leaf($0) }
    #expect(throws: ProofError.self) {
      try InclusionProof(index: Int.max - 1, size: Int.max, path: path).verify(leaf: leaf(0), root: leaf(1))
    }
    #expect(throws: ProofError.self) {
      try ConsistencyProof(oldSize: Int.max - 1, newSize: Int.max, path: path).verify(
        from: TreeHead(size: Int.max - 1, root: leaf(0)), to: TreeHead(size: Int.max, root: leaf(1)))
    }
  }
}

extension Digest {
  func flippingBit(using generator: inout SeededGenerator) -> Digest {
    var bytes = bytes
    bytes[Int.random(in: 0..<32, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    guard let digest = Digest(bytes: bytes) else { preconditionFailure("still 32 bytes") }
    return digest
  }
}
