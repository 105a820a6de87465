import Foundation
import Funds
import LedgerCore
import Sodium

/// One entry of a kind with all its bytes, as `ledger-specs/kinds` ships it for people who write another program.
struct GoldenFile: Codable, Equatable {
  let kind: String
  let stream: String
  let leafHash: String
  let publicKey: String
  let signature: String
  /// The canonical bytes that are signed.
  let payload: String

  init(_ stored: StoredEntry) throws {
    let entry = try stored.logged()
    kind = entry.entry.kind.text
    stream = entry.entry.stream.text
    leafHash = entry.leaf.hex
    publicKey = stored.publicKey.base64
    signature = stored.signature.base64
    payload = String(decoding: stored.payload, as: UTF8.self)
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "ledger-specs/kinds")

  static func url(_ kind: String) -> URL { folder.appending(path: "\(kind).json") }

  static func read(_ kind: String) throws -> GoldenFile {
    let bytes = Array(try Data(contentsOf: url(kind)))
    return try JSONDecoding.decodeExactly(GoldenFile.self, from: JSON.parse(bytes, form: .relaxed))
  }

  /// One member per line, in the order in which a person reads them.
  var text: String {
    let members = [
      ("kind", kind), ("stream", stream), ("leafHash", leafHash), ("publicKey", publicKey), ("signature", signature),
      ("payload", payload),
    ]
    let lines = members.map { name, value in
      "  \"\(name)\": \(String(decoding: JSON.string(value).canonicalBytes, as: UTF8.self))"
    }
    return "{\n\(lines.joined(separator: ",\n"))\n}\n"
  }
}
