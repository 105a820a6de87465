/// What a stream has become after its entries, as far as the rules need to know.
public protocol StreamState: Sendable {
  /// The word before the slash in the stream's name; `ledger` stands alone.
  static var family: String { get }
  static var keyForm: StreamKeyForm { get }
  init()
}

/// How streams of a family are told apart.
public enum StreamKeyForm: Sendable {
  case alone
  case ulid
  case slug

  /// Whether the key of a stream has this form.
  public func admits(_ stream: StreamID) -> Bool {
    switch self {
    case .alone: stream.key.isEmpty
    case .ulid: stream.ulid != nil
    case .slug: Slug(stream.key) != nil
    }
  }
}

/// One kind of entry: its members, its rule, its effect. A new kind is one file with one such type.
///
/// The stored properties are the signed body; they are written and read by `Codable` in canonical JSON, and a body
/// that does not come back byte for byte is refused, so no member can be smuggled past a rule.
public protocol EntryBody: Codable, Sendable {
  associatedtype State: StreamState
  static var kind: Kind { get }
  static var roles: Set<Role> { get }
  /// True where a mistake is answered by `entry.reversed`.
  static var isReversible: Bool { get }
  /// True for a fact observed at the bank: admitted even where it takes an account below zero.
  static var observesBank: Bool { get }
  /// The refusals of this kind, in the order of their guards.
  static var refusals: [RefusalCode] { get }

  /// Ordered guards, then what the entry does. Pure: state, context and body in; effects or a refusal out.
  func admit(to state: State, in context: Admission) throws(Refusal) -> Effects
  /// Cannot fail, and reads nothing but the entry: what was admitted is true.
  func apply(to state: inout State, from entry: LoggedEntry)
}

extension EntryBody {
  public static var isReversible: Bool { false }
  public static var observesBank: Bool { false }
  public static var refusals: [RefusalCode] { [] }
}

/// What an admitted entry does to balances and to what may be claimed once.
public struct Effects: Sendable {
  public var postings: Postings
  public var claims: [Claim]

  public static let none = Effects(postings: .none)

  public init(postings: Postings, claims: [Claim] = []) {
    self.postings = postings
    self.claims = claims
  }

  /// Adds up debits and credits; refuses amounts that no entry can carry.
  public init(_ parts: [Posting], claims: [Claim] = []) throws(Refusal) {
    do {
      postings = try Postings(parts)
    } catch {
      throw CoreRefusals.postings(["reason": error])
    }
    self.claims = claims
  }
}
