/// The encoder behind `JSONEncoding`.
struct TreeEncoder: Encoder {
  let node: EncodingNode
  let path: JSONPath

  var codingPath: [any CodingKey] { path.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.becomeObject()
    return KeyedEncodingContainer(KeyedTreeWriter<Key>(node: node, path: path))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.becomeArray()
    return UnkeyedTreeWriter(node: node, path: path)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleTreeWriter(node: node, path: path)
  }

  /// The node of a nested value, encoded by the value itself.
  static func node(of value: some Encodable, at path: JSONPath) throws(JSONError) -> EncodingNode {
    let node = EncodingNode()
    do {
      try value.encode(to: TreeEncoder(node: node, path: path))
    } catch {
      throw JSONError(wrapping: error, at: path)
    }
    return node
  }

  static func integer(_ value: some FixedWidthInteger, at path: JSONPath) throws(JSONError) -> JSON {
    guard let integer = Int(exactly: value), integer.magnitude <= JSON.maximumInteger else {
      throw JSONError(.outOfRange(path: path.description, type: "an integer within ±(2^53 − 1)"))
    }
    return .integer(integer)
  }
}

private struct KeyedTreeWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: EncodingNode
  let path: JSONPath

  var codingPath: [any CodingKey] { path.codingPath }

  func encodeNil(forKey key: Key) throws { add(.null, forKey: key) }
  func encode(_ value: Bool, forKey key: Key) throws { add(.bool(value), forKey: key) }
  func encode(_ value: String, forKey key: Key) throws { add(.string(value), forKey: key) }

  func encode(_ value: Int, forKey key: Key) throws {
    add(try TreeEncoder.integer(value, at: place(of: key)), forKey: key)
  }

  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    node.append(try TreeEncoder.node(of: value, at: place(of: key)), forKey: key.stringValue)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    nested(key).container(keyedBy: keyType)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested(key).unkeyedContainer() }
  func superEncoder() -> any Encoder { nested(JSONKey(stringValue: "super")) }
  func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func place(of key: some CodingKey) -> JSONPath { .member(key.stringValue, of: path) }

  private func add(_ json: JSON, forKey key: Key) {
    node.append(EncodingNode(json), forKey: key.stringValue)
  }

  private func nested(_ key: some CodingKey) -> TreeEncoder {
    let child = EncodingNode()
    node.append(child, forKey: key.stringValue)
    return TreeEncoder(node: child, path: place(of: key))
  }
}

private struct UnkeyedTreeWriter: UnkeyedEncodingContainer {
  let node: EncodingNode
  let path: JSONPath

  var codingPath: [any CodingKey] { path.codingPath }
  var count: Int { node.count }

  func encodeNil() throws { node.append(EncodingNode(.null)) }
  func encode(_ value: Bool) throws { node.append(EncodingNode(.bool(value))) }
  func encode(_ value: String) throws { node.append(EncodingNode(.string(value))) }
  func encode(_ value: Int) throws { node.append(EncodingNode(try TreeEncoder.integer(value, at: place))) }
  func encode<T: Encodable>(_ value: T) throws { node.append(try TreeEncoder.node(of: value, at: place)) }

  func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: keyType)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  func superEncoder() -> any Encoder { nested() }

  private var place: JSONPath { .element(count, of: path) }

  private func nested() -> TreeEncoder {
    let encoder = TreeEncoder(node: EncodingNode(), path: place)
    node.append(encoder.node)
    return encoder
  }
}

private struct SingleTreeWriter: SingleValueEncodingContainer {
  let node: EncodingNode
  let path: JSONPath

  var codingPath: [any CodingKey] { path.codingPath }

  func encodeNil() throws { node.set(.null) }
  func encode(_ value: Bool) throws { node.set(.bool(value)) }
  func encode(_ value: String) throws { node.set(.string(value)) }
  func encode(_ value: Double) throws { throw JSONError(.floatAt(path: path.description)) }
  func encode(_ value: Float) throws { throw JSONError(.floatAt(path: path.description)) }
  func encode(_ value: Int) throws { try set(value) }
  func encode(_ value: Int8) throws { try set(value) }
  func encode(_ value: Int16) throws { try set(value) }
  func encode(_ value: Int32) throws { try set(value) }
  func encode(_ value: Int64) throws { try set(value) }
  func encode(_ value: Int128) throws { try set(value) }
  func encode(_ value: UInt) throws { try set(value) }
  func encode(_ value: UInt8) throws { try set(value) }
  func encode(_ value: UInt16) throws { try set(value) }
  func encode(_ value: UInt32) throws { try set(value) }
  func encode(_ value: UInt64) throws { try set(value) }
  func encode(_ value: UInt128) throws { try set(value) }
  func encode<T: Encodable>(_ value: T) throws { try value.encode(to: TreeEncoder(node: node, path: path)) }

  private func set(_ value: some FixedWidthInteger) throws(JSONError) {
    node.set(try TreeEncoder.integer(value, at: path))
  }
}
