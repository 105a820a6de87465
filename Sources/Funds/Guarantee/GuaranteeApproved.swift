public import LedgerCore

/// One person of the committee approves a guarantee that one person alone may not issue.
///
/// It promises nothing yet: the person who issues is the last of those whom the policy asks for.
public struct GuaranteeApproved: EntryBody {
  public static let kind: Kind = "guarantee.approved"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public let cap: Money
  public let landlord: ULID

  public init(cap: Money, landlord: ULID) {
    self.cap = cap
    self.landlord = landlord
  }

  public static let refusals = [
    GuaranteeRules.wrongState, ChainRules.amountDiffers, ChainRules.payeeDiffers, Persons.samePerson,
    Approvals.abovePolicy,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.requested], context)
    guard cap == request.terms.cap else {
      throw ChainRules.amountDiffers(["given": cap, "agreed": request.terms.cap])
    }
    guard landlord == request.landlord else {
      throw ChainRules.payeeDiffers(["given": landlord, "agreed": request.landlord])
    }
    try context.requireAnotherPerson(than: state.requesters, state.approvers)
    try context.requireDisinterested(in: request)
    try context.requireRemembered(request.household)
    _ = try context.guarantorsNeeded(cap, for: request.household)
    return .none
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.approvers.add(entry)
    state.firstApprovedOn = state.firstApprovedOn ?? entry.header.effective
  }
}

extension Admission {
  /// How many persons stand behind a cap, looking at all that the household was promised in the year, so that splitting
  /// does not help. A cap is a promise and no money given, so it has steps of its own.
  func guarantorsNeeded(_ cap: Money, for household: ULID) throws(Refusal) -> (persons: Int, total: Money) {
    let policy = try section(\.guarantees, "guarantees")
    let year = header.recorded.date.year
    let total = cap + total(of: household) { Chart.guaranteed($0, year: year) }
    guard let needed = policy.personsNeeded(total: total) else {
      throw Approvals.abovePolicy(["total": total, "year": year, "limit": policy.approvals.last?.upTo ?? .zero])
    }
    return (needed, total)
  }
}
