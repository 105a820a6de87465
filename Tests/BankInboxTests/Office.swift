import BankStatements
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import SeededRandom
import Sodium
import Synchronization
import Testing
import TransparencyLog

/// A ledger in a folder with the people of a small fund: two administrators, a treasurer, an operator, a committee.
final class Office {
  let bookkeeper: Bookkeeper
  private var keys: [ULID: SigningKey] = [:]
  private var members: [String: ULID] = [:]
  static let today: CivilDate = day("2026-12-15")

  /// Runs a test on a fresh ledger with the fund `casa` and the bank accounts `main` and `poste`.
  static func with(openings: [FundOpened.Opening] = [], _ body: (Office) throws -> Void) throws {
    try TestFiles.withFolder { path in
      let office = try Office(path)
      try office.enrolEverybody()
      try office.record(
        FundOpened(
          title: "Casa", restrictions: [RestrictionTerms(name: "rent", purposes: ["rent-deposit"])],
          openings: openings), "fund/casa", by: "anna", role: .administrator, on: day("2026-01-01"))
      try body(office)
    }
  }

  private init(_ path: String) throws {
    let clock = Mutex(Office.today.dayNumber * 86_400_000 + 36_000_000)
    let surroundings = Surroundings(
      milliseconds: {
        clock.withLock {
          $0 += 1
          return $0
        }
      }, random: SystemRandomSource())
    bookkeeper = try LedgerFolder(path: path).create(surroundings)
    try open()
  }

  private func newKey() throws -> SigningKey { try SigningKey(seed: SystemRandomSource().bytes(32)) }

  private func open() throws {
    let surroundings = bookkeeper.surroundings
    let people = try ["anna", "bruno"].map { name -> LedgerOpened.Administrator in
      let (id, key) = (surroundings.newID(), try newKey())
      members[name] = id
      keys[id] = key
      let proof = EnrolmentProof(
        signing: key, member: id, ledger: nil, origin: Office.origin, nonce: surroundings.random.bytes(16),
        expires: surroundings.now.adding(seconds: 3_600))
      return LedgerOpened.Administrator(proof, record: nil)
    }
    let log = NoteSigner(name: try #require(KeyName(Office.origin)), key: try newKey())
    let opened = LedgerOpened(
      administrators: people, currency: .euro, logKey: log.verifierKey.text, origin: Office.origin)
    try record(opened, .ledger, by: "anna", role: .administrator)
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: Office.policy)
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: "anna", role: .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", role: .administrator)
  }

  private static let origin = "mastro.example/inbox"

  private static var policy: JSON {
    [
      "version": "test 1", "kinds": .array(Registry.kinds.map { .string($0.kind.text) }),
      "bankAccounts": ["main", "poste"], "purposes": ["rent-deposit"],
      "approvals": [["upTo": 1_000_000, "persons": 1]], "approvalValidDays": 60, "minimumReserves": [],
      "voucherApprovalAbove": 5_000, "attestable": [],
    ]
  }

  private func enrolEverybody() throws {
    let ledger = try bookkeeper.ledger.store.read { try $0.node(level: 0, index: 0) }
    for (name, role) in [("tea", Role.treasurer), ("tom", .treasurer), ("ugo", .operator), ("carla", .committee)] {
      let (id, key) = (bookkeeper.surroundings.newID(), try newKey())
      members[name] = id
      keys[id] = key
      let proof = EnrolmentProof(
        signing: key, member: id, ledger: ledger, origin: Office.origin, nonce: SystemRandomSource().bytes(16),
        expires: bookkeeper.surroundings.now.adding(seconds: 3_600))
      let enrolled = try record(
        MemberEnrolled(proof, roles: [role], bodies: [], party: nil, record: nil), .ledger, by: "anna",
        role: .administrator)
      try record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", role: .administrator)
    }
  }

  @discardableResult
  func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by name: String, role: Role, on day: CivilDate = Office.today, id: ULID? = nil
  ) throws -> ULID {
    let actor = try #require(members[name])
    let id = id ?? bookkeeper.surroundings.newID()
    try submit([EntryRequest(body, stream: stream, actor: actor, role: role, effective: day, id: id)])
    return id
  }

  /// Begins a stream that is named after its first entry.
  @discardableResult
  func begin<Body: EntryBody>(
    _ body: Body, _ family: StaticString, by name: String = "tea", role: Role = .treasurer,
    on day: CivilDate = Office.today
  ) throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    return try record(body, StreamID(family, id), by: name, role: role, on: day, id: id)
  }

  @discardableResult
  func submit(_ requests: [EntryRequest]) throws -> [Recorded] { try bookkeeper.record(requests, keys: keys) }

  @discardableResult
  func gift(_ cents: Int, on day: CivilDate, account: Slug = "main") throws -> ULID {
    try begin(
      ContributionReceived(
        amount: Money(cents: cents), to: Restriction(fund: "casa", name: "free"), account: account, donor: nil),
      "contribution", on: day)
  }

  func party() throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    let record = try bookkeeper.seal(["name": "Somebody"], party: id)
    return try self.record(
      PartyRegistered(record: record, sort: .person), StreamID("party", id), by: "ugo", role: .operator, id: id)
  }

  /// A grant that waits for its payment.
  func approvedGrant(_ cents: Int, on day: CivilDate) throws -> (stream: StreamID, payee: ULID) {
    let payee = try party()
    let amount = Money(cents: cents)
    let requested = GrantRequested(
      amount: amount, from: Restriction(fund: "casa", name: "free"), purpose: "rent-deposit", beneficiary: payee,
      payee: payee)
    let stream = StreamID("grant", try begin(requested, "grant", by: "ugo", role: .operator, on: day))
    try record(GrantApproved(amount: amount, payee: payee), stream, by: "carla", role: .committee, on: day)
    return (stream, payee)
  }

  func reverse(_ id: ULID, _ stream: StreamID, on day: CivilDate) throws {
    for (name, proposing) in [("tea", true), ("tom", false)] {
      let actor = try #require(members[name])
      try submit([
        EntryRequest.reversal(
          of: id, proposing: proposing, stream: stream, actor: actor, role: .treasurer, effective: day,
          id: bookkeeper.surroundings.newID())
      ])
    }
  }

  func takeBackMatch(_ id: ULID) throws {
    let actor = try #require(members["tea"])
    try submit([
      EntryRequest.reversal(
        of: id, proposing: false, stream: StreamID("match", id), actor: actor, role: .treasurer,
        effective: Office.today, id: bookkeeper.surroundings.newID())
    ])
  }

  var treasurer: Matcher { Matcher(member: members["tea"] ?? bookkeeper.surroundings.newID(), role: .treasurer) }

  @discardableResult
  func take(_ file: StatementFile, into account: Slug = "main") throws -> StatementImport {
    try take(file.bytes, into: account)
  }

  @discardableResult
  func take(_ bytes: [UInt8], into account: Slug = "main", acceptingDifference: Bool = false) throws -> StatementImport
  {
    let plan = try bookkeeper.planImport(
      StatementReader.read(bytes), into: account, acceptingDifference: acceptingDifference)
    try bookkeeper.carryOut(plan)
    return plan
  }

  func waiting(_ account: Slug = "main") throws -> [InboxLine] { try bookkeeper.bankInbox(account: account) }

  func reconcile(_ day: CivilDate) throws -> Reconciliation { try bookkeeper.reconcile("main", on: day) }
}

func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

/// The code with which something was refused; nil where it was not.
func refusal(_ body: () throws -> Void) throws -> String? {
  do {
    try body()
    return nil
  } catch let refusal as Refusal {
    return refusal.code.id
  }
}

/// A CAMT.053 file as a test describes it; its balances close.
struct StatementFile {
  struct Line {
    var day: CivilDate
    var cents: Int
    var name = ""
    var text = ""
    var reference: String?
    var iban: String?
  }

  var iban = "IT60X0542811101000000123456"
  var id = "S"
  var currency = "EUR"
  var from: CivilDate
  var to: CivilDate
  var opening: Int
  var lines: [Line]
  /// What the stated closing balance is wrong by.
  var error = 0

  var closing: Int { opening + lines.reduce(0) { $0 + $1.cents } + error }

  var text: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
    <Stmt><Id>\(id)</Id><FrToDt><FrDtTm>\(from)T00:00:00</FrDtTm><ToDtTm>\(to)T23:59:59</ToDtTm></FrToDt>
    <Acct><Id><IBAN>\(iban)</IBAN></Id></Acct>\(balance("OPBD", opening, from))\(balance("CLBD", closing, to))
    \(lines.map(entry).joined(separator: "\n"))
    </Stmt></BkToCstmrStmt></Document>
    """
  }

  var bytes: [UInt8] { Array(text.utf8) }

  private func balance(_ type: String, _ cents: Int, _ day: CivilDate) -> String {
    "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>\(amount(cents))<Dt><Dt>\(day)</Dt></Dt></Bal>"
  }

  private func amount(_ cents: Int) -> String {
    "<Amt Ccy=\"\(currency)\">\(Money(cents: abs(cents)))</Amt><CdtDbtInd>\(cents < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
  }

  private func entry(_ line: Line) -> String {
    let role = line.cents > 0 ? "Dbtr" : "Cdtr"
    let reference = line.reference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? ""
    let account = line.iban.map { "<\(role)Acct><Id><IBAN>\($0)</IBAN></Id></\(role)Acct>" } ?? ""
    return "<Ntry>\(amount(line.cents))<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>\(line.day)</Dt></BookgDt>\(reference)"
      + "<NtryDtls><TxDtls><RltdPties><\(role)><Pty><Nm>\(line.name)</Nm></Pty></\(role)>\(account)</RltdPties>"
      + "<RmtInf><Ustrd>\(line.text)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
  }
}
