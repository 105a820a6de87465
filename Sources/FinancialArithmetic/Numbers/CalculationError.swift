/// Why a calculation was not made, in words that the person who typed the input can act on.
///
/// Nothing in this module traps on an input, however large: what is outside the stated limits is refused with one of these.
public struct CalculationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether the input is wrong as such, or right and without an answer.
  public enum Cause: Hashable, Sendable {
    case invalidInput
    case noAnswer
  }

  public let cause: Cause
  /// The input concerned, by the name that it has in `mastro calc`: `first`, `weights[2]`.
  public let member: String
  public let reason: String

  public static func invalid(_ member: String, _ reason: String) -> CalculationError {
    CalculationError(cause: .invalidInput, member: member, reason: reason)
  }

  public static func impossible(_ member: String, _ reason: String) -> CalculationError {
    CalculationError(cause: .noAnswer, member: member, reason: reason)
  }

  public var description: String { "\(member): \(reason)" }
}
