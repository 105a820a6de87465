import Bookkeeping
public import LedgerCore

/// What a list may be asked for; each list says which of these it takes, and leaves the others alone.
public struct ListQuery: Sendable {
  /// Only what is in this state, by its code.
  public var state: String?
  /// Day up to which days are counted; today otherwise.
  public var asOf: CivilDate?
  public var onlyOverdue = false
  /// Also what is over: matched, erased, closed.
  public var includesAll = false
  /// A bank account.
  public var account: Slug?
  /// Without debts and amounts, as a host sees it.
  public var isForHost = false
  /// Only what this household was given.
  public var household: ULID?
  /// Only these streams, which the reader may see; nil for all.
  public var streams: Set<StreamID>?

  public init(state: String? = nil, asOf: CivilDate? = nil, household: ULID? = nil) {
    self.state = state
    self.asOf = asOf
    self.household = household
  }

  func keeps(_ stream: StreamID) -> Bool { streams?.contains(stream) ?? true }

  func keeps(_ stream: StreamID, state other: String) -> Bool { keeps(stream) && (state == nil || state == other) }
}

/// A list of the catalogue: what it lists, and how it is made.
public protocol ListView: SendableMetatype {
  /// The word of the command line, which is also the family of the streams where it lists streams.
  static var noun: String { get }
  static var title: Wording { get }
  static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report
}

/// Every list by its noun.
public enum ListCatalogue {
  public static let all: [any ListView.Type] = [
    FundListing.self, ContributionListing.self, CapitalListing.self, GrantListing.self, VoucherListing.self,
    LoanListing.self, GuaranteeListing.self, PlanListing.self, ServiceListing.self, HouseholdListing.self,
    PartyListing.self, MemberListing.self, BodyListing.self, ConsentListing.self, BudgetListing.self,
    LabListing.self, BankListing.self, TransferListing.self, OutcomeListing.self, PeriodListing.self,
  ]

  /// The list of a noun; refused where there is none.
  public static func list(_ noun: String) throws -> any ListView.Type {
    guard let found = all.first(where: { $0.noun == noun }) else {
      throw ViewRefusals.unknown([
        "name": noun, "thing": "list", "known": all.map { $0.noun }.joined(separator: ", "),
      ])
    }
    return found
  }
}

extension Viewer {
  /// A list of the catalogue.
  public func list(_ noun: String, _ query: ListQuery = ListQuery()) throws -> Report {
    try list(ListCatalogue.list(noun), query)
  }

  public func list(_ list: any ListView.Type, _ query: ListQuery = ListQuery()) throws -> Report {
    var query = query
    if let household = query.household {
      let own = Set(try bookkeeper.instruments(of: household) + [StreamID("household", household)])
      query.streams = query.streams.map { $0.intersection(own) } ?? own
    }
    return try list.report(self, query)
  }
}
