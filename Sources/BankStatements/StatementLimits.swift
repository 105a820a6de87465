/// The largest file, amount and text that a statement may have.
///
/// The bounds keep every sum below 2^63, so that adding movements cannot overflow, and keep a hostile file small.
enum StatementLimits {
  static let bytes = 64 << 20
  static let linesPerFile = 100_000
  static let statementsPerFile = 10_000
  /// Of one cell, of one XML element, and of a whole description.
  static let textBytes = 16_384
  /// CAMT itself stays below twenty.
  static let elementDepth = 64
  /// Of one entry, or of a statement apart from its entries: enough for a batch of ten thousand payments.
  static let elementsKept = 500_000
  /// The bound of a ledger's posting: 10^12 cents.
  static let amountCents = 1_000_000_000_000
  /// The bound of a ledger's balance: 2^53 - 1 cents.
  static let balanceCents = 9_007_199_254_740_991
}
