/// The decoder behind `JSONDecoding`: one per value that decodes itself, so that what it never asked for is known when its
/// `init(from:)` returns. A type that tries one shape and then another is judged by the attempt that succeeded.
final class TreeDecoder: Decoder {
  let json: JSON
  let path: JSONPath
  private var isRead = false
  private var isDelegated = false
  private var isAsked: [Bool] = []
  private var nested: [TreeDecoder] = []
  private var failure: JSONError?

  init(_ json: JSON, at path: JSONPath) {
    self.json = json
    self.path = path
  }

  var codingPath: [any CodingKey] { path.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func decode<T: Decodable>(_ type: T.Type, from json: JSON, at path: JSONPath) throws(JSONError) -> T {
    let decoder = TreeDecoder(json, at: path)
    let value: T
    do {
      value = try T(from: decoder)
    } catch {
      throw decoder.failure ?? JSONError(wrapping: error, at: path)
    }
    try decoder.finish()
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = json else { throw mismatch("an object") }
    track(object.count)
    return KeyedDecodingContainer(KeyedTreeReader<Key>(decoder: self, object: object))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = json else { throw mismatch("an array") }
    track(elements.count)
    return UnkeyedTreeReader(decoder: self, elements: elements)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    isRead = true
    return SingleTreeReader(json: json, path: path, decoder: self)
  }

  func mismatch(_ expected: String) -> JSONError {
    JSONError(.typeMismatch(path: path.description, expected: expected))
  }

  func markAsked(_ index: Int) {
    isAsked[index] = true
  }

  /// Another type has read, and been judged on, the whole of this value.
  func markDelegated() {
    isDelegated = true
  }

  /// For places that cannot throw; the whole value is refused in the end.
  func fail(_ reason: JSONError.Reason) {
    failure = failure ?? JSONError(reason)
  }

  /// A decoder for a part that has no `init(from:)` of its own; it is judged together with this one.
  func nestedDecoder(_ json: JSON, at path: JSONPath) -> TreeDecoder {
    let decoder = TreeDecoder(json, at: path)
    nested.append(decoder)
    return decoder
  }

  private func track(_ count: Int) {
    if isAsked.isEmpty { isAsked = Array(repeating: false, count: count) }
    isRead = true
  }

  private func finish() throws(JSONError) {
    if let failure { throw failure }
    if isDelegated { return }
    if !isRead {
      guard case .object(let object) = json else { throw mismatch("an object") }
      isAsked = Array(repeating: false, count: object.count)
    }
    if let index = isAsked.firstIndex(of: false) {
      let place: JSONPath =
        if case .object(let object) = json {
          .member(object[index].key, of: path)
        } else {
          .element(index, of: path)
        }
      throw JSONError(.unknownMember(path: place.description))
    }
    for decoder in nested { try decoder.finish() }
  }
}

private struct KeyedTreeReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: TreeDecoder
  let object: JSONObject

  var codingPath: [any CodingKey] { decoder.codingPath }

  /// A `Dictionary` would merge keys that are canonically equal; that is refused rather than lost.
  var allKeys: [Key] {
    let keys = object.keys
    if Set(keys).count != keys.count { decoder.fail(.invalidValue(path: decoder.path.description, why: Self.merged)) }
    return keys.compactMap { Key(stringValue: $0) }
  }

  private static var merged: String { "two members have names that differ only in their Unicode spelling" }

  func contains(_ key: Key) -> Bool { object.index(of: key.stringValue) != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    if case .null = try value(key) { true } else { false }
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try single(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try single(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try single(key).decode(type) }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try TreeDecoder.decode(type, from: try value(key), at: place(of: key))
  }

  // An absent member is nil; a null is a second spelling of nil and so is refused by the type that finds it.
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(type, key) }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try optional(type, key) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try optional(type, key) }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try optional(type, key) }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try optional(type, key) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(type, key) }
  func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try optional(type, key) }
  func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? { try optional(type, key) }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try optional(type, key) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try nested(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try nested(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try nested(JSONKey(stringValue: "super")) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try nested(key) }

  private func place(of key: some CodingKey) -> JSONPath { .member(key.stringValue, of: decoder.path) }

  private func value(_ key: some CodingKey) throws(JSONError) -> JSON {
    guard let index = object.index(of: key.stringValue) else {
      throw JSONError(.missingMember(path: place(of: key).description))
    }
    decoder.markAsked(index)
    return object[index].value
  }

  private func optional<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T? {
    contains(key) ? try decode(type, forKey: key) : nil
  }

  private func single(_ key: Key) throws(JSONError) -> SingleTreeReader {
    SingleTreeReader(json: try value(key), path: place(of: key), decoder: nil)
  }

  private func nested(_ key: some CodingKey) throws(JSONError) -> TreeDecoder {
    decoder.nestedDecoder(try value(key), at: place(of: key))
  }
}

private struct UnkeyedTreeReader: UnkeyedDecodingContainer {
  let decoder: TreeDecoder
  let elements: [JSON]
  var currentIndex = 0

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex == elements.count }

  /// As the protocol demands, moves on only past a null.
  mutating func decodeNil() throws -> Bool {
    guard case .null = try current() else { return false }
    advance()
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let value = try TreeDecoder.decode(type, from: try current(), at: place)
    advance()
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try nested().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try nested() }

  private var place: JSONPath { .element(currentIndex, of: decoder.path) }

  private func current() throws(JSONError) -> JSON {
    guard !isAtEnd else { throw JSONError(.missingMember(path: place.description)) }
    return elements[currentIndex]
  }

  private mutating func advance() {
    decoder.markAsked(currentIndex)
    currentIndex += 1
  }

  private mutating func nested() throws(JSONError) -> TreeDecoder {
    let child = decoder.nestedDecoder(try current(), at: place)
    advance()
    return child
  }
}

private struct SingleTreeReader: SingleValueDecodingContainer {
  let json: JSON
  let path: JSONPath
  let decoder: TreeDecoder?

  var codingPath: [any CodingKey] { path.codingPath }

  func decodeNil() -> Bool {
    if case .null = json { true } else { false }
  }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard case .bool(let value) = json else { throw mismatch("true or false") }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    guard case .string(let value) = json else { throw mismatch("a string") }
    return value
  }

  func decode(_ type: Double.Type) throws -> Double { throw JSONError(.floatAt(path: path.description)) }
  func decode(_ type: Float.Type) throws -> Float { throw JSONError(.floatAt(path: path.description)) }
  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: Int128.Type) throws -> Int128 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try integer() }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let value = try TreeDecoder.decode(type, from: json, at: path)
    decoder?.markDelegated()
    return value
  }

  private func integer<T: FixedWidthInteger>() throws(JSONError) -> T {
    guard case .integer(let value) = json else { throw mismatch("an integer") }
    guard let integer = T(exactly: value) else {
      throw JSONError(.outOfRange(path: path.description, type: "\(T.self)"))
    }
    return integer
  }

  private func mismatch(_ expected: String) -> JSONError {
    JSONError(.typeMismatch(path: path.description, expected: expected))
  }
}
