import Funds
import LedgerCore

extension RefusalRow {
  private static let sixty = [PlanPart(.eur(60), off: 1)]

  private static func granted(_ books: Books, _ plan: StreamID) throws -> LoggedEntry {
    try books.receive(10_000)
    return try books.grant(10_000, in: StreamID("household", try books.plan(plan).household ?? Party.unknown))
  }

  static let planMoney: [RefusalRow] = [
    RefusalRow("plan.paid", "plan.wrong-state") { try $0.payDirectly(1, $0.stream("plan")) },
    RefusalRow("plan.paid", "plan.parts-invalid") { try $0.payDirectly(5_000, try $0.activePlan(), parts: sixty) },
    RefusalRow("plan.paid", "plan.parts-invalid") {
      let parts = [PlanPart(.eur(1), off: 1), PlanPart(.eur(1), off: 2)]
      try $0.payDirectly(200, try $0.activePlan(), parts: parts)
    },
    RefusalRow("plan.paid", "plan.debt-unknown") { try $0.payDirectly(1, off: 4, try $0.activePlan()) },
    RefusalRow("plan.paid", "plan.exceeds-debt") { try $0.payDirectly(120_001, try $0.activePlan()) },
    RefusalRow("plan.paid", "plan.exceeds-debt") { try $0.hold(240_001, try $0.activePlan()) },
    RefusalRow("plan.paid", "role.not-allowed") {
      try $0.record(PlanPaid(.eur(1), parts: [], .held("main")), try $0.activePlan(), by: .olga)
    },
    RefusalRow("plan.paid", "voice.not-theirs") {
      try $0.payDirectly(6_000, off: 2, try $0.activePlan(), by: .lara)
    },
    RefusalRow("plan.paid", "plan.source-unknown") {
      let plan = try $0.activePlan()
      try $0.payByGrant(try $0.newest(), 1, plan)
    },
    RefusalRow("plan.paid", "plan.source-taken") {
      let plan = try $0.activePlan()
      let grant = try granted($0, plan)
      try $0.payByGrant(grant, 1, plan)
      try $0.payByGrant(grant, 1, plan)
    },
    RefusalRow("plan.paid", "plan.exceeds-source") {
      let plan = try $0.activePlan()
      try $0.payByGrant(try granted($0, plan), 10_001, plan)
    },
    RefusalRow("plan.forwarded", "plan.wrong-state") { try $0.forward(1, $0.stream("plan")) },
    RefusalRow("plan.forwarded", "plan.parts-invalid") { try $0.forward(5_000, try $0.activePlan(), parts: sixty) },
    RefusalRow("plan.forwarded", "plan.debt-unknown") { try $0.forward(1, off: 4, try $0.activePlan()) },
    RefusalRow("plan.forwarded", "plan.exceeds-debt") { try $0.forward(120_001, try $0.activePlan()) },
    RefusalRow("plan.forwarded", "plan.exceeds-held") { try $0.forward(1, try $0.activePlan()) },
    RefusalRow("plan.held-returned", "plan.wrong-state") {
      try $0.record(PlanHeldReturned(amount: .eur(1), account: "main"), $0.stream("plan"), by: .teo)
    },
    RefusalRow("plan.held-returned", "plan.exceeds-held") {
      try $0.record(PlanHeldReturned(amount: .eur(1), account: "main"), try $0.activePlan(), by: .teo)
    },
    RefusalRow("plan.waived", "plan.wrong-state") { try $0.waive(1, try $0.noPlan()) },
    RefusalRow("plan.waived", "plan.parts-invalid") { try $0.waive(5_000, try $0.activePlan(), parts: sixty) },
    RefusalRow("plan.waived", "plan.debt-unknown") { try $0.waive(1, off: 4, try $0.activePlan()) },
    RefusalRow("plan.waived", "plan.exceeds-debt") { try $0.waive(120_001, try $0.activePlan()) },
    RefusalRow("plan.waived", "voice.not-theirs") { try $0.waive(1, off: 2, try $0.activePlan()) },
    RefusalRow("plan.service-credited", "plan.wrong-state") {
      try $0.takeOff(1, $0.stream("service"), $0.stream("plan"))
    },
    RefusalRow("plan.service-credited", "plan.parts-invalid") {
      try $0.takeOff(1, $0.stream("service"), try $0.activePlan(), parts: sixty)
    },
    RefusalRow("plan.service-credited", "plan.debt-unknown") {
      try $0.takeOff(1, $0.stream("service"), off: 4, try $0.activePlan())
    },
    RefusalRow("plan.service-credited", "plan.exceeds-debt") {
      try $0.takeOff(30_001, $0.stream("service"), try $0.activePlan())
    },
    RefusalRow("plan.service-credited", "plan.service-not-credited") {
      try $0.takeOff(1, $0.stream("service"), try $0.activePlan())
    },
    RefusalRow("plan.service-credited", "plan.service-not-committed") {
      let plan = try $0.activePlan()
      let agreement = try $0.serviceAgreement(for: plan, paid: false)
      try $0.workFourHours(agreement)
      try $0.takeOff(2_800, agreement, from: .rent, plan)
    },
  ]

  static let planLife: [RefusalRow] = [
    RefusalRow("plan.current-rent-confirmed", "plan.wrong-state") {
      try $0.confirmRent("2026-04", try $0.noPlan())
    },
    RefusalRow("plan.current-rent-confirmed", "plan.rent-not-counted") {
      let plan = try $0.activePlan()
      try $0.confirmRent("2026-04", plan)
      try $0.confirmRent("2026-04", plan)
    },
    RefusalRow("plan.current-rent-confirmed", "plan.rent-not-counted") {
      try $0.confirmRent("2026-03", try $0.activePlan())
    },
    RefusalRow("plan.current-rent-confirmed", "plan.rent-not-counted") {
      let utility = PlanDebt(amount: .eur(300), creditor: Creditor.utility, nature: .utility)
      try $0.confirmRent("2026-04", try $0.activePlan([utility]))
    },
    RefusalRow("plan.suspended", "plan.wrong-state") {
      try $0.record(PlanSuspended(reason: .illness), try $0.openPlan(), by: .olga)
    },
    RefusalRow("plan.suspended", "plan.suspension-overlaps") {
      let plan = try $0.activePlan()
      try $0.record(PlanSuspended(reason: .illness), plan, by: .olga)
      $0.pass(days: 10)
      try $0.record(PlanResumed(), plan, by: .olga)
      try $0.record(PlanSuspended(reason: .illness), plan, by: .olga, on: $0.today.adding(days: -5))
    },
    RefusalRow("plan.resumed", "plan.wrong-state") { try $0.record(PlanResumed(), try $0.activePlan(), by: .olga) },
    RefusalRow("plan.resumed", "plan.resumed-too-early") {
      let plan = try $0.activePlan()
      try $0.record(PlanSuspended(reason: .illness), plan, by: .olga)
      try $0.record(PlanResumed(), plan, by: .olga, on: $0.today.adding(days: -1))
    },
    RefusalRow("plan.breached", "plan.wrong-state") { try $0.breach(try $0.openPlan()) },
    RefusalRow("plan.breached", "plan.not-broken") { try $0.breach(try $0.activePlan()) },
    RefusalRow("plan.cured", "plan.wrong-state") { try $0.record(PlanCured(), try $0.activePlan(), by: .olga) },
    RefusalRow("plan.cured", "plan.still-missed") { try $0.record(PlanCured(), try $0.brokenPlan(), by: .olga) },
    RefusalRow("plan.lapsed", "plan.wrong-state") { try $0.lapse(try $0.activePlan()) },
    RefusalRow("plan.lapsed", "plan.cure-runs") { try $0.lapse(try $0.brokenPlan()) },
    RefusalRow("plan.lapsed", "plan.kept") {
      let plan = try $0.brokenPlan()
      $0.pass(until: "2026-06-21")
      try $0.hold(30_000, plan)
      for month in ["2026-04", "2026-05", "2026-06"] { try $0.confirmRent(month, plan) }
      try $0.lapse(plan)
    },
    RefusalRow("plan.lapsed", "plan.capacity-suspended") {
      let plan = try $0.brokenPlan(of: StubAssessments.troubled)
      $0.pass(days: 31)
      try $0.lapse(plan)
    },
    RefusalRow("plan.lapsed", "approval.same-person") {
      let plan = try $0.brokenPlan()
      $0.pass(days: 31)
      try $0.lapse(plan, by: .carla)
    },
    RefusalRow("plan.lapsed", "plan.still-held") {
      let plan = try $0.brokenPlan()
      $0.pass(days: 31)
      try $0.hold(1, plan)
      try $0.lapse(plan)
    },
    RefusalRow("plan.completed", "plan.wrong-state") { try $0.record(PlanCompleted(), try $0.openPlan(), by: .olga) },
    RefusalRow("plan.completed", "plan.still-held") {
      let plan = try $0.activePlan()
      try $0.hold(240_000, plan)
      try $0.record(PlanCompleted(), plan, by: .olga)
    },
    RefusalRow("plan.completed", "plan.unpaid") { try $0.record(PlanCompleted(), try $0.activePlan(), by: .olga) },
    RefusalRow("plan.withdrawn", "plan.wrong-state") { try $0.withdraw($0.stream("plan")) },
    RefusalRow("plan.withdrawn", "voice.not-theirs") { try $0.withdraw(try $0.activePlan()) },
    RefusalRow("plan.withdrawn", "plan.still-held") {
      let plan = try $0.activePlan()
      try $0.hold(1, plan)
      try $0.withdraw(plan, by: .fina)
    },
  ]

  static let evictions: [RefusalRow] = [
    RefusalRow("eviction.frozen", "plan.wrong-state") { try $0.freeze(try $0.noPlan()) },
    RefusalRow("eviction.frozen", "plan.creditor-unknown") {
      try $0.freeze(try $0.activePlan(), creditor: Creditor.utility)
    },
    RefusalRow("eviction.frozen", "eviction.terms-invalid") { try $0.freeze(try $0.activePlan(), conditions: []) },
    RefusalRow("eviction.frozen", "eviction.terms-invalid") {
      try $0.freeze(try $0.activePlan(), until: $0.today.adding(days: 181))
    },
    RefusalRow("eviction.frozen", "eviction.terms-invalid") {
      let plan = try $0.activePlan()
      try $0.freeze(plan)
      try $0.freeze(plan, until: $0.today.adding(days: 30))
    },
    RefusalRow("eviction.frozen", "plan.source-unknown") {
      try $0.freeze(try $0.activePlan(), grant: Party.unknown)
    },
    RefusalRow("eviction.frozen", "voice.not-theirs") { try $0.freeze(try $0.activePlan(), by: .cora) },
    RefusalRow("eviction.freeze-ended", "eviction.not-frozen") { try $0.thaw(try $0.activePlan(), .over) },
    RefusalRow("eviction.freeze-ended", "eviction.freeze-runs") {
      let plan = try $0.activePlan()
      try $0.freeze(plan)
      try $0.thaw(plan, .over)
    },
    RefusalRow("eviction.freeze-ended", "eviction.conditions-kept") {
      let plan = try $0.activePlan()
      try $0.freeze(plan)
      try $0.thaw(plan, .broken)
    },
    RefusalRow("eviction.freeze-ended", "voice.not-theirs") {
      let plan = try $0.activePlan()
      try $0.freeze(plan)
      try $0.thaw(plan, .agreed, by: .lara)
    },
  ]
}
