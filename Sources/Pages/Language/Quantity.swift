/// What an integer counts, so that it is written as people read it.
public enum Quantity: Sendable, Hashable {
  /// Cents of the ledger's currency.
  case euro
  case whole
  /// Minutes, read as hours and minutes.
  case minutes
  /// A number times 10^places: 199 with two places is 1.99.
  case decimal(places: Int)
  /// Parts of a hundred, times 10^places: 123 with one place is 12.3 %.
  case percent(places: Int)
}
