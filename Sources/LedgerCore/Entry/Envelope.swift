public import Sodium
import TransparencyLog

/// Why bytes are not an envelope in the one strict form.
public struct EnvelopeFault: Error, Sendable, CustomStringConvertible {
  public let description: String
}

/// A DSSE v1 envelope around an entry, in its one strict byte form; its signature is not checked yet.
///
/// Source: github.com/secure-systems-lab/dsse. The signed bytes are the pre-authentication encoding.
public struct Envelope: Sendable {
  public static let payloadType = "application/vnd.mastro.entry+json"
  /// A leaf of the log carries its length in two bytes.
  public static let mostBytes = 65_535

  public let payload: [UInt8]
  public let keyID: Digest
  public let signature: Signature

  public init(payload: [UInt8], keyID: Digest, signature: Signature) {
    self.payload = payload
    self.keyID = keyID
    self.signature = signature
  }

  private static let opening = Array("{\"payload\":\"".utf8)
  private static let middle = Array("\",\"payloadType\":\"\(payloadType)\",\"signatures\":[{\"keyid\":\"".utf8)
  private static let beforeSignature = Array("\",\"sig\":\"".utf8)
  private static let closing = Array("\"}]}".utf8)

  /// The bytes that the log hashes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(payload.count * 4 / 3 + 288)
    out.append(contentsOf: Envelope.opening)
    payload.withUnsafeBytes { Base64.encode(into: &out, $0) }
    out.append(contentsOf: Envelope.middle)
    out.append(contentsOf: keyID.hex.utf8)
    out.append(contentsOf: Envelope.beforeSignature)
    signature.withUnsafeBytes { Base64.encode(into: &out, $0) }
    out.append(contentsOf: Envelope.closing)
    return out
  }

  /// The hash under which the log keeps this envelope (RFC 6962).
  public var leaf: Digest { MerkleHash.leaf(bytes) }

  /// Reads an envelope, and refuses every byte that a writer of ours would not have written.
  public init(parsing bytes: [UInt8]) throws(EnvelopeFault) {
    guard bytes.count <= Envelope.mostBytes else { throw EnvelopeFault(description: "longer than 65,535 bytes") }
    var rest = bytes[...]
    func take(_ part: [UInt8], _ name: String) throws(EnvelopeFault) {
      guard rest.starts(with: part) else {
        throw EnvelopeFault(description: "not the strict form at byte \(rest.startIndex), expected \(name)")
      }
      rest = rest.dropFirst(part.count)
    }
    func value(_ name: StaticString) throws(EnvelopeFault) -> ArraySlice<UInt8> {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
        throw EnvelopeFault(description: "the member \(name) does not end")
      }
      defer { rest = rest[end...] }
      return rest[..<end]
    }
    try take(Envelope.opening, "the member payload")
    let encoded = try value("payload")
    guard let payload = encoded.withUnsafeBytes({ Base64.decode($0) }) else {
      throw EnvelopeFault(description: "the payload is not standard base64")
    }
    try take(Envelope.middle, "payloadType \(Envelope.payloadType) and one signature")
    guard let keyID = Digest(hex: String(decoding: try value("keyid"), as: UTF8.self)) else {
      throw EnvelopeFault(description: "keyid is not 64 lower-case hexadecimal digits")
    }
    try take(Envelope.beforeSignature, "the member sig")
    let signed = try value("sig")
    guard let raw = signed.withUnsafeBytes({ Base64.decode($0) }), let signature = Signature(bytes: raw) else {
      throw EnvelopeFault(description: "sig is not the base64 of 64 bytes")
    }
    try take(Envelope.closing, "the end after exactly one signature")
    guard rest.isEmpty else { throw EnvelopeFault(description: "bytes after the envelope") }
    self.init(payload: payload, keyID: keyID, signature: signature)
  }

  /// DSSE's pre-authentication encoding: what the signature is over.
  public static func preAuthenticationEncoding(type: String, payload: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(payload.count + type.utf8.count + 24)
    out.append(contentsOf: "DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8)
    out.append(contentsOf: payload)
    return out
  }

  private static let signedPrefix = Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) ".utf8)

  public var signedBytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Envelope.signedPrefix.count + payload.count + 8)
    out.append(contentsOf: Envelope.signedPrefix)
    out.append(contentsOf: String(payload.count).utf8)
    out.append(UInt8(ascii: " "))
    out.append(contentsOf: payload)
    return out
  }
}

/// An envelope whose signature is known to be good, with the entry it carries: the only thing that a ledger admits.
public struct SignedEntry: Sendable {
  public let envelope: Envelope
  public let entry: Entry
  public let publicKey: PublicKey
  public let leaf: Digest

  /// Checks the form of the payload and the signature under `key`, which must be the one that the envelope names.
  public init(_ envelope: Envelope, verifiedWith key: PublicKey) throws(SignatureFault) {
    let entry: Entry
    do { entry = try Entry(payload: envelope.payload) } catch { throw .payload(error) }
    guard key.keyID == envelope.keyID, key.isValid(envelope.signature, for: envelope.signedBytes) else {
      throw .invalid
    }
    self.init(envelope: envelope, entry: entry, publicKey: key)
  }

  /// Signs an entry; a signature that this process has just made needs no verification.
  public init(_ entry: Entry, with key: SigningKey) {
    let payload = entry.payload
    let signature = key.sign(Envelope.preAuthenticationEncoding(type: Envelope.payloadType, payload: payload))
    let envelope = Envelope(payload: payload, keyID: key.publicKey.keyID, signature: signature)
    self.init(envelope: envelope, entry: entry, publicKey: key.publicKey)
  }

  private init(envelope: Envelope, entry: Entry, publicKey: PublicKey) {
    self.envelope = envelope
    self.entry = entry
    self.publicKey = publicKey
    leaf = envelope.leaf
  }
}

/// Why an envelope is not a signed entry.
public enum SignatureFault: Error, Sendable, CustomStringConvertible {
  case payload(PayloadFault)
  case invalid

  public var description: String {
    switch self {
    case .payload(let fault): "\(fault)"
    case .invalid: "the signature does not belong to these bytes and this key"
    }
  }
}
