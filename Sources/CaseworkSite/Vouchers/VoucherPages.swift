import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A voucher: approved where the policy asks for it, issued, redeemed once, settled with the shop.
enum VoucherPages: Instrument {
  typealias State = VoucherState

  static let path = "vouchers"
  static let title: Phrase = "Voucher"

  static func household(of file: File) -> ULID? { file.state.terms?.household }
  static func status(of state: VoucherState) -> String { state.status.rawValue }
  static func amount(of state: VoucherState) -> Money? { state.terms?.amount }
  static func purse(of state: VoucherState) -> Restriction? { state.terms?.restriction }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    guard let terms = file.state.terms else { throw WebRefusals.pageUnknown() }
    var found = [
      Term(visit.say("Amount"), "\(strong: "\(terms.amount)")"),
      Term(visit.say("State"), visit.word(file.state.status.rawValue, of: "state")),
      Term(visit.say("For"), try visit.party(terms.beneficiary)),
      Term(visit.say("Purpose"), visit.word(terms.purpose, of: "purpose")),
      Term(visit.say("Paid by"), visit.words(of: terms.restriction)),
    ]
    if let household = terms.household { found.append(Term(visit.say("Family"), try visit.family(household))) }
    if file.state.status == .approved {
      found.append(Term(visit.say("Approvals"), "\(file.state.approvers.signers.count)"))
    }
    if let day = file.state.expires { found.append(Term(visit.say("Can be redeemed through"), "\(day)")) }
    if let shop = file.state.shop { found.append(Term(visit.say("Redeemed at"), .name(try visit.bodyName(shop)))) }
    if let number = try visit.fileNumber(file.stream) { found.append(Term(visit.say("File number"), .name(number))) }
    return found
  }

  static let steps: [Step<VoucherState>] = [approve, issue, redeem, expire]

  private static let approve = Step<VoucherState>(
    "decide", "Approve, too", says: "Where several persons approve, the voucher is issued after the last of them.",
    roles: VoucherApproved.roles, when: { $0.state.status == .approved }
  ) { visit, file in try approval(visit, file) }
  .showing { try Deciding.beside($0, $1, VoucherPages.self) }
  .deciding { try approval($0, $1) }

  private static func approval(_ visit: Visit, _ file: File) throws -> [EntryRequest] {
    guard let terms = file.state.terms else { throw WebRefusals.pageUnknown() }
    return [try visit.state(VoucherApproved(terms), in: file.stream)]
  }

  private static let issue = Step<VoucherState>(
    "issue", "Issue it", says: "Another person than who approved.", when: { $0.state.status == .approved }
  ) { visit, file in
    guard let terms = file.state.terms else { throw WebRefusals.pageUnknown() }
    return VoucherIssued(terms, expires: try visit.read { $0.day("expires") })
  }
  .main.asking { visit, _ in [.field(visit.field("expires", "Last day on which it can be redeemed", .date))] }

  private static let redeem = Step<VoucherState>(
    "redeem", "A shop has taken it", says: "The shop's people sign it themselves, or you attest their paper.",
    when: { $0.state.status == .issued }
  ) { visit, _ in
    let (shop, attestation) = try visit.read { ($0.code("shop"), $0.optionalAttestation()) }
    return VoucherRedeemed(shop: shop, attestation: attestation)
  }
  .main.asking { visit, _ in
    [.field(visit.field("shop", "Which shop", .choice(try visit.bodyOptions())))]
      + visit.attestationFields(try visit.payeeOptions(of: nil), isRequired: false)
  }

  private static let expire = Step<VoucherState>(
    "expire", "Nobody has redeemed it", says: "Its time is over; the money is free again.",
    when: { file in file.state.status == .issued && (file.state.expires.map { $0 < file.today } ?? false) },
    body: { _, _ in VoucherExpired() })
}

extension FamilyPages {
  static let issueVoucher = Step<HouseholdState>(
    "voucher", "Give a voucher", says: "Above the policy's limit a member of the committee approves it first.",
    roles: VoucherIssued.roles.union(VoucherApproved.roles), when: { $0.state.isStanding }
  ) { visit, file in
    let terms = try visit.read { form in
      VoucherTerms(
        amount: form.amount("amount"), beneficiary: form.party("beneficiary"), purpose: form.code("purpose"),
        restriction: form.purse("purse"), household: file.id)
    }
    let isIssuing = try visit.person.holds(anyOf: VoucherIssued.roles)
    guard isIssuing else { return [try visit.open(VoucherApproved(terms), "voucher")] }
    let expires = try visit.read { $0.day("expires") }
    return [try visit.open(VoucherIssued(terms, expires: expires), "voucher")]
  }
  .asking { visit, file in
    var items: [Form.Item] = [
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("purse", "Which money", .choice(try visit.purseOptions()))),
      .field(visit.field("purpose", "Purpose", .choice(try visit.purposeOptions()))),
      .field(
        visit.field(
          "beneficiary", "For whom", .choice(try visit.partyOptions(file.state.members.sorted())),
          initial: file.state.members.count == 1 ? file.state.members.first?.description : nil)),
    ]
    if try visit.person.holds(anyOf: VoucherIssued.roles) {
      items.append(.field(visit.field("expires", "Last day on which it can be redeemed", .date)))
    }
    return items
  }
  .showing { visit, file in
    try [visit.purseTable()] + [.section(visit.say("Other bodies"), visit.overlapSection(of: file.id))]
  }
  .warning { visit, file in try visit.overlaps(of: file.id, need: visit.read { $0.code("purpose") }) }
}
