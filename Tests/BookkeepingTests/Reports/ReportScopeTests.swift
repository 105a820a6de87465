import Bookkeeping
import LedgerCore
import Testing

@Suite struct ReportScopeTests {
  @Test func `a report begins with the year unless somebody says otherwise`() {
    #expect(ReportScope(asOf: Movements.day("2026-07-15")).from == Movements.day("2026-01-01"))
  }

  @Test func `months end with their last day, the last one with the day of the report`() {
    let scope = ReportScope(asOf: Movements.day("2024-04-10"), from: Movements.day("2024-01-31"))
    #expect(scope.monthEnds.map(\.description) == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-10"])
    let day = ReportScope(asOf: Movements.day("2026-03-31"), from: Movements.day("2026-03-31"))
    #expect(day.monthEnds.map(\.description) == ["2026-03-31"])
    #expect(ReportScope(asOf: Movements.day("2026-01-01"), from: Movements.day("2026-02-01")).monthEnds == [])
  }
}
