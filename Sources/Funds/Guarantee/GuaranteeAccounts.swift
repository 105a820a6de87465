public import LedgerCore

extension Chart {
  /// What is left of a guarantee's cap.
  public static func guarantee(_ of: Restriction, _ id: ULID) -> Account {
    Account(unchecked: "memo:guarantees:\(of.fund):\(of.name):\(id)")
  }
  /// Mirrors all residual caps of a restriction, so that its exposure is one balance (as a credit).
  public static func exposure(_ of: Restriction) -> Account {
    Account(unchecked: "memo:contra:guarantees:\(of.fund):\(of.name)")
  }
  /// Caps that a household was promised in one year, whatever has become of them.
  public static func guaranteed(_ household: ULID, year: Int) -> Account {
    Account(unchecked: "memo:guaranteed:\(household):\(year)")
  }
  public static let guaranteedContra: Account = "memo:contra:guaranteed"
  /// What a claim that nobody has decided yet is expected to cost.
  public static func provision(_ id: ULID) -> Account { Account(unchecked: "liabilities:provision:\(id)") }
  public static func guaranteeLosses(_ fund: Slug) -> Account {
    Account(unchecked: "expenses:guarantee-losses:\(fund)")
  }
  /// What the tenant owes the fund after the fund has paid in their place.
  public static func recourse(_ id: ULID) -> Account { Account(unchecked: "memo:recourse:\(id)") }
  public static let recourseContra: Account = "memo:contra:recourse"
}

extension Journal {
  mutating func expose(_ purse: Restriction, _ id: ULID, _ cap: Money) {
    post(Chart.guarantee(purse, id), Chart.exposure(purse), cap)
  }

  mutating func unexpose(_ purse: Restriction, _ id: ULID, _ cap: Money) {
    post(Chart.exposure(purse), Chart.guarantee(purse, id), cap)
  }

  /// A loss that the reserve bears, owed on `liability`.
  mutating func lose(_ purse: Restriction, _ amount: Money, credit liability: Account) {
    post(Chart.guaranteeLosses(purse.fund), liability, amount)
    post(Chart.guaranteeReserve(purse), Chart.released(purse), amount)
  }

  /// Takes a loss back; in a closed year the expense stands, and the money is a recovery.
  mutating func unlose(_ purse: Restriction, _ amount: Money, debit liability: Account, yearIsClosed: Bool) {
    post(liability, yearIsClosed ? Chart.recoveries(purse.fund) : Chart.guaranteeLosses(purse.fund), amount)
    post(Chart.released(purse), Chart.guaranteeReserve(purse), amount)
  }
}
