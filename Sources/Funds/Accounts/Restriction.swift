public import LedgerCore

/// One purse of a fund: the money that a donor bound to some purposes, or the `free` money that serves them all.
public struct Restriction: Hashable, Sendable, Comparable, CustomStringConvertible {
  public static let freeName: Slug = "free"

  public let fund: Slug
  public let name: Slug

  public init(fund: Slug, name: Slug) {
    self.fund = fund
    self.name = name
  }

  public var isFree: Bool { name == Restriction.freeName }
  public var description: String { "\(fund)/\(name)" }

  public static func < (left: Restriction, right: Restriction) -> Bool {
    left.fund == right.fund ? left.name < right.name : left.fund < right.fund
  }
}
