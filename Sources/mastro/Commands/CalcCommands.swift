import ArgumentParser
import FinancialArithmetic
import LedgerCore

/// Calculators without a ledger.
struct CalcCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calc", abstract: "Schedules, annual rates, splits, ageing and capacity, without a ledger.",
    discussion: "Each reads one JSON object from standard input and writes one to standard output.",
    subcommands: [ScheduleOf.self, Apr.self, SplitOf.self, AgeingOf.self, CapacityOf.self])

  struct ScheduleOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schedule", abstract: "The instalments of a loan.",
      discussion: """
        Reads, for instance:
          {"method": "french", "principal": "1200.00", "annualRatePercent": "4.5",
           "dayCount": "30/360", "disbursed": "2026-01-15",
           "every": 1, "unit": "month", "instalments": 12}

        "method" is french, constant-principal, interest-free or flat; "dayCount" is 30/360, ACT/365, ACT/360 or \
        ACT/ACT; "unit" is month, week or day.

        Besides: "first", the first due date; "pause", so many instalments that pay nothing, their interest due with \
        the first after them; "interestOnly", so many after these that pay interest only (both count among the \
        instalments); "rounding", half-up or half-even; "decimals", 2; "roundInstalmentTo", a multiple; "tranches", \
        the [{"date", "amount"}] of the principal that are paid out later. "dates" gives all due dates in place of \
        "first", "every", "unit" and "instalments".
        """)

    func run() throws {
      try CalcInput.answer("schedule", ScheduleInput.self) { input in
        let terms = input.terms
        return try CalcOutput.schedule(terms.schedule(), decimals: max(0, terms.decimals))
      }
    }
  }

  struct Apr: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The annual percentage rate of charge (TAEG) of Directive 2008/48/EC.",
      discussion: """
        Reads flows, each "count" equal amounts a "step" apart (year, month, week, day), the first of them so many \
        years, months and days after the first advance:
          {"advances": [{"amount": "1000.00", "count": 1, "step": "month",
            "first": {"years": 0, "months": 0, "days": 0, "year_days": 365}}],
           "payments": [{"amount": "1100.00", "count": 1, "step": "month",
            "first": {"years": 1, "months": 0, "days": 0, "year_days": 365}}]}

        Or flows on calendar days, their times counted from the first advance in whole units (month, unless "unit" \
        says otherwise) and days:
          {"dated": {"unit": "month",
            "advances": [{"date": "2026-01-15", "amount": "1000.00"}],
            "payments": [{"date": "2027-01-15", "amount": "1100.00"}]}}
        """)

    func run() throws {
      try CalcInput.answer("apr", RateInput.self) { input in
        let rate = try input.rate()
        return ["aprPercent": .string(rate.percent(decimals: 6).description), "display": .string(rate.display)]
      }
    }
  }

  struct SplitOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "split", abstract: "An amount shared among several parties, to the cent.",
      discussion: """
        Reads, for instance:
          {"amount": "100.00", "weights": ["1200", "300", "900"],
           "caps": ["60.00", null, "900.00"], "tiers": [1, 2, 2], "minimum": "5.00"}

        Lower tiers are served first, each up to its caps; within a tier shares are proportional to the weights. \
        "caps", "tiers" and "minimum" may be left out.
        """)

    func run() throws {
      try CalcInput.answer("split", SplitInput.self) { input in
        let shares = try Split.shares(
          of: input.amount.money, among: input.claims(), minimum: input.minimum?.money ?? .zero)
        return ["shares": .array(shares.map { .string($0.description) })]
      }
    }
  }

  struct AgeingOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ageing", abstract: "How late a debtor is on a day.",
      discussion: """
        Reads, for instance:
          {"asOf": "2026-03-31", "graceDays": 0,
           "schedule": [{"due": "2026-03-01", "amount": "100.00"}],
           "payments": [{"date": "2026-03-15", "amount": "40.00"}],
           "pauses": [{"from": "2026-03-11", "to": "2026-03-20"}]}

        "daysPastDue" are the days since the oldest unpaid due; "countedDays" are these less grace and less the \
        paused days within them (the day "to" counts again).
        """)

    func run() throws {
      try CalcInput.answer("ageing", AgeingInput.self) { input in
        let ageing = try Ageing(
          asOf: input.asOf, dues: input.schedule.map { DatedAmount(date: $0.due, amount: $0.amount.money) },
          payments: input.payments.map(\.dated), pauses: input.pauses, graceDays: input.graceDays)
        return [
          "bucket": .string(ageing.bucket.rawValue), "countedDays": .integer(ageing.countedDays),
          "daysPastDue": .integer(ageing.daysPastDue), "overdue": .string(ageing.overdue.description),
        ]
      }
    }
  }
}

/// What the calculators write.
private enum CalcOutput {
  static func schedule(_ schedule: Schedule, decimals: Int) -> JSON {
    func amount(_ money: Money) -> JSON {
      let text = money.description
      return .string(String(text.dropLast(decimals == 0 ? 3 : 2 - decimals)))
    }
    let rows = schedule.rows.map { row -> JSON in
      [
        "balance": amount(row.balance), "due": .string(row.due.description), "instalment": amount(row.instalment),
        "interest": amount(row.interest), "n": .integer(row.number), "principal": amount(row.principal),
      ]
    }
    let totals = schedule.totals
    return [
      "rows": .array(rows),
      "totals": [
        "instalment": amount(totals.instalment), "interest": amount(totals.interest),
        "principal": amount(totals.principal),
      ],
    ]
  }
}
