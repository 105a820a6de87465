public import LedgerCore

/// One donor's gift, from promise to receipt, and sometimes back: the stream `contribution/<id>`.
public struct ContributionState: StreamState {
  public static let family = "contribution"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var restriction: Restriction?
  public internal(set) var donor: ULID?
  /// Promised and neither received nor cancelled.
  public internal(set) var outstanding = Money.zero
  public internal(set) var isPledged = false
  public internal(set) var isConditional = false
  public internal(set) var received = Money.zero
  /// The entries that recorded money, so that one which the bank took back can be told.
  public internal(set) var receipts: [ULID: Money] = [:]
  /// Who promised, or attested a promise.
  public internal(set) var pledgers = Persons()
  public internal(set) var refunded = Money.zero
  /// A refund that one person has approved and nobody has paid.
  public internal(set) var refundApproved: Money?
  public internal(set) var refundPersons = Persons()

  public init() {}
}

enum ContributionRules {
  static let wrongState = RefusalCode(
    "contribution.wrong-state", "the contribution {contribution} is {state}",
    hint: "`mastro contribution list` shows where it stands")
  static let otherRestriction = RefusalCode(
    "contribution.other-restriction", "the contribution belongs to {restriction}",
    hint: "leave the restriction out, or start a new contribution")
  static let exceedsPledge = RefusalCode(
    "contribution.exceeds-pledge", "{amount} is more than the {outstanding} that is still pledged",
    hint: "record what is above the pledge as a contribution of its own")
  static let exceedsReceived = RefusalCode(
    "contribution.exceeds-received", "{amount} is more than the {received} received and not refunded",
    hint: "check the amount and the contribution")

  /// Only money that came and stayed can go back.
  static func requireHeld(
    _ amount: Money, of state: ContributionState, in context: Admission
  ) throws(Refusal) {
    let held = state.received - state.refunded - context.bounced(state.receipts)
    guard amount <= held else { throw exceedsReceived(["amount": amount, "received": max(held, .zero)]) }
  }
}

extension Admission {
  /// What the bank has taken back again of payments to us; their `payment.returned` holds them.
  func bounced(_ receipts: [ULID: Money]) -> Money {
    receipts.reduce(.zero) { sum, receipt in isClaimed(.pin(receipt.key)) ? sum + receipt.value : sum }
  }

  /// Promised and not in the bank: what was never received, and what was and bounced.
  func outstanding(of state: ContributionState) -> Money {
    state.isPledged ? state.outstanding + bounced(state.receipts) : .zero
  }
}
