extension JSON {
  /// Which texts `parse` accepts.
  public enum Form: Sendable, Hashable {
    /// Exactly the bytes that `canonicalBytes` writes (RFC 8785), with ASCII keys: what may be signed and stored.
    case canonical
    /// Any text of RFC 8259 without duplicate keys, fractions, exponents and lone surrogates: what people and other
    /// programs hand in.
    case relaxed
  }

  /// Reads one document.
  ///
  /// - Parameter maximumBytes: a longer text is refused before it is looked at.
  public static func parse(
    _ bytes: UnsafeRawBufferPointer, form: Form, maximumBytes: Int = JSON.maximumBytes
  ) throws(JSONError) -> JSON {
    guard bytes.count <= maximumBytes else {
      throw JSONError(offset: maximumBytes, reason: .tooLarge(maximumBytes: maximumBytes))
    }
    var parser = JSONParser(scanner: JSONScanner(bytes, form: form))
    return try parser.document()
  }

  /// Reads one document from any bytes, such as `[UInt8]` or `String.utf8`.
  public static func parse(
    _ bytes: some Collection<UInt8>, form: Form, maximumBytes: Int = JSON.maximumBytes
  ) throws(JSONError) -> JSON {
    let parse = { (bytes: UnsafeRawBufferPointer) -> Result<JSON, JSONError> in
      Result { () throws(JSONError) in try Self.parse(bytes, form: form, maximumBytes: maximumBytes) }
    }
    let inPlace = bytes.withContiguousStorageIfAvailable { parse(UnsafeRawBufferPointer($0)) }
    return try (inPlace ?? Array(bytes).withUnsafeBytes(parse)).get()
  }
}

/// Builds the tree; every rule of the text is the scanner's.
struct JSONParser {
  var scanner: JSONScanner

  mutating func document() throws(JSONError) -> JSON {
    scanner.skipWhitespace()
    let json = try value(depth: 0)
    try scanner.finish()
    return json
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    switch try scanner.kind() {
    case .string: .string(try scanner.text(of: try scanner.string()))
    case .number: .integer(try scanner.integer())
    case .literal: try scanner.literal().map { .bool($0) } ?? .null
    case .array: .array(try array(depth: depth))
    case .object: .object(try object(depth: depth))
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSON] {
    try scanner.open(depth: depth)
    var elements: [JSON] = []
    while try scanner.nextElement(isFirst: elements.isEmpty) {
      elements.append(try value(depth: depth + 1))
    }
    return elements
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    try scanner.open(depth: depth)
    var members: [JSONObject.Member] = []
    var offsets: [Int] = []
    var previous: JSONScanner.StringToken?
    while let key = try scanner.nextMember(after: previous) {
      previous = key
      let text = try scanner.text(of: key)
      members.append(JSONObject.Member(key: text, value: try value(depth: depth + 1)))
      if scanner.form == .relaxed { offsets.append(key.offset) }
    }
    guard scanner.form == .relaxed else { return JSONObject(sorted: members) }
    return JSONObject(sorted: try sorted(members, offsets: offsets))
  }

  /// Canonical order; two members with one key are refused at the later one.
  private func sorted(
    _ members: [JSONObject.Member], offsets: [Int]
  ) throws(JSONError) -> [JSONObject.Member] {
    let order = members.indices.sorted { lhs, rhs in
      switch KeyOrder.compare(members[lhs].key, members[rhs].key) {
      case .ascending: true
      case .descending: false
      case .same: lhs < rhs
      }
    }
    for (earlier, later) in zip(order, order.dropFirst())
    where KeyOrder.areIdentical(members[earlier].key, members[later].key) {
      throw scanner.error(.duplicateKey(members[later].key), at: offsets[later])
    }
    return order.map { members[$0] }
  }
}
