import LedgerCore
import SeededRandom
import Testing

@testable import Pages

/// Numbers and days as each language writes them.
@Suite struct WritingTests {
  static let nbsp = "\u{A0}"

  @Test(arguments: [
    ("en", "1,250.00", "€1,250.00", "−€0.05", "12.3%"), ("it", "1.250,00", "1.250,00 €", "−0,05 €", "12,3%"),
    ("fr", "1\u{202F}250,00", "1\u{202F}250,00 €", "−0,05 €", "12,3 %"),
    ("es", "1250,00", "1250,00 €", "−0,05 €", "12,3 %"), ("ro", "1.250,00", "1.250,00 €", "−0,05 €", "12,3 %"),
    ("ar", "1,250.00", "1,250.00 €", "−0.05 €", "12.3%"),
    ("uk", "1\u{A0}250,00", "1\u{A0}250,00 €", "−0,05 €", "12,3%"),
    ("sq", "1\u{A0}250,00", "1\u{A0}250,00 €", "−0,05 €", "12,3%"),
  ]) func `amounts are written by the language`(tag: String, bare: String, money: String, small: String, share: String)
    throws
  {
    let language = try #require(Language(tag: tag))
    func spaced(_ text: String) -> String { text.replacing(" ", with: Self.nbsp) }
    #expect(language.writeBare(125_000, .euro) == bare)
    #expect(language.write(125_000, .euro) == spaced(money))
    #expect(language.write(-5, .euro) == spaced(small))
    #expect(language.write(123, .percent(places: 1)) == spaced(share))
  }

  @Test(arguments: [
    (0, "0.00"), (1, "0.01"), (99_999, "999.99"), (100_000, "1,000.00"), (123_456_789, "1,234,567.89"),
    (-100_000, "−1,000.00"), (Int.min, "−92,233,720,368,547,758.08"), (Int.max, "92,233,720,368,547,758.07"),
  ]) func `thousands are grouped by three`(cents: Int, text: String) {
    #expect(Language.english.writeBare(cents, .euro) == text)
  }

  @Test func `Spanish groups from five digits`() {
    #expect(Language.spanish.writeBare(1_250_000, .euro) == "12.500,00")
  }

  @Test(arguments: [(0, "0 min"), (59, "59 min"), (60, "1 h"), (750, "12 h 30 min"), (-90, "−1 h 30 min")])
  func `minutes are read as hours`(minutes: Int, text: String) {
    #expect(Language.italian.write(minutes, .minutes).replacing(Self.nbsp, with: " ") == text)
  }

  @Test func `a day names its month`() throws {
    let day = try #require(CivilDate("2026-03-04"))
    let written = Language.all.map { $0.write(day).replacing(Self.nbsp, with: " ") }
    #expect(
      written == [
        "4 Mar 2026", "4 mar 2026", "4 mars 2026", "4 mar 2026", "4 mar. 2026", "4 مارس 2026", "4 бер. 2026",
        "4 mar 2026",
      ])
  }

  @Test func `a regional tag finds its language, and an unknown one finds none`() {
    #expect(Language(tag: "it-CH")?.tag == "it")
    #expect(Language(tag: "AR")?.tag == "ar")
    #expect(Language(tag: "itx") == nil)
    #expect(Language(tag: "") == nil)
  }

  @Test func `what a reader writes by hand in the two styles comes back the same`() throws {
    for seed in Seeds.all {
      var random = SeededGenerator(seed: seed)
      for _ in 0..<500 {
        let cents = Int.random(in: -JSON.maximumInteger...JSON.maximumInteger, using: &random)
        for (language, style) in [(Language.english, NumberStyle.point), (.italian, .comma)] {
          let text = language.writeBare(cents, .euro).replacing("−", with: "-")
          #expect(try Money(parsing: text, style: style).cents == cents)
        }
      }
    }
  }
}
