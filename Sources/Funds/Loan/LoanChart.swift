public import LedgerCore

extension Chart {
  /// Principal paid out and not yet repaid.
  public static func loan(_ of: Restriction, _ id: ULID) -> Account {
    Account(unchecked: "assets:loans:\(of.fund):\(of.name):\(id)")
  }
  /// Interest accrued and not yet paid.
  public static func accruedInterest(_ of: Restriction, _ id: ULID) -> Account {
    Account(unchecked: "assets:accrued:\(of.fund):\(of.name):\(id)")
  }
  /// Costs charged and not yet paid; apart from interest, because a payment reaches them first.
  public static func accruedCosts(_ of: Restriction, _ id: ULID) -> Account {
    Account(unchecked: "assets:accrued:\(of.fund):\(of.name):\(id):costs")
  }
  public static func allowance(_ of: Restriction, _ id: ULID) -> Account {
    Account(unchecked: "assets:allowance:\(of.fund):\(of.name):\(id)")
  }
  /// Received and not yet due: the borrower's money, held.
  public static func unallocated(_ id: ULID) -> Account { Account(unchecked: "liabilities:unallocated:\(id)") }
  /// Given up in the books and still owed in law.
  public static func writtenOff(_ id: ULID) -> Account { Account(unchecked: "memo:written-off:\(id)") }
  public static let writtenOffContra: Account = "memo:contra:written-off"
  public static func loanLosses(_ fund: Slug) -> Account { Account(unchecked: "expenses:loan-losses:\(fund)") }
  public static func forgiven(_ fund: Slug) -> Account { Account(unchecked: "expenses:forgiven:\(fund)") }
  public static func interestIncome(_ fund: Slug) -> Account { Account(unchecked: "income:interest:\(fund)") }
  public static func fees(_ fund: Slug) -> Account { Account(unchecked: "income:fees:\(fund)") }
  /// Opening balances that nobody has confirmed yet.
  public static func opening(_ of: Restriction) -> Account {
    Account(unchecked: "equity:opening:\(of.fund):\(of.name)")
  }
}
