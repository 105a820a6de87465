public import LedgerCore

extension Admission {
  /// What an educator has assessed for a household; nil where nobody has.
  func affordableInstalment(of household: ULID) -> AffordableInstalment? {
    (governance as? FundGovernance)?.assessments.affordableInstalment(of: successor(of: household), in: self)
  }

  /// What the policy says about coaching.
  public func coachingPolicy() throws(Refusal) -> CoachingPolicy { try section(\.coaching, "coaching") }

  /// Instalments that a household has promised, with those of the households that it has taken up.
  public func runningInstalments(of household: ULID) -> Money {
    ([household] + absorbed(by: household)).reduce(.zero) { $0 + Money(cents: balance(Chart.instalments($1))) }
  }

  /// What counts against an assessment of a household: what was promised on its strength and still runs, and what a
  /// family has brought along that joined this one afterwards, which the educator could not know.
  public func promised(on assessment: ULID, household: ULID) -> Money {
    let position = entry(assessment)?.position ?? -1
    let joined = absorbed(by: household, after: position).flatMap { instruments(of: $0) }
    return joined.reduce(Money(cents: balance(Chart.promised(assessment)))) { sum, stream in
      guard let promise = (anyState(of: stream) as? any InstalmentPromising)?.promise else { return sum }
      return sum + promise.monthly - promise.part(under: assessment)
    }
  }

  /// True where a promise stands that was made on the strength of a reservation.
  public func isUsed(reservation: ULID) -> Bool { isClaimed(.capacityReservation(reservation)) }

  /// The household in which a family lives now, wherever it was merged into.
  public func successor(of household: ULID) -> ULID {
    var current = household
    var seen: Set<ULID> = [household]
    while true {
      let state: HouseholdState = state(of: StreamID("household", current))
      guard let next = state.mergedInto, seen.insert(next).inserted else { return current }
      current = next
    }
  }

  /// How many persons of the committee stand in for a missing assessment; 0 where the policy lets nobody.
  var overridePersons: Int { governing.policy.households?.overridePersons ?? 0 }

  /// True where an assessment is there and not too old to bind new promises: nobody stands in for it then.
  func isAssessed(_ household: ULID) -> Bool { affordableInstalment(of: household).map { !isStale($0) } ?? false }

  /// Age is counted to the day of recording, so that an earlier date does not make an old assessment young.
  private func isStale(_ capacity: AffordableInstalment) -> Bool {
    max(effective, header.recorded.date) > capacity.assessed.adding(days: assessmentValidDays)
  }

  private var assessmentValidDays: Int { governing.policy.households?.assessmentValidDays ?? 0 }

  /// Where an entry names the assessment on which it rests, that one binds; where something is added and nobody
  /// overrides, it must be named.
  func requireRests(on assessment: ULID?, adding added: Money, household: ULID, overridden: Bool) throws(Refusal) {
    let household = successor(of: household)
    let binding = affordableInstalment(of: household)?.assessment
    guard assessment != nil || added.isPositive && !overridden else { return }
    guard assessment == binding else {
      throw Capacity.otherAssessment([
        "household": household, "assessment": binding.map(\.description) ?? "none: nobody has assessed it",
      ])
    }
  }

  /// New instalments must fit what the educator has signed; what they replace counts against them, and what adds nothing
  /// always passes.
  /// - Returns: on whose strength they are promised.
  @discardableResult
  func requireAffordable(_ offer: InstalmentOffer) throws(Refusal) -> CapacityGrounds {
    guard offer.added.isPositive else { return .none }
    let household = successor(of: offer.household)
    guard let capacity = affordableInstalment(of: household) else {
      guard offer.isOverridden, overridePersons > 0 else {
        throw Capacity.notAssessed(["household": household, "persons": overridePersons])
      }
      return try overriding(offer, household)
    }
    guard !capacity.isSuspended else { throw Capacity.suspended(["household": household]) }
    guard !isStale(capacity) else {
      guard offer.isOverridden, overridePersons > 0 else {
        throw Capacity.stale(["assessed": capacity.assessed, "days": assessmentValidDays])
      }
      return try overriding(offer, household, instead: capacity)
    }
    guard !offer.isOverridden else {
      throw Capacity.overrideNeedless(["household": household, "assessed": capacity.assessed])
    }
    let taken =
      try promised(on: capacity.assessment, household: household) + reservedByOthers(capacity, offer, household)
    if let seasons = capacity.seasons {
      try requireSeasonal(offer, seasons, capacity.assessment, taken: taken, household)
    } else {
      try requireLeft(capacity.amount - taken, wanted: offer.added, "more per month", household)
    }
    return CapacityGrounds(assessment: capacity.assessment, reservation: offer.reservation)
  }

  /// Who stands in for an assessment has none on which anything is reserved. What is promised beside one that is too old
  /// counts against it all the same: a policy that gives assessments more time does not free it.
  private func overriding(
    _ offer: InstalmentOffer, _ household: ULID, instead stale: AffordableInstalment? = nil
  ) throws(Refusal) -> CapacityGrounds {
    if let reservation = offer.reservation {
      throw Capacity.reservationUnknown(["household": household, "reservation": reservation])
    }
    return CapacityGrounds(assessment: stale?.assessment, reservation: nil)
  }

  func requireLeft(
    _ left: Money, wanted: Money, _ span: String, _ household: ULID
  ) throws(Refusal) {
    guard wanted <= left else {
      throw Capacity.exceeded([
        "wanted": wanted, "span": span, "left": max(left, .zero), "household": household,
      ])
    }
  }

  /// What is kept for other offers; the reservation that this one names must be its own, and usable.
  private func reservedByOthers(
    _ capacity: AffordableInstalment, _ offer: InstalmentOffer, _ household: ULID
  ) throws(Refusal) -> Money {
    if let named = offer.reservation {
      guard !isUsed(reservation: named) else { throw Capacity.reservationUsed(["reservation": named]) }
      guard let own = capacity.reservations.first(where: { $0.id == named }) else {
        throw Capacity.reservationUnknown(["household": household, "reservation": named])
      }
      guard own.body == offer.body else {
        throw Capacity.reservationNotTheirs(["reservation": named, "body": own.body])
      }
      guard isLive(own) else {
        throw Capacity.reservationExpired(["reservation": named, "through": own.through])
      }
    }
    return capacity.reservations.reduce(.zero) { sum, other in
      other.id != offer.reservation && isLive(other) && !isUsed(reservation: other.id) ? sum + other.amount : sum
    }
  }

  /// Expiry is counted to the day of recording, so that nobody dates an entry back into a reservation.
  func isLive(_ reservation: AffordableInstalment.Reservation) -> Bool {
    header.recorded.date <= reservation.through
  }

  /// Where work is seasonal the instalments fit when the months up to each of them have left enough, and when they do not
  /// take more on average than the family can bear over the year.
  ///
  /// The months count from that of the first instalment on: what earlier ones have left nobody has promised to keep.
  /// - Parameter taken: what is promised and reserved already, which counts in every month.
  private func requireSeasonal(
    _ offer: InstalmentOffer, _ seasons: AffordableInstalment.Seasons, _ assessment: ULID, taken: Money,
    _ household: ULID
  ) throws(Refusal) {
    let counted = offer.promise.part(under: assessment)
    let uncounted = offer.promise.monthly - counted
    var (wanted, left, average) = (Money.zero, Money.zero, Money.zero)
    for month in offer.instalments.span {
      let freed = counted + min(uncounted, offer.replaced[month])
      wanted += offer.instalments[month]
      left += seasons.capacity(in: month) - taken + freed
      average += seasons.average - taken + freed
      try requireLeft(left, wanted: wanted, "through \(month)", household)
    }
    try requireLeft(average, wanted: wanted, "over the whole time", household)
  }
}

extension AffordableInstalment.Seasons {
  /// Nothing where the assessment does not name twelve months.
  func capacity(in month: CivilMonth) -> Money {
    let index = month.firstDay.month - 1
    return months.indices.contains(index) ? months[index] : .zero
  }
}
