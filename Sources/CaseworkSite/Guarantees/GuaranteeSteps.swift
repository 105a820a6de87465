import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension GuaranteePages {
  static let steps: [Step<GuaranteeState>] = [
    decide, claim, notify, reply, judge, release, left, tenantPaid, provision, waive, expire, takeBack,
  ]

  /// Approve or refuse; the last person whom the policy asks for issues it and binds the fund.
  private static let decide = Step<GuaranteeState>(
    "decide", "Approve or refuse",
    says: "The last approval that the policy asks for issues the guarantee: its cap counts against the reserve.",
    roles: GuaranteeIssued.roles, when: { $0.state.status == .requested }
  ) { visit, file in
    if let reason = try visit.decision(GuaranteeRefused.Reason.self) {
      return [try visit.state(GuaranteeRefused(reason: reason), in: file.stream)]
    }
    return try approval(visit, file)
  }
  .asking { visit, _ in visit.verdict(GuaranteeRefused.Reason.self) }
  .showing { visit, file in
    guard let request = file.state.request else { return [] }
    return [.section(visit.say("What it is about"), [.facts(try facts(visit, file))])]
      + (try Deciding.exposure(request.purse, visit)) + (try visit.capacitySection(of: request.household))
      + [
        .section(
          visit.say("What the family has already"), try Deciding.standing(of: request.household, visit))
      ]
  }
  .deciding { try approval($0, $1) }

  /// Issues it; where the policy asks for more persons, approves it.
  private static func approval(_ visit: Visit, _ file: File) throws -> [EntryRequest] {
    guard let request = file.state.request else { throw WebRefusals.pageUnknown() }
    let issued = [try visit.state(visit.bookkeeper.issuing(request), in: file.stream)]
    do {
      _ = try visit.bookkeeper.preview(issued)
      return issued
    } catch let refusal as Refusal where refusal.code.id == "guarantee.approvals-missing" {
      return [
        try visit.state(GuaranteeApproved(cap: request.terms.cap, landlord: request.landlord), in: file.stream)
      ]
    }
  }

  private static let takeBack = Step<GuaranteeState>(
    "withdraw", "Withdraw the request", says: "It is taken back before it is issued.",
    when: { $0.state.status == .requested }, body: { _, _ in GuaranteeWithdrawn() }
  ).grave

  private static let release = Step<GuaranteeState>(
    "release", "The landlord gives it back", says: "Before its time; the landlord signs on paper, and you attest it.",
    when: { $0.state.status == .issued }
  ) { visit, _ in GuaranteeReleased(attestation: try visit.read { $0.attestation() }) }
  .asking { visit, file in try visit.landlordSigns(file) }

  private static let expire = Step<GuaranteeState>(
    "expire", "Let it expire", says: "It has ended, and nothing can be claimed any more.",
    when: { file in
      file.state.status == .issued && (file.state.claimableThrough.map { $0 < file.today } ?? false)
    }, body: { _, _ in GuaranteeExpired() })

  private static let provision = Step<GuaranteeState>(
    "provision", "Set what open claims are expected to cost", says: "The whole provision from now on; 0 dissolves it.",
    when: { $0.state.claims.contains { $0.status == .open } }
  ) { visit, _ in GuaranteeProvisioned(amount: try visit.read { $0.optionalAmount("amount") ?? .zero }) }
  .asking { visit, _ in [.field(visit.field("amount", "Provision", .amount))] }

  private static let waive = Step<GuaranteeState>(
    "waive", "Forgive what the tenant owes the fund", roles: RecourseWaived.roles,
    when: { $0.state.recourse.isPositive }
  ) { visit, file in
    let (amount, lost) = try visit.read { ($0.optionalAmount("amount"), $0.flag("lost")) }
    let sum = amount ?? file.state.recourse
    return [
      try lost
        ? visit.state(RecourseLost(amount: sum), in: file.stream)
        : visit.state(RecourseWaived(amount: sum), in: file.stream)
    ]
  }
  .grave.asking { visit, file in
    [
      .field(
        visit.field("amount", "Amount", .amount, initial: visit.language.write(file.state.recourse.cents, .euro))),
      .field(
        visit.field("lost", "It is not forgiven, it will just not come", .checkbox, isRequired: false)),
    ]
  }
}

extension Visit {
  /// The landlord's signature on paper.
  func landlordSigns(_ file: CaseFile<GuaranteeState>) throws -> [Form.Item] {
    guard let landlord = file.state.request?.landlord else { return [] }
    return attestationFields(try partyOptions([landlord]))
  }
}
