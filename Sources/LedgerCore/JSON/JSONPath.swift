/// Where a value stands in a document, written for people: `postings[2].amount`, empty for the document itself.
indirect enum JSONPath: Sendable {
  case root
  case member(String, of: JSONPath)
  case element(Int, of: JSONPath)
}

extension JSONPath: CustomStringConvertible {
  var description: String {
    switch self {
    case .root: return ""
    case .element(let index, let parent): return "\(parent)[\(index)]"
    case .member(let key, let parent):
      let prefix = parent.description
      guard Self.isPlain(key) else { return "\(prefix)[\"\(key)\"]" }
      return prefix.isEmpty ? key : "\(prefix).\(key)"
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty
      && key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }
}

extension JSONPath {
  /// The same place as the standard library's coders name it.
  var codingPath: [any CodingKey] {
    switch self {
    case .root: []
    case .member(let key, let parent): parent.codingPath + [JSONKey(stringValue: key)]
    case .element(let index, let parent): parent.codingPath + [JSONKey(intValue: index)]
    }
  }

  init(_ codingPath: [any CodingKey]) {
    self = codingPath.reduce(.root) { path, key in
      key.intValue.map { .element($0, of: path) } ?? .member(key.stringValue, of: path)
    }
  }
}

/// A coding key that is any name or any index.
struct JSONKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = "\(intValue)"
    self.intValue = intValue
  }
}

extension JSONError {
  /// A refusal about a tree or a value, which has a path instead of an offset.
  init(_ reason: Reason) {
    self.init(offset: 0, reason: reason)
  }
}
