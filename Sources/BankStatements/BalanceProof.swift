public import LedgerCore

/// Whether opening balance and movements give exactly the closing balance that the bank states.
public enum BalanceProof: Hashable, Sendable {
  case proved(opening: Money, movements: Money, closing: Money)
  /// `difference` is the stated closing balance less the computed one: what is missing from the lines.
  case fails(opening: Money, movements: Money, closing: Money, difference: Money)
  case notStated(reason: String)

  static func of(opening: DatedBalance?, closing: DatedBalance?, lines: [BankLine]) -> BalanceProof {
    guard let opening = opening?.amount, let closing = closing?.amount else {
      let missing =
        switch (opening, closing) {
        case (nil, nil): "neither an opening nor a closing balance"
        case (nil, _): "no opening balance"
        default: "no closing balance"
        }
      return .notStated(reason: "the file states \(missing)")
    }
    let movements = lines.reduce(Money.zero) { $0 + $1.amount }
    let difference = closing - (opening + movements)
    guard difference == .zero else {
      return .fails(opening: opening, movements: movements, closing: closing, difference: difference)
    }
    return .proved(opening: opening, movements: movements, closing: closing)
  }
}

extension BalanceProof: CustomStringConvertible {
  public var description: String {
    switch self {
    case .proved(let opening, let movements, let closing):
      "proved: opening \(opening) + movements \(movements) = closing \(closing)"
    case .fails(let opening, let movements, let closing, let difference):
      "fails: opening \(opening) + movements \(movements) = \(opening + movements), the bank states \(closing): "
        + "difference \(difference)"
    case .notStated(let reason): "not provable: \(reason)"
    }
  }
}
