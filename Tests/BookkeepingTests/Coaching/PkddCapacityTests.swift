import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import Testing
import TransparencyLog

/// A hundred families of a real bank, assessed at once.
///
/// Each is an account with a running loan (status C or D), in the order of the accounts' numbers. Its standing orders are
/// the expenses, the order that pays the loan is an instalment which runs already. The data has no income that can be
/// relied on; chosen is the average salary of the account's district (A11), once for everybody who may use the account.
/// Crowns are taken as tenths of euros, and as much as a month's orders is in hand.
@Suite struct PkddCapacityTests {
  private static let count = 100

  @Test(.enabled(if: PkddData.has("account", "disp", "district", "loan", "order"), PkddData.missing))
  func `a hundred families of a bank are assessed in one submission, and the tightest are told first`() throws {
    try SmallFund.with { fund in
      let coached = try CoachedFamilies(try PkddFamily.first(Self.count), in: fund)
      let batch = try coached.batch()
      #expect(batch.skipped.isEmpty)
      #expect(Set(batch.drafts.map(\.household)) == Set(coached.families.keys))
      try checkTerms(of: batch, coached)
      try checkSubmission(of: batch, coached)
      try checkReport(coached)
      let verified = try LedgerVerifier(workers: 1).verify(
        coached.bookkeeper.ledger.store, anchors: VerificationAnchors(now: coached.bookkeeper.surroundings.now))
      #expect(verified.exitCode == 0, "\(String(describing: verified.integrityFailure)) \(verified.findings)")
      #expect(verified.entries == (try fund.head().size))
    }
  }

  private func checkTerms(of batch: CapacityBatch, _ coached: CoachedFamilies) throws {
    for draft in batch.drafts {
      let own = OwnCapacity(try #require(coached.families[draft.household]))
      let terms = draft.working.terms
      #expect(draft.working.parameters.version == "it-2026", "the floors below are of that year")
      #expect(terms.capacity.money == Money(cents: own.capacity))
      #expect(terms.surplus == ExactAmount(Money(cents: own.surplus)))
      #expect(try terms.cash == ExactAmount(cents: Int128(own.cash.tenths), over: Int128(10 * own.cash.months)))
      #expect(draft.snapshot.unknowns == 1, "what is left of the loan")
    }
  }

  private func checkSubmission(of batch: CapacityBatch, _ coached: CoachedFamilies) throws {
    let size = try coached.fund.head().size
    let requests = try batch.drafts.map { draft in
      let record = try coached.bookkeeper.seal(draft.working.canonicalBytes(), party: draft.household)
      return try coached.educate(draft.body(record: record), draft.household)
    }
    let refusal = #expect(throws: Refusal.self) {
      try coached.record(requests + [try wrong(try #require(batch.drafts.last), coached)])
    }
    #expect(refusal?.code.id == "budget.running-differs")
    #expect(try coached.fund.head().size == size, "nothing of what one entry spoils is written")
    #expect(try coached.batch().drafts.count == Self.count)

    let recorded = try coached.record(requests)
    #expect(recorded.map(\.receipt.position) == Array(size..<size + Self.count))
    #expect(try coached.fund.head().size == size + Self.count)
    let after = try coached.batch()
    #expect(after.drafts.isEmpty && after.skipped.isEmpty, "nobody is due twice")
  }

  /// An assessment that knows of a cent of instalments which the ledger does not have.
  private func wrong(_ draft: CapacityDraft, _ coached: CoachedFamilies) throws -> EntryRequest {
    let body = draft.body(record: draft.working.parametersDigest)
    return try coached.educate(
      CapacityAssessed(
        capacity: body.capacity, formula: body.formula, parameters: body.parameters, record: body.record,
        reservations: [], running: Money(cents: 1), seasons: nil, snapshot: body.snapshot), draft.household)
  }

  private func checkReport(_ coached: CoachedFamilies) throws {
    let own = coached.families.mapValues(OwnCapacity.init)
    let report = try coached.bookkeeper.report(ReportScope(asOf: coached.today)) { try $0.coaching() }
    #expect(report.lines.count == Self.count)
    for line in report.lines {
      let capacity = try #require(line.capacity)
      #expect(capacity >= .zero)
      #expect(capacity.cents == own[line.household]?.capacity)
      #expect(line.book.state.assessments.count == 1)
      #expect(line.book.amount == capacity, "all of it can still be promised")
    }
    let sorted = own.sorted { left, right in
      (left.value.capacity, left.value.surplus, left.key) < (right.value.capacity, right.value.surplus, right.key)
    }
    let tightest = report.lines.prefix(10)
    #expect(tightest.map(\.household) == sorted.prefix(10).map(\.key))
    #expect(report.lines.map(\.household) == sorted.map(\.key))
    #expect(
      Set(report.lines.compactMap(\.binding)).isSuperset(of: ["income-share", "no-surplus", "surplus"]),
      "one sort of family says too little")
    for line in tightest {
      let account = coached.families[line.household]?.account ?? 0
      print("account \(account): C \(line.capacity ?? .zero), R \(line.surplus?.shown ?? ""), \(line.binding ?? "")")
    }
  }
}

/// The formula of the specification, written again: whole cents, and tenths of a cent where a tenth of R is taken.
private struct OwnCapacity {
  /// C, R, and C_cash as tenths of a cent over months; cents.
  let capacity, surplus: Int
  let cash: (tenths: Int, months: Int)

  /// it-2026 for one person and for two: 546.24 times 1.5, times 1 or 1.57, rounded to the cent.
  private static let floors = [100, 157].map { (54_624 * 3 * $0 + 100) / 200 }

  init(_ family: PkddFamily) {
    func sum(_ orders: [PkddFamily.Order]) -> Int { orders.reduce(0) { $0 + ($1.hellers + 5) / 10 } }
    let income = family.members * ((family.salary + 5) / 10)
    let running = sum(family.orders.filter { $0.symbol == "UVER" })
    let essentials = sum(family.orders) - running
    surplus = income - max(essentials, Self.floors[family.members - 1]) - running
    let saving = min(max(0, surplus), 20_000)
    let fixed = max(0, min(10 * surplus - saving, 3 * income - 10 * running))
    let opening = 10 * sum(family.orders)
    let months = (1...12).map { month in
      let balance = opening + 10 * month * (income - essentials - running)
      return (tenths: balance - min(200_000, opening + month * saving), months: month)
    }
    cash = months.dropFirst().reduce(months[0]) { least, next in
      next.tenths * least.months < least.tenths * next.months ? next : least
    }
    capacity = max(0, min(fixed, cash.tenths / cash.months)) / 10
  }
}
