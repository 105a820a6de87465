/// A decimal number as an integer and a count of decimals; how amounts are read and written without floating point.
public struct FixedPoint: Hashable, Sendable, CustomStringConvertible {
  /// The number times 10^decimals.
  public let scaled: Int
  public let decimals: Int

  public init(scaled: Int, decimals: Int) {
    precondition((0...18).contains(decimals), "a fixed-point number has 0 to 18 decimals")
    self.scaled = scaled
    self.decimals = decimals
  }

  public var description: String {
    let digits = String(scaled.magnitude)
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}

/// How a person writes numbers: which character parts the decimals, and which may group thousands.
public enum NumberStyle: String, Sendable, CaseIterable, Codable {
  /// `1250.00`, and `1,250.00`.
  case point
  /// `1250,00`, and `1.250,00`: Italian and most of the continent.
  case comma

  var decimalMark: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
  var groupMark: UInt8 { self == .point ? UInt8(ascii: ",") : UInt8(ascii: ".") }
}

/// Why a text is not an amount.
public enum AmountError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case unexpected(Character, offset: Int)
  case tooManyDecimals(allowed: Int)
  case badGrouping
  case tooLarge

  public var description: String {
    switch self {
    case .empty: "there is no number"
    case .unexpected(let character, let offset): "unexpected '\(character)' at character \(offset + 1)"
    case .tooManyDecimals(let allowed): "more than \(allowed) decimals"
    case .badGrouping: "thousands are not grouped by three"
    case .tooLarge: "the number is too large"
    }
  }
}

extension FixedPoint {
  /// Reads the whole of `text`, and refuses whatever is left over.
  ///
  /// Foundation's parser silently reads `1.250,00` as 1; this one reads every character or throws.
  /// Missing decimals are zeros: `1250` with two decimals is 125000.
  public init(parsing text: some StringProtocol, decimals: Int, style: NumberStyle = .point) throws(AmountError) {
    var reader = Reader(bytes: Array(text.utf8), style: style)
    self.init(scaled: try reader.read(decimals: decimals), decimals: decimals)
  }

  private struct Reader {
    let bytes: [UInt8]
    let style: NumberStyle

    mutating func read(decimals: Int) throws(AmountError) -> Int {
      var index = 0
      var negative = false
      if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
        negative = first == UInt8(ascii: "-")
        index = 1
      }
      let mark = bytes[index...].firstIndex(of: style.decimalMark) ?? bytes.endIndex
      guard mark > index else {
        if let byte = bytes.dropFirst(index).first { throw unexpected(byte, at: index) }
        throw .empty
      }
      var value = 0
      for position in try wholeDigits(in: index..<mark) { value = try append(bytes[position], to: value) }
      var written = 0
      if mark < bytes.endIndex {
        for position in (mark + 1)..<bytes.endIndex {
          guard isDigit(bytes[position]) else { throw unexpected(bytes[position], at: position) }
          written += 1
          guard written <= decimals else { throw .tooManyDecimals(allowed: decimals) }
          value = try append(bytes[position], to: value)
        }
        if written == 0 { throw unexpected(bytes[mark], at: mark) }
      }
      for _ in written..<decimals { value = try append(UInt8(ascii: "0"), to: value) }
      return negative ? -value : value
    }

    /// The places of the digits before the decimal mark, once their grouping is known to be right.
    private func wholeDigits(in range: Range<Int>) throws(AmountError) -> [Int] {
      var digits: [Int] = []
      var marks: [Int] = []
      for position in range {
        if isDigit(bytes[position]) {
          digits.append(position)
        } else if bytes[position] == style.groupMark {
          marks.append(position)
        } else {
          throw unexpected(bytes[position], at: position)
        }
      }
      guard let firstMark = marks.first else { return digits }
      let groups = marks + [range.upperBound]
      let evenly = zip(groups, groups.dropFirst()).allSatisfy { $1 - $0 == 4 }
      guard evenly, (1...3).contains(firstMark - range.lowerBound) else { throw .badGrouping }
      return digits
    }

    private func append(_ digit: UInt8, to value: Int) throws(AmountError) -> Int {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      guard !overflow, !carried else { throw .tooLarge }
      return sum
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private func unexpected(_ byte: UInt8, at offset: Int) -> AmountError {
      let text = String(decoding: bytes[offset...], as: UTF8.self)
      return .unexpected(text.first ?? Character(UnicodeScalar(byte)), offset: offset)
    }
  }
}

extension Money {
  /// Reads `1250`, `1250.00` or, in the comma style, `1.250,00`.
  public init(parsing text: some StringProtocol, style: NumberStyle = .point) throws(AmountError) {
    self.init(cents: try FixedPoint(parsing: text, decimals: 2, style: style).scaled)
  }
}
