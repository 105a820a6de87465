public import LedgerCore

/// How much is expected to be paid on claims that nobody has decided yet; the entry posts the difference.
public struct GuaranteeProvisioned: EntryBody {
  public static let kind: Kind = "guarantee.provisioned"
  public static let roles: Set<Role> = [.committee, .treasurer]
  public static let isReversible = true

  /// The provision after this entry.
  public let amount: Money

  public init(amount: Money) { self.amount = amount }

  static let noOpenClaim = RefusalCode(
    "guarantee.no-open-claim", "no claim on the guarantee {guarantee} waits for a decision",
    hint: "a provision is for claims; without one it can only be lowered")
  static let aboveResidual = RefusalCode(
    "guarantee.provision-above-cap", "{amount} is more than the {residual} that is left of the cap",
    hint: "provide at most for what can still be paid")

  public static let refusals = [
    GuaranteeRules.wrongState, SpendingRules.amountNotPositive, noOpenClaim, aboveResidual,
    GuaranteeRules.reserveShort,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    guard amount >= .zero else { throw SpendingRules.amountNotPositive(["amount": amount]) }
    let id = GuaranteeRules.id(context)
    let difference = amount - Money(cents: -context.balance(Chart.provision(id)))
    guard difference.isPositive else {
      let isClosed = context.yearIsClosed(of: state.provisionedOn)
      return try Effects {
        $0.unlose(request.purse, -difference, debit: Chart.provision(id), yearIsClosed: isClosed)
      }
    }
    guard state.claims.contains(where: { $0.status == .open }) else {
      throw Self.noOpenClaim(["guarantee": context.header.stream.key])
    }
    let residual = Money(cents: context.balance(Chart.guarantee(request.purse, id)))
    guard amount <= residual else { throw Self.aboveResidual(["amount": amount, "residual": residual]) }
    try GuaranteeRules.requireReserve(difference, of: request.purse, context)
    return try Effects { $0.lose(request.purse, difference, credit: Chart.provision(id)) }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.provisionedOn = entry.header.effective
  }
}
