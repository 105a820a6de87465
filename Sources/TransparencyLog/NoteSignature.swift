import Sodium

/// One signature line of a note, unverified: `— name base64(key id ‖ signature)`.
public struct NoteSignature: Hashable, Sendable {
  public let name: KeyName
  /// Which of the name's keys signed.
  public let keyID: UInt32
  /// The bytes after the key id; their form depends on the kind of the key.
  public let signature: [UInt8]

  init(key: VerifierKey, signature: [UInt8]) {
    name = key.name
    keyID = key.keyID
    self.signature = signature
  }

  /// Reads a line without its newline; nil unless it has the exact form.
  init?(line: ArraySlice<UInt8>) {
    guard let rest = CanonicalText.rest(of: line, after: "— ") else { return nil }
    let parts = rest.split(separator: CanonicalText.space, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = KeyName(utf8: parts[0]), let bytes = CanonicalText.base64(parts[1]),
      bytes.count > 4
    else { return nil }
    self.name = name
    keyID = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    signature = Array(bytes[4...])
  }

  /// The line without its newline.
  public var line: String {
    let bytes = withUnsafeBytes(of: keyID.bigEndian) { Array($0) } + signature
    return "— \(name) \(Base64.encode(bytes))"
  }
}

/// The signature of a witness: that at `time` this was the newest consistent head it had seen (C2SP cosignature/v1).
struct Cosignature {
  var time: UInt64
  var signature: Signature

  static let byteCount = 8 + Signature.byteCount

  init?(bytes: [UInt8]) {
    guard bytes.count == Cosignature.byteCount, let signature = Signature(bytes: bytes[8...]) else { return nil }
    time = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    guard time <= UInt64(Int64.max) else { return nil }
    self.signature = signature
  }

  init(time: UInt64, signature: Signature) {
    self.time = time
    self.signature = signature
  }

  var bytes: [UInt8] {
    withUnsafeBytes(of: time.bigEndian) { Array($0) } + signature.bytes
  }

  /// What a witness signs: the time cannot be taken off the text, nor the signature pass for a log's own.
  static func message(time: UInt64, text: [UInt8]) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n".utf8) + text
  }
}
