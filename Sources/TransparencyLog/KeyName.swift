/// The name of a log or witness, such as `mastro.example/fondo-lodi`: the origin of its checkpoints and the name in
/// its signature lines.
///
/// Non-empty, without Unicode white space, control characters or `+` (C2SP signed-note). Names are compared byte by
/// byte, never by Swift's canonical equivalence, so two spellings of `è` are two names.
public struct KeyName: Hashable, Sendable, CustomStringConvertible {
  /// The name as it is written in notes.
  public let text: String

  /// The longest name accepted, in bytes of UTF-8.
  public static let maximumByteCount = 255

  /// The name, or nil when the text may not be one.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= KeyName.maximumByteCount else { return nil }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && scalar.value != 0x7f && scalar != "+" && !scalar.properties.isWhitespace
    }
    guard isClean else { return nil }
    self.text = text
  }

  init?(utf8 bytes: some Collection<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.init(text)
  }

  public var description: String { text }

  public static func == (left: KeyName, right: KeyName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8(0xff))
  }
}
