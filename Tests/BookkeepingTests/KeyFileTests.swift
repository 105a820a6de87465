import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing

@Suite struct KeyFileTests {
  private struct Asked: Error {}
  private static let passphrase = Array("corretto cavallo".utf8)

  private static func never() throws -> [UInt8] { throw Asked() }

  private static func object(_ file: KeyFile) throws -> JSONObject {
    try #require(try JSON.parse(file.bytes, form: .relaxed).object)
  }

  private static func parse(_ object: JSONObject) throws -> KeyFile {
    try KeyFile(parsing: JSON.object(object).canonicalBytes)
  }

  @Test func `an open key needs no passphrase`() throws {
    let key = try key(7)
    let file = try KeyFile(parsing: KeyFile(open: key, name: "anna").bytes)
    #expect(file.isOpen && file.name == "anna" && file.publicKey == key.publicKey)
    #expect(try file.unlock(passphrase: Self.never).publicKey == key.publicKey)
    #expect(file.bytes.last == 0x0A)
  }

  @Test func `a sealed key opens with its passphrase alone`() throws {
    let key = try key(7)
    let sealed = try KeyFile(sealing: key, name: "anna", passphrase: Self.passphrase, random: CountingRandom())
    let file = try KeyFile(parsing: sealed.bytes)
    #expect(!file.isOpen && file.name == "anna" && file.publicKey == key.publicKey)
    #expect(throws: Asked.self) { try file.unlock(passphrase: Self.never) }
    let opened = try file.unlock { Self.passphrase }
    #expect(opened.sign([1]) == key.sign([1]))
    for wrong in [Array("corretto cavallO".utf8), []] {
      let fault = #expect(throws: KeyFile.Fault.self) { try file.unlock { wrong } }
      #expect(fault?.description == "the passphrase does not open the key")
    }
    let text = String(decoding: sealed.bytes, as: UTF8.self)
    let seed = key.withSeed { Array($0) }
    #expect(!text.contains(Base64.encode(seed)) && !text.contains(Hex.encode(seed)) && !text.contains("seed"))
    let object = try Self.object(file)
    #expect(object["kdf"]?["memoryBytes"]?.integer == PassphraseKey.moderateMemLimitBytes)
    #expect(object["kdf"]?["operations"]?.integer == PassphraseKey.moderateOpsLimit)
  }

  /// Cheap parameters make the derivation fast; that they were changed must show all the same.
  @Test func `nothing in a sealed file can be changed unnoticed`() throws {
    let sealed = try KeyFile(sealing: key(7), name: "anna", passphrase: Self.passphrase, random: CountingRandom())
    func unlocked(_ change: (inout JSONObject) throws -> Void) throws {
      var object = try Self.object(sealed)
      try change(&object)
      let file = try Self.parse(object)
      #expect(throws: KeyFile.Fault.self) { try file.unlock { Self.passphrase } }
    }
    let kdf = try #require(try Self.object(sealed)["kdf"]?.object)
    func weaker(_ member: String, _ value: JSON) -> JSON {
      var other = kdf
      other[member] = value
      return .object(other)
    }
    try unlocked { $0["name"] = "bruno" }
    try unlocked { $0["kdf"] = weaker("memoryBytes", 8_192) }
    try unlocked { $0["sealed"] = .string(Base64.encode([UInt8](repeating: 0, count: 48))) }
    try unlocked { $0["publicKey"] = .string(try key(8).publicKey.base64) }
    try unlocked { $0["note"] = "harmless?" }
  }

  @Test func `a sealed file without sound parameters is refused before anything is derived`() throws {
    let object: JSONObject = [
      "format": "mastro-key-v1", "name": "anna", "publicKey": .string(try key(7).publicKey.base64),
      "nonce": .string(Base64.encode([UInt8](repeating: 0, count: 24))), "sealed": "AAAA",
    ]
    let salt = Base64.encode([UInt8](repeating: 0, count: 16))
    let bad: [JSONObject] = [
      [:], ["algorithm": "argon2id", "memoryBytes": 8_192, "operations": 1, "salt": "AAAA"],
      ["algorithm": "scrypt", "memoryBytes": 8_192, "operations": 1, "salt": .string(salt)],
      ["algorithm": "argon2id", "memoryBytes": .integer(1 << 31), "operations": 1, "salt": .string(salt)],
      ["algorithm": "argon2id", "memoryBytes": 8_192, "operations": 65, "salt": .string(salt)],
      ["algorithm": "argon2id", "memoryBytes": -1, "operations": 1, "salt": .string(salt)],
    ]
    for kdf in bad {
      var whole = object
      whole["kdf"] = .object(kdf)
      let file = try Self.parse(whole)
      let fault = #expect(throws: KeyFile.Fault.self) { try file.unlock { Self.passphrase } }
      #expect(fault?.description.contains("parameters") == true)
    }
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}", #"{"format":"mastro-key-v2"}"#, #"{"format":"mastro-key-v1"}"#,
    #"{"format":"mastro-key-v1","name":"anna"}"#, #"{"format":"mastro-key-v1","name":"anna","publicKey":"AAAA"}"#,
    #"{"format":"mastro-key-v1","name":1,"publicKey":"AAAA"}"#, "-----BEGIN OPENSSH PRIVATE KEY-----",
  ])
  func `what is not a key file is refused`(text: String) {
    let fault = #expect(throws: KeyFile.Fault.self) { try KeyFile(parsing: Array(text.utf8)) }
    #expect(fault?.description.hasPrefix("this is not a mastro key file: ") == true)
  }

  @Test func `an open file whose halves do not belong together is refused`() throws {
    var object = try Self.object(KeyFile(open: key(7), name: "anna"))
    object["publicKey"] = .string(try key(8).publicKey.base64)
    #expect(throws: KeyFile.Fault.self) { try Self.parse(object).unlock(passphrase: Self.never) }
    object["seed"] = "no base64"
    #expect(throws: KeyFile.Fault.self) { try Self.parse(object).unlock(passphrase: Self.never) }
    object["seed"] = "AAAA"
    #expect(throws: (any Error).self) { try Self.parse(object).unlock(passphrase: Self.never) }
  }
}
