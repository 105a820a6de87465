import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerViews

/// A yearly rate in percent: `4.5`.
struct RateText: ExpressibleByArgument {
  let rate: AnnualRate

  init?(argument: String) {
    guard let rate = try? AnnualRate(parsing: argument.replacing(",", with: ".")) else { return nil }
    self.rate = rate
  }
}

/// A later tranche: `2026-06-01:500.00`.
struct TrancheText: ExpressibleByArgument {
  let tranche: ScheduleTerms.Tranche

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let day = CivilDate(parts[0]), let amount = try? Money(parsing: parts[1]) else {
      return nil
    }
    tranche = ScheduleTerms.Tranche(date: day, amount: amount)
  }
}

/// The days and the shape of a schedule.
struct ScheduleOptions: ParsableArguments {
  @Option(help: "How many instalments; those of the application otherwise.") var instalments: Int?
  @Option(help: "Day of the first instalment; a period after the money is paid out otherwise.") var first: CivilDate?
  @Option(help: "Instalments are so many units apart.") var every: Int = 1
  @Option(help: "month, week or day.") var unit: Period.Unit = .month
  @Option(help: "Yearly rate in percent.") var rate: RateText?
  @Option(help: "french, constant-principal, interest-free or flat.") var method: RepaymentMethod?
  @Option(help: "30/360, ACT/365, ACT/360 or ACT/ACT.") var dayCount: DayCount?
  @Option(help: "First instalments that pay interest only.") var interestOnly: Int = 0
  @Option(help: "First instalments that are not asked for; their interest is due with the next.") var paused: Int = 0

  /// True where nothing at all was given.
  var isEmpty: Bool { instalments == nil && first == nil && rate == nil && method == nil && dayCount == nil }

  func due(_ instalments: Int) -> DueDates {
    .every(Period(every: every, unit: unit), first: first, count: instalments)
  }
}

struct LoanApprove: Step {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve the terms; the last approval needed commits the money.",
    discussion: """
      mastro loan approve LOAN --rate 4 --as carla
      The first who approves sets the terms; who follows leaves them out and signs the same. What a body has reserved of
      the family's capacity is used by naming it: --reservation ID --on-behalf-of BODY.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @OptionGroup var schedule: ScheduleOptions
  @Option(help: "Day on which the money is to leave; the day of the approval otherwise.") var paidOut: CivilDate?
  @Option(help: "A part paid out later, DAY:AMOUNT; once for each.") var tranche: [TrancheText] = []
  @Option(help: "Mandatory fee, part of the TAEG.") var fee: AmountText?
  @Flag(help: "Stand in for an assessment that nobody has made of the family.") var override = false
  @Option(help: "What the offering body has reserved for it (`mastro capacity reserve`).") var reservation: String?
  @Option(help: "How the fee is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: LoanState) throws -> LoanApproved {
    guard let application = state.application else {
      throw ViewRefusals.notA(["id": subject, "thing": "loan that was applied for"])
    }
    if let agreed = state.terms, schedule.isEmpty, fee == nil, tranche.isEmpty, paidOut == nil {
      return LoanApproved(
        agreed, overriding: state.isOverride,
        reservation: try reservation.map { try desk.bookkeeper.entryID($0) } ?? state.reservation)
    }
    let policy = desk.governing.policy.loans
    guard let pack = policy?.pack(application.pack) else {
      throw LoanRefusals.termsImpossible(["reason": "the policy has no pack \(application.pack) any more"])
    }
    guard let rate = schedule.rate?.rate ?? (pack.maximumRatePercent == .zero ? .zero : nil) else {
      throw ValidationError("give the yearly rate: --rate PERCENT, up to \(pack.maximumRatePercent)")
    }
    return try LoanBook.approval(
      of: application, plan: plan(application, rate, desk.effective), fee: fee?.money(locale) ?? .zero, under: policy,
      on: desk.effective, overriding: override, reservation: reservation.map { try desk.bookkeeper.entryID($0) })
  }

  private func plan(_ application: LoanApplied, _ rate: AnnualRate, _ day: CivilDate) -> ScheduleTerms {
    ScheduleTerms(
      method: schedule.method ?? (rate == .zero ? .interestFree : .french), principal: application.amount,
      annualRatePercent: rate, dayCount: schedule.dayCount ?? .thirty360, disbursed: paidOut ?? day,
      due: schedule.due(schedule.instalments ?? application.instalments), pause: schedule.paused,
      interestOnly: schedule.interestOnly, tranches: tranche.isEmpty ? nil : tranche.map(\.tranche))
  }

  func remark(on entry: Entry) -> String? {
    guard
      let terms = try? JSONDecoding.decodeExactly(LoanApproved.self, from: JSON.parse(entry.body, form: .canonical))
        .terms,
      let last = terms.schedule.rows.last
    else { return nil }
    let plan =
      "\(terms.schedule.rows.count) instalments up to \(terms.schedule.heaviestMonth) a month, the last on \(last.due), TAEG \(terms.taegPercent.display) %"
    return entry.postings.lines.isEmpty
      ? plan + "; the policy asks for more approvals: another person must approve" : plan
  }
}
