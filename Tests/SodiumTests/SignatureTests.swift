import Foundation
import SeededRandom
import Sodium
import Testing

struct SignatureTests {
  @Test func `a key signs as RFC 8032 shows`() throws {
    let seed = try #require(Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    let key = try SigningKey(seed: seed)
    #expect(Hex.encode(key.publicKey.bytes) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    #expect(
      Hex.encode(key.sign([]).bytes)
        == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b")
    #expect(key.publicKey.isValidPoint)
    #expect(key.publicKey.isValid(key.sign([]), for: []))
    #expect(key.withSeed { Array($0) } == seed)
  }

  @Test func `a signature holds for its message and key alone`() throws {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for _ in 0..<20 {
      let key = try SigningKey(seed: generator.bytes(32))
      let other = try SigningKey(seed: generator.bytes(32))
      let message = generator.bytes(Int.random(in: 1...200, using: &generator))
      let signature = key.sign(message)
      #expect(key.publicKey.isValid(signature, for: message), "seed \(seed)")
      #expect(!other.publicKey.isValid(signature, for: message), "seed \(seed)")
      var changed = message
      changed[Int.random(in: 0..<message.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      #expect(!key.publicKey.isValid(signature, for: changed), "seed \(seed)")
      var bytes = signature.bytes
      bytes[Int.random(in: 0..<64, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      let forged = try #require(Signature(bytes: bytes))
      #expect(!key.publicKey.isValid(forged, for: message), "seed \(seed)")
    }
  }

  @Test func `keys and signatures keep their bytes in every form`() throws {
    let key = try SigningKey(seed: Array(0..<32))
    let signature = key.sign([1])
    #expect(PublicKey(base64: key.publicKey.base64) == key.publicKey)
    #expect(PublicKey(bytes: key.publicKey.bytes) == key.publicKey)
    #expect(Signature(base64: signature.base64) == signature)
    #expect(Signature(bytes: signature.bytes) == signature)
    #expect(signature.base64.utf8.count == 88)
    #expect(Signature(bytes: signature.bytes + [0]) == nil)
    #expect(PublicKey(bytes: key.publicKey.bytes.dropLast()) == nil)
    #expect(key.publicKey.keyID == SHA256.hash(key.publicKey.bytes))
  }

  @Test func `a generated key is new and works`() throws {
    let key = try SigningKey.generate()
    #expect(try key.publicKey != SigningKey.generate().publicKey)
    #expect(key.publicKey.isValid(key.sign([1, 2]), for: [1, 2]))
    #expect(try SigningKey(seed: key.withSeed { Array($0) }).publicKey == key.publicKey)
  }

  @Test func `a seed of another length is refused`() {
    #expect(throws: KeyError.wrongLength(expected: 32, actual: 31)) {
      try SigningKey(seed: [UInt8](repeating: 1, count: 31))
    }
  }

  @Test func `a private key is never printed`() throws {
    let seed = [UInt8](repeating: 0xa5, count: 32)
    let key = try SigningKey(seed: seed)
    let secret = try SymmetricKey(bytes: seed)
    var dumped = ""
    dump(key, to: &dumped)
    dump(secret, to: &dumped)
    let forms = ["\(key)", String(reflecting: key), "\(secret)", String(reflecting: secret), dumped]
    for form in forms {
      for leak in ["a5a5", "165", "pWlp", Base64.encode(seed), "0x"] {
        #expect(!form.lowercased().contains(leak.lowercased()), "\(form)")
      }
    }
  }

  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0200000000000000000000000000000000000000000000000000000000000000",
  ])
  func `a public key of small order, in another form or off the curve is no valid point`(hex: String) throws {
    let bytes = try #require(Hex.decode(hex))
    let key = try #require(PublicKey(bytes: bytes))
    #expect(!key.isValidPoint)
  }
}

struct PublishedSignatureTests {
  struct Wycheproof: Decodable {
    struct Group: Decodable {
      struct Key: Decodable { let pk: String }
      struct Case: Decodable { let tcId: Int, comment: String, msg: String, sig: String, result: String }
      let publicKey: Key
      let tests: [Case]
    }
    let numberOfTests: Int
    let testGroups: [Group]
  }

  /// Every key of the file is a valid point and no case is excepted.
  @Test(.enabled(if: VectorData.isPresent, Comment(rawValue: VectorData.reason)))
  func `verification agrees with every Wycheproof case`() throws {
    let file = try VectorData.decode(Wycheproof.self, from: "ed25519_test.json")
    var valid = 0
    var invalid = 0
    for group in file.testGroups {
      let key = try #require(Hex.decode(group.publicKey.pk).flatMap { PublicKey(bytes: $0) })
      #expect(key.isValidPoint, "\(group.publicKey.pk)")
      for test in group.tests {
        let message = try #require(Hex.decode(test.msg))
        let signature = Hex.decode(test.sig).flatMap { Signature(bytes: $0) }
        let isValid = signature.map { key.isValid($0, for: message) } ?? false
        #expect(isValid == (test.result == "valid"), "case \(test.tcId): \(test.comment)")
        if isValid { valid += 1 } else { invalid += 1 }
      }
    }
    #expect(valid + invalid == file.numberOfTests)
    #expect(valid == 88)
    #expect(invalid == 63)
  }

  struct Dsse: Decodable {
    let seed_hex: String, pub_hex: String, pae_utf8: String, sig_b64: String
  }

  @Test(.enabled(if: VectorData.isPresent, Comment(rawValue: VectorData.reason)))
  func `the DSSE example is signed byte for byte`() throws {
    let vector = try VectorData.decode(Dsse.self, from: "dsse-ed25519.json")
    let key = try SigningKey(seed: #require(Hex.decode(vector.seed_hex)))
    #expect(Hex.encode(key.publicKey.bytes) == vector.pub_hex)
    #expect(key.sign(Array(vector.pae_utf8.utf8)).base64 == vector.sig_b64)
  }
}
