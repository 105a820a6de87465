import LedgerCore
import LedgerCoreTesting
import LedgerSQLite
import Testing

@Suite struct SQLiteConformanceTests {
  @Test("a store on a file conforms", arguments: EventStoreConformance.checks)
  func conforms(_ check: ConformanceCheck) throws {
    try withFolder { folder in try check.run(on: try SQLiteEventStore.create(at: folder.file("ledger.db"))) }
  }
}
