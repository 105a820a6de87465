import Foundation

/// The project's own files, as these tests read them.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A text file with its path below the root.
  struct File: Sendable, CustomStringConvertible {
    let path: String
    let text: String

    var description: String { path }
    var name: String { String(path.split(separator: "/").last ?? "") }
    /// The second component: `LedgerCore` of `Sources/LedgerCore/Money/Money.swift`.
    var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  static let sources = files(under: "Sources").filter { $0.path.hasSuffix(".swift") }

  static func sources(of targets: String...) -> [File] { sources.filter { targets.contains($0.target) } }

  /// Text files below a folder, without what builds leave behind and `.gitignore` names.
  static func files(under folder: String) -> [File] {
    let base = root.path + (folder.isEmpty ? "" : "/" + folder)
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
    var found: [File] = []
    for case let below as String in walk {
      let path = folder.isEmpty ? below : folder + "/" + below
      if ignored.contains(String(below.split(separator: "/").last ?? "")) {
        walk.skipDescendants()
        continue
      }
      guard walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular,
        let data = FileManager.default.contents(atPath: base + "/" + below), data.count < 4_000_000,
        let text = String(data: data, encoding: .utf8), !text.utf8.contains(0)
      else { continue }
      found.append(File(path: path, text: text))
    }
    return found.sorted { $0.path < $1.path }
  }

  private static let ignored: Set<String> = [".git", ".build", "Package.resolved", "demo-ledger", "__pycache__"]

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}

extension Repository.File {
  /// The places where a pattern stands in the code, comments and texts left out, as `path:line: what stands there`.
  func places(of pattern: Regex<Substring>) -> [String] {
    zip(1..., code).compactMap { number, line in
      line.firstMatch(of: pattern).map { "\(path):\(number): \($0.output)" }
    }
  }

  /// The lines without comments and without what stands between quotes.
  var code: [Substring] {
    var isInText = false
    return lines.map { line in
      if line.contains(#"""""#) {
        isInText.toggle()
        return ""
      }
      return isInText ? "" : withoutComment(line)
    }
  }

  private func withoutComment(_ line: Substring) -> Substring {
    var kept = ""
    var isQuoted = false
    var last: Character = " "
    for character in line {
      if character == "\"" && last != "\\" {
        isQuoted.toggle()
      } else if !isQuoted {
        if character == "/" && last == "/" { return kept.dropLast() }
        kept.append(character)
      } else if last == "\\" && character == "(" {
        kept.append(" ")
      }
      last = character
    }
    return kept[...]
  }
}
