import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import SeededRandom
import Testing

/// Plays random steps of all instruments on one ledger, sensible and foolish ones; whatever is accepted must leave the
/// books in order, which `Books` checks after every entry. What each step should do stands in the instruments' own tests.
struct InstrumentPlayer {
  let books: Books
  var random: SeededGenerator
  var households: [StreamID] = []
  var loans: [(stream: StreamID, loan: LoanTry)] = []
  var guarantees: [StreamID] = []
  var claims: [(stream: StreamID, claim: ULID)] = []
  var plans: [StreamID] = []
  var proposals: [LoggedEntry] = []
  var agreements: [(stream: StreamID, loan: StreamID?)] = []
  var sessions: [LoggedEntry] = []
  private(set) var accepted: [Kind: Int] = [:]
  private(set) var refused: [String: Int] = [:]

  init(seed: UInt64) throws {
    books = try Books.fixture()
    random = SeededGenerator(seed: seed)
    var policy = PolicyText()
    policy.version = "2026-instruments"
    policy.purposes.append("service")
    policy.approvals = [(upTo: 100_000, persons: 1), (upTo: 90_000_000, persons: 2)]
    policy.sections["loans"] = LoanPolicyText.section
    policy.attestable = policy.kinds
    try books.adopt(policy)
    try books.meetCreditors()
    try books.enrol(.ines, bodies: ["emporio"])
    try books.receive(3_000_000, .rent)
    try books.receive(1_000_000, .free)
    let other = try books.register([Party.otherFamily])
    households = [try books.register([Party.family]), other]
    agreements.append((try books.serve(), nil))
    var first = LoanTry()
    first.borrower = .household(households[0].id)
    first.overriding = true
    loans.append((try books.runningLoan(first), first))
    guarantees.append(try books.guarantee(for: households[0], reserve: 500_000))
    plans.append(try books.openPlan(of: households[0]))
  }

  var acceptedCount: Int { accepted.values.reduce(0, +) }
  var refusedCount: Int { refused.values.reduce(0, +) }

  /// Runs one act; a refusal is counted, every other error fails the test.
  @discardableResult
  mutating func attempt<Result>(_ act: (Books) throws -> Result) throws -> Result? {
    let before = books.size
    defer { count(from: before) }
    do {
      return try act(books)
    } catch let refusal as Refusal {
      refused[refusal.code.id, default: 0] += 1
      return nil
    } catch is CalculationError {
      return nil
    }
  }

  private mutating func count(from size: Int) {
    for position in size..<max(size, books.size) {
      guard let kind = try? books.entry(at: position).entry.kind else { continue }
      accepted[kind, default: 0] += 1
    }
  }

  mutating func one<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  mutating func pick<Element>(_ elements: Element...) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  mutating func amount(upTo most: Int) -> Int { random.chance(5) ? 0 : Int.random(in: 1...most, using: &random) }
  mutating func approver() -> Person { pick(.carla, .carlo, .pia) }
  mutating func payer() -> Person { pick(.teo, .tina, .pia) }

  mutating func step() throws {
    switch Int.random(in: 0..<24, using: &random) {
    case 0: try begin()
    case 1...9: try moveLoan()
    case 10...13: try moveGuarantee()
    case 14...17: try movePlan()
    case 18...20: try moveService()
    case 21: try moveHousehold()
    case 22: try undo()
    default: books.pass(days: pick(1, 1, 3, 8))
    }
    try requireCoveredExposure()
  }

  /// Whatever came last: a guarantee was issued only where the reserve carries all of them.
  private func requireCoveredExposure() throws {
    guard try books.newest().entry.kind == "guarantee.issued" else { return }
    let balances = try books.balances()
    func sum(_ prefix: String, _ suffix: String = "") -> Int {
      balances.filter { $0.key.account.text.hasPrefix(prefix) && $0.key.account.text.hasSuffix(suffix) }
        .reduce(0) { $0 + $1.amount }
    }
    let reserve = -sum("equity:fund:casa:rent:", ":guarantee-reserve")
    let exposure = sum("memo:guarantees:casa:rent:")
    try #require(exposure <= reserve * 5, "exposure \(exposure) above five times the reserve \(reserve)")
  }

  private mutating func begin() throws {
    guard let household = one(of: households) else { return }
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      var loan = LoanTry()
      loan.amount = amount(upTo: 300_000)
      loan.instalments = pick(1, 3, 12, 36)
      loan.method = pick(.french, .constantPrincipal, .flat)
      loan.rate = pick("4", "6", "0.5")
      loan.fee = pick(0, 100)
      loan.overriding = random.chance(80)
      if random.chance(70) { loan.borrower = .household(household.id) }
      let asked = loan
      guard let stream = try attempt({ try $0.apply(asked) }) else { return }
      loans.append((stream, asked))
      guard random.chance(60) else { return }
      try attempt { books in
        try books.approveLoan(stream, asked)
        try books.approveLoan(stream, asked, by: .carlo)
      }
      let party = household == households[0] ? Party.family : Party.otherFamily
      try attempt { try $0.accept(stream, for: party) }
    case 1:
      let cap = amount(upTo: 900_000)
      let stream = try attempt { try $0.requestGuarantee($0.terms(cap: cap), for: household) }
      guard let stream else { return }
      guarantees.append(stream)
      if random.chance(60) { try attempt { try $0.issueGuarantee(stream) } }
    case 2:
      if let plan = try attempt({ try $0.openPlan(of: household) }) { plans.append(plan) }
    case 3:
      let (loan, paid) = (one(of: loans)?.stream, random.chance(50))
      let debt: ServiceDebt = paid || loan == nil ? Books.claim : .loan(loan?.id ?? household.id)
      let agreement = try attempt { try $0.serve($0.terms(debt)) }
      if let agreement { agreements.append((agreement, paid ? nil : loan)) }
    default: try attempt { [amount = amount(upTo: 100_000)] in try $0.receive(amount, .rent) }
    }
  }

  private mutating func moveHousehold() throws {
    guard let household = one(of: households) else { return }
    let party = pick(Party.family, Party.otherFamily, Party.donor)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: try attempt { try $0.join(household, party) }
    case 1: try attempt { try $0.leave(household, party) }
    case 2: try attempt { try $0.outcome(.dwelling, household) }
    default: try attempt { try $0.propose($0.erasure([party]), of: household) }
    }
  }

  /// Somebody takes back the newest entry, alone or with a second person.
  private mutating func undo() throws {
    let position = max(0, books.size - 1 - Int.random(in: 0..<6, using: &random))
    let target = try books.entry(at: position)
    guard target.entry.stream != .ledger else { return }
    let roles = Rulebook.mastro.kinds[target.entry.kind]?.roles ?? []
    let people = [Person.olga, .omar, .carla, .carlo, .teo, .tina, .anna, .bruno].filter { person in
      person.roles.contains(where: roles.contains)
    }
    guard people.count >= 2 else { return }
    try attempt { books in
      if target.entry.postings.movesMoney { try books.proposeReversal(of: target, by: people[0]) }
      try books.reverse(target, by: people[1])
    }
  }
}
