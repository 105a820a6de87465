public import LedgerCore

/// A transfer that bounced, or a direct debit that was not paid: a fact at the bank, not a reversal.
///
/// What we had paid is owed again (`liabilities:payable`), and is paid anew with `payment.reissued`. What we had
/// received is taken back exactly, even where the money is already gone.
public struct PaymentReturned: EntryBody {
  public static let kind: Kind = "payment.returned"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true
  public static let observesBank = true

  public let account: Slug
  /// The entry that recorded the payment.
  public let payment: ULID

  public init(payment: ULID, account: Slug) {
    self.payment = payment
    self.account = account
  }

  static let unknown = RefusalCode(
    "payment.unknown", "{payment} is not a standing entry that moved money on {account}",
    hint: "`mastro register ACCOUNT` lists the payments of a bank account", .notFound)

  public static let refusals = [SingleEntryRules.again, unknown]

  public func admit(to state: PaymentReturnState, in context: Admission) throws(Refusal) -> Effects {
    guard !state.isRecorded else { throw SingleEntryRules.again(["stream": context.header.stream]) }
    try context.requireBankAccount(account)
    let bank = Chart.bank(account)
    guard let entry = context.entry(payment), context.isStanding(entry), entry.entry.kind != Self.kind,
      let moved = entry.entry.postings.lines.first(where: { $0.account == bank && $0.commodity == .euro })
    else { throw Self.unknown(["payment": payment, "account": account]) }
    if moved.amount < 0 {
      return try Effects(claims: [.pin(payment)]) {
        $0.post(bank, Chart.payable, Money(cents: -moved.amount))
      }
    }
    return Effects(postings: entry.entry.postings.mirror, claims: [.pin(payment)])
  }

  public func apply(to state: inout PaymentReturnState, from entry: LoggedEntry) {
    state.isRecorded = true
    let owed = entry.entry.postings.lines.first { $0.account == Chart.payable }
    state.owed = owed.map { Money(cents: -$0.amount) }
  }
}
