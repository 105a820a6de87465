/// A JSON document as Mastro knows it: no floating point, integers that every reader can hold, no member given twice.
///
/// Signed payloads, bodies and policies are JSON, and two implementations must agree on every byte. Strings are therefore
/// equal when their UTF-8 bytes are equal; Swift's own `==` would also accept canonically equivalent spellings
/// ("é" as one scalar or as two), which have different hashes and different signatures.
public enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

extension JSON {
  /// The largest magnitude of an integer, 2^53 − 1: beyond it a reader that uses doubles sees another number (RFC 7493).
  public static let maximumInteger = 9_007_199_254_740_991

  /// How many arrays and objects may be open at once, so that no document can exhaust a stack.
  public static let maximumDepth = 32

  /// The default limit of one document, in bytes; payloads and envelopes have smaller limits of their own.
  public static let maximumBytes = 16 * 1024 * 1024
}

extension JSON {
  /// The truth value, or nil when this is anything else.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The integer, or nil when this is anything else.
  public var integer: Int? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The text, or nil when this is anything else.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The elements, or nil when this is anything else.
  public var array: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, or nil when this is anything else.
  public var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member with this key; nil when there is none, and nil when this is not an object.
  public subscript(key: String) -> JSON? {
    object?[key]
  }
}

extension JSON: Hashable {
  public static func == (lhs: JSON, rhs: JSON) -> Bool {
    switch (lhs, rhs) {
    case (.null, .null): true
    case (.bool(let lhs), .bool(let rhs)): lhs == rhs
    case (.integer(let lhs), .integer(let rhs)): lhs == rhs
    case (.string(let lhs), .string(let rhs)): KeyOrder.areIdentical(lhs, rhs)
    case (.array(let lhs), .array(let rhs)): lhs == rhs
    case (.object(let lhs), .object(let rhs)): lhs == rhs
    case (.null, _), (.bool, _), (.integer, _), (.string, _), (.array, _), (.object, _): false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value):
      hasher.combine(1)
      hasher.combine(value)
    case .integer(let value):
      hasher.combine(2)
      hasher.combine(value)
    case .string(let value):
      hasher.combine(3)
      KeyOrder.hash(value, into: &hasher)
    case .array(let value):
      hasher.combine(4)
      hasher.combine(value)
    case .object(let value):
      hasher.combine(5)
      hasher.combine(value)
    }
  }
}

// There is deliberately no nil literal: `json["key"] == nil` must ask whether the member is absent, not whether it is null.

extension JSON: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSON: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Traps when a key is given twice: a literal with two values for one member is a programmer's mistake.
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(unique: elements)) }
}
