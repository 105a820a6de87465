import LedgerCore

extension Sequence {
  /// The amounts of all, added up.
  func sum(_ amount: (Element) -> Money) -> Money { reduce(.zero) { $0 + amount($1) } }
}
