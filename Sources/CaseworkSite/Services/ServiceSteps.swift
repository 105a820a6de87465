import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension ServicePages {
  static let steps: [Step<ServiceState>] = [
    setTerms, accept, insure, perform, confirm, resolve, credit, end,
  ]

  /// What an hour is worth and which debt it repays; the host is not shown this.
  private static let setTerms = Step<ServiceState>(
    "decide", "Set what the hours repay",
    says: "Rate and caps are the policy's. Where several persons approve, the others sign the same terms.",
    roles: ServiceTermsSet.roles, when: { $0.state.status == .agreed && $0.state.termsEntry == nil }
  ) { visit, file in [try visit.state(ServiceTermsSet(try terms(visit, file)), in: file.stream)] }
  .asking { visit, file in
    guard file.state.terms == nil, let household = file.state.work?.household else { return [] }
    let debts = try visit.serviceDebts(of: household)
    return [
      .field(visit.field("debt", "Which debt", .radios(debts))),
      .field(
        visit.field(
          "purse", "Which money bears it", .choice([visit.noOption] + (try visit.purseOptions())),
          hint: "None where the creditor waives.", isRequired: false)),
      .field(
        visit.field("rate", "What an hour is worth", .amount, hint: "As it is laid down otherwise.", isRequired: false)),
      .field(
        visit.field(
          "monthly-cap", "At most in a month", .amount, hint: "As it is laid down otherwise.", isRequired: false)),
      .field(
        visit.field("total-cap", "At most in all", .amount, hint: "As it is laid down otherwise.", isRequired: false)),
    ] + (try visit.regulationQuestion())
  }
  .showing { try Deciding.beside($0, $1, ServicePages.self) }
  .deciding { visit, file in
    try file.state.terms.map { [try visit.state(ServiceTermsSet($0), in: file.stream)] } ?? []
  }

  private static func terms(_ visit: Visit, _ file: File) throws -> ServiceTerms {
    if let begun = file.state.terms { return begun }
    let (text, purse, regulation) = try visit.read {
      (
        $0.text("debt"), $0.isGiven("purse") ? $0.purse("purse") : nil,
        $0.isGiven("regulation") ? $0.slug("regulation") : nil
      )
    }
    guard let debt = ServiceDebt(form: text) else { throw WebRefusals.malformed(["reason": "no debt was chosen"]) }
    let (rate, monthly, total) = try visit.read {
      ($0.optionalAmount("rate"), $0.optionalAmount("monthly-cap"), $0.optionalAmount("total-cap"))
    }
    return try visit.bookkeeper.serviceTerms(
      debt, rate: rate, monthlyCap: monthly, totalCap: total, from: purse, under: regulation)
  }

  private static let accept = Step<ServiceState>(
    "accept", "Record a yes",
    says: "The worker to work and terms, the host to the work; signed on paper, attested by you.",
    when: { $0.state.termsEntry != nil && !$0.state.missing.isEmpty && $0.state.endedOn == nil }
  ) { visit, file in
    let attestation = try visit.read { $0.attestation() }
    let side = try visit.need { $0.choice("side", ServiceState.Side.self) }
    return ServiceAccepted(
      side, work: side == .creditor ? nil : file.state.work, terms: side == .host ? nil : file.state.termsEntry,
      attestation: attestation)
  }
  .main.asking { visit, file in
    let sides = file.state.missing.map { Field.Option($0.rawValue, visit.word($0.rawValue, of: "side")) }
    let parties = [file.state.work?.worker, file.state.work?.hostParty, file.state.terms?.debt.creditor]
    return [.field(visit.field("side", "Who says yes", .radios(sides)))]
      + visit.attestationFields(try visit.partyOptions(parties.compactMap { $0 }))
  }

  private static let insure = Step<ServiceState>(
    "insure", "Record the insurance", says: "Hours outside these days do not count.",
    when: { $0.state.work != nil && $0.state.endedOn == nil }
  ) { visit, _ in
    try visit.read {
      ServiceInsured(document: $0.document("certificate"), from: $0.day("from"), until: $0.day("until"))
    }
  }
  .asking { visit, file in
    [
      visit.documentField("certificate", "The certificate"),
      .field(visit.field("from", "First day", .date, initial: file.state.work?.start.description)),
      .field(visit.field("until", "Last day", .date, initial: file.state.work?.end.description)),
    ]
  }

  private static let perform = Step<ServiceState>(
    "hours", "Record hours", says: "Somebody else confirms them.", when: { $0.state.status == .inForce }
  ) { visit, _ in
    let day = try visit.read { $0.day("day") }
    let (from, to) = (try visit.need { $0.time("from") }, try visit.need { $0.time("to") })
    let task = try visit.need { $0.choice("task", ServiceWork.Task.self) }
    return ServicePerformed(on: day, from: from, to: to, task: task)
  }
  .asking { visit, file in
    let tasks = file.state.work?.tasks ?? []
    return [
      .field(visit.field("day", "Day", .date, initial: visit.today.description)),
      .field(visit.field("from", "From", .text(most: 5), hint: "As 09:00, on whole five minutes.")),
      .field(visit.field("to", "To", .text(most: 5), hint: "As 12:30; 24:00 is midnight.")),
      .field(
        visit.field(
          "task", "What was done", .choice(tasks.map { Field.Option($0.rawValue, visit.word($0.rawValue, of: "task")) })
        )),
    ]
  }

  /// Where the host has no key, or has not answered in time.
  private static let confirm = Step<ServiceState>(
    "confirm", "Confirm hours",
    says: "The host's paper, attested by you; of the committee, where the host has not answered in time.",
    when: { $0.state.sessions.values.contains { $0.status == .performed } }
  ) { visit, file in
    let (session, attestation) = try visit.read { ($0.party("session"), $0.optionalAttestation()) }
    let minutes = file.state.sessions[session]?.minutes ?? 0
    return ServiceConfirmed(session: session, minutes: minutes, attestation: attestation)
  }
  .asking { visit, file in
    let hosts = [file.state.work?.hostParty].compactMap { $0 }
    return [visit.sessionQuestion(file, .performed)]
      + visit.attestationFields(try visit.partyOptions(hosts), isRequired: false)
  }

  private static let resolve = Step<ServiceState>(
    "resolve", "Settle disputed hours", says: "As a third person: how many minutes count; 0 for none.",
    when: { $0.state.sessions.values.contains { $0.status == .disputed } }
  ) { visit, _ in
    let (session, minutes) = try visit.read { ($0.party("session"), $0.integer("minutes", in: 0...1_440)) }
    return ServiceDisputeResolved(session: session, minutes: minutes)
  }
  .asking { visit, file in
    [
      visit.sessionQuestion(file, .disputed),
      .field(visit.field("minutes", "Minutes that count", .integer(0...1_440))),
    ]
  }
  .deciding { visit, file in
    try file.state.sessions.filter { $0.value.status == .disputed }.keys.prefix(1).map {
      try visit.state(ServiceDisputeResolved(session: $0, minutes: 0), in: file.stream)
    }
  }

  /// Confirmed hours become euros, and the debt falls in the same submission.
  private static let credit = Step<ServiceState>(
    "credit", "Credit the hours", says: "Confirmed hours become euros and are taken off the debt at once.",
    roles: ServiceCredited.roles, when: { $0.state.isAccepted && $0.state.waitingMinutes() > 0 }
  ) { visit, file in
    let through = try visit.read { $0.day("through") }
    let crediting = try visit.bookkeeper.crediting(file.stream, through: through, on: visit.today)
    let debt = crediting.debt ?? file.stream
    return try crediting.before.map { try visit.state($0, in: debt) }
      + [visit.state(crediting.credit, in: file.stream)]
      + (crediting.repayment.map { [try visit.state($0, in: debt)] } ?? [])
  }
  .asking { visit, _ in
    [
      .field(
        visit.field("through", "Hours done up to this day", .date, initial: visit.today.description))
    ]
  }
  .showing { visit, file in
    let crediting = try visit.bookkeeper.crediting(file.stream, through: visit.today, on: visit.today)
    guard let offer = crediting.offer else { return [] }
    return [
      .section(
        visit.say("What there is room for today"),
        [
          .facts([
            Term(visit.say("Hours"), "\(offer.minutes, as: .minutes)"), Term(visit.say("Amount"), "\(offer.amount)"),
            Term(visit.say("Carried over"), "\(offer.carriedMinutes, as: .minutes)"),
            Term(visit.say("Left this month"), "\(offer.monthLeft)"),
            Term(visit.say("Left in all"), "\(offer.totalLeft)"),
          ])
        ])
    ]
  }

  private static let end = Step<ServiceState>(
    "end", "End it", says: "No more hours are done here; no other help depends on it.",
    when: { $0.state.work != nil && $0.state.endedOn == nil }
  ) { visit, _ in ServiceEnded(reason: try visit.need { $0.choice("reason", ServiceEnded.Reason.self) }) }
  .grave.asking { visit, _ in
    [.field(visit.field("reason", "Why", .choice(visit.options(ServiceEnded.Reason.self, of: "reason"))))]
  }
}

extension FamilyPages {
  static let agreeService = Step<HouseholdState>(
    "service", "Agree on community service",
    says:
      "Offered, never imposed: refusing has no effect on any other help. What it repays is set apart, and the host does not see it.",
    roles: ServiceAgreed.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let (worker, host, tutor, tasks, start, end) = try visit.read { form in
      let tasks = form.choices("tasks", ServiceWork.Task.self)
      if tasks.isEmpty { form.fault("tasks", "Choose at least one") }
      return (
        form.party("worker"), form.isGiven("host") ? form.slug("host") : nil, form.optionalParty("tutor"),
        tasks.sorted(), form.day("start"), form.day("end")
      )
    }
    let work = ServiceWork(
      household: file.id, worker: worker, hostBody: host, hostParty: tutor, tasks: tasks, start: start, end: end)
    return [try visit.open(ServiceAgreed(work), "service")]
  }
  .asking { visit, file in
    [
      .field(visit.field("worker", "Who does the hours", .choice(try visit.partyOptions(file.state.members.sorted())))),
      .field(
        visit.field("host", "Host", .choice([visit.noOption] + (try visit.bodyOptions())), isRequired: false)),
      .field(
        visit.field(
          "tutor", "Who answers for the work there", .choice([visit.noOption] + (try visit.payeeOptions(of: nil))),
          isRequired: false)),
      .field(visit.choices("tasks", "What may be done", visit.options(ServiceWork.Task.self, of: "task"))),
      .field(visit.field("start", "First day", .date)), .field(visit.field("end", "Last day", .date)),
    ]
  }
  .warning { visit, file in
    try visit.overlaps(of: file.id, need: "service", until: visit.read { $0.optionalDay("end") })
  }
}
