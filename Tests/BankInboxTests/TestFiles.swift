import Foundation

/// Where the tests find files, and a place for those that they make.
enum TestFiles {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let specs = root.appendingPathComponent("ledger-specs/statements")
  static let shared = root.deletingLastPathComponent().appendingPathComponent("shared/data/statements")
  static let isSharedPresent = FileManager.default.fileExists(atPath: shared.path)

  static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = NSTemporaryDirectory() + "/mastro-inbox-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }
}
