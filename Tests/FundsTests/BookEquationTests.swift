import Funds
import LedgerCore
import Testing

/// The equations behind all rules: a rule that is itself wrong does not get its postings into the books.
@Suite struct BookEquationTests {
  /// Postings that balance, and nothing else is right with them.
  struct Crooked: EntryBody {
    struct State: StreamState {
      static let family = "crooked"
      static let keyForm = StreamKeyForm.ulid
    }

    static let kind: Kind = "crooked.done"
    static let roles: Set<Role> = [.treasurer]
    static let observesBank = true

    let credit: String
    let debit: String

    func admit(to state: State, in context: Admission) throws(Refusal) -> Effects {
      guard let debit = Account(debit), let credit = Account(credit) else { return .none }
      return try Effects([Posting(debit, .euro, 500), Posting(credit, .euro, -500)])
    }

    func apply(to state: inout State, from entry: LoggedEntry) {}
  }

  private static let rulebook = Rulebook(
    kinds: Registry.kinds + [EntryKind(Crooked.self)], governance: FundGovernance())

  private func refusal(of debit: String, _ credit: String) throws -> Refusal? {
    let books = try Books.fixture(rulebook: Self.rulebook)
    var policy = PolicyText()
    policy.kinds = (policy.kinds + ["crooked.done"]).sorted()
    try books.adopt(policy)
    let size = books.size
    do {
      try books.record(Crooked(credit: credit, debit: debit), books.stream("crooked"), by: .teo)
    } catch let refusal as Refusal {
      #expect(books.size == size)
      return refusal
    }
    return nil
  }

  @Test(arguments: [
    ("assets:bank:main", "income:donations:casa"),
    ("assets:bank:main", "liabilities:funders"),
    ("equity:fund:casa:rent:lent", "equity:fund:casa:rent:available"),
    ("equity:fund:casa:rent:available", "income:released:casa"),
    ("assets:receivable:contributions", "equity:fund:casa:rent:available"),
    ("assets:loans:casa:rent:X", "equity:fund:casa:food:lent"),
    ("assets:loans:casa:rent:X", "assets:bank:main"),
    ("expenses:operating:casa", "income:interest:altra"),
    ("equity:fund:casa:free:repayable", "equity:fund:casa:free:available"),
    ("assets:allowance:casa:rent:X", "expenses:loan-losses:casa"),
  ])
  func `an entry that breaks an equation is refused`(debit: String, credit: String) throws {
    let refusal = try refusal(of: debit, credit)
    #expect(refusal?.code.id == "books.equation", "\(debit) / \(credit)")
    #expect(refusal?.message.contains("5.00") == true)
  }

  @Test(arguments: [
    ("assets:bank:main", "equity:fund:casa:rent:available"),
    ("assets:bank:main", "liabilities:payable"),
    ("assets:loans:casa:rent:X", "equity:opening:casa:rent"),
    ("equity:opening:casa:rent", "equity:fund:casa:rent:lent"),
    ("expenses:operating:casa", "equity:result:casa"),
    ("memo:anything:X", "memo:contra:anything"),
  ])
  func `an entry that keeps them all is not refused for them`(debit: String, credit: String) throws {
    #expect(try refusal(of: debit, credit)?.code.id != "books.equation", "\(debit) / \(credit)")
  }
}
