import EmbeddedFiles
import LedgerCore
public import Pages

/// The texts of family pages in one language: simple words, for people who have other things on their minds.
///
/// No text agrees with a number in it ("Questions: 3", never "3 questions"), so no language needs plural forms.
public struct FamilyTexts: Sendable {
  public let language: Language
  private let texts: [TextKey: TextTemplate]

  /// Why a language's file cannot be used.
  enum Fault: Error, Hashable {
    case notAnObject
    case missing([String])
    case unknown([String])
    case unreadable(String)
  }

  /// The languages' files by tag, Italian first: the language that everybody at the table shares.
  static let files: [(tag: String, bytes: [UInt8])] =
    ["it", "en", "fr", "es", "ro", "ar", "uk", "sq"].map { ($0, EmbeddedFiles.bytes("FamilyPages/Texts/\($0).json")) }

  /// The tags in which a page can be printed.
  public static let tags = files.map(\.tag)

  /// The texts in a language; nil where there are none in it.
  public init?(tag: String) {
    guard let language = Language(tag: tag), let file = FamilyTexts.files.first(where: { $0.tag == language.tag }),
      let texts = try? FamilyTexts(language, reading: file.bytes)
    else { return nil }
    self = texts
  }

  /// Reads a file, which must have every key and no other.
  init(_ language: Language, reading bytes: [UInt8]) throws {
    guard let object = try JSON.parse(bytes, form: .relaxed).object else { throw Fault.notAnObject }
    let names = Set(object.keys)
    let known = Set(TextKey.allCases.map(\.rawValue))
    guard names.isSuperset(of: known) else { throw Fault.missing(known.subtracting(names).sorted()) }
    guard names == known else { throw Fault.unknown(names.subtracting(known).sorted()) }
    var texts: [TextKey: TextTemplate] = [:]
    for key in TextKey.allCases {
      guard let text = object[key.rawValue]?.string, let template = TextTemplate(text) else {
        throw Fault.unreadable(key.rawValue)
      }
      texts[key] = template
    }
    self.language = language
    self.texts = texts
  }

  subscript(key: TextKey) -> TextTemplate {
    guard let text = texts[key] else { preconditionFailure("a file is read only when it has every key") }
    return text
  }
}
