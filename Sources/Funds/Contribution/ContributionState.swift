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
}
