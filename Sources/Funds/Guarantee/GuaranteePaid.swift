public import LedgerCore

/// The treasurer pays the landlord all that was accepted; the tenant now owes it to the fund.
public struct GuaranteePaid: EntryBody {
  public static let kind: Kind = "guarantee.paid"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  public let payee: ULID

  public init(amount: Money, payee: ULID, account: Slug) {
    self.account = account
    self.amount = amount
    self.payee = payee
  }

  static let nothingOwed = RefusalCode(
    "guarantee.nothing-owed", "nothing that was accepted on the guarantee {guarantee} waits for payment",
    hint: "`mastro guarantee show` tells what was accepted and what was paid")
  static let dwellingNotReleased = RefusalCode(
    "guarantee.dwelling-not-released", "the scheme {scheme} pays only after the tenant has left the dwelling",
    hint: "record that first: `mastro guarantee release-dwelling`")

  public static let refusals = [
    GuaranteeRules.wrongState, nothingOwed, ChainRules.amountDiffers, ChainRules.payeeDiffers, Persons.samePerson,
    dwellingNotReleased,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    guard state.unpaid.isPositive else { throw Self.nothingOwed(["guarantee": context.header.stream.key]) }
    guard amount == state.unpaid else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": state.unpaid])
    }
    guard payee == request.landlord else {
      throw ChainRules.payeeDiffers(["given": payee, "agreed": request.landlord])
    }
    try context.requireAnotherPerson(than: state.requesters, state.approvers, state.claimants, state.acceptors)
    try context.requireDisinterested(in: request)
    guard state.conditions?.payable == .atOnce || state.dwellingReleasedOn != nil else {
      throw Self.dwellingNotReleased(["scheme": request.terms.scheme])
    }
    try context.requireBankAccount(account)
    return try Effects { journal in
      journal.post(Chart.payable, Chart.bank(account), amount)
      journal.post(Chart.recourse(GuaranteeRules.id(context)), Chart.recourseContra, amount)
    }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.paid += amount
    state.recourse += amount
    state.unpaidFromProvision = .zero
    state.settle()
  }
}
