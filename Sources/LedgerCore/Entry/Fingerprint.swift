public import Sodium

/// A SHA-256 digest that a body carries: base64 of 32 bytes.
public struct Fingerprint: Hashable, Sendable, Codable, CustomStringConvertible {
  public let digest: Digest

  public init(_ digest: Digest) { self.digest = digest }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let digest = Digest(base64: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not the base64 of 32 bytes"))
    }
    self.digest = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digest.base64)
  }

  public var description: String { digest.base64 }
}
