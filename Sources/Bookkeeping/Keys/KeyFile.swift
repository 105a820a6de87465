import LedgerCore
public import Sodium

/// A person's private key as a file: sealed under a passphrase, or open for services and tests.
///
/// Argon2id (RFC 9106, libsodium's MODERATE) makes the sealing key; XChaCha20-Poly1305 seals the 32-byte seed, with the
/// rest of the file bound as associated data, so that nobody can weaken the parameters unnoticed.
public struct KeyFile: Sendable {
  public let name: String
  public let publicKey: PublicKey
  /// True where the seed stands in the file unsealed.
  public let isOpen: Bool
  private let json: JSONObject

  static let format = "mastro-key-v1"

  /// Why a key file cannot be used.
  public enum Fault: Error, Sendable, CustomStringConvertible {
    case notAKeyFile(String)
    case wrongPassphrase
    case needsPassphrase(String)
    case derivation

    public var description: String {
      switch self {
      case .notAKeyFile(let reason): "this is not a mastro key file: \(reason)"
      case .wrongPassphrase: "the passphrase does not open the key"
      case .needsPassphrase(let name): "the key \(name) is sealed with a passphrase"
      case .derivation: "there is not enough memory to open the key (256 MB are needed)"
      }
    }
  }

  /// A file without a passphrase: whoever can read it can sign.
  public init(open key: SigningKey, name: String) {
    let seed = key.withSeed { Base64.encode(Array($0)) }
    let object: JSONObject = [
      "format": .string(KeyFile.format), "name": .string(name), "publicKey": .string(key.publicKey.base64),
      "seed": .string(seed),
    ]
    self.init(name: name, publicKey: key.publicKey, isOpen: true, json: object)
  }

  public init(sealing key: SigningKey, name: String, passphrase: [UInt8], random: any RandomSource) throws {
    let salt = random.bytes(PassphraseKey.saltByteCount)
    var object: JSONObject = [
      "format": .string(KeyFile.format), "name": .string(name), "publicKey": .string(key.publicKey.base64),
      "kdf": .object([
        "algorithm": "argon2id", "memoryBytes": .integer(PassphraseKey.moderateMemLimitBytes),
        "operations": .integer(PassphraseKey.moderateOpsLimit), "salt": .string(Base64.encode(salt)),
      ]),
    ]
    let sealing = try KeyFile.derive(
      passphrase, salt, PassphraseKey.moderateOpsLimit, PassphraseKey.moderateMemLimitBytes)
    let nonce = random.bytes(SecretBox.nonceByteCount)
    let sealed = try key.withSeed { seed in
      try SecretBox.seal(
        Array(seed), key: sealing, nonce: nonce, associatedData: JSON.object(object).canonicalBytes)
    }
    object["nonce"] = .string(Base64.encode(nonce))
    object["sealed"] = .string(Base64.encode(sealed))
    self.init(name: name, publicKey: key.publicKey, isOpen: false, json: object)
  }

  public init(parsing bytes: [UInt8]) throws(Fault) {
    let object: JSONObject
    do {
      guard let parsed = try JSON.parse(bytes, form: .relaxed).object else { throw Fault.notAKeyFile("no JSON object") }
      object = parsed
    } catch {
      throw .notAKeyFile("\(error)")
    }
    guard object["format"]?.string == KeyFile.format else { throw .notAKeyFile("another format") }
    guard let name = object["name"]?.string,
      let publicKey = object["publicKey"]?.string.flatMap({ PublicKey(base64: $0) })
    else { throw .notAKeyFile("no name or public key") }
    self.init(name: name, publicKey: publicKey, isOpen: object["seed"] != nil, json: object)
  }

  private init(name: String, publicKey: PublicKey, isOpen: Bool, json: JSONObject) {
    self.name = name
    self.publicKey = publicKey
    self.isOpen = isOpen
    self.json = json
  }

  public var bytes: [UInt8] { JSON.object(json).canonicalBytes + [0x0A] }

  /// The key itself; a sealed file asks for its passphrase.
  public func unlock(passphrase: () throws -> [UInt8]) throws -> SigningKey {
    let key: SigningKey
    if let text = json["seed"]?.string {
      guard let seed = Base64.decode(text) else { throw Fault.notAKeyFile("the seed is not base64") }
      key = try SigningKey(seed: seed)
    } else {
      key = try SigningKey(seed: try openSeed(try passphrase()))
    }
    guard key.publicKey == publicKey else { throw Fault.notAKeyFile("seed and public key do not belong together") }
    return key
  }

  private func openSeed(_ passphrase: [UInt8]) throws -> [UInt8] {
    guard let kdf = json["kdf"]?.object, kdf["algorithm"]?.string == "argon2id",
      let memory = kdf["memoryBytes"]?.integer, let operations = kdf["operations"]?.integer,
      let salt = kdf["salt"]?.string.flatMap({ Base64.decode($0) }), salt.count == PassphraseKey.saltByteCount,
      let nonce = json["nonce"]?.string.flatMap({ Base64.decode($0) }), nonce.count == SecretBox.nonceByteCount,
      let sealed = json["sealed"]?.string.flatMap({ Base64.decode($0) }), (1...(1 << 30)).contains(memory),
      (1...64).contains(operations)
    else { throw Fault.notAKeyFile("its sealing parameters are incomplete") }
    var header = json
    header["nonce"] = nil
    header["sealed"] = nil
    let sealing = try KeyFile.derive(passphrase, salt, operations, memory)
    do {
      return try SecretBox.open(
        sealed, key: sealing, nonce: nonce, associatedData: JSON.object(header).canonicalBytes)
    } catch {
      throw Fault.wrongPassphrase
    }
  }

  private static func derive(_ passphrase: [UInt8], _ salt: [UInt8], _ operations: Int, _ memory: Int) throws
    -> SymmetricKey
  {
    do {
      return try PassphraseKey.derive(
        passphrase: passphrase, salt: salt, opsLimit: operations, memLimitBytes: memory)
    } catch {
      throw Fault.derivation
    }
  }
}
