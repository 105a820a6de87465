import Foundation
import LedgerCore

/// Figures that others have published, kept outside the package; tests that use them are skipped where they are not.
enum GoldenFiles {
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/golden")

  static let arePresent = FileManager.default.fileExists(atPath: folder.appendingPathComponent("README.md").path)

  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  static func cases(_ name: String) throws -> [JSON] {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    guard let cases = try JSON.parse(data, form: .relaxed)["cases"]?.array else {
      throw Missing(description: "\(name) has no cases")
    }
    return cases
  }
}

extension JSON {
  func text(_ member: String) throws -> String {
    guard let text = self[member]?.string else { throw GoldenFiles.Missing(description: "no text \(member)") }
    return text
  }

  func number(_ member: String) throws -> Int {
    guard let number = self[member]?.integer else { throw GoldenFiles.Missing(description: "no number \(member)") }
    return number
  }

  func list(_ member: String) throws -> [JSON] {
    guard let list = self[member]?.array else { throw GoldenFiles.Missing(description: "no list \(member)") }
    return list
  }

  func money(_ member: String) throws -> Money { try Money(parsing: try text(member)) }

  func date(_ member: String) throws -> CivilDate {
    guard let date = CivilDate(try text(member)) else { throw GoldenFiles.Missing(description: "no date \(member)") }
    return date
  }
}
