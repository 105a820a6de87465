public import LedgerCore

/// What one instrument has promised for a family, per month, and on the strength of which assessments.
///
/// An instrument reads it from its own entries. What raises the instalment lies on top and comes off first, so an end or
/// a reduction gives back to the newest assessment what was promised on its strength, and never more.
public struct InstalmentPromise: Sendable, Hashable {
  /// What one entry has added and later ones have left of it.
  private struct Layer: Hashable {
    /// Nil where nobody had assessed, and for what was not asked for: the interest of a pause, a loan that falls due.
    let assessment: ULID?
    var amount: Money
  }

  private var layers: [Layer] = []

  public init() {}

  public var monthly: Money { layers.reduce(.zero) { $0 + $1.amount } }

  /// Those on whose strength any of it was promised, oldest first.
  public var assessments: [ULID] {
    layers.reduce(into: []) { known, layer in
      if let assessment = layer.assessment, !known.contains(assessment) { known.append(assessment) }
    }
  }

  /// The part that counts against one assessment.
  public func part(under assessment: ULID) -> Money {
    layers.reduce(.zero) { $0 + ($1.assessment == assessment ? $1.amount : .zero) }
  }

  /// What assessments get back when the instalment falls, the newest first.
  func returned(loweringBy amount: Money) -> [(assessment: ULID, amount: Money)] {
    var rest = amount
    return layers.reversed().compactMap { layer in
      let part = min(rest, layer.amount)
      rest -= part
      guard let assessment = layer.assessment, part.isPositive else { return nil }
      return (assessment, part)
    }
  }

  /// Follows what an entry of the instrument has posted.
  mutating func follow(_ entry: LoggedEntry) {
    var change = Money.zero
    var assessment: ULID?
    for posting in entry.entry.postings.lines where posting.commodity == .euro {
      if posting.account.isUnder("memo:instalments") { change += Money(cents: posting.amount) }
      if posting.account.isUnder("memo:promised"), posting.amount > 0, let last = posting.account.segments.last {
        assessment = ULID(last)
      }
    }
    if change.isPositive { layers.append(Layer(assessment: assessment, amount: change)) }
    if change < .zero { lower(by: -change) }
  }

  private mutating func lower(by amount: Money) {
    var rest = amount
    while rest.isPositive, let top = layers.indices.last {
      let part = min(rest, layers[top].amount)
      rest -= part
      layers[top].amount -= part
      if layers[top].amount == .zero { layers.removeLast() }
    }
  }
}

/// An instrument by which a family promises instalments.
protocol InstalmentPromising: HouseholdInstrument {
  var promise: InstalmentPromise { get }
}

extension Chart {
  /// Monthly instalments that were promised on the strength of an assessment and still run.
  public static func promised(_ assessment: ULID) -> Account { Account(unchecked: "memo:promised:\(assessment)") }
  static let promisedContra: Account = "memo:contra:promised"
}

extension Claim {
  /// Held by the entry that a reservation stands behind: it is used once.
  static func capacityReservation(_ id: ULID) -> Claim { Claim("capacity-reservation", id) }
}

extension Journal {
  /// A family's instalment changes: in its total, and against the assessments on whose strength it was promised.
  mutating func promise(
    _ household: ULID, from promise: InstalmentPromise, to monthly: Money, on grounds: CapacityGrounds = .none
  ) {
    let added = monthly - promise.monthly
    post(Chart.instalments(household), Chart.instalmentsContra, added)
    for part in promise.returned(loweringBy: -added) {
      post(Chart.promisedContra, Chart.promised(part.assessment), part.amount)
    }
    guard added.isPositive else { return }
    if let assessment = grounds.assessment { post(Chart.promised(assessment), Chart.promisedContra, added) }
    if let reservation = grounds.reservation { claim(.capacityReservation(reservation)) }
  }
}
