import EmbeddedFiles
import LedgerCore
import Pages

/// The file of refusals: the message in languages other than English, whose message is the code's own, and the remedy.
struct RefusalWords: Sendable {
  private let texts: [String: [String: [String: String]]]

  static let all = RefusalWords(file: EmbeddedFiles.bytes("MastroWeb/Words/refusals.json"))

  init(file bytes: [UInt8]) {
    guard let file = (try? JSON.parse(bytes, form: .relaxed))?.object else {
      preconditionFailure("the words in refusals.json cannot be used")
    }
    var texts: [String: [String: [String: String]]] = [:]
    for code in file {
      for language in code.value.object ?? [:] {
        for part in language.value.object ?? [:] {
          texts[code.key, default: [:]][language.key, default: [:]][part.key] = part.value.string
        }
      }
    }
    self.texts = texts
  }

  var codes: Set<String> { Set(texts.keys) }

  /// The message in this language; nil where it is the code's own.
  func message(of code: String, in language: Language) -> String? { texts[code]?[language.tag]?["message"] }

  func remedy(of code: String, in language: Language) -> String? { texts[code]?[language.tag]?["remedy"] }
}
