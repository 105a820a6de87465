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
    let wish = try visit.read { LoanWish($0) }
    let id = visit.newID()
    return [
      try visit.withDossier(of: file.id, number: wish.number, StreamID("loan", id)) { dossier in
        try visit.open(wish.application(of: .household(file.id), dossier: dossier), "loan", id: id)
      }
    ]
  }
  .asking { visit, file in
    try visit.loanQuestions(
      payee: visit.field("payee", "Who gets the money", .choice(try visit.payeeOptions(of: file.state))))
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
