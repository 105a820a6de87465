public import LedgerCore

/// Money that changes its restriction: the stream `transfer/<id>`, proposed by one person and made by another.
public struct TransferState: StreamState {
  public static let family = "transfer"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var proposal: TransferProposed?
  public internal(set) var isMade = false
  public internal(set) var persons = Persons()

  public init() {}
}

enum TransferRules {
  static let same = RefusalCode(
    "transfer.same-restriction", "{restriction} is both sides of the transfer", hint: "give two different restrictions")
  static let donorConsent = RefusalCode(
    "restriction.donor-consent-required", "the money of {restriction} is bound by its donor's will",
    hint: "give the digest of the donor's written consent with --consent FILE; free money needs none")
  static let wrongState = RefusalCode(
    "transfer.wrong-state", "the transfer {transfer} is {state}", hint: "`mastro log STREAM` shows what happened to it")
}

/// One person proposes to move money between restrictions; a donor's will is changed only with the donor's consent.
public struct TransferProposed: EntryBody {
  public static let kind: Kind = "transfer.proposed"
  public static let roles: Set<Role> = [.administrator, .treasurer, .committee]
  public static let isReversible = true

  public let amount: Money
  /// SHA-256 of the donor's consent; needed unless the money is free.
  public let donorConsent: Fingerprint?
  public let fromFund: Slug
  public let fromRestriction: Slug
  public let toFund: Slug
  public let toRestriction: Slug

  public init(amount: Money, from: Restriction, to: Restriction, donorConsent: Fingerprint?) {
    self.amount = amount
    self.donorConsent = donorConsent
    fromFund = from.fund
    fromRestriction = from.name
    toFund = to.fund
    toRestriction = to.name
  }

  public var source: Restriction { Restriction(fund: fromFund, name: fromRestriction) }
  public var destination: Restriction { Restriction(fund: toFund, name: toRestriction) }

  public static let refusals = [TransferRules.wrongState, TransferRules.same, TransferRules.donorConsent]

  public func admit(to state: TransferState, in context: Admission) throws(Refusal) -> Effects {
    guard state.proposal == nil else {
      throw TransferRules.wrongState(["transfer": context.header.stream.key, "state": "already proposed"])
    }
    guard source != destination else { throw TransferRules.same(["restriction": source]) }
    try context.requirePositive(amount)
    try context.requireRestriction(source)
    try context.requireRestriction(destination)
    guard source.isFree || donorConsent != nil else { throw TransferRules.donorConsent(["restriction": source]) }
    return .none
  }

  public func apply(to state: inout TransferState, from entry: LoggedEntry) {
    state.proposal = self
    state.persons.add(entry)
  }
}

/// A second person makes the transfer that was proposed.
public struct TransferMade: EntryBody {
  public static let kind: Kind = "transfer.made"
  public static let roles: Set<Role> = [.administrator, .treasurer, .committee]
  public static let isReversible = true

  /// What the second person has read and agrees to.
  public let amount: Money

  public init(amount: Money) { self.amount = amount }

  public static let refusals = [TransferRules.wrongState, ChainRules.amountDiffers, Persons.samePerson]

  public func admit(to state: TransferState, in context: Admission) throws(Refusal) -> Effects {
    guard let proposal = state.proposal, !state.isMade else {
      throw TransferRules.wrongState([
        "transfer": context.header.stream.key, "state": state.isMade ? "already made" : "not proposed",
      ])
    }
    guard amount == proposal.amount else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": proposal.amount])
    }
    try context.requireAnotherPerson(than: state.persons)
    try context.requireUncommitted(amount, of: proposal.source)
    return try Effects { $0.post(Chart.available(proposal.source), Chart.available(proposal.destination), amount) }
  }

  public func apply(to state: inout TransferState, from entry: LoggedEntry) {
    state.isMade = true
    state.persons.add(entry)
  }
}
