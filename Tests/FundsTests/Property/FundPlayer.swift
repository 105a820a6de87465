import Funds
import LedgerCore
import SeededRandom
import Testing

/// Plays random commands on a ledger and on paper; both must say yes, or both no.
struct FundPlayer {
  let books: Books
  var random: SeededGenerator
  var fund = NaiveFund()
  var gifts: [NaiveGift] = []
  var capitals: [NaiveCapital] = []
  var grants: [NaiveGrant] = []
  var vouchers: [NaiveVoucher] = []
  var transfers: [NaiveTransfer] = []
  var payments: [NaivePayment] = []
  var debts: [NaiveDebt] = []
  private(set) var accepted = 0
  private(set) var refused = 0
  /// Accepted commands by kind.
  private(set) var kinds: [Kind: Int] = [:]

  init(seed: UInt64) throws {
    books = try Books.fixture()
    books.mayBeBelowZero = true
    random = SeededGenerator(seed: seed)
  }

  /// Runs one command on the ledger; true where it was accepted, as the paper had foretold.
  mutating func command(_ isLegal: Bool, _ run: (Books) throws -> LoggedEntry) throws -> LoggedEntry? {
    do {
      let entry = try run(books)
      try #require(isLegal, "the ledger accepted \(entry.entry.kind), the paper did not: \(entry.posted)")
      accepted += 1
      kinds[entry.entry.kind, default: 0] += 1
      return entry
    } catch let refusal as Refusal {
      try #require(!isLegal, "the ledger refused \(books.attempted.map(\.text) ?? ""), the paper did not: \(refusal)")
      refused += 1
      return nil
    }
  }

  /// Plays one step, then compares.
  mutating func step() throws {
    let wasBelow = NaiveFund.purses.filter { fund.available[$0, default: 0] < 0 }
    switch Int.random(in: 0..<22, using: &random) {
    case 0, 1: try receive()
    case 2: try pledge()
    case 3: try cancel()
    case 4: try approveRefund()
    case 5: try payRefund()
    case 6: try capital()
    case 7: try transfer()
    case 8: try setReserve()
    case 9, 10: try request()
    case 11, 12, 13: try approve()
    case 14, 15: try pay()
    case 16: try endGrant()
    case 17: try voucher()
    case 18, 19: try advanceVoucher()
    case 20: try moveAtTheBank()
    default: try random.chance(50) ? bounce() : undoPayment()
    }
    let balances = try books.balances()
    try #require(fund.differences(from: balances) == [])
    let last = try books.newest().entry.kind
    let isBankFact = last == CostPaid.kind || last == PaymentReturned.kind
    let isBelow = NaiveFund.purses.filter { fund.available[$0, default: 0] < 0 }
    try #require(isBankFact || Set(isBelow).isSubset(of: wasBelow), "\(last) took a restriction below zero")
  }

  mutating func amount(upTo most: Int = 60_000) -> Int {
    random.chance(4) ? 0 : Int.random(in: 1...most, using: &random)
  }

  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  /// An index, mostly one of those that fit.
  mutating func index<Element>(in elements: [Element], where fits: (Element) -> Bool) -> Int? {
    guard !elements.isEmpty else { return nil }
    let fitting = elements.indices.filter { fits(elements[$0]) }
    if !fitting.isEmpty, random.chance(85) { return one(of: fitting) }
    return one(of: Array(elements.indices))
  }

  mutating func account() -> Slug { random.chance(90) ? "main" : "till" }
  mutating func party() -> ULID { one(of: [Party.family, Party.otherFamily]) }
  mutating func approver() -> Person { one(of: [.carla, .carlo, .pia]) }
  mutating func payer() -> Person { one(of: [.teo, .tina, .pia]) }
  mutating func clerk() -> Person { one(of: [.olga, .omar, .pia]) }
}
