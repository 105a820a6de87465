import BankStatements
import Bookkeeping
import Coaching
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing
import TransparencyLog

/// A ledger in a folder with two administrators, an operator and an educator of `caritas`, who coaches the household of
/// Ada since September 2026; today is 15 December 2026.
final class ActualsFamily {
  let folder: LedgerFolder
  let bookkeeper: Bookkeeper
  let household: ULID
  private let ada: ULID
  private var consent: ULID?
  private var members: [String: ULID] = [:]
  private var keys: [ULID: SigningKey] = [:]
  private static let origin = "mastro.example/actuals"
  static let opened: CivilDate = civil("2026-09-20")

  /// - Parameter coached: begin the coaching, with a snapshot and a plan of the sheet below.
  static func with(coached: Bool = true, _ body: (ActualsFamily) throws -> Void) throws {
    try withFolder { path in
      let family = try ActualsFamily(LedgerFolder(path: path))
      if coached { try family.beginCoaching() }
      try body(family)
    }
  }

  private init(_ folder: LedgerFolder) throws {
    self.folder = folder
    bookkeeper = try folder.create(.still())
    household = bookkeeper.surroundings.newID()
    ada = bookkeeper.surroundings.newID()
    let administrators = try [("anna", UInt8(1)), ("bruno", 2)].map { name, number in
      LedgerOpened.Administrator(try proof(name, number, ledger: nil), record: nil)
    }
    let log = try VerifierKey(
      name: try #require(KeyName(Self.origin)), kind: .ed25519, publicKey: key(99).publicKey)
    try record(
      LedgerOpened(administrators: administrators, currency: .euro, logKey: log.text, origin: Self.origin), .ledger,
      by: "anna", .administrator)
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: Self.policy)
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: "anna", .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", .administrator)
    try record(
      BodyRegistered(body: "caritas", form: .association, name: "Caritas"), .ledger, by: "anna", .administrator)
    for (name, number, role) in [("ugo", UInt8(3), Role.operator), ("lina", 4, .educator)] {
      let enrolled = try record(
        MemberEnrolled(
          try proof(name, number, ledger: bookkeeper.ledgerID()), roles: [role],
          bodies: role == .educator ? ["caritas"] : [], party: nil, record: nil), .ledger, by: "anna", .administrator)
      try record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", .administrator)
    }
    try registerFamily()
  }

  private static let policy: JSON = [
    "version": "test",
    "kinds": .array((Registry.kinds + CoachingRegistry.kinds).map(\.kind.text).sorted().map { .string($0) }),
    "bankAccounts": ["main"], "purposes": ["rent-deposit"], "approvals": [["upTo": 1_000_000, "persons": 1]],
    "approvalValidDays": 60, "minimumReserves": [], "voucherApprovalAbove": 5_000,
    "attestable": ["budget.plan-agreed", "budget.snapshot-confirmed", "consent.given", "consent.withdrawn"],
    "coaching": [
      "parameters": .array(
        CapacityParameters.shipped.map { ["digest": .string("\($0.digest)"), "version": .string($0.version.text)] }),
      "reservationDays": 30,
    ],
    "households": ["assessmentValidDays": 180, "overridePersons": 2, "retentionDays": 0],
  ]

  private func proof(_ name: String, _ number: UInt8, ledger: Digest?) throws -> EnrolmentProof {
    let (id, key) = (bookkeeper.surroundings.newID(), try key(number))
    members[name] = id
    keys[id] = key
    return EnrolmentProof(
      signing: key, member: id, ledger: ledger, origin: Self.origin, nonce: [UInt8](repeating: 7, count: 16),
      expires: bookkeeper.surroundings.now.adding(seconds: 60))
  }

  private func registerFamily() throws {
    let person = try bookkeeper.seal(["name": "Ada"], party: ada)
    try record(PartyRegistered(record: person, sort: .person), StreamID("party", ada), by: "ugo", .operator)
    let family = try bookkeeper.seal(["name": "Rossi"], party: household)
    try record(
      HouseholdRegistered(
        members: [HouseholdMember(party: ada, relation: .reference)], municipality: nil, record: family),
      StreamID("household", household), by: "ugo", .operator)
    consent = try record(
      ConsentGiven(
        bodies: ["caritas"], scopes: [.budget], until: Self.civil("2999-12-31"), attestation: paper),
      StreamID("household", household), by: "ugo", .operator)
  }

  private var paper: Attestation {
    Attestation(party: ada, medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash([1])))
  }

  @discardableResult
  func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by name: String, _ role: Role, for represented: Slug? = nil
  ) throws -> ULID {
    let request = try EntryRequest(
      body, stream: stream, actor: try #require(members[name]), role: role, onBehalfOf: represented,
      effective: Self.opened, id: bookkeeper.surroundings.newID())
    return try bookkeeper.record([request], keys: keys)[0].receipt.id
  }

  private func coach<Body: EntryBody>(_ body: Body) throws -> ULID {
    try record(body, StreamID("budget", household), by: "lina", .educator, for: "caritas")
  }

  private func agree<Body: EntryBody>(_ body: Body) throws {
    try record(body, StreamID("budget", household), by: "ugo", .operator)
  }

  func openBudget() throws { _ = try coach(BudgetOpened(coach: try #require(members["lina"]), session: .advice)) }

  func takeSnapshot(_ sheet: BudgetSheet = .rossi) throws {
    let record = try bookkeeper.seal(sheet.sealedBytes, party: household)
    let snapshot = try coach(BudgetSnapshotTaken(sheet, record: record, session: .advice))
    try agree(BudgetSnapshotConfirmed(snapshot: snapshot, attestation: paper))
  }

  func plan(_ sheet: BudgetSheet = .rossi, from month: CivilMonth = CivilMonth(civil("2026-09-01")), months: Int = 12)
    throws
  {
    let record = try bookkeeper.seal(sheet.sealedBytes, party: household)
    let plan = try coach(
      BudgetPlanProposed(from: month, months: months, promised: .zero, record: record, session: .advice))
    try agree(BudgetPlanAgreed(plan: plan, attestation: paper))
  }

  private func beginCoaching() throws {
    try openBudget()
    try takeSnapshot()
    try plan()
  }

  /// Assesses and signs what the family can promise, as `mastro capacity assess` does.
  func assess() throws {
    let book = try bookkeeper.budget(of: household)
    let question = CapacityQuestion(parameters: try bookkeeper.parameters(on: book.day), on: book.day)
    let draft = try bookkeeper.assessment(of: book, question)
    _ = try coach(draft.body(record: try bookkeeper.seal(draft.working.canonicalBytes(), party: household)))
  }

  func check(_ record: MonthRecord) throws {
    let sealed = try bookkeeper.seal(JSONEncoding.encode(record).canonicalBytes, party: household)
    _ = try coach(
      BudgetMonthChecked(month: record.month, nextStep: .keepGoing, record: sealed, session: .advice))
  }

  func close() throws { _ = try coach(BudgetClosed(outcome: BudgetClosed.Outcome.allCases[0], session: .advice)) }

  func withdrawConsent() throws {
    try record(
      ConsentWithdrawn(consent: try #require(consent), attestation: paper), StreamID("household", household), by: "ugo",
      .operator)
  }

  func erase() throws {
    let erasure = try bookkeeper.erasure(of: household, basis: .consentWithdrawn, keeping: [])
    try record(HouseholdErasureProposed(erasure), StreamID("household", household), by: "anna", .administrator)
    try record(HouseholdErased(erasure), StreamID("household", household), by: "bruno", .administrator)
  }

  @discardableResult
  func take(_ file: FamilyStatement, as account: Slug = "main", accepting: Bool = false) throws -> ActualsImport {
    try bookkeeper.importActuals(
      StatementReader.read(file.bytes), of: household, account: account, acceptingDifference: accepting)
  }

  func lines() throws -> [SortedLine] { try bookkeeper.actualLines(of: household) }

  /// Everything that is kept of the family and stands in no entry.
  func workings() throws -> [Working] {
    try bookkeeper.vault.readWorkings(of: household) { workings in
      try (["bank-account", "bank-line", "bank-statement", "budget-scenario", "category-rules"] as [Slug])
        .flatMap { try workings.all($0) }
    } ?? []
  }

  /// The code of the refusal, after which nothing has changed.
  func refusal(_ body: () throws -> Void) throws -> String? {
    let before = try workings()
    var code: String?
    do {
      try body()
    } catch let refusal as Refusal {
      code = refusal.code.id
    }
    #expect(try workings() == before)
    return code
  }

  static func civil(_ text: String) -> CivilDate {
    guard let day = CivilDate(text) else { preconditionFailure("'\(text)' is not a day") }
    return day
  }
}

extension BudgetSheet {
  /// A family of two: 1200 a month, rent 600, light every two months, food 300; 500 in hand.
  static let rossi = BudgetSheet(
    month: .init(ActualsFamily.civil("2026-09-01")), members: 2, liquid: .amount(Money(cents: 50_000)),
    income: [
      IncomeLine(name: "Stipendio", source: .salary, amount: .amount(Money(cents: 120_000)), frequency: .monthly)
    ],
    expenses: [
      line("Affitto", .home, "04.1", 60_000, .monthly, .fixed),
      line("Luce", .utilities, "04.5", 8_000, .twoMonthly, .fixed),
      line("Spesa", .food, "01.1", 30_000, .monthly, .priority),
    ],
    debts: [
      DebtLine(
        creditor: "Telefono", balance: .amount(Money(cents: 100_000)), tier: .other,
        instalment: .amount(Money(cents: 2_000)))
    ])

  private static func line(
    _ name: String, _ group: ExpenseLine.Group, _ code: String, _ cents: Int, _ frequency: Frequency,
    _ nature: ExpenseLine.Nature
  ) -> ExpenseLine {
    guard let coicop = CoicopCode(code) else { preconditionFailure("\(code) is in COICOP") }
    return ExpenseLine(
      name: name, group: group, coicop: coicop, amount: .amount(Money(cents: cents)), frequency: frequency,
      nature: nature)
  }

  var sealedBytes: [UInt8] { get throws { try JSONEncoding.encode(self).canonicalBytes } }
}

/// A CAMT.053 file of a family's account; its balances close unless `error` says by what they do not.
struct FamilyStatement {
  struct Line {
    var day: String
    var cents: Int
    var name = ""
    var text = ""
  }

  var iban = "IT60X0542811101000000123456"
  var currency = "EUR"
  var from = "2026-10-01"
  var to = "2026-10-31"
  var opening = 50_000
  var lines: [Line]
  var error = 0

  static let october = FamilyStatement(lines: [
    .init(day: "2026-10-01", cents: -60_000, name: "Immobiliare Blu", text: "Affitto ottobre"),
    .init(day: "2026-10-05", cents: -130, name: "Bar Centrale", text: "Caffè"),
    .init(day: "2026-10-05", cents: -130, name: "Bar Centrale", text: "Caffè"),
    .init(day: "2026-10-09", cents: -2_550, name: "COOP Lombardia", text: "Pagamento POS"),
    .init(day: "2026-10-27", cents: 118_000, name: "Officine Verdi", text: "Stipendio ottobre"),
  ])

  var closing: Int { opening + lines.reduce(0) { $0 + $1.cents } + error }

  var bytes: [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
      <Stmt><Id>S-\(from)</Id><FrToDt><FrDtTm>\(from)T00:00:00</FrDtTm><ToDtTm>\(to)T23:59:59</ToDtTm></FrToDt>
      <Acct><Id><IBAN>\(iban)</IBAN></Id></Acct>\(balance("OPBD", opening, from))\(balance("CLBD", closing, to))
      \(lines.map(entry).joined(separator: "\n"))
      </Stmt></BkToCstmrStmt></Document>
      """.utf8)
  }

  private func balance(_ type: String, _ cents: Int, _ day: String) -> String {
    "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>\(amount(cents))<Dt><Dt>\(day)</Dt></Dt></Bal>"
  }

  private func amount(_ cents: Int) -> String {
    "<Amt Ccy=\"\(currency)\">\(Money(cents: abs(cents)))</Amt><CdtDbtInd>\(cents < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
  }

  private func entry(_ line: Line) -> String {
    let role = line.cents > 0 ? "Dbtr" : "Cdtr"
    return "<Ntry>\(amount(line.cents))<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>\(line.day)</Dt></BookgDt>"
      + "<NtryDtls><TxDtls><RltdPties><\(role)><Pty><Nm>\(line.name)</Nm></Pty></\(role)></RltdPties>"
      + "<RmtInf><Ustrd>\(line.text)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
  }
}
