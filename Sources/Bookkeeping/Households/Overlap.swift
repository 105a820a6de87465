import Funds
public import LedgerCore

/// What another body may learn of a family's help, where the family lets it: that much and no more.
public struct Overlap: Sendable, Hashable {
  /// Who asked for the help; nil where somebody did for the fund itself.
  public let body: Slug?
  /// The instrument: `grant`, `voucher`, `loan`, …
  public let kind: String
  public let amount: AmountBand
  public let since: CivilDate
  /// The last day that counts as the same period.
  public let until: CivilDate
}

/// An amount, told no closer than between two of these steps: 100, 500, 1,000, 2,500, 5,000 and 10,000 euros.
public struct AmountBand: Sendable, Hashable, CustomStringConvertible {
  /// Not among the amounts; nil for the lowest band, which begins at zero.
  public let above: Money?
  /// The last amount; nil for the highest band.
  public let through: Money?

  private static let steps = [100, 500, 1_000, 2_500, 5_000, 10_000].map { Money(cents: $0 * 100) }

  public init(_ amount: Money) {
    through = AmountBand.steps.first { amount <= $0 }
    above = AmountBand.steps.last { amount > $0 }
  }

  public var description: String {
    switch (above, through) {
    case (nil, let through?): "up to \(through)"
    case (let above?, let through?): "above \(above), up to \(through)"
    case (let above?, nil): "above \(above)"
    case (nil, nil): "any"
    }
  }
}

extension Bookkeeper {
  /// Help without a last day counts for so long as the same period; so does a request.
  public static let overlapDays = 90

  /// What other bodies do for the same need of a household in the same period, as far as a consent of the household lets
  /// the asking body see it; without one there is nothing to see.
  ///
  /// Whatever was refused, withdrawn or never begun is no help. What a household was given that was taken up by another is
  /// seen only under a consent that was given afterwards: who joins a family does not open the past of others.
  /// - Parameters:
  ///   - until: the last day of what is asked now; nil where it has none.
  ///   - body: for whom somebody asks; nobody sees anything for no body.
  public func overlaps(
    household: ULID, need: Slug, from: CivilDate, until: CivilDate? = nil, asking body: Slug?
  ) throws -> [Overlap] {
    guard let body else { return [] }
    let today = surroundings.now.date
    return try ledger.store.read { log in
      let folds = ledger.admitter.folds
      let state: HouseholdState = try folds.state(
        of: StreamID("household", household), as: HouseholdState.self, in: log)
      guard state.lets(body, see: .overlaps, on: today) else { return [] }
      return try instruments(of: household, in: log).compactMap { stream in
        guard let instrument = try folds.anyState(of: stream, in: log) as? any HouseholdInstrument,
          let help = instrument.help, help.body != body, help.need == need, instrument.obligation != .none,
          try isVisible(help, of: state, to: body, on: today, household, log)
        else { return nil }
        let end = help.until ?? help.since.adding(days: Bookkeeper.overlapDays)
        let wanted = until ?? from.adding(days: Bookkeeper.overlapDays)
        guard help.since <= wanted, from <= end else { return nil }
        return Overlap(
          body: help.body, kind: String(stream.family), amount: AmountBand(help.amount), since: help.since, until: end)
      }
    }
  }

  private func isVisible(
    _ help: Help, of state: HouseholdState, to body: Slug, on day: CivilDate, _ household: ULID, _ log: any LogReader
  ) throws -> Bool {
    var position = -1
    var part = help.household
    while part != household {
      let stream = StreamID("household", part)
      position = max(position, try log.head(of: stream)?.position ?? 0)
      guard
        let next = try ledger.admitter.folds.state(of: stream, as: HouseholdState.self, in: log).mergedInto
      else { return false }
      part = next
    }
    return state.lets(body, see: .overlaps, on: day, after: position)
  }
}
