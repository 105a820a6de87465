public import LedgerCore

/// One donor's gift, from promise to receipt, and sometimes back: the stream `contribution/<id>`.
public struct ContributionState: StreamState {
  public static let family = "contribution"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var restriction: Restriction?
  public internal(set) var donor: ULID?
  /// Promised and neither received nor cancelled.
  public internal(set) var outstanding = Money.zero
  public internal(set) var isPledged = false
  public internal(set) var isConditional = false
  public internal(set) var received = Money.zero
  public internal(set) var refunded = Money.zero
  /// A refund that one person has approved and nobody has paid.
  public internal(set) var refundApproved: Money?
  public internal(set) var refundPersons = Persons()

  public init() {}
}

enum ContributionRules {
  static let wrongState = RefusalCode(
    "contribution.wrong-state", "the contribution {contribution} is {state}",
    hint: "`mastro contribution list` shows where it stands")
  static let otherRestriction = RefusalCode(
    "contribution.other-restriction", "the contribution belongs to {restriction}",
    hint: "leave the restriction out, or start a new contribution")
  static let exceedsPledge = RefusalCode(
    "contribution.exceeds-pledge", "{amount} is more than the {outstanding} that is still pledged",
    hint: "record what is above the pledge as a contribution of its own")
  static let exceedsReceived = RefusalCode(
    "contribution.exceeds-received", "{amount} is more than the {received} received and not refunded",
    hint: "check the amount and the contribution")
}

/// Somebody promises money.
public struct ContributionPledged: EntryBody {
  public static let kind: Kind = "contribution.pledged"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  public let amount: Money
  public let attestation: Attestation?
  /// True where the money is due only if something happens: it then stays out of the balance sheet.
  public let conditional: Bool
  /// The donor's party record; absent for an anonymous donor.
  public let donor: ULID?
  public let fund: Slug
  public let restriction: Slug

  public init(amount: Money, to restriction: Restriction, donor: ULID?, conditional: Bool, attestation: Attestation?) {
    self.amount = amount
    self.attestation = attestation
    self.conditional = conditional
    self.donor = donor
    fund = restriction.fund
    self.restriction = restriction.name
  }

  public static let refusals = [ContributionRules.wrongState]

  private var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    guard state.restriction == nil else {
      throw ContributionRules.wrongState(["contribution": context.header.stream.key, "state": "already begun"])
    }
    try context.requirePositive(amount)
    try context.requireRestriction(purse)
    if let donor { try context.requireParty(donor) }
    try context.requireSound(attestation, in: Persons())
    return try Effects { journal in
      if conditional {
        journal.post(Chart.conditionalPledges(purse), Chart.conditionalPledgesContra(purse), amount)
      } else {
        journal.post(Chart.receivable, Chart.pledged(purse), amount)
      }
    }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) {
    state.restriction = purse
    state.donor = donor
    state.isPledged = true
    state.isConditional = conditional
    state.outstanding = amount
  }
}

/// Money from a donor is in the bank.
public struct ContributionReceived: EntryBody {
  public static let kind: Kind = "contribution.received"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  /// The donor's party record; absent for an anonymous donor.
  public let donor: ULID?
  public let fund: Slug
  public let restriction: Slug

  public init(amount: Money, to restriction: Restriction, account: Slug, donor: ULID?) {
    self.account = account
    self.amount = amount
    self.donor = donor
    fund = restriction.fund
    self.restriction = restriction.name
  }

  public static let refusals = [ContributionRules.otherRestriction, ContributionRules.exceedsPledge]

  private var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    try context.requireRestriction(purse)
    if let donor { try context.requireParty(donor) }
    if let begun = state.restriction {
      guard begun == purse else { throw ContributionRules.otherRestriction(["restriction": begun]) }
    }
    if state.isPledged {
      guard amount <= state.outstanding else {
        throw ContributionRules.exceedsPledge(["amount": amount, "outstanding": state.outstanding])
      }
    }
    return try Effects { journal in
      if state.isPledged, !state.isConditional {
        journal.post(Chart.bank(account), Chart.receivable, amount)
        journal.post(Chart.pledged(purse), Chart.available(purse), amount)
        return
      }
      if state.isPledged {
        journal.post(Chart.conditionalPledgesContra(purse), Chart.conditionalPledges(purse), amount)
      }
      if purse.isFree {
        journal.post(Chart.bank(account), Chart.donations(fund), amount)
        journal.post(Chart.result(fund), Chart.available(purse), amount)
      } else {
        journal.post(Chart.bank(account), Chart.available(purse), amount)
      }
    }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) {
    state.restriction = purse
    state.donor = state.donor ?? donor
    state.received += amount
    if state.isPledged { state.outstanding -= amount }
  }
}

/// What is left of a promise will not come.
public struct PledgeCancelled: EntryBody {
  public static let kind: Kind = "contribution.pledge-cancelled"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  public enum Reason: String, Codable, Sendable, CaseIterable {
    case donorWithdrew = "donor-withdrew"
    case conditionFailed = "condition-failed"
    case uncollectable
    case recordedTwice = "recorded-twice"
  }

  /// The rest of the pledge, all of which is cancelled.
  public let amount: Money
  public let reason: Reason

  public init(amount: Money, reason: Reason) {
    self.amount = amount
    self.reason = reason
  }

  public static let refusals = [ContributionRules.wrongState, ChainRules.amountDiffers]

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, state.isPledged, state.outstanding.isPositive else {
      throw ContributionRules.wrongState([
        "contribution": context.header.stream.key, "state": "without an open pledge",
      ])
    }
    guard amount == state.outstanding else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": state.outstanding])
    }
    return try Effects { journal in
      if state.isConditional {
        journal.post(Chart.conditionalPledgesContra(purse), Chart.conditionalPledges(purse), amount)
      } else {
        journal.post(Chart.pledged(purse), Chart.receivable, amount)
      }
    }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) { state.outstanding -= amount }
}
