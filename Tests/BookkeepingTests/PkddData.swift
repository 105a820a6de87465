import BankStatements
import Foundation
import Testing

/// The data of a Czech bank that was published for PKDD'99. It lies beside the package and is never copied into it.
enum PkddData {
  static let package = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func file(_ table: String) -> URL {
    package.appending(path: "../shared/data/pkdd99/\(table).asc").standardizedFileURL
  }

  static func has(_ tables: String...) -> Bool {
    tables.allSatisfy { FileManager.default.fileExists(atPath: file($0).path) }
  }

  static let missing: Comment = "without ../shared/data/pkdd99 there is no file"

  static func bytes(_ table: String) throws -> [UInt8] { Array(try Data(contentsOf: file(table))) }

  /// The rows of a table by their columns' names, in the order of the file.
  static func rows(_ table: String) throws -> [[String: String]] {
    let text = String(decoding: try bytes(table), as: UTF8.self)
    let records = try CSVRecords.read(text, delimiter: UInt8(ascii: ";"), atMost: 10_000).filter { !$0.isBlank }
    let columns = try #require(records.first).fields
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(columns, $0.fields)) }
  }
}
