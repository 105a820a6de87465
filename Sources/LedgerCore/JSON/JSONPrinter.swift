extension JSON {
  /// The document laid out for people, two spaces per level, in canonical order; still JSON that `.relaxed` reads back.
  ///
  /// Characters that a terminal or a reader might obey rather than show (C1 controls, bidirectional overrides, invisible
  /// marks, line separators) are escaped, so that a hostile text cannot disguise itself.
  public var prettyText: String {
    var output = ""
    printTree(into: &output, indent: "")
    return output
  }

  private func printTree(into output: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        output += (index == 0 ? "[\n" : ",\n") + inner
        element.printTree(into: &output, indent: inner)
      }
      output += "\n" + indent + "]"
    case .object(let object) where !object.isEmpty:
      for (index, member) in object.enumerated() {
        output += (index == 0 ? "{\n" : ",\n") + inner
        JSON.string(member.key).printTree(into: &output, indent: inner)
        output += ": "
        member.value.printTree(into: &output, indent: inner)
      }
      output += "\n" + indent + "}"
    case .null, .bool, .integer, .string, .array, .object:
      let text = String(decoding: canonicalBytes, as: UTF8.self)
      for scalar in text.unicodeScalars {
        if Self.isHidden(scalar) {
          let digits = String(scalar.value, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }
}
