import Funds
import LedgerCore

extension GoldenStory {
  /// A family's arrears: negotiated, paid in every way, broken, made up for, negotiated anew, and how plans end.
  func tellPlans() throws {
    let plan = try negotiate()
    try pay(plan)
    try breakAndCure(plan)
    try replaceAndLapse(plan)
    try endOtherPlans()
  }

  private func negotiate() throws -> StreamID {
    let plan = try books.openPlan()
    try books.adjust(3, by: 2_000, plan)
    try books.assign(3, to: Creditor.collector, plan)
    let first = try books.proposed(plan)
    try books.record(
      PlanRefused(
        proposal: first.id, creditor: Creditor.collector, reason: .tooLong,
        attestation: books.paper(Creditor.collector)), plan, by: .omar)
    let second = try books.proposed(plan, without: [3])
    try books.agree(second)
    try books.activate(second)
    return plan
  }

  private func pay(_ plan: StreamID) throws {
    try books.payDirectly(6_000, plan)
    try books.hold(10_000, plan)
    try books.forward(6_000, plan)
    try books.record(PlanHeldReturned(amount: .eur(40), account: "main"), plan, by: .tina)
    try books.waive(1_000, plan)
    let agreement = try books.serviceAgreement(for: plan)
    try books.workFourHours(agreement)
    try books.takeOff(2_800, agreement, plan)
    try books.freeze(plan)
  }

  private func breakAndCure(_ plan: StreamID) throws {
    let month = CivilMonth(books.today.adding(months: 1).adding(days: 1 - books.today.day))
    books.pass(days: 32)
    try books.confirmRent("\(month)", plan)
    try books.record(PlanSuspended(reason: .illness), plan, by: .carla)
    books.pass(days: 10)
    try books.record(PlanResumed(), plan, by: .carla)
    books.pass(days: 90)
    try books.breach(plan)
    try books.hold(60_000, plan)
    for later in 1...4 { try books.confirmRent("\(CivilMonth(month.firstDay.adding(months: later)))", plan) }
    try books.record(PlanCured(), plan, by: .olga)
    try books.record(PlanHeldReturned(amount: .eur(600), account: "main"), plan, by: .tina)
  }

  private func replaceAndLapse(_ plan: StreamID) throws {
    let smaller = try books.propose(try books.planTerms(plan, monthly: 5_000, without: [3], override: false), plan)
    for creditor in [Party.landlord, Creditor.condominium] { try books.acceptFor(creditor, smaller) }
    try books.accept(smaller, nil, by: .fina)
    try books.renegotiate(smaller)
    books.pass(days: 120)
    try books.breach(plan)
    try books.thaw(plan, .broken)
    books.pass(days: 31)
    try books.lapse(plan)
  }

  private func endOtherPlans() throws {
    let one = [PlanDebt(amount: .eur(100), creditor: Creditor.utility, nature: .utility)]
    try books.withdraw(try books.openPlan(one))
    let kept = try books.activePlan(one)
    try books.payDirectly(10_000, kept)
    try books.record(PlanCompleted(), kept, by: .olga)
  }
}
