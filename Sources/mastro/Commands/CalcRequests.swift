import FinancialArithmetic
import LedgerCore

/// The input of `mastro calc schedule`.
struct ScheduleInput: Decodable {
  let terms: ScheduleTerms

  private enum Key: String, CodingKey {
    case annualRatePercent, dates, dayCount, decimals, disbursed, every, first, instalments, interestOnly, method,
      pause,
      principal, roundInstalmentTo, rounding, tranches, unit
  }

  init(from decoder: any Decoder) throws {
    let input = try decoder.container(keyedBy: Key.self)
    terms = ScheduleTerms(
      method: try input.decode(ChoiceMember<RepaymentMethod>.self, forKey: .method).choice,
      principal: try input.decode(AmountMember.self, forKey: .principal).money,
      annualRatePercent: try input.decode(RateMember.self, forKey: .annualRatePercent).rate,
      dayCount: try input.decode(ChoiceMember<DayCount>.self, forKey: .dayCount).choice,
      disbursed: try input.decode(CivilDate.self, forKey: .disbursed), due: try ScheduleInput.due(input),
      pause: try input.decodeIfPresent(Int.self, forKey: .pause) ?? 0,
      interestOnly: try input.decodeIfPresent(Int.self, forKey: .interestOnly) ?? 0,
      rounding: try input.decodeIfPresent(ChoiceMember<Rounding>.self, forKey: .rounding)?.choice ?? .halfUp,
      decimals: try input.decodeIfPresent(Int.self, forKey: .decimals) ?? 2,
      roundInstalmentTo: try input.decodeIfPresent(AmountMember.self, forKey: .roundInstalmentTo)?.money,
      tranches: try input.decodeIfPresent([DatedMember].self, forKey: .tranches)?.map {
        ScheduleTerms.Tranche(date: $0.date, amount: $0.amount.money)
      })
  }

  private static func due(_ input: KeyedDecodingContainer<Key>) throws -> DueDates {
    guard !input.contains(.dates) else { return .given(try input.decode([CivilDate].self, forKey: .dates)) }
    return .every(
      Period(
        every: try input.decode(Int.self, forKey: .every),
        unit: try input.decode(ChoiceMember<Period.Unit>.self, forKey: .unit).choice),
      first: try input.decodeIfPresent(CivilDate.self, forKey: .first),
      count: try input.decode(Int.self, forKey: .instalments))
  }
}

/// An amount on a day.
struct DatedMember: Decodable {
  let date: CivilDate
  let amount: AmountMember

  var dated: DatedAmount { DatedAmount(date: date, amount: amount.money) }
}

/// The input of `mastro calc apr`: flows at a distance, or on calendar days.
struct RateInput: Decodable {
  struct Flow: Decodable {
    struct First: Decodable {
      let years: Int
      let months: Int
      let days: Int
      let year_days: Int
    }

    let amount: AmountMember
    let count: Int
    let step: ChoiceMember<RateInterval.Unit>
    let first: First

    func flow() throws(CalculationError) -> RateFlow {
      RateFlow(
        amount: amount.money, count: count, step: step.choice,
        first: try RateInterval(
          years: first.years, months: first.months, days: first.days, yearDays: first.year_days))
    }
  }

  struct Dated: Decodable {
    let advances: [DatedMember]
    let payments: [DatedMember]
    let unit: ChoiceMember<RateInterval.Unit>?
  }

  private enum Shape {
    case distant(advances: [Flow], payments: [Flow])
    case dated(Dated)
  }

  private enum Key: String, CodingKey {
    case advances, dated, payments
  }

  private let shape: Shape

  init(from decoder: any Decoder) throws {
    let input = try decoder.container(keyedBy: Key.self)
    if input.contains(.dated) {
      shape = .dated(try input.decode(Dated.self, forKey: .dated))
    } else {
      shape = .distant(
        advances: try input.decode([Flow].self, forKey: .advances),
        payments: try input.decode([Flow].self, forKey: .payments))
    }
  }

  func rate() throws(CalculationError) -> AnnualPercentageRate {
    switch shape {
    case .distant(let advances, let payments):
      return try AnnualPercentageRate(advances: RateInput.flows(advances), payments: RateInput.flows(payments))
    case .dated(let dated):
      return try AnnualPercentageRate(
        advances: dated.advances.map(\.dated), payments: dated.payments.map(\.dated), in: dated.unit?.choice ?? .month)
    }
  }

  private static func flows(_ members: [Flow]) throws(CalculationError) -> [RateFlow] {
    var flows: [RateFlow] = []
    for member in members { flows.append(try member.flow()) }
    return flows
  }
}

/// The input of `mastro calc split`.
struct SplitInput: Decodable {
  let amount: AmountMember
  let weights: [WeightMember]
  let caps: [AmountMember?]?
  let tiers: [Int]?
  let minimum: AmountMember?

  func claims() throws(CalculationError) -> [Split.Claim] {
    if let caps, caps.count != weights.count {
      throw .invalid("caps", "there are \(caps.count) of them for \(weights.count) weights")
    }
    if let tiers, tiers.count != weights.count {
      throw .invalid("tiers", "there are \(tiers.count) of them for \(weights.count) weights")
    }
    return weights.indices.map { index in
      Split.Claim(
        weight: weights[index].hundredths, cap: caps.flatMap { $0[index]?.money }, tier: tiers?[index] ?? 1)
    }
  }
}

/// The input of `mastro calc ageing`.
struct AgeingInput: Decodable {
  struct Due: Decodable {
    let due: CivilDate
    let amount: AmountMember
  }

  let asOf: CivilDate
  let schedule: [Due]
  let payments: [DatedMember]
  let pauses: [ArrearsPause]
  let graceDays: Int
}
