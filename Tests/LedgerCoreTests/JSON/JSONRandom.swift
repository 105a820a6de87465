import LedgerCore
import SeededRandom

/// Three fixed seeds and a fresh one, so that every run also tries what no run has tried; each test prints its seed.
enum JSONSeeds {
  static let all: [UInt64] = [1, 8785, 0xDEAD_BEEF, UInt64.random(in: 0...UInt64.max)]
}

extension SeededGenerator {
  mutating func oneIn(_ number: Int) -> Bool { below(number) == 0 }
}

/// Random trees, biased to where rules change: the borders of UTF-8 lengths and surrogates, controls, the integer limits.
extension SeededGenerator {
  private static let borders: [Unicode.Scalar] = [
    "\u{0}", "\u{1}", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1F}", " ", "\"", "\\", "/", "u", "0", "A", "a",
    "~", "\u{7F}", "\u{80}", "é", "e", "\u{301}", "\u{30A}", "\u{7FF}", "\u{800}", "\u{2028}", "\u{D7FF}", "\u{E000}",
    "\u{FB33}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "\u{10000}", "\u{1F602}", "\u{10FFFF}",
  ]
  private static let asciiBorders = borders.filter(\.isASCII)

  mutating func string(isASCII: Bool = false) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<below(oneIn(4) ? 24 : 5) {
      let border = isASCII ? Self.asciiBorders : Self.borders
      scalars.append(oneIn(3) ? Unicode.Scalar(UInt8(0x20 + below(0x5F))) : border[below(border.count)])
    }
    return String(scalars)
  }

  mutating func integer() -> Int {
    switch below(4) {
    case 0: [0, 1, -1, 9, 10, -10, JSON.maximumInteger, -JSON.maximumInteger][below(8)]
    case 1: below(1000) - 500
    default: Int.random(in: -JSON.maximumInteger...JSON.maximumInteger, using: &self)
    }
  }

  mutating func tree(depth: Int = 4, asciiKeys: Bool) -> JSON {
    switch below(depth > 0 ? 8 : 5) {
    case 0: return .null
    case 1: return .bool(oneIn(2))
    case 2: return .integer(integer())
    case 3, 4: return .string(string())
    case 5: return .array((0..<below(5)).map { _ in tree(depth: depth - 1, asciiKeys: asciiKeys) })
    default:
      var object = JSONObject()
      for _ in 0..<below(7) { object[string(isASCII: asciiKeys)] = tree(depth: depth - 1, asciiKeys: asciiKeys) }
      return .object(object)
    }
  }

  /// A tree that is worth mutating: an object with something in it.
  mutating func document(asciiKeys: Bool) -> JSON {
    while true {
      let tree = tree(depth: 4, asciiKeys: asciiKeys)
      if let object = tree.object, object.count > 1, tree.canonicalBytes.count < 400 { return tree }
    }
  }
}

/// The same document spelt in any way that RFC 8259 allows.
extension SeededGenerator {
  mutating func relaxedText(of json: JSON) -> String {
    let value =
      switch json {
      case .null: "null"
      case .bool(let value): "\(value)"
      case .integer(let value): "\(value)"
      case .string(let value): relaxedString(value)
      case .array(let elements): "[" + elements.map { relaxedText(of: $0) }.joined(separator: ",") + space() + "]"
      case .object(let object):
        "{"
          + object.shuffled(using: &self).map { member in
            space() + relaxedString(member.key) + space() + ":" + relaxedText(of: member.value)
          }.joined(separator: ",") + space() + "}"
      }
    return space() + value + space()
  }

  private mutating func space() -> String {
    String((0..<(oneIn(2) ? 0 : below(4))).map { _ in [" ", "\t", "\n", "\r"][below(4)] }.joined())
  }

  private mutating func relaxedString(_ string: String) -> String {
    var output = "\""
    for scalar in string.unicodeScalars {
      let short = ["\"": "\\\"", "\\": "\\\\", "\u{8}": "\\b", "\t": "\\t", "\n": "\\n", "\u{C}": "\\f", "\r": "\\r"]
      if scalar == "/", oneIn(2) {
        output += "\\/"
      } else if let escape = short[String(scalar)], oneIn(2) {
        output += escape
      } else if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || oneIn(4) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: oneIn(2))
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
