extension JSON {
  /// The one canonical spelling of this document (RFC 8785), which is what gets hashed and signed.
  ///
  /// A tree built in code may break rules that no text can (integers beyond 2^53 − 1, too many levels, keys that are not
  /// ASCII); it is written all the same and then refused by every reader. Use `payloadBytes()` for what will be signed.
  public var canonicalBytes: [UInt8] {
    var output: [UInt8] = []
    write(into: &output)
    return output
  }

  /// Appends the canonical spelling.
  public func write(into output: inout [UInt8]) {
    switch self {
    case .null: JSONWriter.write("null", into: &output)
    case .bool(let value): JSONWriter.write(value ? "true" : "false", into: &output)
    case .integer(let value): JSONWriter.write(value, into: &output)
    case .string(let value): JSONWriter.write(string: value, into: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.write(into: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      for (index, member) in object.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONWriter.write(string: member.key, into: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(into: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  /// The canonical spelling of a tree that every reader will accept; throws, naming the path, when there is none.
  public func payloadBytes() throws(JSONError) -> [UInt8] {
    try checkPayload(at: .root, depth: 0)
    return canonicalBytes
  }

  /// Throws where the tree breaks a rule that canonical texts obey by construction.
  private func checkPayload(at path: JSONPath, depth: Int) throws(JSONError) {
    switch self {
    case .null, .bool, .string: return
    case .integer(let value):
      guard (-Self.maximumInteger...Self.maximumInteger).contains(value) else {
        throw JSONError(.outOfRange(path: path.description, type: "an integer within ±(2^53 − 1)"))
      }
    case .array(let elements):
      guard depth < Self.maximumDepth else { throw JSONError(.tooDeep(path: path.description)) }
      for (index, element) in elements.enumerated() {
        try element.checkPayload(at: .element(index, of: path), depth: depth + 1)
      }
    case .object(let object):
      guard depth < Self.maximumDepth else { throw JSONError(.tooDeep(path: path.description)) }
      for member in object {
        let place = JSONPath.member(member.key, of: path)
        guard member.key.utf8.allSatisfy({ $0 < 0x80 }) else {
          throw JSONError(.nonASCIIKeyAt(path: place.description))
        }
        try member.value.checkPayload(at: place, depth: depth + 1)
      }
    }
  }
}

/// The spelling of single values in RFC 8785.
enum JSONWriter {
  static func write(_ literal: StaticString, into output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  static func write(_ integer: Int, into output: inout [UInt8]) {
    if integer < 0 { output.append(UInt8(ascii: "-")) }
    let first = output.count
    var rest = integer.magnitude
    repeat {
      output.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    output[first...].reverse()
  }

  static func write(string: String, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    writeContent(of: string, into: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// What stands between the quotes: only the quote, the backslash and C0 controls are escaped, each in its shortest way.
  static func writeContent(of string: String, into output: inout [UInt8]) {
    KeyOrder.withBytes(of: string) { bytes in
      var written = 0
      for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        output.append(contentsOf: bytes[written..<index])
        writeEscape(byte, into: &output)
        written = index + 1
      }
      output.append(contentsOf: bytes[written...])
    }
  }

  private static func writeEscape(_ byte: UInt8, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: output.append(byte)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
      write("u00", into: &output)
      output.append(hexDigit(byte >> 4))
      output.append(hexDigit(byte & 0x0F))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
