import Bookkeeping
import LedgerCore
import LedgerSQLite
import Testing

@Suite struct SizeTests {
  /// Four times the lines take about four times as long; a quadratic import would take sixteen.
  @Test func `a statement of many lines is imported in linear time`() throws {
    let small = try seconds(5_000)
    let large = try seconds(20_000)
    print("import, import again and inbox: 5,000 lines \(small) s, 20,000 lines \(large) s")
    #expect(large < small * 12)
  }

  private func seconds(_ count: Int) throws -> Double {
    let lines = (0..<count).map { number in
      StatementFile.Line(
        day: day("2026-01-01").adding(days: number * 300 / count), cents: 100 + number % 7, name: "Somebody",
        text: "Contributo")
    }
    let bytes = StatementFile(from: day("2026-01-01"), to: day("2026-12-01"), opening: 0, lines: lines).bytes
    var elapsed = Duration.zero
    try Office.with { office in
      elapsed = try ContinuousClock().measure {
        #expect(try office.take(bytes).newLines == count)
        #expect(try office.take(bytes).newLines == 0)
        let waiting = try office.waiting()
        #expect(waiting.count == count)
      }
    }
    return elapsed / .seconds(1)
  }
}
