public import LedgerCore

/// Money that a funder lends to the fund and wants back: the stream `capital/<id>`.
public struct CapitalState: StreamState {
  public static let family = "capital"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var restriction: Restriction?
  public internal(set) var funder: Slug?
  public internal(set) var received = Money.zero
  public internal(set) var returned = Money.zero
  /// A return that one person has approved and nobody has paid.
  public internal(set) var returnApproved: Money?
  public internal(set) var returnPersons = Persons()

  public init() {}

  public var owed: Money { received - returned }
}

enum CapitalRules {
  static let wrongState = RefusalCode(
    "capital.wrong-state", "the capital {capital} is {state}", hint: "`mastro log STREAM` shows what happened to it")
  static let otherTerms = RefusalCode(
    "capital.other-terms", "this capital is {funder}'s, for {restriction}",
    hint: "capital of another funder or for another restriction has a stream of its own")
  static let exceedsOwed = RefusalCode(
    "capital.exceeds-owed", "{amount} is more than the {owed} still owed", hint: "check the amount")
}

/// Repayable capital is in the bank.
public struct CapitalReceived: EntryBody {
  public static let kind: Kind = "capital.received"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  /// The day on which the funder wants it back, where one was agreed.
  public let due: CivilDate?
  public let fund: Slug
  /// The body that lends it.
  public let funder: Slug
  public let restriction: Slug

  public init(amount: Money, to restriction: Restriction, account: Slug, funder: Slug, due: CivilDate?) {
    self.account = account
    self.amount = amount
    self.due = due
    fund = restriction.fund
    self.funder = funder
    self.restriction = restriction.name
  }

  public static let refusals = [CapitalRules.otherTerms, MemberRules.bodyUnknown]

  private var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public func admit(to state: CapitalState, in context: Admission) throws(Refusal) -> Effects {
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    try context.requireRestriction(purse)
    guard context.governing.bodies[funder] != nil else { throw MemberRules.bodyUnknown(["body": funder]) }
    if let begun = state.restriction, let lender = state.funder, begun != purse || lender != funder {
      throw CapitalRules.otherTerms(["funder": lender, "restriction": begun])
    }
    return try Effects { journal in
      journal.post(Chart.bank(account), Chart.funders, amount)
      journal.post(Chart.repayable(purse), Chart.available(purse), amount)
    }
  }

  public func apply(to state: inout CapitalState, from entry: LoggedEntry) {
    state.restriction = purse
    state.funder = funder
    state.received += amount
  }
}

/// One person approves that capital goes back.
public struct CapitalReturnApproved: EntryBody {
  public static let kind: Kind = "capital.return-approved"
  public static let roles: Set<Role> = [.committee, .administrator]
  public static let isReversible = true

  public let amount: Money

  public init(amount: Money) { self.amount = amount }

  public static let refusals = [CapitalRules.wrongState, CapitalRules.exceedsOwed]

  public func admit(to state: CapitalState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, state.returnApproved == nil else {
      throw CapitalRules.wrongState([
        "capital": context.header.stream.key,
        "state": state.restriction == nil ? "not received" : "already approved for its return",
      ])
    }
    try context.requirePositive(amount)
    guard amount <= state.owed else { throw CapitalRules.exceedsOwed(["amount": amount, "owed": state.owed]) }
    try context.requireUncommitted(amount, of: purse)
    return .none
  }

  public func apply(to state: inout CapitalState, from entry: LoggedEntry) {
    state.returnApproved = amount
    state.returnPersons = Persons()
    state.returnPersons.add(entry)
  }
}

/// Another person pays back the capital whose return was approved.
public struct CapitalReturned: EntryBody {
  public static let kind: Kind = "capital.returned"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  public static let refusals = [CapitalRules.wrongState, ChainRules.amountDiffers]

  public func admit(to state: CapitalState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, let approved = state.returnApproved else {
      throw CapitalRules.wrongState(["capital": context.header.stream.key, "state": "not approved for its return"])
    }
    guard amount == approved else { throw ChainRules.amountDiffers(["given": amount, "agreed": approved]) }
    try context.requireAnotherPerson(than: state.returnPersons)
    try context.requireBankAccount(account)
    try context.requireUncommitted(amount, of: purse)
    return try Effects { journal in
      journal.post(Chart.funders, Chart.bank(account), amount)
      journal.post(Chart.available(purse), Chart.repayable(purse), amount)
    }
  }

  public func apply(to state: inout CapitalState, from entry: LoggedEntry) {
    state.returned += amount
    state.returnApproved = nil
  }
}
