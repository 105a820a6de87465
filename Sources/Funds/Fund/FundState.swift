public import LedgerCore

/// A fund and what its donors have bound its money to: the stream `fund/<name>`.
public struct FundState: StreamState {
  public static let family = "fund"
  public static let keyForm = StreamKeyForm.slug

  public internal(set) var isOpen = false
  /// The purposes that each restriction pays for; `free` pays for all.
  public internal(set) var restrictions: [Slug: [Slug]] = [:]
  public internal(set) var title = ""

  public init() {}
}

/// A restriction as a fund declares it.
public struct RestrictionTerms: Codable, Sendable, Hashable {
  public let name: Slug
  public let purposes: [Slug]

  public init(name: Slug, purposes: [Slug]) {
    self.name = name
    self.purposes = purposes
  }
}

enum FundRules {
  static let restrictionTaken = RefusalCode(
    "restriction.already-there", "the restriction {restriction} stands already, or stands twice",
    hint: "`free` is always there; give every other restriction once")
  static let restrictionEmpty = RefusalCode(
    "restriction.no-purpose", "the restriction {restriction} names no purpose", hint: "name what its money may pay for")

  static func check(_ terms: RestrictionTerms, fund: Slug, in context: Admission) throws(Refusal) {
    guard !terms.purposes.isEmpty, Set(terms.purposes).count == terms.purposes.count else {
      throw restrictionEmpty(["restriction": Restriction(fund: fund, name: terms.name)])
    }
    for purpose in terms.purposes { try context.requirePurpose(purpose) }
  }
}

extension Admission {
  /// The name of the fund whose stream this is.
  var fundName: Slug { Slug(header.stream.key) ?? Restriction.freeName }
}
