import Bookkeeping
public import LedgerCore

/// What a card may be asked for.
public struct CardQuery: Sendable {
  /// Day up to which days are counted; today otherwise.
  public var asOf: CivilDate?
  /// Of a plan: this creditor's part and nothing else.
  public var creditor: ULID?
  /// Of an agreement of service: the work and its hours, without debts and amounts.
  public var isForHost = false

  public init(asOf: CivilDate? = nil, creditor: ULID? = nil) {
    self.asOf = asOf
    self.creditor = creditor
  }
}

/// A card of the catalogue: what it shows, and how it is made.
public protocol CardView: SendableMetatype {
  /// The word of the command line.
  static var noun: String { get }
  /// The family of the streams that it shows.
  static var family: String { get }
  /// What a person calls it: `agreement of service`.
  static var thing: String { get }
  static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet
}

extension CardView {
  public static var family: String { noun }
  public static var thing: String { noun }
}

/// Every card by its noun.
public enum CardCatalogue {
  public static let all: [any CardView.Type] = [
    FundCard.self, ContributionCard.self, CapitalCard.self, GrantCard.self, VoucherCard.self, LoanCard.self,
    LoanScheduleCard.self, GuaranteeCard.self, PlanCard.self, ServiceCard.self, HouseholdCard.self, PartyCard.self,
    LabCard.self, TransferCard.self,
  ]

  /// The card of a noun; refused where there is none.
  public static func card(_ noun: String) throws -> any CardView.Type {
    guard let found = all.first(where: { $0.noun == noun }) else {
      throw ViewRefusals.unknown([
        "name": noun, "thing": "card", "known": all.map { $0.noun }.joined(separator: ", "),
      ])
    }
    return found
  }
}

extension Viewer {
  /// The card of what stands in the stream of that noun and key; refused where nothing does.
  public func card(_ noun: String, _ key: some StringProtocol, _ query: CardQuery = CardQuery()) throws -> CardSheet {
    let card = try CardCatalogue.card(noun)
    guard let stream = StreamID("\(card.family)/\(String(key))"),
      try bookkeeper.ledger.store.read({ try $0.head(of: stream) }) != nil
    else { throw ViewRefusals.notA(["id": String(key), "thing": card.thing]) }
    return try card.sheet(self, stream, query)
  }

  public func card(
    _ card: any CardView.Type, _ stream: StreamID, _ query: CardQuery = CardQuery()
  ) throws -> CardSheet {
    try card.sheet(self, stream, query)
  }

  /// Everybody who has signed something in a stream, oldest first.
  public func steps(of stream: StreamID) throws -> Report { Report(try bookkeeper.history(stream), sight) }

  /// The newest entries of the log, newest last.
  public func newestEntries(_ most: Int) throws -> Report {
    let size = try bookkeeper.ledger.store.read { try $0.size }
    return Report(try bookkeeper.history(max(0, size - most)..<size), sight)
  }
}

extension CardSheet {
  /// Ends the sheet with everybody who has signed.
  func signed(_ viewer: Viewer) throws -> CardSheet {
    guard let stream else { return self }
    var sheet = self
    sheet.add("Steps", "steps", try viewer.steps(of: stream))
    return sheet
  }
}

extension CardView {
  static func notThere(_ stream: StreamID) -> Refusal { ViewRefusals.notA(["id": stream.key, "thing": thing]) }
}
