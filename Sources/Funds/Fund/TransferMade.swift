public import LedgerCore

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
