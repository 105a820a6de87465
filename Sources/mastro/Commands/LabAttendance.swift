import Bookkeeping
import Coaching
import Funds
import LedgerCore

/// How a list of names is written.
enum LabNames {
  static func separated(_ text: some StringProtocol, by separator: Character) -> [String] {
    text.split(separator: separator).map { trimmed($0) }.filter { !$0.isEmpty }
  }

  static func lines(of bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { trimmed($0) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

extension Bookkeeper {
  /// Parties as a list names them; whoever is in no register is told at once and together.
  func parties(named names: [String]) throws -> [ULID] {
    let known = Dictionary(
      grouping: try parties().compactMap { party in party.name.map { ($0.lowercased(), party.id) } }, by: \.0)
    var unknown: [String] = []
    let found = try names.compactMap { name -> ULID? in
      if let named = known[name.lowercased()], named.count == 1 { return named[0].1 }
      do {
        return try party(name)
      } catch let refusal as Refusal where refusal.code == SpendingRules.partyUnknown {
        unknown.append(name)
        return nil
      }
    }
    guard unknown.isEmpty else { throw SpendingRules.partyUnknown(["party": unknown.joined(separator: ", ")]) }
    return found
  }
}

/// What people said on leaving, as it is typed or read from a file.
enum LabFeedback {
  static let unreadable = RefusalCode(
    "lab.feedback-unreadable", "the answers '{text}' cannot be read: {reason}",
    hint: "write QUESTION=0,1,2,5,3, or the file {\"clear\": [0, 1, 2, 5, 3]}", .usage)

  static func read(_ items: [String]) throws -> [String: [Int]] {
    var feedback: [String: [Int]] = [:]
    for item in items {
      let answers = item.contains("=") ? [try typed(item)] : try file(item)
      for (question, marks) in answers {
        guard feedback.updateValue(marks, forKey: question) == nil else {
          throw unreadable(["text": item, "reason": "the question \(question) stands there twice"])
        }
      }
    }
    return feedback
  }

  private static func typed(_ item: String) throws -> (String, [Int]) {
    let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let texts = parts[1].split(separator: ",", omittingEmptySubsequences: false)
    let marks = texts.compactMap { Int($0) }
    guard marks.count == texts.count else {
      throw unreadable(["text": item, "reason": "a mark is counted by a whole number"])
    }
    return (String(parts[0]), marks)
  }

  private static func file(_ path: String) throws -> [(String, [Int])] {
    do {
      let json = try JSON.parse(Files.read(path), form: .relaxed)
      let read = try JSONDecoding.decodeExactly([String: [Int]].self, from: json)
      return read.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    } catch let error as JSONError {
      throw unreadable(["text": path, "reason": error])
    }
  }
}
