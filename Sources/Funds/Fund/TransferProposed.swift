public import LedgerCore

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
