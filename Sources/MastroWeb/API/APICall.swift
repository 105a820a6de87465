import Bookkeeping
import Funds
import LedgerCore
import Pages

/// One request to the API, read and judged: who asks, for what.
struct APICall: Sendable {
  let office: WebOffice
  let viewer: Visitor?
  let language: Language
  let parameters: [String: String]
  let query: Submitted
  let body: JSON
  /// Bytes of the body as it came.
  let length: Int
  /// The newest event that a listener has seen, which comes again after a break.
  var lastEvent: String?
  /// What the path goes on with where a route leaves it open.
  var rest = ""

  var bookkeeper: Bookkeeper { office.bookkeeper }
  var now: Instant { bookkeeper.surroundings.now }

  /// The person of an operation that asks for a session.
  var person: Visitor {
    get throws {
      guard let viewer else { throw WebRefusals.signInNeeded() }
      return viewer
    }
  }

  func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// A value of the query; nil where it is not given.
  func asked(_ name: String) -> String? { query.values[name]?.first }

  /// A whole number of the query in its plain form.
  func number(_ name: String, in range: ClosedRange<Int>, default standard: Int? = nil) throws(Refusal) -> Int {
    guard let text = asked(name) else {
      guard let standard else { throw WebRefusals.malformed(["reason": "\(name) is missing in the query"]) }
      return standard
    }
    guard let number = PlainNumber.read(text), range.contains(number) else {
      throw WebRefusals.malformed([
        "reason": "\(name) is not a whole number from \(range.lowerBound) to \(range.upperBound)"
      ])
    }
    return number
  }

  /// The members of the body, none of them unknown.
  func members(_ known: Set<String>) throws(Refusal) -> JSONObject {
    guard let object = body.object else { throw WebRefusals.malformed(["reason": "the body is not an object"]) }
    for member in object where !known.contains(member.key) {
      throw WebRefusals.malformed(["reason": "there is no member \(member.key.prefix(40))"])
    }
    return object
  }
}

/// Numbers in addresses have one form: digits without leading zeros.
enum PlainNumber {
  static func read(_ text: String) -> Int? {
    guard (1...16).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text == "0" || !text.hasPrefix("0")
    else { return nil }
    return Int(text)
  }
}

extension JSONObject {
  /// A member that must be text.
  func text(_ name: String) throws(Refusal) -> String {
    guard let text = self[name]?.string else { throw WebRefusals.malformed(["reason": "\(name) is not a text"]) }
    return text
  }
}
