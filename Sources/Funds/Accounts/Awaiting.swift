public import LedgerCore

/// What somebody must do or know, though nobody broke a rule when it was logged.
public struct Awaiting: Hashable, Sendable {
  /// Stable for programs, like the code of a refusal: `ratification.overdue`.
  public let code: String
  public let sentence: String

  public init(code: String, sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}

/// The books after their newest entry, for those who look for what was left undone.
public struct BooksAtRest: Sendable {
  /// When the newest entry was recorded: what is overdue is overdue for everybody who has the same log.
  public let today: CivilDate
  public let policy: Policy
  private let balances: [AccountKey: Int]

  public init(today: CivilDate, policy: Policy, balances: [AccountBalance]) {
    self.today = today
    self.policy = policy
    self.balances = Dictionary(balances.map { ($0.key, $0.amount) }, uniquingKeysWith: { first, _ in first })
  }

  /// The balance of an account, in the commodity's smallest unit.
  public func balance(_ account: Account, _ commodity: Commodity = .euro) -> Int {
    balances[AccountKey(account, commodity)] ?? 0
  }
}

/// A stream that can wait for a person longer than it should.
///
/// `verify` asks every such state at the end, so a new instrument says here what it waits for, and the verifier does not
/// change.
public protocol AwaitingState: StreamState {
  /// False where nothing is awaited, whatever the day: then the stream is not asked.
  var mayAwait: Bool { get }
  /// What is awaited on the day of these books.
  func awaiting(_ stream: StreamID, in books: BooksAtRest) -> [Awaiting]
}
