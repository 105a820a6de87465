import Foundation

/// The project's own files, as these tests read them.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sources = files(under: "Sources").filter { $0.path.hasSuffix(".swift") }

  static func sources(of targets: String...) -> [SourceFile] { sources.filter { targets.contains($0.target) } }

  /// Text files below a folder, without what builds leave behind and `.gitignore` names.
  static func files(under folder: String) -> [SourceFile] {
    let base = root.path + (folder.isEmpty ? "" : "/" + folder)
    guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
    var found: [SourceFile] = []
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
      found.append(SourceFile(path: path, text: text))
    }
    return found.sorted { $0.path < $1.path }
  }

  private static let ignored: Set<String> = [".git", ".build", "Package.resolved", "demo-ledger", "__pycache__"]

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}

/// A text file with its path below the root.
struct SourceFile: Sendable, CustomStringConvertible {
  let path: String
  let lines: [Substring]
  /// The lines without comments and without what stands between quotes.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = path.hasSuffix(".swift") ? SourceFile.code(of: lines) : []
  }

  var description: String { path }
  var text: String { lines.joined(separator: "\n") }
  var name: String { String(path.split(separator: "/").last ?? "") }
  /// The second component: `LedgerCore` of `Sources/LedgerCore/Money/Money.swift`.
  var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }

  /// Where a text stands in the code as a whole word, as `path:line: text`.
  func places(of texts: [String]) -> [String] {
    zip(1..., code).flatMap { number, line in
      texts.filter { SourceFile.contains($0, in: line) }.map { "\(path):\(number): \($0)" }
    }
  }

  /// A text that begins with a letter is a word of its own: `Date()` does not stand in `chosenDate()`.
  private static func contains(_ text: String, in line: String) -> Bool {
    line.ranges(of: text).contains { range in
      let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
      let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
      return !(isWord(text.first) && isWord(before)) && !(isWord(text.last) && isWord(after))
    }
  }

  private static func isWord(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
  }

  private static func code(of lines: [Substring]) -> [String] {
    var isInText = false
    return lines.map { line in
      if line.contains("\"\"\"") {
        isInText.toggle()
        return ""
      }
      return isInText ? "" : code(of: line)
    }
  }

  /// Interpolations are code; how deep their parentheses nest is counted.
  private static func code(of line: Substring) -> String {
    var kept = ""
    var isQuoted = false
    var depths: [Int] = []
    var last: Character = " "
    for character in line {
      if isQuoted {
        if character == "\"" && last != "\\" { isQuoted = false }
        if character == "(" && last == "\\" {
          depths.append(0)
          isQuoted = false
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == ")" && depths.last == 0 {
        depths.removeLast()
        isQuoted = true
      } else {
        if character == "/" && last == "/" { return String(kept.dropLast()) }
        if let depth = depths.last { depths[depths.count - 1] = depth + (character == "(" ? 1 : character == ")" ? -1 : 0) }
        kept.append(character)
      }
      last = last == "\\" && character == "\\" ? " " : character
    }
    return kept
  }
}
