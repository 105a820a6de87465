import Bookkeeping
import Coaching
import Foundation
import Funds
import LedgerCore
import Sodium
import Testing

/// The bytes of every kind, fixed in `ledger-specs/kinds`: a change of any of them changes what people have signed.
///
/// `MASTRO_UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes the files anew; without it nothing is written.
@Suite struct GoldenTests {
  static let isUpdating = ProcessInfo.processInfo.environment["MASTRO_UPDATE_GOLDEN"] != nil
  static let kinds =
    ((Registry.kinds + CoachingRegistry.kinds).map(\.kind.text) + [Reversal.proposed.text, Reversal.reversed.text])
    .sorted()

  @Test func `every kind comes out byte for byte as its file has it`() throws {
    let files = try GoldenStory.tell().map { try GoldenFile($0) }
    #expect(files.map(\.kind).sorted() == Self.kinds, "the story tells every kind")
    for file in files {
      if Self.isUpdating { try Data(file.text.utf8).write(to: GoldenFile.url(file.kind)) }
      let text = try String(contentsOf: GoldenFile.url(file.kind), encoding: .utf8)
      #expect(text == file.text, "\(file.kind)")
    }
  }

  @Test func `every kind has exactly one file`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: GoldenFile.folder.path)
    #expect(names.sorted() == Self.kinds.map { "\($0).json" })
  }

  @Test(arguments: kinds)
  func `a file proves itself and survives decoding and encoding`(kind: String) throws {
    let file = try GoldenFile.read(kind)
    #expect(file.kind == kind)
    let payload = Array(file.payload.utf8)
    let entry = try Entry(payload: payload)
    #expect(entry.payload == payload)
    #expect(entry.kind.text == kind)
    #expect(entry.stream.text == file.stream)
    let key = try #require(PublicKey(base64: file.publicKey))
    let signature = try #require(Signature(base64: file.signature))
    let envelope = Envelope(payload: payload, keyID: key.keyID, signature: signature)
    #expect(try SignedEntry(envelope, verifiedWith: key).leaf.hex == file.leafHash)
    #expect(try Envelope(parsing: envelope.bytes).leaf.hex == file.leafHash)
    if let kind = Rulebook.mastro.kinds[entry.kind] {
      try kind.check(body: entry.body)
    } else {
      #expect(Reversal.isReversal(entry.kind))
      #expect(try Self.again(Reversal.Body.self, entry.body) == entry.body)
    }
  }

  private static func again<Body: Codable>(_ type: Body.Type, _ bytes: [UInt8]) throws -> [UInt8] {
    let body = try JSONDecoding.decodeExactly(type, from: JSON.parse(bytes, form: .canonical))
    return try JSONEncoding.encode(body).canonicalBytes
  }
}
