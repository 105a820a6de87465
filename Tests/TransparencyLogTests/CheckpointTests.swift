import Sodium
import Testing
import TransparencyLog

struct CheckpointTests {
  private let root = MerkleHash.leaf([1, 2, 3])
  private let name: KeyName
  private let log: NoteSigner
  private let witness: Cosigner
  private let checkpoint: Checkpoint

  init() throws {
    name = try #require(KeyName("mastro.example/fondo-lodi"))
    log = NoteSigner(name: name, key: try SigningKey(seed: Array(1...32)))
    witness = Cosigner(name: try #require(KeyName("witness.example/w1")), key: try SigningKey(seed: Array(2...33)))
    checkpoint = Checkpoint(origin: name, head: TreeHead(size: 20, root: root))
  }

  @Test func `a checkpoint comes back from its text`() throws {
    for size in [1, 20, Int.max] {
      let checkpoint = Checkpoint(origin: name, head: TreeHead(size: size, root: root))
      #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
    }
    let empty = Checkpoint(origin: name, head: .empty)
    #expect(try Checkpoint(parsing: empty.text) == empty)
  }

  @Test func `a checkpoint in any other form is refused`() {
    let base64 = root.base64
    let other = [
      "", "\n", "\n\n\n", "log\n1\n", "log\n1\n\(base64)", "log\n1\n\(base64)\nextension\n", "log\n1\n\(base64)\n\n",
      "log\n01\n\(base64)\n", "log\n00\n\(base64)\n", "log\n-1\n\(base64)\n", "log\n+1\n\(base64)\n",
      "log\n1 \n\(base64)\n", "log\n\n\(base64)\n", "log\n1e3\n\(base64)\n", "log\n9223372036854775808\n\(base64)\n",
      "log\n18446744073709551616\n\(base64)\n", "log\n1\nAAAA\n", "log\n1\n\(base64) \n", "log\n1\n\(root.hex)\n",
      "\n1\n\(base64)\n", "my log\n1\n\(base64)\n", "log\r\n1\r\n\(base64)\r\n", "log\n0\n\(base64)\n",
    ]
    for text in other {
      #expect(throws: CheckpointError.self, "\(text.debugDescription)") { try Checkpoint(parsing: Array(text.utf8)) }
    }
  }

  @Test func `a witnessed checkpoint tells who saw it and when`() throws {
    let note = checkpoint.signed(by: log).adding(witness.cosign(checkpoint, time: 1_700_000_000))
    let verified = try VerifiedCheckpoint(
      verifying: note.bytes, logKey: log.verifierKey, witnesses: [witness.verifierKey])
    #expect(verified.checkpoint == checkpoint)
    #expect(verified.cosignatures.map(\.key) == [witness.verifierKey])
    #expect(verified.cosignatures.map(\.time) == [1_700_000_000])
    let unknowing = try VerifiedCheckpoint(verifying: note.bytes, logKey: log.verifierKey)
    #expect(unknowing.cosignatures.isEmpty)
  }

  @Test func `a cosignature cannot change its time, pass for another text or for the log's own`() throws {
    let line = witness.cosign(checkpoint, time: 1_700_000_000)
    let later = Checkpoint(origin: name, head: TreeHead(size: 21, root: root))
    let moved = later.signed(by: log).adding(line)
    #expect(throws: CheckpointError.badNote(.badSignature(witness.verifierKey.name))) {
      try VerifiedCheckpoint(verifying: moved, logKey: log.verifierKey, witnesses: [witness.verifierKey])
    }
    var bytes = withUnsafeBytes(of: line.keyID.bigEndian) { Array($0) } + line.signature
    bytes[11] ^= 1
    let signed = String(decoding: checkpoint.signed(by: log).bytes, as: UTF8.self)
    let shifted = Array("\(signed)— \(line.name) \(Base64.encode(bytes))\n".utf8)
    #expect(throws: CheckpointError.badNote(.badSignature(witness.verifierKey.name))) {
      try VerifiedCheckpoint(verifying: shifted, logKey: log.verifierKey, witnesses: [witness.verifierKey])
    }
    let alone = try SignedNote(text: checkpoint.text, signatures: [line])
    #expect(throws: CheckpointError.notSignedByLog(name)) {
      try VerifiedCheckpoint(verifying: alone, logKey: log.verifierKey, witnesses: [witness.verifierKey])
    }
  }

  @Test func `a time beyond the specification is refused`() throws {
    let line = witness.cosign(checkpoint, time: UInt64(Int64.max))
    let note = checkpoint.signed(by: log).adding(line)
    let witnesses = [witness.verifierKey]
    let verified = try VerifiedCheckpoint(verifying: note, logKey: log.verifierKey, witnesses: witnesses)
    #expect(verified.cosignatures.first?.time == UInt64(Int64.max))
    let time = UInt64(Int64.max) + 1
    let message = Array("cosignature/v1\ntime \(time)\n".utf8) + checkpoint.text
    let bytes = [line.keyID.bigEndian].withUnsafeBytes { Array($0) } + [time.bigEndian].withUnsafeBytes { Array($0) }
    let base64 = Base64.encode(bytes + (try SigningKey(seed: Array(2...33))).sign(message).bytes)
    let signed = String(decoding: checkpoint.signed(by: log).bytes, as: UTF8.self)
    #expect(throws: CheckpointError.badNote(.badSignature(line.name))) {
      try VerifiedCheckpoint(
        verifying: Array("\(signed)— \(line.name) \(base64)\n".utf8), logKey: log.verifierKey, witnesses: witnesses)
    }
  }

  @Test func `a checkpoint of another log is refused, though the key signed it`() throws {
    let otherName = try #require(KeyName("mastro.example/fondo-como"))
    let text = Checkpoint(origin: otherName, head: checkpoint.head).text
    let note = try SignedNote(text: text, signatures: [log.sign(text)])
    #expect(throws: CheckpointError.otherLog(expected: name, actual: otherName)) {
      try VerifiedCheckpoint(verifying: note, logKey: log.verifierKey)
    }
  }

  @Test func `a note that is signed but no checkpoint is refused`() throws {
    let text = Array("hello\n".utf8)
    let note = try SignedNote(text: text, signatures: [log.sign(text)])
    #expect(throws: CheckpointError.malformed("it has 1 lines instead of 3")) {
      try VerifiedCheckpoint(verifying: note, logKey: log.verifierKey)
    }
  }
}

struct TlogProofTests {
  private let log: NoteSigner
  private let leaves = (0..<77).map { MerkleHash.leaf(Array("entry \($0)".utf8)) }

  init() throws {
    log = NoteSigner(name: try #require(KeyName("log.example")), key: try SigningKey(seed: Array(1...32)))
  }

  private func proof(_ index: Int, extra: [UInt8]? = nil) throws -> TlogProof {
    let tree = MemoryTree(leaves: leaves)
    let inclusion = try MerkleTree(tree).inclusionProof(index: index, size: tree.size)
    let checkpoint = Checkpoint(origin: log.verifierKey.name, head: tree.head).signed(by: log)
    return TlogProof(index: index, path: inclusion.path, checkpoint: checkpoint, extra: extra)
  }

  @Test func `a proof file comes back and verifies for every entry`() throws {
    for index in leaves.indices {
      let proof = try proof(index, extra: index.isMultiple(of: 2) ? nil : [1, 2, 3])
      #expect(try TlogProof(parsing: proof.bytes) == proof)
      let verified = try proof.verify(leaf: leaves[index], logKey: log.verifierKey)
      #expect(verified.head.size == leaves.count)
      #expect(throws: TlogProofError.self) {
        try proof.verify(leaf: leaves[(index + 1) % leaves.count], logKey: log.verifierKey)
      }
    }
  }

  @Test func `a tree of one entry needs no hashes`() throws {
    let head = TreeHead(size: 1, root: leaves[0])
    let checkpoint = Checkpoint(origin: log.verifierKey.name, head: head).signed(by: log)
    let proof = TlogProof(index: 0, path: [], checkpoint: checkpoint)
    let parsed = try TlogProof(parsing: proof.bytes)
    #expect(parsed == proof)
    #expect(try parsed.verify(leaf: leaves[0], logKey: log.verifierKey).head == head)
  }

  @Test func `a proof file in any other form is refused`() throws {
    let whole = String(decoding: try proof(5, extra: [1]).bytes, as: UTF8.self)
    let other = [
      "", "\n\n", whole.replacing("@v1", with: "@v2"), "\n" + whole, whole.replacing("\n", with: "\r\n"),
      whole.replacing("index 5", with: "index 05"), whole.replacing("index 5", with: "index -5"),
      whole.replacing("index 5", with: "index  5"), whole.replacing("index 5\n", with: ""),
      whole.replacing("extra AQ==", with: "extra AQ"), whole.replacing("extra AQ==", with: "extra "),
      whole.replacing("extra AQ==\n", with: "extra AQ==\nextra AQ==\n"),
      whole.replacing("index 5\n", with: "index 5\n\n"), whole.replacing("index 5\n", with: "index 5\nAAAA\n"),
      whole.replacing("\n\nlog", with: "\nlog"), String(whole.dropLast()), whole + "\n",
      whole.replacing("index 5\n", with: "index 5\n" + String(repeating: leaves[0].base64 + "\n", count: 60)),
    ]
    for (number, text) in other.enumerated() {
      #expect(throws: TlogProofError.self, "case \(number)") { try TlogProof(parsing: Array(text.utf8)) }
    }
  }

  @Test func `a proof under a forged checkpoint proves nothing`() throws {
    let forger = NoteSigner(name: log.verifierKey.name, key: try SigningKey(seed: Array(2...33)))
    #expect(throws: TlogProofError.badCheckpoint(.badNote(.noKnownSignature))) {
      try proof(5).verify(leaf: leaves[5], logKey: forger.verifierKey)
    }
  }
}
