import LedgerCore

/// Reads the two forms in which browsers send what was filled in.
enum FormDecoding {
  private static let mostFields = 2_000

  static func decode(_ bytes: [UInt8], contentType: String) throws(Refusal) -> Submitted {
    let type = contentType.lowercased().prefix { $0 != ";" }.trimmingSpaces
    switch type {
    case "application/x-www-form-urlencoded", "": return try urlEncoded(bytes)
    case "multipart/form-data":
      guard let boundary = boundary(in: contentType) else {
        throw WebRefusals.malformed(["reason": "the form names no boundary"])
      }
      return try MultipartForm.parse(bytes, boundary: boundary)
    default: throw WebRefusals.malformed(["reason": "a form is sent as application/x-www-form-urlencoded"])
    }
  }

  /// `a=1&b=2`, also of an address's query.
  static func urlEncoded(_ bytes: [UInt8]) throws(Refusal) -> Submitted {
    var submitted = Submitted()
    let pairs = bytes.split(separator: UInt8(ascii: "&"))
    guard pairs.count <= mostFields else { throw WebRefusals.malformed(["reason": "too many fields"]) }
    for pair in pairs {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]), let value = parts.count > 1 ? decoded(parts[1]) : "" else {
        throw WebRefusals.malformed(["reason": "a field is not UTF-8, or badly encoded"])
      }
      submitted.values[name, default: []].append(value)
    }
    return submitted
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard index + 2 < bytes.endIndex, let high = nibble(bytes[index + 1]), let low = nibble(bytes[index + 2]) else {
          return nil
        }
        out.append(high << 4 | low)
        index += 2
      case let byte: out.append(byte)
      }
      index += 1
    }
    return String(validating: out, as: UTF8.self)
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func boundary(in contentType: String) -> String? {
    for part in contentType.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmingSpaces.lowercased() == "boundary" else { continue }
      let value = pair[1].trimmingSpaces
      let bare = value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
      return (1...70).contains(bare.utf8.count) ? bare : nil
    }
    return nil
  }
}

extension StringProtocol {
  var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text = text.dropFirst() }
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
