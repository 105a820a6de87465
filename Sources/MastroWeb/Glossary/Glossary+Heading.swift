import EmbeddedFiles
import LedgerCore
import Pages

extension Glossary {
  /// The heading of a report, a list or a card in this language, by its English words; unknown ones as they are.
  ///
  /// What the command line says after it, such as the command that adds a first fund, is left out.
  public func heading(_ english: String) -> String {
    if language == .italian, let italian = Headings.italian[english] { return italian }
    let commands = [": `mastro ", ": run `mastro ", ": mastro "]
    guard let command = commands.lazy.compactMap({ english.firstRange(of: $0) }).first else { return english }
    return String(english[..<command.lowerBound])
  }

  /// Whether a heading has a translation.
  public static func knows(heading english: String) -> Bool { Headings.italian[english] != nil }
}

/// English words of views and their Italian ones.
private enum Headings {
  static let italian: [String: String] = {
    guard let file = (try? JSON.parse(EmbeddedFiles.bytes("MastroWeb/Words/views.json"), form: .relaxed))?.object else {
      preconditionFailure("the words in views.json cannot be used")
    }
    return Dictionary(
      file.compactMap { word in word.value.string.map { (word.key, $0) } }, uniquingKeysWith: { first, _ in first })
  }()
}
