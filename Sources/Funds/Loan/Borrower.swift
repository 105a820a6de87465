public import LedgerCore

/// Who owes: a family, or a single party (a start-up, an owner who renovates an empty home).
public enum Borrower: Sendable, Hashable {
  case household(ULID)
  case party(ULID)

  /// Under which help to one beneficiary is added up.
  public var id: ULID {
    switch self {
    case .household(let id), .party(let id): id
    }
  }

  public var household: ULID? {
    switch self {
    case .household(let id): id
    case .party: nil
    }
  }
}

extension Borrower: Codable {
  private enum Key: String, CodingKey {
    case household, party
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let household = try container.decodeIfPresent(ULID.self, forKey: .household) {
      self = .household(household)
    } else {
      self = .party(try container.decode(ULID.self, forKey: .party))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .household(let id): try container.encode(id, forKey: .household)
    case .party(let id): try container.encode(id, forKey: .party)
    }
  }
}

extension Admission {
  /// The borrower must be known: a household that stands, or a registered party that lives in none.
  func requireBorrower(_ borrower: Borrower) throws(Refusal) {
    switch borrower {
    case .household(let id): _ = try requireHousehold(id)
    case .party(let id):
      try requireParty(id)
      try requireResidence(of: id, in: nil)
    }
  }

  /// Everybody who may agree for the borrower, and who decides on nothing that the borrower is given.
  func people(of borrower: Borrower) -> Set<ULID> {
    switch borrower {
    case .household(let id): family(of: id)
    case .party(let id): [id]
    }
  }
}
