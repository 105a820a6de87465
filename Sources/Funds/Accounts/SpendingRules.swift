public import LedgerCore

/// What may be spent or promised from a restriction, and where money may come from.
extension Admission {
  /// Available money of a restriction, in cents; negative after an uncovered bank fact.
  public func available(_ of: Restriction) -> Money { Money(cents: -balance(Chart.available(of))) }

  public func committed(_ of: Restriction) -> Money { Money(cents: -balance(Chart.commitments(of))) }

  /// What a new commitment may still take: available less commitments less the policy's minimum reserve.
  public func uncommitted(_ of: Restriction) -> Money {
    available(of) - committed(of) - governing.policy.minimumReserve(of)
  }

  func requireUncommitted(_ amount: Money, of restriction: Restriction) throws(Refusal) {
    let uncommitted = uncommitted(restriction)
    guard amount <= uncommitted else {
      throw SpendingRules.insufficient([
        "restriction": restriction, "wanted": amount, "available": available(restriction),
        "committed": committed(restriction), "reserve": governing.policy.minimumReserve(restriction),
        "spendable": max(uncommitted, .zero),
      ])
    }
  }

  /// New promises wait while a bank fact has taken any money of the fund or a bank account below zero.
  func requireNothingUncovered(in fund: Slug) throws(Refusal) {
    let state: FundState = state(of: StreamID("fund", fund))
    for name in state.restrictions.keys.sorted() {
      let purse = Restriction(fund: fund, name: name)
      guard available(purse) >= .zero else {
        throw SpendingRules.uncovered(["account": Chart.available(purse), "missing": -available(purse)])
      }
    }
    for name in governing.policy.bankAccounts {
      let balance = balance(Chart.bank(name))
      guard balance >= 0 else {
        throw SpendingRules.uncovered(["account": Chart.bank(name), "missing": Money(cents: -balance)])
      }
    }
  }

  func requireBankAccount(_ name: Slug) throws(Refusal) {
    guard governing.policy.bankAccounts.contains(name) else {
      throw SpendingRules.bankUnknown([
        "account": name, "known": governing.policy.bankAccounts.map(\.text).joined(separator: ", "),
      ])
    }
  }

  func requirePurpose(_ purpose: Slug) throws(Refusal) {
    guard governing.policy.purposes.contains(purpose) else {
      throw SpendingRules.purposeUnknown([
        "purpose": purpose, "known": governing.policy.purposes.map(\.text).joined(separator: ", "),
      ])
    }
  }

  /// The restriction must exist, and must pay for the purpose where one is given.
  func requireRestriction(_ restriction: Restriction, paysFor purpose: Slug? = nil) throws(Refusal) {
    let fund: FundState = state(of: StreamID("fund", restriction.fund))
    guard fund.isOpen else { throw SpendingRules.fundUnknown(["fund": restriction.fund]) }
    guard let purposes = fund.restrictions[restriction.name] else {
      throw SpendingRules.restrictionUnknown([
        "restriction": restriction, "known": fund.restrictions.keys.sorted().map(\.text).joined(separator: ", "),
      ])
    }
    guard let purpose else { return }
    try requirePurpose(purpose)
    guard restriction.isFree || purposes.contains(purpose) else {
      throw SpendingRules.purposeNotAllowed([
        "restriction": restriction, "purpose": purpose, "purposes": purposes.map(\.text).joined(separator: ", "),
      ])
    }
  }

  func requirePositive(_ amount: Money) throws(Refusal) {
    guard amount.isPositive else { throw SpendingRules.amountNotPositive(["amount": amount]) }
  }

  func requireParty(_ party: ULID) throws(Refusal) {
    guard exists(StreamID("party", party)) else { throw SpendingRules.partyUnknown(["party": party]) }
  }
}

/// The refusals that the kinds of the funds share.
public enum SpendingRules {
  public static let amountNotPositive = RefusalCode(
    "amount.not-positive", "the amount {amount} is not above zero", hint: "give the amount without a sign")
  public static let fundUnknown = RefusalCode(
    "fund.unknown", "there is no fund {fund}", hint: "`mastro fund list` shows the funds", .notFound)
  public static let restrictionUnknown = RefusalCode(
    "restriction.unknown", "there is no restriction {restriction}; the fund has {known}",
    hint: "`mastro fund show FUND` shows its restrictions", .notFound)
  public static let purposeUnknown = RefusalCode(
    "purpose.unknown", "the policy does not know the purpose {purpose}; it knows {known}",
    hint: "choose one of them, or adopt a policy that adds it", .notFound)
  public static let purposeNotAllowed = RefusalCode(
    "restriction.purpose-not-allowed", "money of {restriction} may not pay for {purpose}, only for {purposes}",
    hint: "choose another restriction of the fund; the donor's will binds")
  public static let partyUnknown = RefusalCode(
    "party.unknown", "there is no party {party}", hint: "`mastro party register` adds one", .notFound)
  public static let bankUnknown = RefusalCode(
    "bank.unknown-account", "{account} is not a bank account of this ledger; the policy names {known}",
    hint: "`mastro policy show` lists the bank accounts", .notFound)
  public static let insufficient = RefusalCode(
    "fund.insufficient",
    "{restriction} cannot take {wanted}: available {available}, committed {committed}, minimum reserve {reserve}, leaves {spendable}",
    hint: "use another restriction, a smaller amount, or wait for contributions")
  public static let uncovered = RefusalCode(
    "fund.uncovered", "{account} is {missing} below zero after a fact observed at the bank",
    hint: "cover it first, with a contribution or a transfer; no new help can be promised until then")
  public static let overdrawn = RefusalCode(
    "account.overdrawn", "{account} holds {holds}, and the entry would take {wanted} from it",
    hint: "check the amount and the account; only facts observed at the bank may go below zero")

  static let all = [
    amountNotPositive, fundUnknown, restrictionUnknown, purposeUnknown, purposeNotAllowed, partyUnknown, bankUnknown,
    insufficient, uncovered, overdrawn,
  ]
}
