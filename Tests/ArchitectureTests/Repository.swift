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
  ///
  /// A text that begins with a letter is a word of its own: `Date()` does not stand in `chosenDate()`.
  func places(of texts: [String]) -> [String] {
    let needles = texts.map { Array($0.utf8) }
    return zip(1..., code).flatMap { number, line in
      let bytes = Array(line.utf8)
      return zip(texts, needles).filter { SourceFile.contains($0.1, in: bytes) }.map { "\(path):\(number): \($0.0)" }
    }
  }

  private static func contains(_ needle: [UInt8], in line: [UInt8]) -> Bool {
    guard line.count >= needle.count else { return false }
    for start in 0...(line.count - needle.count) where line[start] == needle[0] {
      let end = start + needle.count
      guard line[start..<end].elementsEqual(needle) else { continue }
      let joinsBefore = start > 0 && isWord(needle[0]) && isWord(line[start - 1])
      let joinsAfter = end < line.count && isWord(needle[needle.count - 1]) && isWord(line[end])
      if !joinsBefore && !joinsAfter { return true }
    }
    return false
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
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
    let (quote, backslash, slash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"))
    let (open, close) = (UInt8(ascii: "("), UInt8(ascii: ")"))
    var kept: [UInt8] = []
    var isQuoted = false
    var depths: [Int] = []
    var last: UInt8 = 0
    for byte in line.utf8 {
      if isQuoted {
        if byte == quote && last != backslash { isQuoted = false }
        if byte == open && last == backslash {
          depths.append(0)
          isQuoted = false
        }
      } else if byte == quote {
        isQuoted = true
      } else if byte == close && depths.last == 0 {
        depths.removeLast()
        isQuoted = true
      } else {
        if byte == slash && last == slash { return String(decoding: kept.dropLast(), as: UTF8.self) }
        if !depths.isEmpty, byte == open || byte == close { depths[depths.count - 1] += byte == open ? 1 : -1 }
        kept.append(byte)
      }
      last = last == backslash && byte == backslash ? 0 : byte
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
