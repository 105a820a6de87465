import Coaching
import LedgerCore
import Testing

@testable import FamilyPages
@testable import Pages

/// What a family's page shows, in every language.
@Suite struct FamilySheetTests {
  static func html(_ page: FamilyPage, _ tag: String = "it", bilingual: Bool = false) throws -> String {
    let texts = try #require(FamilyTexts(tag: tag))
    return FamilySheet(page, in: texts, over: bilingual ? FamilyTexts(tag: "it") : nil).page.html
  }

  static func parsed(_ page: FamilyPage, _ tag: String = "it", bilingual: Bool = false) throws -> ParsedPage {
    ParsedPage(try html(page, tag, bilingual: bilingual))
  }

  @Test(arguments: FamilyTexts.tags) func `every page can be read, in one language and in two`(tag: String) throws {
    for page in ExamplePages.all {
      for bilingual in [false, true] where !(bilingual && tag == "it") {
        let parsed = try Self.parsed(page, tag, bilingual: bilingual)
        #expect(parsed.error == nil)
        #expect(parsed.elements[0].attributes["lang"] == tag)
        #expect(parsed.elements[0].attributes["dir"] == (tag == "ar" ? "rtl" : "ltr"))
        #expect(!parsed.text.contains("{") && !parsed.text.contains("…}"))
      }
    }
  }

  @Test func `the page has three blocks, dates, goals, and four pictures with their tables`() throws {
    let parsed = try Self.parsed(ExamplePages.rich)
    #expect(
      parsed.all("h2").map(\.text) == [
        "Che cosa entra", "Che cosa esce", "Che cosa promettiamo", "Prossime date", "Dove vogliamo arrivare",
        "Il nostro bilancio in figure",
      ])
    #expect(parsed.all("svg").count == 4 && parsed.all("details").allSatisfy { $0.attributes["open"] != nil })
    #expect(parsed.all("table").count == 8)
    #expect(parsed.all("script").isEmpty && parsed.all("link").isEmpty && parsed.all("img").isEmpty)
  }

  @Test func `pictures that cannot be drawn say why`() throws {
    let parsed = try Self.parsed(ExamplePages.empty, "en")
    #expect(parsed.all("svg").isEmpty)
    for reason in [
      "We do not know yet what you can promise.", "We do not know yet when the money comes and goes.",
      "There is nothing to compare yet.", "Nobody gets a part yet.", "We have promised nothing.", "No date yet.",
    ] { #expect(parsed.text.contains(reason), "\(reason)") }
  }

  @Test func `texts of people stay text, in the direction of their own first letter`() throws {
    for tag in FamilyTexts.tags {
      let html = try Self.html(ExamplePages.rich, tag)
      #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
      let parsed = ParsedPage(html)
      for name in [ExamplePages.hostile, ExamplePages.arabicName, "عيد الأضحى مع العائلة", "Zio Karim"] {
        let places = parsed.words.filter { $0.text == name && !$0.isInside("svg") }
        #expect(!places.isEmpty && places.allSatisfy { $0.direction == "auto" }, "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("it", "1.460,00"), ("en", "1,460.00"), ("fr", "1\u{202F}460,00"), ("es", "1460,00"), ("ro", "1.460,00"),
    ("ar", "1,460.00"), ("uk", "1\u{A0}460,00"), ("sq", "1\u{A0}460,00"),
  ]) func `amounts are written as the language writes them, and never mirrored`(tag: String, amount: String) throws {
    var page = ExamplePages.empty
    page.income = [.init("x", monthly: ExamplePages.euro(146_000))]
    let written = tag == "en" ? "€" + amount : amount + "\u{A0}€"
    #expect(try Self.parsed(page, tag).all("bdi").filter { $0.text == written }.count == 2)
    for example in ExamplePages.all {
      // A picture's own name is read aloud, not seen, and its figures run by themselves.
      let words = try Self.parsed(example, tag).words.filter { $0.text.contains("€") && !$0.isInside("svg") }
      for piece in words {
        #expect(piece.inside.last?.name == "bdi" && piece.direction == "ltr", "\(piece.text)")
      }
    }
  }

  @Test(arguments: FamilyTexts.tags)
  func `who can promise nothing reads that nothing is asked, and never a zero`(tag: String) throws {
    let texts = try #require(FamilyTexts(tag: tag))
    let sentence = FamilyTextsTests.longest(texts[.nowNone])
    for page in [ExamplePages.nothingToPromise, ExamplePages.nothingForNow] {
      let parsed = try Self.parsed(page, tag)
      #expect(parsed.all("p").first { $0.attributes["class"] == "remark" }?.text.contains(sentence) == true)
      #expect(parsed.all("figure").first?.text.contains(sentence) == true)
      #expect(!parsed.all("figure").contains { $0.text.contains(FamilyTextsTests.longest(texts[.stepCapacity])) })
      let zeros = parsed.words.filter { ["0,00", "0.00", "€0.00", "0,00\u{A0}€", "0.00\u{A0}€"].contains($0.text) }
      #expect(zeros.isEmpty)
    }
    #expect(try !Self.html(ExamplePages.rich, tag).contains(sentence))
  }

  @Test func `what is left is said, and the whole is shared out to the cent`() throws {
    let parsed = try Self.parsed(ExamplePages.rich, "en")
    #expect(parsed.all("p").contains { $0.text.hasPrefix("Each month we can promise €49.71 more.") })
    let shares = parsed.all("tr").map(\.text)
    #expect(shares.contains("Not promised to anybody€49.71") && shares.contains("Fondo Casa€60.00"))
  }

  @Test func `the steps from income to capacity add up, with the cents that rounding leaves`() throws {
    func steps(_ capacity: Int, living: Int) throws -> [String] {
      var page = ExamplePages.empty
      page.capacity = .assessed(
        .init(
          amount: Money(cents: capacity),
          terms: .init(
            income: Money(cents: 195_000), living: Money(cents: living), isFloor: false,
            running: Money(cents: 9_500), savings: Money(cents: 2_000))))
      return try Self.parsed(page, "en").all("tr").dropFirst().map(\.text)
    }
    // Worked figures of the formula: R 219.71, savings 20.00, capacity 199.71.
    #expect(
      try steps(19_971, living: 163_529) == [
        "Comes in for sure€1,950.00", "Needed to live−€1,635.29", "Instalments already running−€95.00",
        "Aside for bad days−€20.00", "We can promise€199.71",
      ])
    #expect(try steps(19_971, living: 163_530).contains("Needed to live−€1,635.29"))
    #expect(try steps(10_000, living: 163_529).contains("Kept back to be safe−€99.71"))
  }

  @Test func `what is not known is neither guessed nor summed`() throws {
    let parsed = try Self.parsed(ExamplePages.nothingToPromise, "en")
    let rows = parsed.all("tr").map(\.text)
    #expect(rows.contains("FoodCibonot known yet"))
    #expect(rows.contains("Together, as far as we know€300.00"))
    #expect(parsed.all("p").contains { $0.text.contains("Questions still open: 1.") })
  }

  @Test func `a bilingual page has Italian below every text of ours, in its own direction`() throws {
    let parsed = try Self.parsed(ExamplePages.rich, "ar", bilingual: true)
    let italian = try Self.parsed(ExamplePages.rich, "it")
    let below = parsed.words.filter { $0.language == "it" }
    #expect(
      below.allSatisfy { words in words.inside.contains { ["below", "beside"].contains($0.attributes["class"]) } })
    #expect(
      below.allSatisfy { words in
        words.inside.contains { $0.attributes["lang"] == "it" && $0.attributes["dir"] == "ltr" }
      })
    for heading in italian.all("h2").map(\.text) + italian.all("figcaption").map(\.text) {
      #expect(below.contains { $0.text == heading }, "\(heading)")
    }
    #expect(below.contains { $0.text == "1.168,00\u{A0}€" }, "amounts too, where they stand in a sentence")
    #expect(try !Self.html(ExamplePages.rich, "ar").contains("lang=\"it\""))
  }

  @Test func `a month of many sorts of expense shows the largest and the rest`() {
    let groups = ExpenseLine.Group.allCases
    let rows = groups.enumerated().map { index, group in
      FamilyPage.Comparison.Row(
        .expense(group), planned: Money(cents: 100 * (index + 1)), happened: Money(cents: index))
    }
    let short = FamilyPage.Comparison(month: ExamplePages.month(0), rows: rows).shortened.rows
    #expect(short.map(\.planned.cents) == [900, 1_000, 1_100, 3_600])
    #expect(short.map(\.happened).reduce(.zero, +) == rows.map(\.happened).reduce(.zero, +))
    #expect(short.last?.subject == .rest)
  }
}
