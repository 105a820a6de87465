public import LedgerCore

/// The treasurer pays a third party's creditor what hours have credited at the fund's charge.
public struct ServiceSettled: EntryBody {
  public static let kind: Kind = "service.settled"
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

  public static let nothingOwed = RefusalCode(
    "service.exceeds-owed", "{amount} cannot be paid: the fund owes the creditor {owed} for hours",
    hint: "`mastro service show` tells what is owed; a waiver and a loan of the fund leave nothing to pay")

  public static let refusals = [
    ServiceRules.wrongState, ServiceRules.hiddenFromHost, nothingOwed, ServiceRules.creditOpen,
    ChainRules.payeeDiffers,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    let (work, terms) = try ServiceRules.accepted(state, context)
    try context.requireHidden(fromHostOf: work)
    try context.requirePositive(amount)
    guard amount <= state.owedToCreditor, let creditor = terms.debt.creditor else {
      throw Self.nothingOwed(["amount": amount, "owed": state.owedToCreditor])
    }
    try ServiceRules.requireTakenOff(state, terms, context)
    guard payee == creditor else { throw ChainRules.payeeDiffers(["given": payee, "agreed": creditor]) }
    try context.requireAnotherPerson(
      than: state.writers, state.termsSetters, state.creditors, context.family(work), Persons(creditor))
    try context.requireBankAccount(account)
    return try Effects { $0.post(Chart.payable, Chart.bank(account), amount) }
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.settled += amount
    state.lastEntryOn = entry.header.effective
  }
}
