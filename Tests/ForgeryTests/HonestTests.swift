import Bookkeeping
import Coaching
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

  @Test func `an honest ledger of all instruments passes both verifiers with equal balances`() throws {
    try withFolder { folder in
      var honest = try HonestLedger.withInstruments()
      try honest.tellAll()
      let log = try ForgedLog(honest)
      try log.write(to: folder)
      let report = try log.swiftReport(folder)
      #expect(Verdict(report) == Verdict(0), "\(report.ruleFailures) \(report.findings)")
      #expect(report.erasedRecords == 2, "of the family and of its party")
      #expect(report.sealedRecords > 10)
      guard PythonVerifier.isUsable else { return }
      let answer = try PythonVerifier.answer(log, folder)
      #expect(try PythonVerifier.verdict(log, folder) == Verdict(0))
      #expect(answer.balances?.count == report.balances.count)
    }
  }

  private func findings(_ tell: (inout HonestLedger) throws -> Void) throws -> [String] {
    var honest = try HonestLedger.withInstruments()
    try tell(&honest)
    return try LedgerVerifier(workers: 1).verify(honest.ledger.store).findings.map(\.code.rawValue)
  }

  @Test func `opening balances that nobody has confirmed are a finding until somebody does`() throws {
    #expect(try findings { _ = try $0.portfolio("moving in") } == ["portfolio.unconfirmed"])
    #expect(
      try findings { honest in
        let (batch, confirmation) = try honest.portfolio("moving in")
        try honest.record(confirmation, batch, by: .gino)
      } == [])
  }

  @Test(arguments: [(days: 13, codes: []), (days: 16, codes: ["service.unanswered"])])
  func `hours that nobody has answered in the policy's time are a finding`(days: Int, codes: [String]) throws {
    let found = try findings { honest in
      let service = try honest.service("one", for: honest.family("worker"))
      try honest.record(try HonestLedger.hours("09:00", "13:00", on: honest.today), service, by: .carla)
      honest.wait(days: days)
      try honest.receive()
    }
    #expect(found == codes)
  }

  @Test func `guarantees above what the reserve allows are a finding`() throws {
    let found = try findings { honest in
      try honest.record(ReserveSet(amount: Money(cents: 25_000), restriction: "free"), HonestLedger.fund, by: .ada)
      _ = try honest.guarantee("one", for: honest.family("tenant"))
      let stricter = try honest.record(
        PolicyAdopted(policy: try HonestLedger.policy(multiplierPercent: 300)), .ledger, by: .ada)
      try honest.record(PolicyConfirmed(confirms: stricter), .ledger, by: .bruno)
    }
    #expect(found == ["guarantee.exposure-exceeded"])
  }

  @Test func `entries of the verifier's future are a finding, once`() throws {
    var honest = try HonestLedger(store: InMemoryEventStore())
    let store = honest.ledger.store
    func codes(_ now: Instant?) throws -> [String] {
      try LedgerVerifier(workers: 1).verify(store, anchors: VerificationAnchors(now: now)).findings.map(\.code.rawValue)
    }
    let now = honest.now
    honest.wait(days: 3)
    try honest.receive()
    try honest.receive()
    #expect(try codes(nil) == [])
    #expect(try codes(honest.now) == [])
    #expect(try codes(now) == ["recorded.future"])
    let report = try LedgerVerifier(workers: 1).verify(
      store, depth: .integrityOnly, anchors: VerificationAnchors(now: now))
    #expect(report.findings.map(\.position) == [report.entries - 2])
  }

  @Test func `each word of a kind has one home`() {
    let kinds = Registry.kinds + CoachingRegistry.kinds
    for (word, kinds) in Dictionary(grouping: kinds, by: { $0.kind.text.prefix { $0 != "." } }) {
      #expect(Set(kinds.map(\.family)).count == 1, "\(word)")
    }
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
