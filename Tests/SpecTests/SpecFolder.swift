import CommandLineTesting
import Foundation

/// A folder of `ledger-specs` with the transcripts in it.
enum SpecFolder: String {
  case scenarios
  case refusals

  var path: String { Sandbox.package + "/ledger-specs/" + rawValue }

  /// The transcripts, by name and without the readme.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
  }

  func read(_ file: String) throws -> String { try String(contentsOfFile: path + "/" + file, encoding: .utf8) }
}
