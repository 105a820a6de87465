import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What can be done where a loan cannot be repaid as it was agreed.
extension LoanPages {
  static let pause = Step<LoanState>(
    "pause", "Pause the instalments",
    says: "Nothing is asked for during some months; all later days move. Interest of the pause bears none itself.",
    when: { $0.state.isRunning }
  ) { visit, file in try paused(visit, file) }
  .asking { visit, _ in
    [
      .field(visit.field("months", "How many months", .integer(1...120))),
      .field(visit.field("from", "First day", .date, hint: "Today otherwise.", isRequired: false)),
      .field(visit.field("reason", "Why", .choice(visit.options(LoanPaused.Reason.self, of: "reason")))),
    ]
  }
  .previewing { visit, file in [visit.table(try paused(visit, file).schedule, "The schedule from then on")] }

  private static func paused(_ visit: Visit, _ file: File) throws -> LoanPaused {
    let (months, from) = try visit.read { ($0.integer("months", in: 1...120), $0.optionalDay("from")) }
    let reason = try visit.need { $0.choice("reason", LoanPaused.Reason.self) }
    return try book(visit, file).pausing(from: from ?? visit.today, months: months, reason: reason, on: visit.today)
  }

  static let reschedule = Step<LoanState>(
    "reschedule", "Spread what is owed over new days",
    says: "Where the policy asks for two persons, the second one signs the same terms.",
    when: { $0.state.isRunning && $0.state.pending == nil }
  ) { visit, file in try rescheduled(visit, file) }
  .asking { visit, file in
    visit.scheduleQuestions(instalments: nil, rate: file.state.plan?.annualRatePercent)
  }
  .showing { try $0.capacitySection(of: household(of: $1)) }
  .previewing { visit, file in [visit.table(try rescheduled(visit, file).schedule, "The schedule from then on")] }

  private static func rescheduled(_ visit: Visit, _ file: File) throws -> LoanRescheduled {
    let fields = try visit.read { ScheduleFields($0) }
    let book = try book(visit, file)
    let plan = try book.plan(
      over: fields.due, method: fields.method, rate: fields.rate, pause: fields.pause,
      interestOnly: fields.interestOnly, on: visit.today)
    return try book.rescheduling(plan, on: visit.today)
  }

  static let cancelTranche = Step<LoanState>(
    "cancel-tranche", "Do not pay out the rest",
    says: "What is not paid out yet will not be; the schedule repays the rest.",
    when: { $0.state.isRunning && $0.state.undisbursed.isPositive }
  ) { visit, file in try book(visit, file).cancelling(on: visit.today) }
  .previewing { visit, file in
    [visit.table(try book(visit, file).cancelling(on: visit.today).schedule, "The schedule from then on")]
  }

  static let accelerate = Step<LoanState>(
    "accelerate", "Make the whole loan due", says: "Two persons in two roles sign it, after the letter and its time.",
    when: { $0.state.isRunning && !$0.state.isAccelerated && $0.state.noticedOn != nil && $0.state.pending == nil }
  ) { visit, file in
    let reason = try visit.need { $0.choice("reason", LoanAccelerated.Reason.self) }
    return try book(visit, file).accelerating(reason, on: visit.today)
  }
  .grave.asking { visit, _ in
    [.field(visit.field("reason", "Why", .choice(visit.options(LoanAccelerated.Reason.self, of: "reason"))))]
  }

  static let writeOff = Step<LoanState>(
    "write-off", "Give it up in the books",
    says: "It stays owed in law, and what comes back is counted. It happens when a second person signs the same.",
    when: { $0.state.isRunning && $0.state.pending == nil }
  ) { visit, file in
    let reason = try visit.need { $0.choice("reason", LoanWrittenOff.Reason.self) }
    return LoanWrittenOff(amount: try book(visit, file).requirePosition().owed, reason: reason)
  }
  .grave.asking { visit, _ in
    [.field(visit.field("reason", "Why", .choice(visit.options(LoanWrittenOff.Reason.self, of: "reason"))))]
  }

  /// What one person has decided, signed by a second one as it stands.
  static let second = Step<LoanState>(
    "second", "Sign as the second person", says: "You sign the same as the first person; with that it takes effect.",
    roles: LoanRescheduled.roles.union(LoanWrittenOff.roles).union(LoanSurplusReturned.roles).union(
      LoanAccelerated.roles),
    when: { $0.state.pending != nil }
  ) { visit, file in try seconded(visit, file) }
  .showing { visit, file in
    guard let pending = file.state.pending else { return [] }
    return [.section(visit.say("What was decided"), [.paragraph(name(pending, visit))])]
  }
  .deciding { try seconded($0, $1) }

  private static func seconded(_ visit: Visit, _ file: File) throws -> [EntryRequest] {
    guard let pending = file.state.pending else { throw WebRefusals.pageUnknown() }
    switch pending.decision {
    case .rescheduled(let entry): return [try visit.state(entry, in: file.stream)]
    case .accelerated(let entry):
      // Two persons in two roles: the second one signs in another.
      var request = try visit.state(entry, in: file.stream)
      let roles = try visit.person.member.roles.filter { LoanAccelerated.roles.contains($0) && $0 != pending.role }
      if let role = roles.first { request.role = role }
      return [request]
    case .writtenOff(let entry): return [try visit.state(entry, in: file.stream)]
    case .surplusReturned(let entry): return [try visit.state(entry, in: file.stream)]
    }
  }
}

extension LoanState {
  var isRunning: Bool { status == .running }
}
