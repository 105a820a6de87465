import Bookkeeping
import FinancialArithmetic
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing

/// Loans that move in from a file.
@Suite struct PortfolioTests {
  private static let policy: JSONObject = [
    "accelerationAfterDays": 90, "accelerationNoticeDays": 30, "costs": [], "graceDays": 0, "packs": [],
    "reschedulePersons": 2, "usury": [], "watchInstalments": 6,
  ]

  private static let profile: JSONObject = [
    "name": "test", "separator": ";", "encoding": "utf-8", "date": "dd/MM/yyyy", "decimal": "comma",
    "method": "french", "rate": "0",
    "columns": [
      "number": 1, "borrower": "client", "granted": "paid out", "amount": "amount", "instalments": "months",
      "instalment": "each", "status": "status", "outstanding": "left",
    ],
    "statuses": [
      "ok": ["meaning": "pays on time", "paid": "due"], "end": ["meaning": "repaid", "paid": "everything"],
      "late": ["meaning": "two behind", "paid": "due-but", "instalments": 2],
      "see": ["meaning": "as stated", "paid": "outstanding"],
    ],
  ]

  private static let header = "No;Client;Paid out;Amount;Months;Each;Status;Left"

  private func read(_ rows: String..., on day: String = "2026-06-30") throws -> PortfolioFile {
    let profile = try JSONDecoding.decodeExactly(PortfolioProfile.self, from: .object(Self.profile))
    let text = ([Self.header] + rows).joined(separator: "\n")
    return try PortfolioFile(Array(text.utf8), profile: profile, asOf: try #require(CivilDate(day)))
  }

  @Test(arguments: [
    ("1;C;10/01/2026;1.200,00;12;100,01;ok;", "cents do not close"),
    ("1;C;31/02/2026;1.200,00;12;100,00;ok;", "no date"),
    ("1;C;10/07/2026;1.200,00;12;100,00;ok;", "after 2026-06-30"),
    ("1;C;10/01/2026;1.200,00;12;100,00;gone;", "the status 'gone' is unknown"),
    ("1;C;10/01/2026;1.200,00;12;100,00;see;1.300,00", "not between 0 and the amount"),
    ("1;C;10/01/2026;12,345;12;100,00;ok;", "not an amount"),
    (";C;10/01/2026;1.200,00;12;100,00;ok;", "the number is missing"),
    ("1;C;10/06/2026;1.200,00;12;100,00;late;", "nothing was due"),
    ("1;C;10/01/2026;1.200,00;12;100,00;ok", "7 cells"),
  ])
  func `a bad row is named with its line and its reason`(row: String, reason: String) throws {
    let file = try read("9;C;10/01/2026;1.200,00;12;100,00;ok;", row)
    #expect(file.loans.count == 1)
    #expect(file.bad.count == 1)
    #expect(file.bad.first?.line == 3)
    #expect(file.bad.first?.reason.contains(reason) == true, "\(file.bad)")
  }

  @Test func `a number that stands twice is bad where it comes again`() throws {
    let row = "1;C;10/01/2026;1.200,00;12;100,00;ok;"
    let file = try read(row, row)
    #expect(file.bad.map(\.reason) == ["the number 1 stands already in line 2"])
  }

  @Test func `a status says what is paid`() throws {
    let file = try read(
      "1;C;10/01/2026;1.200,00;12;100,00;ok;", "2;C;10/01/2026;1.200,00;12;100,00;late;",
      "3;C;10/01/2026;1.200,00;12;100,00;end;", "4;C;10/01/2026;1.200,00;12;100,00;see;1.150,00")
    #expect(file.bad == [])
    #expect(file.loans.map(\.outstanding.cents) == [70_000, 90_000, 0, 115_000])
    #expect(file.loans.map(\.arrears.cents) == [0, 20_000, 0, 45_000])
  }

  @Test func `a batch holds 10,000 entries at most`() throws {
    try SmallFund.with { fund in
      let loan = try #require(try read("1;C;10/01/2026;1.200,00;12;100,00;ok;").loans.first)
      let loans = (1...5_000).map { number in
        MovingLoan(copying: loan, number: "L-\(number)", borrower: "C-\(number)")
      }
      let refusal = #expect(throws: Refusal.self) { try fund.batch(loans) }
      #expect(refusal?.code.id == "import.too-large")
      #expect(try fund.batch(Array(loans.dropLast())).count == 9_999)
    }
  }

  @Test func `the same borrower is one party, and known again the next time`() throws {
    try SmallFund.with { fund in
      try fund.adopt(loans: Self.policy)
      let file = try read("1;C;10/01/2026;1.200,00;12;100,00;ok;", "2;C;10/01/2026;600,00;6;100,00;end;")
      let day = CivilDate("2026-06-30")
      let first = try fund.batch(file.loans, on: day)
      #expect(first.newcomers.count == 1)
      #expect(try fund.bookkeeper.record(first, keys: fund.keys).count == 4)
      #expect(try fund.bookkeeper.taken(file.loans).count == 2, "the same file does not move in twice")
      let more = try read("3;C;10/01/2026;600,00;6;100,00;ok;")
      #expect(try fund.batch(more.loans, on: day).newcomers.isEmpty)
    }
  }

  @Test(.enabled(if: PkddData.has("loan"), PkddData.missing))
  func `all 682 loans of the PKDD 99 data move in, close to zero, and stand as the bank said`() throws {
    let specs = PkddData.package.appending(path: "ledger-specs/profiles/pkdd99-loans.json")
    let profile = try JSONDecoding.decodeExactly(
      PortfolioProfile.self, from: JSON.parse(Array(try Data(contentsOf: specs)), form: .relaxed))
    let day = try #require(profile.asOf)
    let bytes = try PkddData.bytes("loan")
    let file = try PortfolioFile(bytes, profile: profile, asOf: day)
    #expect(file.bad == [])
    #expect(file.loans.count == 682)
    try SmallFund.with { fund in
      try fund.adopt(loans: Self.policy)
      let batch = try fund.batch(file.loans, on: day, bytes: bytes)
      _ = try fund.bookkeeper.record(batch, keys: fund.keys)
      try fund.record(
        PortfolioConfirmed(count: 682, total: batch.proposal.total, digest: batch.proposal.digest),
        StreamID("portfolio", batch.id), by: "bruno", .administrator)
      let numbers = try fund.bookkeeper.vault.fileNumbers()
      let stated = Dictionary(uniqueKeysWithValues: file.loans.map { ($0.number, $0.status) })
      var derived: [String: Int] = [:]
      for book in try fund.bookkeeper.loans() {
        let position = try #require(book.position)
        #expect(position.rows.reduce(.zero) { $0 + $1.principal } == book.contract.amount, "it closes to zero")
        let isOver = try #require(position.rows.last?.due) <= day
        let isLate = try #require(try book.ageing(asOf: day)).overdue.isPositive
        let status = isOver ? (isLate ? "B" : "A") : (isLate ? "D" : "C")
        derived[status, default: 0] += 1
        #expect(stated[try #require(numbers[book.stream])] == status)
      }
      #expect(derived == ["A": 203, "B": 31, "C": 403, "D": 45])
      let lent = try fund.bookkeeper.statement(of: "casa").first { $0.restriction.name == "rent" }?.lent
      #expect(lent == batch.proposal.total)
    }
  }
}

extension MovingLoan {
  fileprivate init(copying loan: MovingLoan, number: String, borrower: String) {
    self.init(
      line: loan.line, number: number, borrower: borrower, name: nil, status: loan.status, plan: loan.plan,
      schedule: loan.schedule, outstanding: loan.outstanding, accrued: loan.accrued, arrears: loan.arrears)
  }
}

extension SmallFund {
  fileprivate func batch(
    _ loans: [MovingLoan], on day: CivilDate? = nil, bytes: [UInt8] = []
  ) throws -> PortfolioBatch {
    try bookkeeper.batch(
      loans, into: Restriction(fund: "casa", name: "rent"), purpose: "rent-deposit", file: bytes,
      id: bookkeeper.surroundings.newID(),
      by: BatchSigner(
        member: try member("anna"), role: .administrator, onBehalfOf: nil,
        asOf: day ?? bookkeeper.surroundings.now.date))
  }

  /// The policy with a section for loans.
  fileprivate func adopt(loans section: JSONObject) throws {
    var policy = try JSONEncoding.encode(try bookkeeper.governing().policy).object ?? [:]
    policy["version"] = "with loans"
    policy["loans"] = .object(section)
    let adopted = try record(
      PolicyAdopted(policy: try JSONDecoding.decodeExactly(Policy.self, from: .object(policy))), .ledger, by: "anna",
      .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", .administrator)
  }
}
