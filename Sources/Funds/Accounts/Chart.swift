public import LedgerCore

/// The chart of accounts: every account that a fund posts to has its name from here.
///
/// Each restriction has five equity accounts, so that the money's origin can be followed from donor to use.
public enum Chart {
  public static let receivable: Account = "assets:receivable:contributions"
  public static let funders: Account = "liabilities:funders"
  public static let vouchers: Account = "liabilities:vouchers"
  public static let payable: Account = "liabilities:payable"

  public static func bank(_ name: Slug) -> Account { Account(unchecked: "assets:bank:\(name)") }

  /// Money of a restriction that may be spent.
  public static func available(_ of: Restriction) -> Account { equity(of, "available") }
  public static func lent(_ of: Restriction) -> Account { equity(of, "lent") }
  public static func pledged(_ of: Restriction) -> Account { equity(of, "pledged") }
  public static func guaranteeReserve(_ of: Restriction) -> Account { equity(of, "guarantee-reserve") }
  /// Capital that funders want back, so not the fund's own.
  public static func repayable(_ of: Restriction) -> Account { equity(of, "repayable") }

  /// Every account that tells whether a restriction holds, expects or has promised anything.
  static func holdings(of restriction: Restriction) -> [Account] {
    [
      available(restriction), lent(restriction), pledged(restriction), guaranteeReserve(restriction),
      repayable(restriction), commitments(restriction), conditionalPledges(restriction),
    ]
  }

  /// What income and expenses of free money have left.
  public static func result(_ fund: Slug) -> Account { Account(unchecked: "equity:result:\(fund)") }
  public static func donations(_ fund: Slug) -> Account { Account(unchecked: "income:donations:\(fund)") }
  public static func recoveries(_ fund: Slug) -> Account { Account(unchecked: "income:recoveries:\(fund)") }
  public static func operating(_ fund: Slug) -> Account { Account(unchecked: "expenses:operating:\(fund)") }
  public static func grants(_ purpose: Slug, _ fund: Slug) -> Account {
    Account(unchecked: "expenses:grants:\(purpose):\(fund)")
  }

  /// The other side of spending: income released from a restriction, or the fund's result where the money is free.
  public static func released(_ of: Restriction) -> Account {
    of.isFree ? result(of.fund) : Account(unchecked: "income:released:\(of.fund)")
  }

  public static func commitment(_ of: Restriction, _ id: ULID) -> Account {
    Account(unchecked: "memo:commitments:\(of.fund):\(of.name):\(id)")
  }
  /// Mirrors all commitments of a restriction, so their sum is one balance (as a credit).
  public static func commitments(_ of: Restriction) -> Account {
    Account(unchecked: "memo:contra:commitments:\(of.fund):\(of.name)")
  }
  public static func conditionalPledges(_ of: Restriction) -> Account {
    Account(unchecked: "memo:pledges:\(of.fund):\(of.name)")
  }
  public static func conditionalPledgesContra(_ of: Restriction) -> Account {
    Account(unchecked: "memo:contra:pledges:\(of.fund):\(of.name)")
  }
  /// What one person was promised or given in one year, summed over all funds.
  public static func assistance(_ party: ULID, year: Int) -> Account {
    Account(unchecked: "memo:assistance:\(party):\(year)")
  }
  public static let assistanceContra: Account = "memo:contra:assistance"

  /// What a household owes to somebody who is not the fund.
  public static func debts(_ household: ULID, to creditor: ULID) -> Account {
    Account(unchecked: "memo:debts:\(household):\(creditor)")
  }
  public static let debtsContra: Account = "memo:contra:debts"
  /// Monthly instalments that a household has promised to the funds and to its creditors.
  public static func instalments(_ household: ULID) -> Account { Account(unchecked: "memo:instalments:\(household)") }
  public static let instalmentsContra: Account = "memo:contra:instalments"
  /// Hours turned into euros and not yet taken off the debt (a loan or a plan) that they were meant for.
  public static func serviceCredit(_ agreement: ULID, for debt: ULID) -> Account {
    Account(unchecked: "memo:service-credit:\(agreement):\(debt)")
  }
  public static let serviceCreditContra: Account = "memo:contra:service-credit"
  /// How many instruments a household ever had, in the commodity `instrument`.
  public static func instruments(_ household: ULID) -> Account { Account(unchecked: "memo:instruments:\(household)") }
  static let instrumentsContra: Account = "memo:contra:instruments"

  private static func equity(_ of: Restriction, _ part: String) -> Account {
    Account(unchecked: "equity:fund:\(of.fund):\(of.name):\(part)")
  }
}

/// Postings as the posting table writes them: debit, credit, amount.
public struct Journal: Sendable {
  public private(set) var lines: [Posting] = []
  /// What the entry claims besides.
  private(set) var claims: [Claim] = []

  public init() {}

  /// Debits one account and credits another; a zero amount adds nothing.
  public mutating func post(_ debit: Account, _ credit: Account, _ amount: Money) {
    guard amount != .zero else { return }
    post(debit, credit, amount.cents, .euro)
  }

  /// The same in any commodity, in its smallest unit.
  public mutating func post(_ debit: Account, _ credit: Account, _ amount: Int, _ commodity: Commodity) {
    lines.append(Posting(debit, commodity, amount))
    lines.append(Posting(credit, commodity, -amount))
  }

  mutating func claim(_ claim: Claim) { claims.append(claim) }
}

extension Effects {
  init(claims: [Claim] = [], _ write: (inout Journal) throws(Refusal) -> Void) throws(Refusal) {
    var journal = Journal()
    try write(&journal)
    try self.init(journal.lines, claims: claims + journal.claims)
  }
}
