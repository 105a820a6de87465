import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What happens when rents are not paid: the landlord claims, the tenant is told and answers, the committee judges.
extension GuaranteePages {
  private static let months = 6

  static let claim = Step<GuaranteeState>(
    "claim", "Record a claim of the landlord",
    says: "Unpaid months, and what it has cost to ask for them. The landlord signs on paper, and you attest it.",
    when: { $0.state.status == .issued }
  ) { visit, file in
    guard let terms = file.state.request?.terms else { throw WebRefusals.pageUnknown() }
    return try visit.read { form in
      let unpaid = (1...months).filter { form.isGiven("month-\($0)") }.map { number in
        GuaranteeClaimed.UnpaidMonth(
          form.month("month-\(number)"), form.optionalAmount("amount-\(number)") ?? terms.rent)
      }
      if unpaid.isEmpty { form.fault("month-1", "Name at least one month") }
      let notice = form.optionalDay("notice-day").map {
        GuaranteeClaimed.FormalNotice(date: $0, document: form.document("notice"))
      }
      return GuaranteeClaimed(
        unpaid.sorted { $0.month < $1.month }, costs: form.optionalAmount("costs") ?? .zero,
        document: form.document("evidence"), formalNotice: notice, attestation: form.attestation())
    }
  }
  .asking { visit, file in
    let unpaid = (1...months).map { number in
      Form.Item.group(
        visit.say("Unpaid month \(number)"),
        [
          visit.field("month-\(number)", "Month", .month, isRequired: number == 1),
          visit.field("amount-\(number)", "Amount", .amount, hint: "A whole rent otherwise.", isRequired: false),
        ])
    }
    return unpaid + [
      .field(
        visit.field("costs", "Legal costs", .amount, hint: "Where the scheme bears them.", isRequired: false)),
      visit.documentField("evidence", "What proves it"),
      .field(visit.field("notice-day", "Day of the formal notice to the tenant", .date, isRequired: false)),
      visit.documentField("notice", "The formal notice", isRequired: false),
    ] + (try visit.landlordSigns(file))
  }

  static let notify = Step<GuaranteeState>(
    "notify", "Record that the tenant was told", says: "The days to answer run from then; before, nothing is accepted.",
    when: { $0.state.claims.contains { $0.status == .open && $0.notifiedOn == nil } }
  ) { visit, _ in
    let (claim, letter) = try visit.read { ($0.party("claim"), $0.document("letter")) }
    return TenantNotified(claim: claim, document: letter)
  }
  .main.asking { visit, file in
    [visit.claimQuestion(file) { $0.notifiedOn == nil }, visit.documentField("letter", "The letter to the tenant")]
  }

  static let reply = Step<GuaranteeState>(
    "reply", "Record what the tenant says", says: "Nobody need wait any longer then.",
    when: { $0.state.claims.contains { $0.status == .open && $0.notifiedOn != nil && $0.reply == nil } }
  ) { visit, _ in
    let (claim, receipts, attestation) = try visit.read {
      ($0.party("claim"), $0.optionalDocument("receipts"), $0.attestation())
    }
    let reply = try visit.need { $0.choice("reply", TenantReplied.Reply.self) }
    return TenantReplied(claim: claim, reply: reply, document: receipts, attestation: attestation)
  }
  .asking { visit, file in
    guard let household = file.state.request?.household else { return [] }
    return [
      visit.claimQuestion(file) { $0.notifiedOn != nil && $0.reply == nil },
      .field(
        visit.field("reply", "What the tenant says", .radios(visit.options(TenantReplied.Reply.self, of: "reply")))),
      visit.documentField("receipts", "Letter or receipts", isRequired: false),
    ] + visit.attestationFields(try visit.familyOptions(household))
  }

  /// Admit a claim, whole or in part, or refuse it.
  static let judge = Step<GuaranteeState>(
    "judge", "Accept or refuse a claim", says: "What is accepted the fund owes the landlord; another person pays it.",
    roles: ClaimAccepted.roles, when: { $0.state.claims.contains { $0.status == .open } }
  ) { visit, file in
    let claim = try visit.read { $0.party("claim") }
    if let reason = try visit.decision(ClaimRefused.Reason.self) {
      return [try visit.state(ClaimRefused(claim: claim, reason: reason), in: file.stream)]
    }
    return [try acceptance(of: claim, try visit.read { $0.optionalAmount("admitted") }, visit, file)]
  }
  .asking { visit, file in
    [visit.claimQuestion(file) { _ in true }] + visit.verdict(ClaimRefused.Reason.self) + [
      .field(
        visit.field("admitted", "What is admitted of it", .amount, hint: "All of it otherwise.", isRequired: false))
    ]
  }
  .showing { visit, file in
    [.section(visit.say("What it is about"), [.facts(try facts(visit, file))] + (try parts(visit, file)))]
  }
  .deciding { visit, file in
    try file.state.claims.filter { $0.status == .open }.prefix(1).map { try acceptance(of: $0.id, nil, visit, file) }
  }

  private static func acceptance(
    of claim: ULID, _ admitted: Money?, _ visit: Visit, _ file: File
  ) throws -> EntryRequest {
    let claimed = file.state.claims.first { $0.id == claim }?.claimed ?? .zero
    let sum = admitted ?? claimed
    return try visit.state(
      ClaimAccepted(claim: claim, admitted: sum, payable: file.state.payable(admitting: sum)), in: file.stream)
  }

  static let left = Step<GuaranteeState>(
    "left", "Record that the dwelling was left", says: "Some schemes pay, and net the deposit, only from then on.",
    when: { $0.state.status == .issued && $0.state.dwellingReleasedOn == nil }
  ) { visit, _ in DwellingReleased(document: try visit.read { $0.document("minutes") }) }
  .asking { visit, _ in [visit.documentField("minutes", "Minutes of the hand-over")] }

  static let tenantPaid = Step<GuaranteeState>(
    "tenant-paid", "The tenant has paid the landlord",
    says: "What was admitted already; the cap is restored by as much.",
    when: { $0.state.admitted.isPositive }
  ) { visit, _ in
    let (amount, attestation) = try visit.read { ($0.amount("amount"), $0.attestation()) }
    return TenantPaid(amount: amount, attestation: attestation)
  }
  .asking { visit, file in
    [.field(visit.field("amount", "What the landlord has got", .amount))] + (try visit.landlordSigns(file))
  }
}

extension Visit {
  /// Which of the open claims is meant.
  func claimQuestion(_ file: CaseFile<GuaranteeState>, where fits: (GuaranteeClaim) -> Bool) -> Form.Item {
    let claims = file.state.claims.filter { $0.status == .open && fits($0) }
    return .field(
      field(
        "claim", "Which claim",
        .radios(
          claims.map { claim in
            Field.Option(
              claim.id.description,
              say("\(claim.claimed), claimed on \(claim.claimedOn), for \(list(claim.months.map { "\($0)" }))"))
          }), initial: claims.count == 1 ? claims[0].id.description : nil))
  }
}
