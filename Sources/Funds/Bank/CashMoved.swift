public import LedgerCore

/// The stream `cash/<id>`.
public struct CashState: SingleEntryState {
  public static let family = "cash"
  public static let keyForm = StreamKeyForm.ulid
  public var isRecorded = false
  public init() {}
}

/// Money moves between the ledger's own bank accounts, or to the till and back.
public struct CashMoved: EntryBody {
  public static let kind: Kind = "cash.moved"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let amount: Money
  public let from: Slug
  public let to: Slug

  public init(amount: Money, from: Slug, to: Slug) {
    self.amount = amount
    self.from = from
    self.to = to
  }

  static let sameAccount = RefusalCode(
    "cash.same-account", "{account} is both sides of the move", hint: "give two different accounts")

  public static let refusals = [SingleEntryRules.again, sameAccount]

  public func admit(to state: CashState, in context: Admission) throws(Refusal) -> Effects {
    try SingleEntryRules.check(state, context)
    try context.requirePositive(amount)
    guard from != to else { throw Self.sameAccount(["account": from]) }
    try context.requireBankAccount(from)
    try context.requireBankAccount(to)
    return try Effects { $0.post(Chart.bank(to), Chart.bank(from), amount) }
  }

  public func apply(to state: inout CashState, from entry: LoggedEntry) { state.isRecorded = true }
}
