import LedgerCore
import Testing

@testable import FamilyPages
@testable import Pages

/// Every language says everything, with the same figures in it.
@Suite struct FamilyTextsTests {
  static let italian = FamilyTexts.files[0]

  @Test func `every language in which pages can be written has its texts`() {
    #expect(Set(FamilyTexts.tags) == Set(Language.all.map(\.tag)))
    #expect(FamilyTexts.tags.count == Language.all.count)
    for tag in ["it", "en", "fr", "es", "ro", "ar"] { #expect(FamilyTexts.tags.contains(tag)) }
  }

  @Test(arguments: FamilyTexts.tags) func `a language's file has every text`(tag: String) throws {
    let language = try #require(Language(tag: tag))
    let file = try #require(FamilyTexts.files.first { $0.tag == tag })
    #expect(throws: Never.self) { try FamilyTexts(language, reading: file.bytes) }
  }

  @Test(arguments: FamilyTexts.tags) func `a text has the same places in every language`(tag: String) throws {
    let (texts, italian) = (try #require(FamilyTexts(tag: tag)), try #require(FamilyTexts(tag: "it")))
    for key in TextKey.allCases { #expect(texts[key].places == italian[key].places, "\(key.rawValue)") }
  }

  @Test(arguments: FamilyTexts.tags) func `no text is that of another language`(tag: String) throws {
    let texts = try #require(FamilyTexts(tag: tag))
    // Words that two languages share are short; a sentence that is the same was forgotten.
    for other in FamilyTexts.tags where other != tag {
      let others = try #require(FamilyTexts(tag: other))
      let same = TextKey.allCases.filter { texts[$0] == others[$0] && Self.longest(texts[$0]).count > 16 }
      #expect(same == [], "\(tag) and \(other)")
    }
  }

  @Test(arguments: FamilyTexts.tags) func `every text is on one of the pages`(tag: String) throws {
    let texts = try #require(FamilyTexts(tag: tag))
    let written = ExamplePages.all.map { ParsedPage(FamilySheet($0, in: texts).page.html).text }.joined(separator: "\n")
    let unused = TextKey.allCases.filter { !written.contains(Self.longest(texts[$0])) }
    #expect(unused.map(\.rawValue) == [])
  }

  static func longest(_ template: TextTemplate) -> String {
    let words = template.pieces.map { piece in if case .words(let words) = piece { words } else { "" } }
    return words.max { $0.count < $1.count } ?? ""
  }

  static func file(_ change: (inout JSONObject) -> Void) throws -> [UInt8] {
    var object = try #require(try JSON.parse(italian.bytes, form: .relaxed).object)
    change(&object)
    return JSON.object(object).canonicalBytes
  }

  @Test func `a missing text, an unknown one and a broken one are found by name`() throws {
    func reading(_ change: (inout JSONObject) -> Void) throws -> FamilyTexts.Fault? {
      let bytes = try Self.file(change)
      do {
        _ = try FamilyTexts(.italian, reading: bytes)
        return nil
      } catch let fault as FamilyTexts.Fault {
        return fault
      }
    }
    #expect(try reading { _ in } == nil)
    #expect(try reading { $0["now.none"] = nil } == .missing(["now.none"]))
    #expect(try reading { $0["now.nine"] = "x" } == .unknown(["now.nine"]))
    for text: JSON in ["", " ", "a ", "{", "}", "{a", "a}", "{}", "{sum}", "{{name}}", 3] {
      #expect(try reading { $0["page.title"] = text } == .unreadable("page.title"), "\(text)")
    }
  }

  @Test func `a language that nobody has written is refused`() {
    for tag in ["de", "", "xx", "italian"] { #expect(FamilyTexts(tag: tag) == nil) }
    #expect(FamilyTexts(tag: "es-419")?.language.tag == "es")
  }
}
