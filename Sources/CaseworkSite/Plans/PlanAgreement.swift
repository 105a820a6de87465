import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// How a plan comes about: proposed with its split, answered by every creditor and by the family.
extension PlanPages {
  static let propose = Step<PlanState>(
    "propose", "Propose instalments", says: "The split among the creditors is computed, shown and frozen.",
    when: { [.opened, .active, .suspended, .breached].contains($0.state.status) }
  ) { visit, file in PlanProposed(try terms(visit, file)) }
  .main { $0.state.status == .opened && $0.state.proposal == nil }
  .asking { visit, file in
    let creditors = try visit.creditorOptions(file.state)
    let today = visit.today
    let first = today.adding(days: 1 - today.day).adding(months: 1)
    var items: [Form.Item] = [
      .field(
        visit.field(
          "monthly", "What the family pays each month", .amount, hint: "The last instalment is the rest.",
          isRequired: false)),
      .field(
        visit.field("first", "Day of the first instalment", .date, initial: first.description, isRequired: false)),
      .field(
        visit.field(
          "instalments", "Or instalments of their own", .longText(most: PlanInstalments.most),
          hint: "Each on a line of its own, day and amount: 05/12/2026 120,00. Leave the month's amount empty then.",
          isRequired: false)),
    ]
    if creditors.count > 1 { items.append(.field(visit.choices("without", "Leave out", creditors))) }
    items += [
      .field(
        visit.field(
          "rent-day", "Day of the month by which the current rent is paid", .integer(1...31),
          hint: "Empty where the family pays no rent.", isRequired: false)),
      .field(
        visit.field(
          "rent-from", "First month whose rent counts", .month, hint: "That of the first instalment otherwise.",
          isRequired: false)),
      .field(
        visit.field(
          "override", "Nobody has assessed the family: ask the committee to stand in", .checkbox, isRequired: false)),
    ]
    return items + (try visit.reservationQuestion(of: file.state.household))
  }
  .showing { visit, file in
    try visit.capacitySection(of: file.state.household) + [.table(debts(visit, file.state, nil))]
  }
  .previewing { visit, file in
    let terms = try terms(visit, file)
    _ = try visit.bookkeeper.preview([visit.state(PlanProposed(terms), in: file.stream)])
    return [
      .section(
        visit.say("What comes of it"),
        [
          .paragraph(
            visit.say(
              "\(terms.total) in \(terms.instalments.count) instalments; at most \(terms.monthly) a month.")),
          .table(try split(visit, file.state, terms)),
        ])
    ]
  }

  private static func terms(_ visit: Visit, _ file: File) throws -> PlanTerms {
    let draft = try visit.read { form -> PlanDraft in
      var draft = PlanDraft(PlanInstalments.read(form, visit.language))
      draft.without = Set(form.choices("without", Party.self).map(\.id))
      draft.rentDay = form.isGiven("rent-day") ? form.integer("rent-day", in: 1...31) : nil
      draft.rentFrom = form.isGiven("rent-from") ? form.month("rent-from") : nil
      draft.isOverride = form.flag("override")
      draft.reservation = form.optionalParty("reservation")
      return draft
    }
    return try visit.bookkeeper.terms(draft, of: file.state)
  }

  static let accept = Step<PlanState>(
    "accept", "Record a yes",
    says: "A creditor to its own share, the family to the whole; signed on paper, attested by you.",
    when: { $0.state.proposal != nil && !$0.state.isAcceptedByAll }
  ) { visit, file in
    let (side, attestation) = try visit.read { (Side($0.text("side")), $0.attestation()) }
    guard let proposal = file.state.proposal else { throw WebRefusals.pageUnknown() }
    let amount = side.creditor.map { file.state.share(of: $0, in: proposal.terms) } ?? proposal.terms.total
    return PlanAccepted(proposal: proposal.id, creditor: side.creditor, amount: amount, attestation: attestation)
  }
  .main.asking { visit, file in try visit.answerQuestions(file) }
  .showing { visit, file in
    guard let terms = file.state.proposal?.terms else { return [] }
    return [.table(try split(visit, file.state, terms))]
  }

  static let refuse = Step<PlanState>(
    "refuse", "Record a no", says: "The proposal is void then; the next one may go without that creditor.",
    when: { $0.state.proposal != nil }
  ) { visit, file in
    let (side, attestation) = try visit.read { (Side($0.text("side")), $0.attestation()) }
    let reason = try visit.need { $0.choice("reason", PlanRefused.Reason.self) }
    guard let proposal = file.state.proposal else { throw WebRefusals.pageUnknown() }
    return PlanRefused(proposal: proposal.id, creditor: side.creditor, reason: reason, attestation: attestation)
  }
  .grave.asking { visit, file in
    try visit.answerQuestions(file) + [
      .field(visit.field("reason", "Why", .choice(visit.options(PlanRefused.Reason.self, of: "reason"))))
    ]
  }

  static let freeze = Step<PlanState>(
    "freeze", "The landlord lets an eviction wait",
    says: "Until a day, as long as the family keeps to it; repeated, it waits longer.",
    when: { PlanState.Status.running.contains($0.state.status) }
  ) { visit, _ in
    try visit.read { form in
      let conditions = form.choices("conditions", EvictionFrozen.Condition.self)
      if conditions.isEmpty { form.fault("conditions", "Choose at least one") }
      return EvictionFrozen(
        creditor: form.party("creditor"), until: form.day("until"), conditions: Set(conditions),
        document: form.document("agreement"), grant: nil, attestation: form.attestation())
    }
  }
  .asking { visit, file in
    let creditors = try visit.creditorOptions(file.state)
    return [
      .field(visit.field("creditor", "Which landlord", .choice(creditors))),
      .field(visit.field("until", "Last day", .date)),
      .field(
        visit.choices(
          "conditions", "As long as the family does this",
          visit.options(EvictionFrozen.Condition.self, of: "conditions"),
          initial: [EvictionFrozen.Condition.currentRent.rawValue, EvictionFrozen.Condition.instalments.rawValue])),
      visit.documentField("agreement", "The agreement, or the court's order"),
    ] + visit.attestationFields(creditors)
  }

  static let endFreeze = Step<PlanState>(
    "freeze-ended", "The eviction waits no longer", when: { $0.state.freeze != nil }
  ) { visit, _ in
    let attestation = try visit.read { $0.optionalAttestation() }
    let reason = try visit.need { $0.choice("reason", EvictionFreezeEnded.Reason.self) }
    return EvictionFreezeEnded(reason: reason, attestation: attestation)
  }
  .grave.asking { visit, file in
    let family = try file.state.household.map { try visit.familyOptions($0) } ?? []
    return [.field(visit.field("reason", "Why", .choice(visit.options(EvictionFreezeEnded.Reason.self, of: "reason"))))]
      + visit.attestationFields(family, isRequired: false)
  }
}

/// Who answers: a creditor by its id, or the family.
struct Side {
  static let family = "family"
  let creditor: ULID?

  init(_ text: String) { creditor = ULID(text) }
}

/// A party as a form sends it.
struct Party: RawRepresentable {
  let id: ULID
  var rawValue: String { id.description }

  init?(rawValue: String) {
    guard let id = ULID(rawValue) else { return nil }
    self.id = id
  }
}

extension Visit {
  /// Which side answers, and the paper that somebody of it has signed.
  func answerQuestions(_ file: CaseFile<PlanState>) throws -> [Form.Item] {
    guard let proposal = file.state.proposal, let household = file.state.household else { return [] }
    let creditors = file.state.creditors(of: proposal.terms).subtracting(proposal.acceptedBy).sorted()
    var sides = try creditors.map { creditor in
      Field.Option(
        creditor.description, try party(creditor),
        hint: say("\(file.state.share(of: creditor, in: proposal.terms)) in all"))
    }
    if !proposal.isAcceptedByHousehold {
      sides.append(Field.Option(Side.family, say("The family"), hint: say("\(proposal.terms.total) in all")))
    }
    return [.field(field("side", "Who answers", .radios(sides)))]
      + attestationFields(try partyOptions(creditors) + familyOptions(household))
  }
}
