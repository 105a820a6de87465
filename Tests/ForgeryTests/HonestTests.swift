import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing
import TransparencyLog

@Suite struct HonestTests {
  @Test(arguments: [VerificationDepth.full, .integrityOnly])
  func `an honest store passes`(_ depth: VerificationDepth) throws {
    try withFolder { folder in
      let store = try SQLiteEventStore.create(at: folder + "/ledger.db")
      let honest = try HonestLedger.complete(store: store)
      let report = try LedgerVerifier(workers: 2).verify(store, depth: depth)
      #expect(Verdict(report) == Verdict(0))
      let genesis = try honest.genesis
      #expect(report.ledgerID == genesis)
      #expect(report.origin == HonestLedger.origin)
      let (head, balances) = try store.read { (try $0.treeHead(), try $0.balances(at: nil)) }
      #expect(report.verified == head)
      #expect(report.entries == head.size)
      #expect(report.balances == balances)
      #expect(!report.balances.isEmpty)
    }
  }

  @Test func `an honest bundle passes both verifiers with equal balances`() throws {
    try withFolder { folder in
      let honest = try HonestLedger.complete()
      var log = try ForgedLog(honest)
      log.kept = log.checkpoint(size: 7)
      try log.write(to: folder)
      let report = try log.swiftReport(folder)
      #expect(Verdict(report) == Verdict(0))
      let stored = try honest.ledger.store.read { try $0.balances(at: nil) }
      #expect(report.balances == stored)
      guard PythonVerifier.isUsable else { return }
      let answer = try PythonVerifier.answer(log, folder)
      #expect(answer.exitCode == 0)
      #expect(answer.root == report.verified.root.base64)
      let rows = stored.map {
        [PythonVerifier.Cell.text($0.key.account.text), .text($0.key.commodity.text), .number($0.amount)]
      }
      #expect(answer.balances == rows)
    }
  }

  @Test func `a bundle without a ledger id is unanchored`() throws {
    try withFolder { folder in
      try ForgedLog(HonestLedger.complete()).write(to: folder)
      let report = try LedgerVerifier(workers: 1).verify(try BundleReader(folder: folder))
      #expect(report.isAnchored == false)
      #expect(Verdict(report) == Verdict(7))
    }
  }

  @Test func `what the bundle writes is what the store holds`() throws {
    let honest = try HonestLedger.complete()
    var bytes: [UInt8] = []
    try honest.ledger.store.read { log in try Bundle.writeEnvelopes(of: log) { bytes += $0 } }
    let lines = try ForgedLog(honest).lines
    #expect(bytes == lines.flatMap { $0 + [0x0A] })
    let head = try honest.ledger.store.read { try $0.treeHead() }
    let page = Bundle.readme(origin: HonestLedger.origin, ledgerID: try honest.genesis.hex, head: head)
    for name in [Bundle.envelopesFile, Bundle.checkpointFile, Bundle.logKeyFile, head.root.base64] {
      #expect(page.contains(name))
    }
  }

  @Test func `progress is told to the end`() throws {
    let honest = try HonestLedger.complete()
    var told: [Int] = []
    let report = try LedgerVerifier(workers: 1).verify(honest.ledger.store) { done, total in
      told.append(done)
      #expect(done <= total)
    }
    #expect(told.last == report.entries)
  }

  @Test func `a log key that was rotated signs the checkpoints after it`() throws {
    try withFolder { folder in
      var honest = try HonestLedger.complete()
      let kept = try ForgedLog(honest).checkpoint()
      let next = try HonestLedger.logSigner("next log key")
      let proposal = try honest.record(LogKeyRotated(logKey: next.verifierKey.text), .ledger, by: .ada)
      try honest.record(LogKeyConfirmed(confirms: proposal), .ledger, by: .bruno)
      var log = try ForgedLog(honest)
      log.kept = kept
      try log.write(to: folder)
      #expect(Verdict(try log.swiftReport(folder)) == Verdict(6, "checkpoint.signature"))
      log.signer = next
      try log.write(to: folder)
      #expect(Verdict(try log.swiftReport(folder)) == Verdict(0))
      if PythonVerifier.isUsable { #expect(try PythonVerifier.verdict(log, folder) == Verdict(0)) }
    }
  }

  @Test func `bank facts below zero are a finding, late entries a note`() throws {
    var honest = try HonestLedger(store: InMemoryEventStore())
    let levy = CostPaid(amount: Money(cents: 200), nature: .stampDuty, fund: "casa", account: "main")
    try honest.record(levy, StreamID("cost", HonestLedger.ulid("levy")), by: .elena, on: honest.today.adding(days: -91))
    let report = try LedgerVerifier(workers: 1).verify(honest.ledger.store)
    #expect(Verdict(report) == Verdict(7, "account.below-zero"))
    #expect(report.findings.map(\.code) == [.accountBelowZero, .accountBelowZero])
    #expect(report.notes.map(\.code) == [.backDated])
    #expect(report.notes.first?.position == report.entries - 1)
  }

  @Test func `urgent help that nobody has ratified in time is a finding`() throws {
    var honest = try HonestLedger(store: InMemoryEventStore())
    let (family, shop) = (try honest.party("family"), try honest.party("shop"))
    try honest.receive()
    let stream = HonestLedger.grantStream("urgent")
    let amount = Money(cents: 10_000)
    let request = GrantRequested(
      amount: amount, from: HonestLedger.free, purpose: "rent", beneficiary: family, payee: shop)
    try honest.record(request, stream, by: .carla)
    try honest.record(GrantApproved(amount: amount, payee: shop), stream, by: .dario)
    try honest.record(GrantPaid(amount: amount, payee: shop, account: "main", urgent: true), stream, by: .elena)
    #expect(Verdict(try LedgerVerifier(workers: 1).verify(honest.ledger.store)) == Verdict(0))
    honest.wait(days: 12)
    try honest.receive()
    let late = try LedgerVerifier(workers: 1).verify(honest.ledger.store)
    #expect(Verdict(late) == Verdict(7, "ratification.overdue"))
    try honest.record(GrantRatified(), stream, by: .fabio)
    #expect(Verdict(try LedgerVerifier(workers: 1).verify(honest.ledger.store)) == Verdict(0))
  }

  @Test func `entries of a revoked member that may not be theirs are noted`() throws {
    var honest = try HonestLedger.complete()
    let member = HonestLedger.Person.elena.id
    try honest.record(MemberRevoked(member: member, compromisedSince: 20), .ledger, by: .bruno)
    let report = try LedgerVerifier(workers: 1).verify(honest.ledger.store)
    #expect(Verdict(report) == Verdict(0))
    #expect(report.notes.map(\.code) == [.compromised])
    #expect((report.notes.first?.position ?? 0) >= 20)
  }
}
