import Bookkeeping
public import Funds
import LedgerCore

/// The families.
public enum HouseholdListing: ListView {
  public static let noun = "household"
  public static let title: Wording = "Households"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Household", "id"), .init("File", "fileNumber"), .init("Name"), .init("Members", right: true),
      .init("Municipality"), .init("State"),
    ])
    report.rows = try viewer.bookkeeper.households().compactMap { household in
      let state = household.state
      let stream = StreamID("household", household.id)
      guard query.includesAll || !state.isErased && state.mergedInto == nil, query.keeps(stream) else { return nil }
      return [
        .id(of: stream), .optional(numbers[stream]),
        .optional(viewer.sight.shows(household.id) ? household.name : nil), .number(state.members.count),
        .optional(state.municipality), .words(state.standing),
      ]
    }
    report.empty = "no households yet: `mastro household register --member NAME:RELATION` adds one"
    return report
  }
}

extension HouseholdState {
  /// Whether it stands, was taken up by another one, or is forgotten.
  public var standing: Wording {
    if isErased { return "erased" }
    if let mergedInto { return "part of \(mergedInto)" }
    return proposal == nil ? "standing" : "to be erased"
  }
}

/// The consents that stand: who may see something of which family.
public enum ConsentListing: ListView {
  public static let noun = "consent"
  public static let title: Wording = "Consents"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let today = viewer.today
    var report = Report(columns: [
      .init("Consent", "id"), .init("Household"), .init("Bodies"), .init("Scopes"), .init("Until"), .init("Over"),
    ])
    report.rows = try viewer.bookkeeper.households().filter { household in
      query.keeps(StreamID("household", household.id)) && (query.household == nil || household.id == query.household)
    }.flatMap { household in
      household.state.consents.sorted { $0.value.position < $1.value.position }.map { id, consent in
        [
          .entry(id), .id(of: StreamID("household", household.id)), .list(consent.bodies.sorted()),
          .codes(consent.scopes.sorted().map(\.rawValue)), .day(consent.until),
          .flag(consent.until < today, "over"),
        ]
      }
    }
    report.empty = "no consent stands: nobody sees anything of a family without one"
    return report
  }
}

/// How many households have reached each indicator.
public enum OutcomeListing: ListView {
  public static let noun = "outcome"
  public static let title: Wording = "Outcomes"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let households = try viewer.bookkeeper.households()
    var report = Report(columns: [.init("Indicator"), .init("Households", right: true)])
    report.rows = OutcomeRecorded.Indicator.allCases.map { indicator in
      [.code(indicator.rawValue), .number(households.filter { $0.state.outcomes[indicator] != nil }.count)]
    }
    return report
  }
}
