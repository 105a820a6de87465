import Foundation
import LedgerCore

/// The files that the glossary is compared with: the specification and the sources.
enum GlossaryFiles {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let folder = root.path

  /// One entry of every kind, as `ledger-specs/kinds` ships it.
  static let entries: [Entry] = names(in: "ledger-specs/kinds", ending: ".json").compactMap { name in
    guard let bytes = try? Data(contentsOf: root.appending(path: "ledger-specs/kinds/\(name).json")),
      let payload = (try? JSON.parse([UInt8](bytes), form: .relaxed))?["payload"]?.string
    else { return nil }
    return try? Entry(payload: Array(payload.utf8))
  }

  static let refusals = names(in: "ledger-specs/refusals", ending: ".md")

  /// Every refusal code of the sources, with its message and hint.
  static let codes: [(id: String, message: String, hint: String)] = {
    let quoted = #/"((?:[^"\\]|\\.)*)"/#
    let declared = #/RefusalCode\(\s*((?:"(?:[^"\\]|\\.)*"|[\s,+]|hint:)+)/#
    return swiftFiles.flatMap { text in
      text.matches(of: declared).compactMap { match in
        let sides = match.1.components(separatedBy: "hint:")
        let first = sides[0].matches(of: quoted).map { String($0.1) }
        let second = sides.count > 1 ? sides[1].matches(of: quoted).map { String($0.1) } : []
        guard first.count > 1, !second.isEmpty else { return nil }
        return (first[0], first.dropFirst().joined(), second.joined())
      }
    }
  }()

  /// What LedgerViews calls its columns, figures, tables and pictures.
  static let viewTitles: Set<String> = {
    let title =
      #/(?:\.init\(|\bfigure\(|\btable\(|\bfact\(|title: |: Wording = |empty = |summary: )\s*"([A-Za-z][^"\\]*)"/#
    return Set(
      swiftFiles(below: "Sources/LedgerViews").flatMap { $0.matches(of: title).map { String($0.1) } })
  }()

  private static let swiftFiles = swiftFiles(below: "Sources")

  private static func swiftFiles(below folder: String) -> [String] {
    let sources = root.appending(path: folder).path
    guard let walk = FileManager.default.enumerator(atPath: sources) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap {
      try? String(contentsOfFile: sources + "/" + $0, encoding: .utf8)
    }
  }

  private static func names(in folder: String, ending: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return all.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  static func places(of text: String) -> Set<String> {
    Set(text.matches(of: #/\{([A-Za-z]+)\}/#).map { String($0.1) })
  }

  /// What names a command line, an option or a file of the program.
  static func namesACommand(_ text: String) -> Bool {
    text.contains(#/mastro [a-z]|`|(^|\s)--[a-z]|MASTRO_|ledger-specs/#)
  }
}
