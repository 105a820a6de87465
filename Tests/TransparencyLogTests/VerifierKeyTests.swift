import SeededRandom
import Sodium
import Testing
import TransparencyLog

struct VerifierKeyTests {
  @Test(arguments: [VerifierKey.Kind.ed25519, .cosignature])
  func `a verifier key comes back from its text`(kind: VerifierKey.Kind) throws {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for _ in 0..<100 {
      let publicKey = try SigningKey(seed: generator.bytes(32)).publicKey
      let name = try #require(KeyName("log\(generator.next()).example"))
      let key = try VerifierKey(name: name, kind: kind, publicKey: publicKey)
      #expect(try VerifierKey(parsing: key.text) == key, "seed \(seed)")
    }
  }

  @Test func `one key in two roles has two ids`() throws {
    let key = try SigningKey(seed: Array(1...32))
    let name = try #require(KeyName("log.example"))
    let log = NoteSigner(name: name, key: key).verifierKey
    let witness = Cosigner(name: name, key: key).verifierKey
    #expect(log.keyID != witness.keyID)
    #expect(log != witness)
  }

  @Test func `a verifier key in any other form is refused`() throws {
    let key = NoteSigner(name: try #require(KeyName("log.example")), key: try SigningKey(seed: Array(1...32)))
      .verifierKey
    let text = key.text
    let parts = text.split(separator: "+", maxSplits: 2).map(String.init)
    let other = [
      "", "log.example", text + "\n", " " + text, parts[0] + "+" + parts[1], parts[1] + "+" + parts[2],
      "\(parts[0])+\(parts[1].uppercased())+\(parts[2])", "\(parts[0])+0\(parts[1])+\(parts[2])",
      "\(parts[0])+00000000+\(parts[2])", "log.exampl+\(parts[1])+\(parts[2])", "+\(parts[1])+\(parts[2])",
      "\(parts[0])+\(parts[1])+\(parts[2])=", "\(parts[0])+\(parts[1])+", "\(parts[0])+\(parts[1])+AQ==",
      "\(parts[0])+\(parts[1])+" + Base64.encode([1] + key.publicKey.bytes + [0]),
    ]
    for text in other {
      #expect(throws: VerifierKeyError.self, "\(text)") { try VerifierKey(parsing: text) }
    }
    #expect(throws: VerifierKeyError.unknownKind(2)) {
      try VerifierKey(parsing: "\(parts[0])+\(parts[1])+" + Base64.encode([2] + key.publicKey.bytes))
    }
    #expect(throws: VerifierKeyError.wrongKeyID(expected: parts[1], actual: "00000000")) {
      try VerifierKey(parsing: "\(parts[0])+00000000+\(parts[2])")
    }
  }

  @Test func `a key for which anybody can sign is refused`() throws {
    let identity = try #require(PublicKey(bytes: [1] + [UInt8](repeating: 0, count: 31)))
    let name = try #require(KeyName("log.example"))
    #expect(throws: VerifierKeyError.invalidPublicKey) {
      try VerifierKey(name: name, kind: .ed25519, publicKey: identity)
    }
  }
}
