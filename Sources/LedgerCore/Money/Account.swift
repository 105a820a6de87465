/// A place in the chart of accounts: `assets:bank:main`, `equity:fund:casa:free:available`.
///
/// Segments are joined by colons; the first names the class, as hledger and beancount expect.
public struct Account: GrammarText, ExpressibleByStringLiteral {
  public static let noun = "account"
  public let text: String

  public init(unchecked text: String) { self.text = text }

  public init(stringLiteral value: String) {
    guard let account = Account(value) else { preconditionFailure("'\(value)' is not an account") }
    self = account
  }

  /// The class of an account decides on which side of zero it lives.
  public enum Class: String, Sendable, CaseIterable {
    case assets, liabilities, equity, income, expenses, memo
  }

  public var accountClass: Class {
    let first = text.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard let found = Class(rawValue: String(Substring(first))) else {
      preconditionFailure("an account begins with its class")
    }
    return found
  }

  public var isMemorandum: Bool { text.utf8.starts(with: "memo:".utf8) }

  public var segments: [Substring] { text.split(separator: ":", omittingEmptySubsequences: false) }

  /// True for the account itself and every account below it.
  public func isUnder(_ prefix: String) -> Bool {
    text == prefix || text.utf8.starts(with: prefix.utf8) && text.utf8.dropFirst(prefix.utf8.count).first == 0x3A
  }

  private static let classes = Class.allCases.map { Array($0.rawValue.utf8) }

  public static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 200 else { return false }
    var segments = 0
    var start = 0
    var index = 0
    while index <= bytes.count {
      if index == bytes.count || bytes[index] == 0x3A {
        let length = index - start
        guard (1...63).contains(length), ASCII.isAlphanumeric(bytes[start]) else { return false }
        if segments == 0, !classes.contains(where: { $0.elementsEqual(bytes[start..<index]) }) { return false }
        segments += 1
        start = index + 1
      } else if !ASCII.isAlphanumeric(bytes[index]) && bytes[index] != UInt8(ascii: "-") {
        return false
      }
      index += 1
    }
    return (2...12).contains(segments)
  }
}
