public import Sodium

/// What a verifier needs to know of a signer of notes: name, kind of signature and public key (a C2SP "vkey").
public struct VerifierKey: Hashable, Sendable {
  /// How a key signs; the byte is part of the key id, so one key under two kinds is two signers.
  public enum Kind: UInt8, Hashable, Sendable {
    /// Ed25519 over the note's text: logs.
    case ed25519 = 0x01
    /// Ed25519 over a time and the note's text (cosignature/v1): witnesses.
    case cosignature = 0x04
  }

  /// The signer's name; a log's checkpoints have it as origin.
  public let name: KeyName
  public let kind: Kind
  public let publicKey: PublicKey
  /// The first four bytes, big-endian, of SHA-256(name ‖ LF ‖ kind ‖ public key): finds the key, proves nothing.
  public let keyID: UInt32

  /// A verifier key; refuses a public key that is no valid point, because others could sign for it.
  public init(name: KeyName, kind: Kind, publicKey: PublicKey) throws(VerifierKeyError) {
    guard publicKey.isValidPoint else { throw .invalidPublicKey }
    self.init(trusted: publicKey, name: name, kind: kind)
  }

  init(trusted publicKey: PublicKey, name: KeyName, kind: Kind) {
    self.name = name
    self.kind = kind
    self.publicKey = publicKey
    keyID = VerifierKey.keyID(name: name, kind: kind, publicKey: publicKey)
  }

  /// Reads `name+keyid+base64(kind ‖ public key)` in its one exact form, without a final newline.
  public init(parsing text: String) throws(VerifierKeyError) {
    let parts = Array(text.utf8).split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .malformed("it is not name+keyid+key") }
    guard let name = KeyName(utf8: parts[0]) else { throw .malformed("its name is not allowed") }
    guard let material = CanonicalText.base64(parts[2]), let kindByte = material.first else {
      throw .malformed("its key is not canonical Base64")
    }
    guard let kind = Kind(rawValue: kindByte) else { throw .unknownKind(kindByte) }
    guard let publicKey = PublicKey(bytes: material.dropFirst()) else {
      throw .malformed("its key has \(material.count - 1) bytes instead of \(PublicKey.byteCount)")
    }
    try self.init(name: name, kind: kind, publicKey: publicKey)
    guard parts[1].elementsEqual(keyIDHex.utf8) else {
      throw .wrongKeyID(expected: keyIDHex, actual: String(decoding: parts[1], as: UTF8.self))
    }
  }

  /// The key as text, the inverse of `init(parsing:)`.
  public var text: String {
    "\(name)+\(keyIDHex)+\(Base64.encode([kind.rawValue] + publicKey.bytes))"
  }

  /// Whether the signature bytes of a line (without the key id) are this key's over the text.
  func verdict(on signature: [UInt8], over text: [UInt8]) -> Verdict {
    switch kind {
    case .ed25519:
      guard let signature = Signature(bytes: signature) else { return .invalid }
      return publicKey.isValid(signature, for: text) ? .valid(time: nil) : .invalid
    case .cosignature:
      guard let cosignature = Cosignature(bytes: signature) else { return .invalid }
      let message = Cosignature.message(time: cosignature.time, text: text)
      return publicKey.isValid(cosignature.signature, for: message) ? .valid(time: cosignature.time) : .invalid
    }
  }

  enum Verdict {
    case valid(time: UInt64?)
    case invalid
  }

  private var keyIDHex: String {
    Hex.encode(withUnsafeBytes(of: keyID.bigEndian) { Array($0) })
  }

  private static func keyID(name: KeyName, kind: Kind, publicKey: PublicKey) -> UInt32 {
    var hasher = SHA256.Hasher()
    hasher.update(Array(name.text.utf8))
    hasher.update(CanonicalText.newline)
    hasher.update(kind.rawValue)
    publicKey.withUnsafeBytes { hasher.update($0) }
    return hasher.finalize().withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
  }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String { text }
}

/// Why a text is no verifier key.
public enum VerifierKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  case malformed(String)
  case unknownKind(UInt8)
  case wrongKeyID(expected: String, actual: String)
  case invalidPublicKey

  public var description: String {
    switch self {
    case .malformed(let reason): "not a verifier key: \(reason)"
    case .unknownKind(let byte): "the verifier key is of the unknown kind \(byte)"
    case .wrongKeyID(let expected, let actual): "the verifier key has id \(expected), but says \(actual)"
    case .invalidPublicKey: "the public key is no valid Ed25519 point, so anybody could sign for it"
    }
  }
}
