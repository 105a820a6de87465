public import LedgerCore

/// What every instrument tells about the household that it helps: for overlaps, and before the family is forgotten.
public protocol HouseholdInstrument: StreamState {
  /// Nil before the stream began, and where it helps no household.
  var help: Help? { get }
  var obligation: Obligation { get }
}

/// Help asked or given, without anything that another body may not see.
public struct Help: Sendable, Hashable {
  public let household: ULID
  /// For whom the operator asked.
  public let body: Slug?
  /// The purpose.
  public let need: Slug
  public let amount: Money
  public let since: CivilDate
  /// The last day of the help, where it has one.
  public let until: CivilDate?

  public init(household: ULID, body: Slug?, need: Slug, amount: Money, since: CivilDate, until: CivilDate? = nil) {
    self.household = household
    self.body = body
    self.need = need
    self.amount = amount
    self.since = since
    self.until = until
  }
}

/// Whether anything still binds a household and those who help it.
public enum Obligation: Sendable, Hashable {
  /// Nothing ever did: refused, withdrawn, never begun.
  case none
  /// Nothing does any more; retention is counted from this day.
  case ended(CivilDate)
  /// Until this day as far as the ledger can tell; nil where nobody can.
  case running(until: CivilDate?)
}

extension Commodity {
  /// Counts the instruments of a household.
  public static let instrument: Commodity = "instrument"
}

extension Journal {
  /// Enters a new instrument into its household's list; the first entry of every instrument's stream does this.
  mutating func enlist(_ context: Admission, with household: ULID) {
    claim(context.freeInstrumentClaim(of: household))
    post(Chart.instruments(household), Chart.instrumentsContra, 1, .instrument)
  }
}

extension Admission {
  /// What the first entry of a stream does that belongs to a household, and is no instrument of the funds.
  public func enlisting(_ household: ULID) throws(Refusal) -> Effects {
    try Effects { $0.enlist(self, with: household) }
  }

  private func instrumentClaim(_ number: Int, of household: ULID) -> Claim {
    Claim("household-instrument", "\(household)/\(number)")
  }

  /// The first number that is free; a reversal gives numbers back.
  fileprivate func freeInstrumentClaim(of household: ULID) -> Claim {
    var number = 1
    while isClaimed(instrumentClaim(number, of: household)) { number += 1 }
    return instrumentClaim(number, of: household)
  }

  /// The streams of all instruments that a household ever had.
  func instruments(of household: ULID) -> [StreamID] {
    let count = balance(Chart.instruments(household), .instrument)
    var found: [StreamID] = []
    var number = 1
    while found.count < count, number <= position + 1 {
      if let entry = holder(of: instrumentClaim(number, of: household)) { found.append(entry.entry.stream) }
      number += 1
    }
    return found
  }
}
