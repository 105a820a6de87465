import LedgerCore
import Testing

@Suite struct CivilDateTests {
  @Test func `every day from 1600 to 2400 is what a calendar counted day by day says`() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var expected = try #require(CivilDate(year: 1600, month: 1, day: 1)).dayNumber
    #expect(expected == -135_140)
    var wrong: [String] = []
    for year in 1600...2400 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for month in 1...12 {
        let length = month == 2 && isLeap ? 29 : lengths[month - 1]
        for day in 1...length {
          let date = CivilDate(dayNumber: expected)
          let parts = date.components
          let isRight =
            CivilDate(year: year, month: month, day: day) == date && parts.year == year && parts.month == month
            && parts.day == day && (day > 1 || CivilDate(date.description) == date)
          if !isRight { wrong.append("\(year)-\(month)-\(day)") }
          expected += 1
        }
        if CivilDate(year: year, month: month, day: length + 1) != nil { wrong.append("\(year)-\(month) is too long") }
      }
    }
    #expect(wrong == [])
    #expect(CivilDate(dayNumber: expected) == CivilDate(year: 2401, month: 1, day: 1))
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-20", 20_777), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896),
  ])
  func `a date is read and written`(text: String, number: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.dayNumber == number)
    #expect(date.description == text)
  }

  @Test(arguments: [
    "2026-02-30", "2025-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "2026-01-32", "0000-01-01", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "",
    "20260101", "2026-01-01T00:00:00Z", "-026-01-01", "+026-01-01", "2026-0a-01", "٢٠٢٦-٠١-٠١", "2026–01–01",
    "12026-01-01", "2026-01-0\u{0}", "YYYY-MM-DD",
  ])
  func `what is not a day is refused`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 3, "2026-04-30"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2026-12-15", 1, "2027-01-15"),
    ("2026-01-15", -1, "2025-12-15"), ("2026-03-31", -1, "2026-02-28"), ("2026-03-31", -13, "2025-02-28"),
    ("2026-05-05", 0, "2026-05-05"), ("2026-01-01", 24, "2028-01-01"), ("2096-02-29", 48, "2100-02-28"),
    ("0001-01-31", 1, "0001-02-28"),
  ])
  func `adding months keeps the day or takes the month's last`(start: String, months: Int, end: String) throws {
    #expect(try #require(CivilDate(start)).adding(months: months).description == end)
  }

  @Test func `a schedule of month ends does not creep when it is counted from its first day`() throws {
    let first = try #require(CivilDate("2026-01-31"))
    let days = (0..<5).map { first.adding(months: $0).description }
    #expect(days == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
  }

  @Test func `adding months and taking them away gives the day back where both months have it`() throws {
    let start = try #require(CivilDate("1999-11-28"))
    for months in -600...600 {
      let there = start.adding(months: months)
      #expect(there.day == 28)
      #expect(there.adding(months: -months) == start)
      #expect((there.year * 12 + there.month) - (1999 * 12 + 11) == months)
    }
  }

  @Test func `days are added across months and years`() throws {
    let start = try #require(CivilDate("2024-02-28"))
    #expect(start.adding(days: 1).description == "2024-02-29")
    #expect(start.adding(days: 2).description == "2024-03-01")
    #expect(start.adding(days: -59).description == "2023-12-31")
    #expect(start < start.adding(days: 1))
  }

  @Test func `a date travels as its text`() throws {
    let date = try #require(CivilDate("2026-11-20"))
    #expect(try JSONEncoding.encode([date]).canonicalBytes == Array(#"["2026-11-20"]"#.utf8))
    #expect(try JSONDecoding.decodeExactly([CivilDate].self, from: ["2026-11-20"]) == [date])
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([CivilDate].self, from: ["2026-02-30"]) }
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([CivilDate].self, from: [20_777]) }
  }
}
