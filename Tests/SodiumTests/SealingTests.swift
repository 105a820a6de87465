import SeededRandom
import Sodium
import Testing

struct SealingTests {
  private let nonce = [UInt8](0x40...0x57)

  @Test func `sealing gives the value of the XChaCha20-Poly1305 draft`() throws {
    let key = try SymmetricKey(bytes: Array(0x80...0x9f))
    let header = try #require(Hex.decode("50515253c0c1c2c3c4c5c6c7"))
    let plaintext =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      + "sunscreen would be it."
    let sealed = try SecretBox.seal(Array(plaintext.utf8), key: key, nonce: nonce, associatedData: header)
    #expect(
      Hex.encode(sealed)
        == "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
        + "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        + "21f9664c97637da9768812f615c68b13b52e" + "c0875924c1c7987947deafd8780acf49")
    #expect(try SecretBox.open(sealed, key: key, nonce: nonce, associatedData: header) == Array(plaintext.utf8))
  }

  @Test func `a box opens only unchanged, with its own key, nonce and header`() throws {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for count in [0, 1, 31, 32, 200, 5_000] {
      let key = try SymmetricKey(bytes: generator.bytes(32))
      let plaintext = generator.bytes(count)
      let nonce = generator.bytes(24)
      let header = generator.bytes(10)
      let sealed = try SecretBox.seal(plaintext, key: key, nonce: nonce, associatedData: header)
      #expect(sealed.count == count + SecretBox.overheadByteCount)
      #expect(try SecretBox.open(sealed, key: key, nonce: nonce, associatedData: header) == plaintext, "seed \(seed)")
      let position = Int.random(in: 0..<sealed.count, using: &generator)
      expectRefusal(sealed.flipping(position), key, nonce, header, seed)
      expectRefusal(Array(sealed.dropLast()), key, nonce, header, seed)
      expectRefusal(sealed + [0], key, nonce, header, seed)
      expectRefusal(sealed, key, nonce.flipping(23), header, seed)
      expectRefusal(sealed, key, nonce, header.flipping(0), seed)
      expectRefusal(sealed, key, nonce, [], seed)
      expectRefusal(sealed, try SymmetricKey(bytes: generator.bytes(32)), nonce, header, seed)
    }
  }

  private func expectRefusal(
    _ sealed: [UInt8], _ key: SymmetricKey, _ nonce: [UInt8], _ header: [UInt8], _ seed: UInt64
  ) {
    let expected: SecretBox.Failure = sealed.count < 16 ? .tooShort(sealed.count) : .notAuthentic
    #expect(throws: expected, "seed \(seed)") {
      try SecretBox.open(sealed, key: key, nonce: nonce, associatedData: header)
    }
  }

  @Test func `wrong lengths are named`() throws {
    let key = try SymmetricKey.generate()
    #expect(throws: SecretBox.Failure.wrongNonceLength(12)) {
      try SecretBox.seal([1], key: key, nonce: [UInt8](repeating: 0, count: 12))
    }
    #expect(throws: SecretBox.Failure.tooShort(15)) {
      try SecretBox.open([UInt8](repeating: 0, count: 15), key: key, nonce: nonce)
    }
    #expect(throws: KeyError.wrongLength(expected: 32, actual: 16)) {
      try SymmetricKey(bytes: [UInt8](repeating: 0, count: 16))
    }
  }

  @Test func `a passphrase gives one key for one salt`() throws {
    let salt = [UInt8](0..<16)
    func derive(_ passphrase: String, _ salt: [UInt8], _ ops: Int = 1) throws -> [UInt8] {
      try PassphraseKey.derive(passphrase: Array(passphrase.utf8), salt: salt, opsLimit: ops, memLimitBytes: 65_536)
        .withUnsafeBytes { Array($0) }
    }
    let key = try derive("correct horse", salt)
    #expect(try derive("correct horse", salt) == key)
    #expect(try derive("correct horsf", salt) != key)
    #expect(try derive("correct horse", salt.reversed()) != key)
    #expect(try derive("correct horse", salt, 2) != key)
    #expect(try derive("", salt) != key)
  }

  @Test func `the key derivation is Argon2id as another implementation computes it`() throws {
    let salt = [UInt8](0..<16)
    let passphrase = Array("correct horse".utf8)
    let quick = try PassphraseKey.derive(passphrase: passphrase, salt: salt, opsLimit: 1, memLimitBytes: 65_536)
    #expect(
      quick.withUnsafeBytes { Hex.encode($0) } == "25ce5233cc1e4d37e9bca31bfef41710e40446cd1cb575932791c5fd3780bd3c")
    let moderate = try PassphraseKey.derive(
      passphrase: passphrase, salt: salt, opsLimit: PassphraseKey.moderateOpsLimit,
      memLimitBytes: PassphraseKey.moderateMemLimitBytes)
    #expect(
      moderate.withUnsafeBytes { Hex.encode($0) } == "eebe26b451a68d4c43a23f45a8df1386550eeacb028ed6209232f2875f938676")
  }

  @Test func `the key derivation refuses parameters out of range`() {
    #expect(throws: KeyError.wrongLength(expected: 16, actual: 8)) {
      try PassphraseKey.derive(
        passphrase: [1], salt: [UInt8](repeating: 0, count: 8), opsLimit: 3, memLimitBytes: 65_536)
    }
    let salt = [UInt8](repeating: 0, count: 16)
    #expect(throws: KeyError.badParameter("opsLimit")) {
      try PassphraseKey.derive(passphrase: [1], salt: salt, opsLimit: 0, memLimitBytes: 65_536)
    }
    #expect(throws: KeyError.badParameter("memLimitBytes")) {
      try PassphraseKey.derive(passphrase: [1], salt: salt, opsLimit: 1, memLimitBytes: 100)
    }
  }
}

extension [UInt8] {
  fileprivate func flipping(_ position: Int) -> [UInt8] {
    var copy = self
    copy[position] ^= 1
    return copy
  }
}
