public import LedgerCore

/// A batch of loans that moves in from elsewhere: the stream `portfolio/<id>`.
public struct PortfolioState: StreamState {
  public static let family = "portfolio"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the batch stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, proposed, confirmed
  }

  public internal(set) var status = Status.new
  public internal(set) var proposal: PortfolioProposed?
  public internal(set) var asOf: CivilDate?
  public internal(set) var proposers = Persons()

  public init() {}
}

enum PortfolioRules {
  static let wrongState = RefusalCode(
    "portfolio.wrong-state", "the batch {batch} is {state}, so this cannot follow",
    hint: "`mastro import list` shows the batches")
}
