public import FinancialArithmetic
public import LedgerCore
public import Pages

extension Report {
  /// What stands in a column: what programs get, and how people see it.
  public struct Cell: Sendable {
    /// What the text is to a page in another language.
    enum Meaning: Sendable, Hashable {
      /// Not ours, or the same in every language.
      case plain
      /// Codes of the ledger, such as a state or a reason, and of what they are where the column does not tell.
      case codes([String], of: String?)
      case account(Account)
      case words(Wording)
    }

    public let json: JSON?
    public let text: String
    /// Where a page writes it in its own way; it stands as text otherwise.
    public var page: Table.Cell?
    /// What the cell is about, so that a page can lead there.
    public private(set) var subject: Subject?
    private(set) var meaning = Meaning.plain

    public init(json: JSON?, text: String, page: Table.Cell? = nil) {
      self.json = json
      self.text = text
      self.page = page
    }

    public static let none = Cell(json: nil, text: "", page: Table.Cell.none)

    /// The cell with a link to what it is about, on pages that have one for it.
    public func about(_ subject: Subject?) -> Cell {
      var cell = self
      cell.subject = subject
      return cell
    }

    fileprivate func meaning(_ meaning: Meaning) -> Cell {
      var cell = self
      cell.meaning = meaning
      return cell
    }
  }
}

extension Report.Cell {
  public static func text(_ text: some CustomStringConvertible) -> Self {
    Self(json: .string(text.description), text: text.description)
  }
  public static func optional(_ text: (some CustomStringConvertible)?) -> Self {
    Self(json: text.map { .string($0.description) }, text: text?.description ?? "")
  }
  public static func list(_ items: [some CustomStringConvertible]) -> Self {
    Self(json: .array(items.map { .string($0.description) }), text: items.map(\.description).joined(separator: " "))
  }

  /// A code of the ledger: programs and the command line get the code, pages its words.
  ///
  /// - Parameter member: what it is a code of, where the column's member does not tell.
  public static func code(_ code: some CustomStringConvertible, of member: String? = nil) -> Self {
    text(code).meaning(.codes([code.description], of: member))
  }
  public static func code(_ code: (some CustomStringConvertible)?, of member: String? = nil) -> Self {
    optional(code).meaning(.codes(code.map { [$0.description] } ?? [], of: member))
  }
  public static func codes(_ codes: [some CustomStringConvertible], of member: String? = nil) -> Self {
    list(codes).meaning(.codes(codes.map(\.description), of: member))
  }
  public static func account(_ account: Account) -> Self { text(account).meaning(.account(account)) }

  /// Words of ours, which pages translate.
  public static func words(_ words: Wording) -> Self { text(words.english).meaning(.words(words)) }
  public static func words(_ words: Wording, json: JSON?) -> Self {
    Self(json: json, text: words.english).meaning(.words(words))
  }
  public static func flag(_ flag: Bool, _ word: Wording) -> Self {
    Self(json: .bool(flag), text: flag ? word.english : "").meaning(flag ? .words(word) : .plain)
  }

  /// The id of an entry, which leads to it.
  public static func entry(_ id: ULID) -> Self { text(id).about(.entry(id)) }
  /// The id of a stream, which leads to its page.
  public static func id(of stream: StreamID) -> Self { text(stream.key).about(.stream(stream)) }
  /// A whole stream, which leads to its page.
  public static func stream(_ stream: StreamID) -> Self { text(stream).about(.stream(stream)) }

  public static func number(_ number: Int) -> Self {
    Self(json: .integer(number), text: String(number), page: .figure(number, .whole))
  }
  /// Cents for programs, decimals for people.
  public static func money(_ money: Money) -> Self {
    Self(json: .integer(money.cents), text: money.description, page: .money(money))
  }
  /// Nothing where there is no amount.
  public static func money(_ money: Money?) -> Self { money.map { .money($0) } ?? .none }
  public static func day(_ day: CivilDate) -> Self {
    Self(json: .string(day.description), text: day.description, page: .day(day))
  }
  public static func day(_ day: CivilDate?) -> Self { day.map { .day($0) } ?? .none }
  public static func minutes(_ minutes: Int) -> Self {
    Self(
      json: .integer(minutes), text: Language.english.write(minutes, .minutes).replacing("\u{A0}", with: " "),
      page: .figure(minutes, .minutes))
  }
  /// The decimal as a text for programs, or null where it is not defined.
  public static func ratio(_ ratio: Ratio) -> Self {
    guard let value = ratio.value else { return notDefined(ratio) }
    let page = Table.Cell.figure(value.scaled, .decimal(places: value.decimals))
    return Self(json: .string(value.description), text: value.description, page: page)
  }
  /// A ratio that counts parts of a hundred.
  public static func percent(_ ratio: Ratio) -> Self {
    guard let value = ratio.value else { return notDefined(ratio) }
    let page = Table.Cell.figure(value.scaled, .percent(places: value.decimals))
    return Self(json: .string(value.description), text: value.description + "%", page: page)
  }
  private static func notDefined(_ ratio: Ratio) -> Self {
    Self(json: .null, text: ratio.description, page: .notDefined)
  }
  public static func amount(_ amount: Int, _ commodity: Commodity) -> Self {
    Self(
      json: .integer(amount), text: commodity.format(amount),
      page: .figure(amount, .decimal(places: commodity.decimals)))
  }
  /// A count of people that a small group would give away is not told.
  public static func toldCount(_ count: Int?) -> Self {
    count.map { .number($0) } ?? words("not told", json: .null)
  }
}

extension Report.Cell {
  /// The cell in a file for spreadsheets: minutes as a number, and no text that a spreadsheet takes for a formula.
  public var separated: String {
    switch page {
    case .figure(let minutes, .minutes): String(minutes)
    case .figure, .money, .day: text
    case .text, .inline, .notDefined, .none?, nil:
      text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
    }
  }
}
