import EmbeddedFiles
import LedgerCore
import Pages

/// One file of words: a code, and what it is called in each language.
///
/// English stands in where a language has no words of its own; a test sees to it that English and Italian are whole.
struct WordTable: Sendable {
  private let words: [String: [String: String]]

  /// A file of the program, which is read once.
  private init(named name: String) {
    do {
      words = try WordTable.read(EmbeddedFiles.bytes("MastroWeb/Words/\(name)"))
    } catch {
      preconditionFailure("the words in \(name) cannot be used: \(error)")
    }
  }

  var keys: Set<String> { Set(words.keys) }

  /// The languages in which a code has words.
  func tags(of key: String) -> Set<String> { Set(words[key].map { Array($0.keys) } ?? []) }

  /// The words exactly in this language.
  func own(_ key: String, in language: Language) -> String? { words[key]?[language.tag] }

  /// The words in this language, in English where it has none.
  func text(_ key: String, in language: Language) -> String? { own(key, in: language) ?? words[key]?["en"] }

  /// The first of these keys that has words.
  func text(ofFirst keys: [String], in language: Language) -> String? {
    keys.first { words[$0] != nil }.flatMap { text($0, in: language) }
  }

  /// The words as a part of a line, marked as English where they had to be.
  func inline(ofFirst keys: [String], in language: Language) -> Inline? {
    guard let key = keys.first(where: { words[$0] != nil }) else { return nil }
    if let own = own(key, in: language) { return Inline(own) }
    return text(key, in: .english).map { Inline($0).written(in: .english) }
  }

  private struct NotWords: Error {}

  private static func read(_ bytes: [UInt8]) throws -> [String: [String: String]] {
    guard let file = try JSON.parse(bytes, form: .relaxed).object else { throw NotWords() }
    var words: [String: [String: String]] = [:]
    for entry in file {
      guard let languages = entry.value.object else { throw NotWords() }
      for language in languages {
        guard let text = language.value.string else { throw NotWords() }
        words[entry.key, default: [:]][language.key] = text
      }
    }
    return words
  }
}

extension WordTable {
  static let kinds = WordTable(named: "kinds.json")
  static let members = WordTable(named: "members.json")
  static let codes = WordTable(named: "codes.json")
  static let accounts = WordTable(named: "accounts.json")
  static let reasons = WordTable(named: "reasons.json")
  static let statement = WordTable(named: "statement.json")
}
