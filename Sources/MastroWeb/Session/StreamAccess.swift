import Bookkeeping
import Funds
import LedgerCore

/// Which files somebody may open, and as whom.
struct StreamAccess: Sendable {
  /// As whom a file is opened.
  enum Side: Hashable, Sendable {
    /// The fund's own people, auditors, bodies that a family lets see it, and the family itself.
    case whole
    /// A creditor: their own part and nothing else.
    case creditor(ULID)
    /// A host: the work and its hours.
    case host
  }

  let sides: [StreamID: Side]
  /// True where everything is open.
  let seesAll: Bool

  init(_ viewer: Visitor, _ office: WebOffice, on day: CivilDate) throws {
    seesAll = viewer.seesAll
    guard !seesAll else {
      sides = [:]
      return
    }
    let bookkeeper = office.bookkeeper
    func files<State: StreamState>(_ type: State.Type) throws -> [(stream: StreamID, state: State)] {
      try office.partners.files([State.family], naming: viewer.member, bookkeeper).map {
        ($0, try bookkeeper.state($0))
      }
    }
    var sides: [StreamID: Side] = [:]
    if viewer.holds(.creditor) {
      for plan in try files(PlanState.self) {
        guard let debt = plan.state.debts.first(where: viewer.isCreditor) else { continue }
        sides[plan.stream] = .creditor(debt.creditor)
      }
      for guarantee in try files(GuaranteeState.self) where guarantee.state.request.map(viewer.isLandlord) ?? false {
        sides[guarantee.stream] = .whole
      }
    }
    if viewer.holds(.host) {
      for agreement in try files(ServiceState.self) where agreement.state.work.map(viewer.isHost) ?? false {
        sides[agreement.stream] = .host
      }
    }
    for household in try files(HouseholdState.self) where household.state.isRegistered {
      guard let id = household.stream.ulid else { continue }
      let access = HouseholdAccess(of: id, household.state, for: viewer, on: day)
      guard access.showsInstruments else { continue }
      for stream in try bookkeeper.instruments(of: id) { sides[stream] = .whole }
      if access.showsRecord { sides[household.stream] = .whole }
    }
    self.sides = sides
  }

  func side(of stream: StreamID) -> Side? { seesAll ? .whole : sides[stream] }
}

extension Visitor {
  /// The fund's own people and auditors see every file.
  var seesAll: Bool { isStaff || holds(.auditor) }

  fileprivate func isCreditor(_ debt: PlanState.Debt) -> Bool {
    debt.creditor == member.party || debt.creditorBody.map { member.bodies.contains($0) } ?? false
  }

  fileprivate func isLandlord(_ request: GuaranteeRequested) -> Bool {
    request.landlord == member.party || request.landlordBody.map { member.bodies.contains($0) } ?? false
  }

  fileprivate func isHost(_ work: ServiceWork) -> Bool {
    if let body = work.hostBody, member.bodies.contains(body) { return true }
    return work.hostParty.map { $0 == member.party } ?? false
  }
}
