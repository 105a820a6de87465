import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The days and the shape of a schedule, as a form asks for them.
struct ScheduleFields {
  let instalments: Int
  let first: CivilDate?
  let rate: AnnualRate
  let method: RepaymentMethod
  let pause: Int
  let interestOnly: Int

  init(_ form: FormReader) {
    instalments = form.integer("instalments", in: 1...600)
    first = form.optionalDay("first")
    rate = form.rate("rate")
    let method = form.isGiven("method") ? form.choice("method", RepaymentMethod.self) : nil
    self.method = method ?? (rate == .zero ? .interestFree : .french)
    pause = form.isGiven("pause") ? form.integer("pause", in: 0...120) : 0
    interestOnly = form.isGiven("interest-only") ? form.integer("interest-only", in: 0...120) : 0
  }

  var due: DueDates { .every(Period(every: 1, unit: .month), first: first, count: instalments) }

  func plan(_ principal: Money, on day: CivilDate) -> ScheduleTerms {
    ScheduleTerms(
      method: method, principal: principal, annualRatePercent: rate, disbursed: day, due: due, pause: pause,
      interestOnly: interestOnly)
  }
}

extension FormReader {
  /// A yearly rate in percent: `4`, `4,5` or `4.5`.
  func rate(_ name: String) -> AnnualRate {
    guard let text = optionalText(name, most: 12) else {
      fault(name, "Give the yearly rate, 0 for none")
      return .zero
    }
    guard let rate = try? AnnualRate(parsing: String(text.map { $0 == "," ? "." : $0 }).trimmingPercent) else {
      fault(name, "This is no rate: write 4 or 4,5")
      return .zero
    }
    return rate
  }
}

extension String {
  fileprivate var trimmingPercent: String {
    String(filter { $0 != "%" && !$0.isWhitespace })
  }
}

extension Visit {
  func scheduleQuestions(instalments: Int?, rate: AnnualRate?) -> [Form.Item] {
    [
      .group(
        say("Instalments"),
        [
          field("instalments", "How many, one each month", .integer(1...600), initial: instalments.map { "\($0)" }),
          field(
            "first", "Day of the first one", .date, hint: "A month later otherwise.",
            isRequired: false),
          field(
            "rate", "Yearly rate in percent", .text(most: 12), hint: "0 where the loan bears no interest.",
            initial: rate.map { "\($0)" }),
          field(
            "method", "How it is repaid",
            .choice([noOption] + options(RepaymentMethod.self, of: "method")), isRequired: false),
          field(
            "interest-only", "First instalments that pay interest only", .integer(0...120), initial: "0",
            isRequired: false),
          field(
            "pause", "First instalments that are not asked for", .integer(0...120), initial: "0", isRequired: false),
        ])
    ]
  }

  func table(_ schedule: Schedule, _ caption: Phrase) -> Block {
    .table(
      Table(
        caption: say(caption),
        columns: [
          Table.Column(say("No."), isFigure: true), Table.Column(say("Due")),
          Table.Column(say("Principal (€)"), isFigure: true), Table.Column(say("Interest (€)"), isFigure: true),
          Table.Column(say("Instalment (€)"), isFigure: true),
        ],
        rows: schedule.rows.map { row in
          [
            .figure(row.number, .whole), .day(row.due), .money(row.principal), .money(row.interest),
            .money(row.instalment),
          ]
        },
        totals: [
          .inline(say("All")), .none, .money(schedule.totals.principal), .money(schedule.totals.interest),
          .money(schedule.totals.instalment),
        ]))
  }

  /// What a borrower should know first of some terms.
  /// - Parameter schedule: the one in force, where it is not the one that was agreed at first.
  func summary(_ terms: LoanTerms, in schedule: Schedule? = nil) -> [Term] {
    let schedule = schedule ?? terms.schedule
    var found = [
      Term(say("Yearly rate"), percent(terms.plan.annualRatePercent)),
      Term(say("TAEG, all mandatory costs counted"), percent(terms.taegPercent)),
      Term(say("The most in a month"), "\(schedule.heaviestMonth)"),
    ]
    if terms.fee.isPositive { found.append(Term(say("Fee"), "\(terms.fee)")) }
    if let last = schedule.rows.last { found.append(Term(say("Last instalment"), "\(last.due)")) }
    return found
  }

  /// As it is shown to a borrower: with one decimal at least, rounded half away from zero.
  func percent(_ rate: AnnualRate) -> Inline {
    let tenths = Int(Rounding.halfUp.divide(Int128(rate.millionths), by: 100_000))
    return "\(tenths, as: .percent(places: 1))"
  }
}
