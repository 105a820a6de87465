public import LedgerCore

/// A minute of a day, from 00:00 to 24:00, the end of the day; without zone, as a timesheet has it.
public struct TimeOfDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Since midnight.
  public let minutes: Int

  /// Nil outside 0 to 1440.
  public init?(minutes: Int) {
    guard (0...1_440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  /// Reads exactly `HH:MM`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
    let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - Int(UInt8(ascii: "0")) }
    guard digits.allSatisfy({ (0...9).contains($0) }), digits[2] < 6 else { return nil }
    self.init(minutes: (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3])
  }

  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }

  public var description: String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }
}

extension TimeOfDay: WrittenAsText {
  public static var form: String { "a time HH:MM" }
}
