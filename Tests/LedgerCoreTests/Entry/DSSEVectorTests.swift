import Foundation
import LedgerCore
import Sodium
import Testing

/// The signature that DSSE's own protocol description publishes.
@Suite struct DSSEVectorTests {
  /// Next to the checkout; absent from a plain clone.
  static let file = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data/vectors/dsse-ed25519.json").standardizedFileURL

  static var isPresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: file.path)
    if !isPresent { print("skipped the DSSE vector: there is no \(file.path)") }
    return isPresent
  }

  struct Vector: Decodable {
    let seedHex: String, pubHex: String, payloadType: String, payloadUtf8: String, paeUtf8: String, sigB64: String
  }

  @Test(.enabled(if: isPresent, "needs ../shared/data"))
  func `encoding and signature are the published ones`() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let vector = try decoder.decode(Vector.self, from: Data(contentsOf: Self.file))
    let encoded = Envelope.preAuthenticationEncoding(type: vector.payloadType, payload: Array(vector.payloadUtf8.utf8))
    #expect(encoded == Array(vector.paeUtf8.utf8))
    let key = try SigningKey(seed: try #require(Hex.decode(vector.seedHex)))
    #expect(key.publicKey.bytes == Hex.decode(vector.pubHex))
    #expect(key.sign(encoded).base64 == vector.sigB64)
    let signature = try #require(Signature(base64: vector.sigB64))
    #expect(key.publicKey.isValid(signature, for: encoded))
    #expect(!key.publicKey.isValid(signature, for: Array(vector.payloadUtf8.utf8)))
  }

  @Test func `the encoding counts bytes, not characters`() {
    let encoded = Envelope.preAuthenticationEncoding(type: "è", payload: Array("caffè".utf8))
    #expect(encoded == Array("DSSEv1 2 è 6 caffè".utf8))
    #expect(Envelope.preAuthenticationEncoding(type: "", payload: []) == Array("DSSEv1 0  0 ".utf8))
  }

  @Test func `what an envelope signs is the encoding of its payload`() throws {
    let envelope = try EnvelopeTests.signed().envelope
    let type = "application/vnd.mastro.entry+json"
    #expect(envelope.signedBytes == Envelope.preAuthenticationEncoding(type: type, payload: envelope.payload))
    #expect(envelope.signedBytes.starts(with: "DSSEv1 33 \(type) ".utf8))
  }
}
