/// A moment in UTC to the second: when an entry says it was recorded.
public struct Instant: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
  public let seconds: Int

  public init(seconds: Int) { self.seconds = seconds }

  /// Reads exactly `YYYY-MM-DDTHH:MM:SSZ`.
  public init?(_ text: some StringProtocol) {
    var copy = String(text)
    guard let instant = copy.withUTF8({ Instant(bytes: $0) }) else { return nil }
    self = instant
  }

  /// Reads exactly the twenty characters of the text form.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
      let date = CivilDate(bytes: UnsafeBufferPointer(rebasing: bytes[0..<10])),
      let hour = Digits.number(bytes[11..<13]), let minute = Digits.number(bytes[14..<16]),
      let second = Digits.number(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    self.seconds = date.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second
  }

  /// The civil date in UTC.
  public var date: CivilDate {
    CivilDate(dayNumber: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  public func adding(seconds more: Int) -> Instant { Instant(seconds: seconds + more) }
}

extension Instant {
  public var description: String {
    let inDay = seconds - date.dayNumber * 86_400
    let hour = Digits.padded(inDay / 3_600, 2)
    let minute = Digits.padded(inDay / 60 % 60, 2)
    let second = Digits.padded(inDay % 60, 2)
    return "\(date)T\(hour):\(minute):\(second)Z"
  }
}

extension Instant: WrittenAsText {
  public static var form: String { "a time YYYY-MM-DDTHH:MM:SSZ" }
}
