public import LedgerCore

/// One thing with its members, as people and programs read it.
public struct Card: Sendable {
  public private(set) var lines: [(title: Wording, member: String, cell: Report.Cell)] = []

  public init() {}

  public mutating func add(_ title: Wording, _ member: String? = nil, _ cell: Report.Cell) {
    lines.append((title, member ?? title.english.lowercased(), cell))
  }

  public var json: JSON {
    var object: JSONObject = [:]
    for line in lines { object[line.member] = line.cell.json }
    return .object(object)
  }

  /// Title and text of each member that has one.
  public var shown: [String] {
    let width = lines.map(\.title.english.count).max() ?? 0
    return lines.filter { !$0.cell.text.isEmpty }.map { line in
      let title = line.title.english
      return title + String(repeating: " ", count: width - title.count + 2) + line.cell.text
    }
  }
}
