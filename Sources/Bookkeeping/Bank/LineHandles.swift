public import LedgerCore
public import LedgerSQLite
public import Sodium

/// How people name bank lines: the shortest beginning of the key, of at least eight characters, that is one line's.
public struct LineHandles: Sendable {
  public static let shortest = 8
  private let sorted: [(hex: String, index: Int)]
  private let lengths: [Digest: Int]
  private let lines: [StoredBankLine]
  private let account: Slug

  public init(_ lines: [StoredBankLine], account: Slug) {
    self.lines = lines
    self.account = account
    sorted = lines.enumerated().map { ($1.key.hex, $0) }.sorted { $0.0 < $1.0 }
    var lengths: [Digest: Int] = [:]
    for (place, item) in sorted.enumerated() {
      var length = LineHandles.shortest
      for neighbour in [place - 1, place + 1] where sorted.indices.contains(neighbour) {
        length = max(length, LineHandles.common(item.hex, sorted[neighbour].hex) + 1)
      }
      lengths[lines[item.index].key] = length
    }
    self.lengths = lengths
  }

  public func handle(of key: Digest) -> String { String(key.hex.prefix(lengths[key] ?? 64)) }

  /// The line whose key begins with `text`.
  public func line(_ text: String) throws -> StoredBankLine {
    let text = text.lowercased()
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].hex < text { low = middle + 1 } else { high = middle }
    }
    let found = sorted[low...].prefix { $0.hex.hasPrefix(text) }
    guard text.utf8.count >= LineHandles.shortest, let first = found.first else {
      throw BankRefusals.lineUnknown(["account": account, "text": text])
    }
    guard found.count == 1 else {
      let some = found.prefix(5).map { handle(of: lines[$0.index].key) }.joined(separator: ", ")
      throw BankRefusals.lineAmbiguous(["text": text, "count": found.count, "lines": some])
    }
    return lines[first.index]
  }

  private static func common(_ left: String, _ right: String) -> Int {
    zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
  }
}
