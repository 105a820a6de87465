import SeededRandom
import Sodium
import Testing

struct HashTests {
  @Test(
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func `SHA-256 gives the published values`(message: String, expected: String) {
    #expect(SHA256.hash(Array(message.utf8)).hex == expected)
  }

  @Test func `a message hashed in pieces has the hash of the whole`() {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for _ in 0..<200 {
      let message = generator.bytes(Int.random(in: 0...300, using: &generator))
      let cut = Int.random(in: 0...message.count, using: &generator)
      var hasher = SHA256.Hasher()
      hasher.update(Array(message[..<cut]))
      let prefix = hasher
      hasher.update(Array(message[cut...]))
      #expect(hasher.finalize() == SHA256.hash(message), "seed \(seed)")
      #expect(hasher.finalize() == SHA256.hash(message), "finalizing changes nothing, seed \(seed)")
      #expect(prefix.finalize() == SHA256.hash(Array(message[..<cut])), "a copy goes its own way, seed \(seed)")
    }
  }

  @Test func `a digest keeps its bytes in every form`() throws {
    let bytes = (0..<32).map { UInt8($0 * 7 + 3 & 0xff) }
    let digest = try #require(Digest(bytes: bytes))
    #expect(digest.bytes == bytes)
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(base64: digest.base64) == digest)
    #expect(digest.withUnsafeBytes { Array($0) } == bytes)
    #expect(digest.hex.utf8.count == 64)
    #expect(digest.base64.utf8.count == 44)
  }

  @Test func `digests which differ in one byte are different`() throws {
    let bytes = [UInt8](repeating: 0, count: 32)
    let zero = try #require(Digest(bytes: bytes))
    for position in bytes.indices {
      var other = bytes
      other[position] = 1
      #expect(Digest(bytes: other) != zero)
    }
  }

  @Test func `a digest of another length or in upper case is refused`() {
    #expect(Digest(bytes: [UInt8](repeating: 1, count: 31)) == nil)
    #expect(Digest(bytes: [UInt8](repeating: 1, count: 33)) == nil)
    #expect(Digest(hex: String(repeating: "ab", count: 31)) == nil)
    #expect(Digest(hex: String(repeating: "AB", count: 32)) == nil)
    #expect(Digest(hex: String(repeating: "ab", count: 32)) != nil)
    #expect(Digest(base64: "AAAA") == nil)
  }

  @Test func `a keyed hash depends on key and message`() throws {
    let key = try SymmetricKey(bytes: Array(0..<32))
    let other = try SymmetricKey(bytes: Array(1..<33))
    let hash = KeyedHash.blake2b(key: key, message: Array("hello".utf8))
    // Python: hashlib.blake2b(b"hello", key=bytes(range(32)), digest_size=32).hexdigest()
    #expect(hash.hex == "bc2cf927f9ed52cc29116e6a5cfdbdf96a7250f85db66887b13652596bf40d61")
    #expect(KeyedHash.blake2b(key: other, message: Array("hello".utf8)) != hash)
    #expect(KeyedHash.blake2b(key: key, message: Array("hellp".utf8)) != hash)
  }
}
