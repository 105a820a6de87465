public import LedgerCore
public import Pages

/// One thing as a whole: its members, then its lists, and at the end everybody who has signed it.
public struct CardSheet: Sendable {
  /// A list below the members.
  public struct Part: Sendable {
    public let caption: Wording
    /// Its member in JSON.
    public let member: String
    public let report: Report
    /// False where only programs and pages get it.
    public var isInText = true

    public init(_ caption: Wording, _ member: String, _ report: Report) {
      self.caption = caption
      self.member = member
      self.report = report
    }
  }

  /// What it is and which: `Grant 01JZ…`.
  public let title: Wording
  /// The stream that it is told from; nil for what has none of its own.
  public let stream: StreamID?
  public var card: Card
  public var parts: [Part] = []
  /// What else a person should know; programs find it in the members.
  public var remarks: [Wording] = []

  public init(_ title: Wording, _ stream: StreamID?, _ card: Card) {
    self.title = title
    self.stream = stream
    self.card = card
  }

  public mutating func add(_ caption: Wording, _ member: String, _ report: Report) {
    parts.append(Part(caption, member, report))
  }

  public var json: JSON {
    var object = card.json.object ?? [:]
    for part in parts { object[part.member] = part.report.json }
    return .object(object)
  }

  /// The thing as parts of a page, without its title.
  public func blocks(_ words: ViewWords) -> [Block] {
    [.facts(card.terms(words))]
      + remarks.map { .note(words.inline($0)) }
      + parts.filter { !$0.report.rows.isEmpty }.map { .table($0.report.table($0.caption, words)) }
  }
}
