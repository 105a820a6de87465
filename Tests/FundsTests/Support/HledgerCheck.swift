import Bookkeeping
import LedgerCore
import OtherPrograms
import Testing

extension Books {
  /// Another program's opinion of the books, after each row of the posting table: `hledger check --strict` says nothing.
  func expectPassedByHledger(_ sourceLocation: SourceLocation) throws {
    guard OtherProgram.hasHledger else { return }
    var journal = ""
    try ledger.store.read { log in try TextExport.hledger.write(log) { journal += $0 } }
    let output = try OtherProgram.hledger.run(["-f", "@", "check", "--strict"], on: journal, ending: "journal")
    #expect(output.isSilent, "\(output.errors)", sourceLocation: sourceLocation)
  }
}
