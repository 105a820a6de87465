import Funds
import LedgerCore
import Testing

@testable import Bookkeeping

/// Groups of one to four are not told, nor what would let them be computed.
@Suite struct SmallGroupsTests {
  @Test(arguments: [
    ([0, 5, 9], [false, false, false]), ([1, 9, 30], [true, true, true]), ([4, 5], [true, true]),
    ([4], [true]), ([2, 0, 0], [true, true, true]), ([], []), ([5, 5, 0], [false, false, false]),
  ]) func `with a known total, a small group takes all others with it`(counts: [Int], hidden: [Bool]) {
    #expect(SmallGroups.hidden(counts) == hidden)
  }

  @Test func `where no total is known a small group hides alone`() {
    #expect(SmallGroups.hidden([1, 9], isTotalKnown: false) == [true, false])
  }

  private func person(_ number: Int) -> ULID { ULID(milliseconds: number, randomness: Array(repeating: 1, count: 10)) }

  private func grants(_ people: Range<Int>, _ purpose: Slug, _ cents: Int = 10_000) -> [ImpactReport.Help] {
    people.map { .init(instrument: "grant", beneficiary: person($0), purpose: purpose, amount: Money(cents: cents)) }
  }

  private let scope = ReportScope(asOf: Movements.day("2026-12-31"))

  @Test func `counts and amounts of small groups are left out, and nobody can subtract them`() {
    let impact = ImpactReport(
      grants(0..<20, "arrears") + grants(20..<26, "emergency") + grants(26..<28, "start-up"),
      outcomes: [.dwelling: 7, .job: 3], scope: scope)
    #expect(impact.helped == 28)
    #expect(impact.byPurpose.map(\.name) == ["arrears", "emergency", "start-up"])
    #expect(impact.byPurpose.allSatisfy { $0.count == nil && $0.amount == nil })
    #expect(impact.outcomes.map(\.count) == [7, nil, 0])
  }

  @Test func `who is helped twice counts once`() {
    let impact = ImpactReport(grants(0..<6, "arrears") + grants(0..<6, "arrears"), outcomes: [:], scope: scope)
    #expect(impact.helped == 6)
    #expect(impact.byPurpose == [.init(name: "arrears", count: 6, amount: Money(cents: 120_000))])
  }

  @Test func `very few people are not told at all`() {
    let impact = ImpactReport(grants(0..<4, "arrears"), outcomes: [:], scope: scope)
    #expect(impact.helped == nil)
    #expect(impact.byInstrument.allSatisfy { $0.count == nil && $0.amount == nil })
  }
}
