public import LedgerCore

/// A promise to pay a shop for what somebody takes there: the stream `voucher/<id>`.
public struct VoucherState: StreamState {
  public static let family = "voucher"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the story stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, approved, issued, redeemed, settled, expired
  }

  public internal(set) var status = Status.new
  public internal(set) var terms: VoucherTerms?
  public internal(set) var approvers = Persons()
  public internal(set) var issuers = Persons()
  /// The body for which it was issued.
  public internal(set) var issuedFor: Slug?
  public internal(set) var redeemers = Persons()
  /// The year in whose total of the beneficiary the voucher counts.
  public internal(set) var assistanceYear: Int?
  public internal(set) var issuedOn: CivilDate?
  /// The last day on which it can be redeemed.
  public internal(set) var expires: CivilDate?
  public internal(set) var shop: Slug?
  /// When the shop was paid.
  public internal(set) var settledOn: CivilDate?

  public init() {}
}

/// What a voucher is worth, to whom, and who bears it.
public struct VoucherTerms: Sendable, Hashable {
  public let amount: Money
  public let beneficiary: ULID
  /// The household in which the beneficiary lives; nil where they live in none.
  public let household: ULID?
  public let purpose: Slug
  public let restriction: Restriction

  public init(
    amount: Money, beneficiary: ULID, purpose: Slug, restriction: Restriction, household: ULID? = nil
  ) {
    self.amount = amount
    self.beneficiary = beneficiary
    self.household = household
    self.purpose = purpose
    self.restriction = restriction
  }

  /// Under whom it counts as help: the household, where there is one.
  var counted: ULID { household ?? beneficiary }
}

extension VoucherState: HouseholdInstrument {
  public var help: Help? {
    guard let terms, let household = terms.household, let issuedOn else { return nil }
    return Help(
      household: household, body: issuedFor, need: terms.purpose, amount: terms.amount, since: issuedOn,
      until: expires)
  }

  public var obligation: Obligation {
    switch status {
    case .new: .none
    case .approved, .redeemed: .running(until: nil)
    case .issued: .running(until: expires)
    case .settled: settledOn.map { .ended($0) } ?? .none
    case .expired: expires.map { .ended($0) } ?? .none
    }
  }
}

enum VoucherRules {
  static let wrongState = RefusalCode(
    "voucher.wrong-state", "the voucher {voucher} is {state}, so this step cannot follow",
    hint: "a voucher is issued, redeemed once and settled; `mastro voucher list` shows where it stands")
  static let termsDiffer = RefusalCode(
    "voucher.terms-differ", "the voucher was approved for {amount} from {restriction} for {purpose}",
    hint: "issue it as it was approved")
  static let needsApproval = RefusalCode(
    "voucher.needs-approval", "vouchers of {total} for one beneficiary in {year} need an approval above {limit}",
    hint: "ask the committee: `mastro voucher approve`")
  static let expired = RefusalCode(
    "voucher.expired", "the voucher was valid through {expires}", hint: "issue a new one")
  static let notExpired = RefusalCode(
    "voucher.not-expired", "the voucher is valid through {expires}", hint: "wait until it has expired")

  static func terms(
    of state: VoucherState, in status: VoucherState.Status, _ context: Admission
  ) throws(Refusal) -> VoucherTerms {
    guard let terms = state.terms, state.status == status else {
      throw wrongState(["voucher": context.header.stream.key, "state": state.status.rawValue])
    }
    return terms
  }

  static func requireSame(_ terms: VoucherTerms, as approved: VoucherTerms) throws(Refusal) {
    guard approved == terms else {
      throw termsDiffer([
        "amount": approved.amount, "restriction": approved.restriction, "purpose": approved.purpose,
      ])
    }
  }

  static func check(_ terms: VoucherTerms, _ context: Admission) throws(Refusal) {
    try context.requirePositive(terms.amount)
    try context.requireRestriction(terms.restriction, paysFor: terms.purpose)
    try context.requireParty(terms.beneficiary)
    try context.requireDisinterested(in: terms.beneficiary)
    try context.requireResidence(of: terms.beneficiary, in: terms.household)
  }
}

extension Chart {
  /// Vouchers that one person got in one year.
  public static func voucherTotal(_ party: ULID, year: Int) -> Account {
    Account(unchecked: "memo:vouchers:\(party):\(year)")
  }
  public static let voucherContra: Account = "memo:contra:vouchers"
}
