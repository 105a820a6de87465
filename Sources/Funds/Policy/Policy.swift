public import LedgerCore

/// The rules that a fund's administrators have chosen; adopted whole, by two persons, and in force from its position on.
///
/// Amounts are cents, spans are days. Legal limits are parameters here with a source, never constants in code.
public struct Policy: Codable, Sendable, Hashable {
  /// How many persons approve, up to a beneficiary's total of the calendar year.
  public struct ApprovalStep: Codable, Sendable, Hashable {
    public let upTo: Money
    public let persons: Int
  }

  /// Help that cannot wait for three persons: two pay it, a third ratifies it afterwards.
  public struct Urgency: Codable, Sendable, Hashable {
    public let upTo: Money
    public let ratifyWithinDays: Int
  }

  /// Money of a restriction that is never promised.
  public struct Reserve: Codable, Sendable, Hashable {
    public let fund: Slug
    public let restriction: Slug
    public let amount: Money
  }

  /// The administrators' own name for this version.
  public let version: String
  /// Entry kinds that may be recorded; governance and reversals always may.
  public let kinds: [Kind]
  public let bankAccounts: [Slug]
  public let purposes: [Slug]
  /// Steps in rising order; nothing above the last can be approved.
  public let approvals: [ApprovalStep]
  /// An approval that nobody has paid after so many days can be let lapse.
  public let approvalValidDays: Int
  public let minimumReserves: [Reserve]
  public let urgency: Urgency?
  /// Vouchers above this amount need an approval by another person before they are issued.
  public let voucherApprovalAbove: Money
  /// Entry kinds in which an operator may attest what somebody without a key has signed on paper.
  public let attestable: [Kind]
  /// Absent where the fund does without the instrument; its kinds are then refused.
  public let coaching: CoachingPolicy?
  public let guarantees: GuaranteePolicy?
  public let households: HouseholdPolicy?
  public let loans: LoanPolicy?
  public let plans: PlanPolicy?
  public let service: ServicePolicy?

  public func minimumReserve(_ of: Restriction) -> Money {
    minimumReserves.first { $0.fund == of.fund && $0.restriction == of.name }?.amount ?? .zero
  }

  /// Approvals needed when a beneficiary's total of the year reaches `total`; nil where it is above the policy.
  public func approvalsNeeded(total: Money) -> Int? { approvals.first { total <= $0.upTo }?.persons }

  /// What governance needs before the first policy is in force.
  static let none = Policy(
    version: "", kinds: [], bankAccounts: [], purposes: [], approvals: [], approvalValidDays: 0, minimumReserves: [],
    urgency: nil, voucherApprovalAbove: .zero, attestable: [], coaching: nil, guarantees: nil, households: nil,
    loans: nil,
    plans: nil, service: nil)

  /// What is wrong with a policy as such.
  var fault: String? {
    if version.isEmpty || version.utf8.count > 64 { return "the version is empty or longer than 64 bytes" }
    if bankAccounts.isEmpty { return "there is no bank account" }
    if Set(kinds).count != kinds.count { return "a kind stands twice" }
    if approvals.isEmpty { return "there is no approval step" }
    if approvals.contains(where: { $0.persons < 1 || $0.persons > 9 }) { return "approvals take 1 to 9 persons" }
    let limits = approvals.map(\.upTo)
    if zip(limits, limits.dropFirst()).contains(where: { $0 >= $1 }) { return "approval steps do not rise" }
    let people = approvals.map(\.persons)
    if zip(people, people.dropFirst()).contains(where: { $0 > $1 }) { return "a higher step takes fewer persons" }
    if approvalValidDays < 1 { return "an approval must be valid for at least a day" }
    if minimumReserves.contains(where: { $0.amount < .zero }) { return "a minimum reserve is negative" }
    if voucherApprovalAbove < .zero { return "voucherApprovalAbove is negative" }
    if let urgency, !urgency.upTo.isPositive || urgency.ratifyWithinDays < 1 { return "urgency has no span or amount" }
    return households?.fault ?? coaching?.fault ?? loans?.fault ?? guarantees?.fault ?? plans?.fault ?? service?.fault
  }
}
