import Bookkeeping
import Coaching
import LedgerCore
import Testing

/// The vault and the verifier agree on what of a coaching is forgotten.
@Suite struct ForgottenSheetsTests {
  @Test func `no sealed sheet of a budget outlives its family, and the verifier counts each as erased`() throws {
    try ActualsFamily.with { family in
      let store = family.bookkeeper.ledger.store
      let budget: BudgetState = try family.bookkeeper.ledger.state(of: StreamID("budget", family.household))
      let sheets = budget.snapshots.map(\.record) + budget.agreedPlans.map(\.record)
      #expect(sheets.count == 2)
      for sheet in sheets { #expect(try family.bookkeeper.sealedRecord(sheet.digest) != nil) }
      #expect(try LedgerVerifier(workers: 1).verify(store).erasedRecords == 0)
      try family.erase()
      for sheet in sheets { #expect(try family.bookkeeper.sealedRecord(sheet.digest) == nil) }
      let report = try LedgerVerifier(workers: 1).verify(store)
      // The sheets, and the records of the household and of Ada.
      #expect(report.sealedRecords == 4)
      #expect(report.erasedRecords == 4)
      #expect(report.findings.isEmpty)
    }
  }
}
