import Foundation
import Sodium
import Testing
import TransparencyLog

/// A log of 256 entries made by another implementation: every file must agree with every other one.
@Suite(.enabled(if: VectorData.isPresent, Comment(rawValue: VectorData.reason)))
struct PublishedLogTests {
  private func key(_ file: String) throws -> VerifierKey {
    let text = String(decoding: try VectorData.bytes("log256/\(file)"), as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return try VerifierKey(parsing: String(text.dropLast()))
  }

  private func bundle() throws -> EntryBundle {
    try #require(EntryBundle(bytes: VectorData.bytes("log256/tile/entries/000")))
  }

  @Test func `entries lead to leaf hashes, tile, root and checkpoint`() throws {
    let bundle = try bundle()
    #expect(bundle.entries.count == 256)
    #expect(try bundle.bytes == VectorData.bytes("log256/tile/entries/000"))
    let tile = try #require(HashTile(bytes: VectorData.bytes("log256/tile/0/000")))
    #expect(bundle.leafHashes == tile.hashes)
    #expect(try tile.bytes == VectorData.bytes("log256/tile/0/000"))
    let upper = try #require(HashTile(bytes: VectorData.bytes("log256/tile/1/000.p/1")))
    #expect(upper.hashes == [tile.root])
    let checkpoint = try VerifiedCheckpoint(
      verifying: VectorData.bytes("log256/checkpoint"), logKey: key("log.vkey"), witnesses: [key("wit.vkey")])
    #expect(checkpoint.head == TreeHead(size: 256, root: tile.root))
    #expect(checkpoint.cosignatures.map(\.key.name.text) == ["witness.example/w1"])
    #expect(checkpoint.cosignatures.first?.time == 0x6553_f100)
  }

  @Test func `the files on disk are the tiles that the size asks for`() throws {
    let paths = TilePath.all(forSize: 256)
    #expect(paths.map(\.text) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"])
    let tree = MemoryTree(leaves: try bundle().leafHashes)
    for path in paths {
      guard case .hashes(let level) = path.content else { continue }
      let tile = try HashTile.read(level: level, index: path.index, width: path.width, from: tree)
      #expect(try tile.bytes == VectorData.bytes("log256/\(path)"))
    }
  }

  @Test func `the verifier keys come back as they were written`() throws {
    for (file, kind) in [("log.vkey", VerifierKey.Kind.ed25519), ("wit.vkey", .cosignature)] {
      let key = try key(file)
      #expect(key.kind == kind)
      #expect(Array((key.text + "\n").utf8) == (try VectorData.bytes("log256/\(file)")))
    }
  }

  @Test func `the checkpoint comes back byte for byte`() throws {
    let bytes = try VectorData.bytes("log256/checkpoint")
    let note = try SignedNote(parsing: bytes)
    #expect(note.bytes == bytes)
    #expect(try Checkpoint(parsing: note.text).text == note.text)
    let other = try VerifierKey(
      name: #require(KeyName("other.example")), kind: .ed25519, publicKey: SigningKey.generate().publicKey)
    #expect(throws: NoteError.noKnownSignature) { try note.verify(by: [other]) }
    #expect(throws: CheckpointError.badNote(.noKnownSignature)) {
      try VerifiedCheckpoint(verifying: bytes, logKey: other)
    }
    let witness = try key("wit.vkey")
    #expect(try note.verify(by: [witness, other]).map(\.key) == [witness])
    #expect(throws: CheckpointError.notSignedByLog(other.name)) {
      try VerifiedCheckpoint(verifying: bytes, logKey: other, witnesses: [witness])
    }
  }

  @Test func `every single changed bit of the checkpoint is noticed`() throws {
    let bytes = try VectorData.bytes("log256/checkpoint")
    let logKey = try key("log.vkey")
    let witness = try key("wit.vkey")
    let good = try VerifiedCheckpoint(verifying: bytes, logKey: logKey, witnesses: [witness])
    for position in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[position] ^= 1 << bit
        // A changed name or key id makes a signature one of an unknown key, which is ignored: never the same result.
        let result = try? VerifiedCheckpoint(verifying: changed, logKey: logKey, witnesses: [witness])
        #expect(result != good, "byte \(position), bit \(bit)")
        if let result {
          #expect(result.checkpoint == good.checkpoint)
          #expect(result.cosignatures.isEmpty)
        }
      }
    }
  }

  @Test func `the proof file proves entry 17 and no other`() throws {
    let bytes = try VectorData.bytes("log256/entry17.tlog-proof")
    let proof = try TlogProof(parsing: bytes)
    let entry = try VectorData.bytes("log256/entry17.bin")
    let bundle = try bundle()
    #expect(proof.bytes == bytes)
    #expect(proof.index == 17)
    #expect(proof.extra == nil)
    #expect(bundle.entries[17] == entry)
    let verified = try proof.verify(
      leaf: MerkleHash.leaf(entry), logKey: key("log.vkey"), witnesses: [key("wit.vkey")])
    #expect(verified.head.size == 256)
    #expect(verified.cosignatures.count == 1)
    for (index, other) in bundle.leafHashes.enumerated() where index != 17 {
      #expect(throws: TlogProofError.self) { try proof.verify(leaf: other, logKey: key("log.vkey")) }
    }
    let tree = MerkleTree(MemoryTree(leaves: bundle.leafHashes))
    #expect(try tree.inclusionProof(index: 17, size: 256).path == proof.path)
  }

  private struct Envelope: Decodable {
    struct Line: Decodable { let keyid: String, sig: String }
    let payload: String, payloadType: String, signatures: [Line]
  }

  @Test func `every entry is signed by the operators whom it names`() throws {
    let operators = try ["op1.pub", "op2.pub"].map { file in
      try #require(PublicKey(bytes: VectorData.bytes("log256/\(file)")))
    }
    var counts = [0, 0]
    for entry in try bundle().entries {
      let envelope = try JSONDecoder().decode(Envelope.self, from: Data(entry))
      let payload = try #require(Base64.decode(envelope.payload))
      let type = envelope.payloadType
      let message = Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
      for line in envelope.signatures {
        let signer = try #require(operators.firstIndex { $0.keyID.hex == line.keyid })
        let signature = try #require(Signature(base64: line.sig))
        #expect(operators[signer].isValid(signature, for: message))
        #expect(!operators[1 - signer].isValid(signature, for: message))
        counts[signer] += 1
      }
    }
    #expect(counts == [256, 86])
  }
}
