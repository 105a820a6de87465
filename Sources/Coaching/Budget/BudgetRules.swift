public import LedgerCore

/// What the entries of a family's coaching have in common.
public enum BudgetRules {
  public static let notOpen = RefusalCode(
    "budget.not-open", "the budget of household {household} is {status}, so this step cannot follow",
    hint: "`mastro budget open` begins the coaching, also again after it was closed")
  public static let bodyMissing = RefusalCode(
    "budget.body-missing", "{kind} is signed on behalf of a body, and none is named",
    hint: "name the body for which you work: --on-behalf-of")
  public static let noConsent = RefusalCode(
    "budget.no-consent", "household {household} does not let {body} see its budget",
    hint: "ask the family first: `mastro consent give`, with the scope budget for that body")
  public static let ownFamily = RefusalCode(
    "budget.own-family", "{person} lives in the household {household}",
    hint: "nobody coaches their own family: another educator signs")
  static let amountInvalid = RefusalCode(
    "budget.amount-invalid", "{amount} cannot stand as the {what}",
    hint: "give an amount of zero or more; a reservation is above zero")
  static let snapshotUnknown = RefusalCode(
    "budget.snapshot-unknown", "household {household} has no snapshot {snapshot}",
    hint: "`mastro budget show` names the newest one", .notFound)
  static let snapshotOutdated = RefusalCode(
    "budget.snapshot-outdated", "the snapshot {snapshot} is not the newest one, which is {newest}",
    hint: "go on with the newest: `mastro budget show` names it")
  public static let snapshotNotConfirmed = RefusalCode(
    "budget.snapshot-not-confirmed", "nobody of household {household} has confirmed what {snapshot} says",
    hint: "the family confirms it first: `mastro budget confirm`")
  public static let notAssessed = RefusalCode(
    "budget.not-assessed", "nobody has assessed what household {household} can promise",
    hint: "the educator assesses first: `mastro capacity assess`")
  public static let suspended = RefusalCode(
    "budget.capacity-suspended", "the circumstances of household {household} have changed on {since}",
    hint: "the educator assesses again: `mastro capacity assess`; nothing new is promised until then")
  public static let stale = RefusalCode(
    "budget.assessment-stale", "the assessment of {assessed} is older than the {days} days that the policy allows",
    hint: "the educator assesses again: `mastro capacity assess`")

  /// What an educator's entry asks for, in this order.
  static let educator = [notOpen, bodyMissing, ownFamily, noConsent]

  /// Formulas by which capacity may be assessed; one that was once admitted stays, so that the past is admitted again.
  public static let formulas: Set<Slug> = ["capacity-1"]

  static func check(_ amount: Money, _ what: StaticString) throws(Refusal) {
    guard amount >= .zero else { throw amountInvalid(["amount": amount, "what": "\(what)"]) }
  }

  /// The snapshot that an entry names, which must be the newest.
  static func newest(
    _ id: ULID, of state: BudgetState, _ newest: BudgetState.Snapshot?, _ context: Admission
  ) throws(Refusal) -> BudgetState.Snapshot {
    guard let named = state.snapshot(id) else {
      throw snapshotUnknown(["household": context.family, "snapshot": id])
    }
    guard named.id == newest?.id else {
      throw snapshotOutdated([
        "snapshot": id,
        "newest": newest.map(\.id.description) ?? "still to be taken since the coaching was opened again",
      ])
    }
    return named
  }
}

extension Admission {
  /// A budget of a family that stands, while its coaching is open.
  func requireOpen(_ state: BudgetState) throws(Refusal) {
    try families.requireFamily(family, in: self)
    guard state.isOpen else {
      throw BudgetRules.notOpen(["household": family, "status": state.status == .new ? "not open" : "closed"])
    }
  }

  /// The body for which the entry is signed.
  @discardableResult
  func requireBody() throws(Refusal) -> Slug {
    guard let body = header.onBehalfOf else { throw BudgetRules.bodyMissing(["kind": header.kind]) }
    return body
  }

  /// Nobody coaches their own family.
  func requireOutsider() throws(Refusal) {
    guard !families.isOfFamily(signer, family, in: self) else {
      throw BudgetRules.ownFamily(["person": signer, "household": family])
    }
  }

  /// An educator works for a body that the family lets see its budget, and is not of the family.
  /// - Returns: the body.
  @discardableResult
  func requireEducator() throws(Refusal) -> Slug {
    let body = try requireBody()
    try requireOutsider()
    guard families.letsBudget(of: family, beSeenBy: body, in: self) else {
      throw BudgetRules.noConsent(["household": family, "body": body])
    }
    return body
  }
}
