import LedgerCore
import LedgerCoreTesting
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2026-11-20T10:00:00Z", 1_795_168_800),
    ("2000-02-29T23:59:59Z", 951_868_799), ("0001-01-01T00:00:00Z", -62_135_596_800),
    ("9999-12-31T23:59:59Z", 253_402_300_799),
  ])
  func `a moment is read and written`(text: String, seconds: Int) throws {
    let instant = try #require(Instant(text))
    #expect(instant.seconds == seconds)
    #expect(instant.description == text)
  }

  @Test(arguments: [
    "", "2026-11-20", "2026-11-20T10:00:00", "2026-11-20T10:00:00+00:00", "2026-11-20t10:00:00Z",
    "2026-11-20T10:00:00z", "2026-11-20 10:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T10:60:00Z",
    "2026-11-20T10:00:60Z", "2026-02-30T10:00:00Z", "2026-11-20T1:00:00Z", "2026-11-20T10:00:00.5Z",
    "2026-11-20T10-00-00Z", "2026-11-20T10:00:0٠Z", " 2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z ",
    "2026-11-20T-1:00:00Z", "2026-11-20T10:00:00ZZ",
  ])
  func `what is not a moment is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(arguments: Seeds.all)
  func `any moment of the calendar is read back, on the day it belongs to`(seed: UInt64) {
    var generator = Seeds.generator(seed)
    for _ in 0..<500 {
      let instant = Instant(seconds: Int.random(in: -62_135_596_800...253_402_300_799, using: &generator))
      #expect(Instant(instant.description) == instant)
      #expect(CivilDate(instant.description.prefix(10)) == instant.date)
      let inDay = instant.seconds - instant.date.dayNumber * 86_400
      #expect((0..<86_400).contains(inDay))
    }
  }

  @Test func `a moment travels as its text`() throws {
    let instant = Instant(seconds: 1_795_168_800)
    #expect(try JSONEncoding.encode([instant]).canonicalBytes == Array(#"["2026-11-20T10:00:00Z"]"#.utf8))
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([Instant].self, from: ["2026-11-20T24:00:00Z"]) }
    #expect(instant < instant.adding(seconds: 1))
  }
}
