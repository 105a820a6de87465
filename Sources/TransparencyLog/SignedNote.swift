import Sodium

/// A text and the signatures under it, as parsed: nothing here is verified until `verify` says so (C2SP signed-note).
public struct SignedNote: Hashable, Sendable {
  /// The longest note that is parsed, in bytes.
  public static let maximumByteCount = 1_048_576
  /// The most signature lines that are parsed.
  public static let maximumSignatureCount = 100

  /// The signed text, with its final newline and without the separating blank line.
  public let text: [UInt8]
  /// The signature lines in the order of the note.
  public private(set) var signatures: [NoteSignature]

  /// A note from its parts; refuses a text that a note cannot carry.
  public init(text: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
    try SignedNote.checkCharacters(text)
    guard text.last == CanonicalText.newline else { throw .malformed("the text does not end in a newline") }
    guard !signatures.isEmpty else { throw .malformed("it has no signature lines") }
    guard signatures.count <= SignedNote.maximumSignatureCount else { throw .tooManySignatures }
    self.text = text
    self.signatures = signatures
  }

  /// A note over a text that is known to be clean.
  init(cleanText text: [UInt8], signature: NoteSignature) {
    self.text = text
    signatures = [signature]
  }

  /// Reads a note in its one exact form: text, blank line, signature lines, each ending in a single LF.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= SignedNote.maximumByteCount else { throw .tooLong(bytes.count) }
    try SignedNote.checkCharacters(bytes)
    guard bytes.last == CanonicalText.newline else { throw .malformed("it does not end in a newline") }
    guard let blank = SignedNote.lastBlankLine(bytes) else {
      throw .malformed("no blank line separates text and signatures")
    }
    let lines = CanonicalText.lines(bytes[(blank + 1)...]) ?? []
    guard !lines.isEmpty else { throw .malformed("it has no signature lines") }
    guard lines.count <= SignedNote.maximumSignatureCount else { throw .tooManySignatures }
    var signatures: [NoteSignature] = []
    for line in lines {
      guard let signature = NoteSignature(line: line) else {
        throw .malformed("signature line \(signatures.count + 1) is not of the form '— name base64'")
      }
      signatures.append(signature)
    }
    text = Array(bytes[..<blank])
    self.signatures = signatures
  }

  /// The note as bytes, the inverse of `init(parsing:)`.
  public var bytes: [UInt8] {
    var bytes = text
    bytes.append(CanonicalText.newline)
    for signature in signatures {
      bytes.append(contentsOf: signature.line.utf8)
      bytes.append(CanonicalText.newline)
    }
    return bytes
  }

  /// The note with one more signature line at its end, as a witness adds it.
  public func adding(_ signature: NoteSignature) -> SignedNote {
    var note = self
    note.signatures.append(signature)
    return note
  }

  /// The signatures by known keys, at least one, all valid.
  ///
  /// Lines by unknown keys are ignored, even if they share a name or an id (but not both) with a known one. A line by a
  /// known key that does not verify spoils the whole note, and so does a second line by the same key.
  public func verify(by knownKeys: [VerifierKey]) throws(NoteError) -> [VerifiedSignature] {
    var verified: [VerifiedSignature] = []
    for signature in signatures {
      let candidates = Set(knownKeys.filter { $0.name == signature.name && $0.keyID == signature.keyID })
      guard let key = candidates.first else { continue }
      guard candidates.count == 1 else { throw .ambiguousKey(key.name) }
      guard !verified.contains(where: { $0.key == key }) else { throw .repeatedSignature(key.name) }
      switch key.verdict(on: signature.signature, over: text) {
      case .valid(let time): verified.append(VerifiedSignature(key: key, time: time))
      case .invalid: throw .badSignature(key.name)
      }
    }
    guard !verified.isEmpty else { throw .noKnownSignature }
    return verified
  }

  private static func checkCharacters(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == CanonicalText.newline }) else {
      throw .malformed("it has a control character")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .malformed("it is not valid UTF-8") }
  }

  /// The position of the newline which alone makes up the last blank line after a non-empty text.
  private static func lastBlankLine(_ bytes: [UInt8]) -> Int? {
    var position = bytes.count - 1
    while position >= 1 {
      if bytes[position] == CanonicalText.newline, bytes[position - 1] == CanonicalText.newline { return position }
      position -= 1
    }
    return nil
  }
}

/// A signature line that was verified, and by whose key.
public struct VerifiedSignature: Hashable, Sendable {
  public let key: VerifierKey
  /// When a witness says it signed, in seconds since 1970; nil for a log's own signature.
  public let time: UInt64?
}

/// Why a note is refused.
public enum NoteError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong(Int)
  case tooManySignatures
  case malformed(String)
  case noKnownSignature
  case badSignature(KeyName)
  case repeatedSignature(KeyName)
  case ambiguousKey(KeyName)

  public var description: String {
    switch self {
    case .tooLong(let count): "a note of \(count) bytes is longer than \(SignedNote.maximumByteCount)"
    case .tooManySignatures: "the note has more than \(SignedNote.maximumSignatureCount) signatures"
    case .malformed(let reason): "not a signed note: \(reason)"
    case .noKnownSignature: "the note carries no signature by a known key"
    case .badSignature(let name): "the signature by \(name) does not verify"
    case .repeatedSignature(let name): "the note carries two signatures by one key of \(name)"
    case .ambiguousKey(let name): "two known keys of \(name) share one key id"
    }
  }
}
