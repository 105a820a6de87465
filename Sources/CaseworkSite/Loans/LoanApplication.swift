import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Applying for a loan for a family, with the schedule that would come of it.
extension FamilyPages {
  static let applyForLoan = Step<HouseholdState>(
    "loan", "Apply for a loan", says: "Microcredit: the committee sets the terms, the family agrees to them.",
    roles: LoanApplied.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let (amount, instalments, purse, purpose, pack, payee) = try visit.read {
      (
        $0.amount("amount"), $0.integer("instalments", in: 1...600), $0.purse("purse"), $0.code("purpose"),
        $0.code("pack"), $0.party("payee")
      )
    }
    let (security, group, tutor, plan, number) = try visit.read { form in
      (
        form.choice("security", LoanSecurity.self) ?? .none,
        form.isGiven("group") ? form.choice("group", TargetGroup.self) : nil, form.optionalParty("tutor"),
        form.optionalDocument("business-plan"), form.optionalText("number", most: 64)
      )
    }
    let id = visit.newID()
    func request(_ dossier: Fingerprint?) throws -> EntryRequest {
      try visit.open(
        LoanApplied(
          amount: amount, instalments: instalments, from: purse, purpose: purpose, pack: pack,
          borrower: .household(file.id), payee: payee, security: security, group: group, tutor: tutor,
          businessPlan: plan, dossier: dossier), "loan", id: id)
    }
    return [try visit.withDossier(of: file.id, number: number, StreamID("loan", id), request)]
  }
  .asking { visit, file in
    let packs = try visit.bookkeeper.governing().policy.loans?.packs ?? []
    return [
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("instalments", "How many instalments, one each month", .integer(1...600))),
      .field(
        visit.field(
          "pack", "Rule pack",
          .radios(
            packs.map { pack in
              Field.Option(
                pack.name.text, visit.word(pack.name, of: "pack"),
                hint: visit.say(
                  "up to \(pack.maximumAmount), \(pack.maximumMonths) months, at most \(visit.percent(pack.maximumRatePercent)) a year"
                ))
            }))),
      .field(visit.field("purse", "Which money", .choice(try visit.purseOptions()))),
      .field(visit.field("purpose", "Purpose", .choice(try visit.purposeOptions()))),
      .field(visit.field("payee", "Who gets the money", .choice(try visit.payeeOptions(of: file.state)))),
      .field(
        visit.field("security", "Security", .choice(visit.options(LoanSecurity.self, of: "security")), initial: "none")),
      .field(
        visit.field(
          "group", "Group, for the reports", .choice([visit.noOption] + visit.options(TargetGroup.self, of: "group")),
          isRequired: false)),
      .field(
        visit.field(
          "tutor", "Who tutors the borrower", .choice([visit.noOption] + (try visit.payeeOptions(of: nil))),
          hint: "Where the rule pack asks for it.", isRequired: false)),
      visit.documentField("business-plan", "Business plan, where the rule pack asks for it", isRequired: false),
      visit.dossierField(), visit.numberField(),
    ]
  }
  .showing { visit, file in
    try visit.capacitySection(of: file.id) + [visit.purseTable()]
      + [.section(visit.say("Other bodies"), visit.overlapSection(of: file.id))]
  }
  .previewing { visit, _ in
    let (amount, instalments, name) = try visit.read {
      ($0.amount("amount"), $0.integer("instalments", in: 1...600), $0.code("pack"))
    }
    guard let pack = try visit.bookkeeper.governing().policy.loans?.pack(name) else { return [] }
    let rate = pack.maximumRatePercent
    let plan = ScheduleTerms(
      method: rate == .zero ? .interestFree : .french, principal: amount, annualRatePercent: rate,
      disbursed: visit.today, due: .every(Period(every: 1, unit: .month), first: nil, count: instalments))
    guard let schedule = try? plan.schedule() else { return [] }
    return [
      .section(
        visit.say("What would come of it"),
        [
          .paragraph(
            visit.say(
              "At the highest rate of the pack, \(visit.percent(rate)) a year, and paid out today: at most \(schedule.heaviestMonth) a month. The committee sets the terms."
            )), visit.table(schedule, "Schedule, if it were so"),
        ])
    ]
  }
  .warning { visit, file in
    try visit.overlaps(of: file.id, need: visit.read { $0.code("purpose") })
  }
}
