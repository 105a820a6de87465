import Funds
import LedgerCore
import Sodium

/// Somebody who signs; id and keys follow from a number, so that every run makes the same bytes.
struct Person: Hashable, Sendable, CustomStringConvertible {
  let number: UInt8
  let description: String
  let roles: [Role]

  init(_ number: UInt8, _ name: String, _ roles: Role...) {
    self.number = number
    description = name
    self.roles = roles
  }

  static let anna = Person(1, "anna", .administrator)
  static let bruno = Person(2, "bruno", .administrator)
  static let olga = Person(3, "olga", .operator)
  static let omar = Person(4, "omar", .operator)
  static let carla = Person(5, "carla", .committee)
  static let carlo = Person(6, "carlo", .committee)
  static let teo = Person(7, "teo", .treasurer)
  static let tina = Person(8, "tina", .treasurer)
  static let hugo = Person(9, "hugo", .host)
  /// Holds every role that moves money, and is herself a party.
  static let pia = Person(10, "pia", .committee, .operator, .treasurer)
  /// Is never enrolled by the fixture.
  static let nino = Person(20, "nino", .operator)

  var id: ULID { ULID(high: 0x019A_0000_0000_0000, low: UInt64(number)) }

  /// - Parameter device: 1 is the key of the enrolment.
  func key(device: UInt8 = 1) throws -> SigningKey {
    try SigningKey(seed: [UInt8](repeating: number, count: 31) + [device])
  }

  func proof(device: UInt8 = 1, ledger: Digest?, expires: Instant) throws -> EnrolmentProof {
    EnrolmentProof(
      signing: try key(device: device), member: id, ledger: ledger, origin: Books.origin,
      nonce: [UInt8](repeating: 7, count: 16), expires: expires)
  }

  /// The role in which this person would sign a kind.
  func role(for roles: Set<Role>) -> Role { self.roles.first(where: roles.contains) ?? self.roles[0] }
}

/// People and bodies whom the fund helps, pays and thanks; they hold no keys.
enum Party {
  static let family = ULID(high: 0x019B_0000_0000_0000, low: 1)
  static let otherFamily = ULID(high: 0x019B_0000_0000_0000, low: 2)
  static let landlord = ULID(high: 0x019B_0000_0000_0000, low: 3)
  static let donor = ULID(high: 0x019B_0000_0000_0000, low: 4)
  /// The party that the member Pia is.
  static let pia = ULID(high: 0x019B_0000_0000_0000, low: 5)
  static let unknown = ULID(high: 0x019B_0000_0000_0000, low: 99)
  static let registered = [family, otherFamily, landlord, donor, pia]
}
