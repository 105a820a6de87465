public import LedgerCore
public import Pages

/// How a view becomes part of a page: its words and codes in the reader's language, and which things have a page.
public struct ViewWords {
  private let say: (String) -> String
  /// The words of a code; the member it stands in tells homonyms apart.
  let code: (_ code: String, _ member: String) -> String
  /// An account of the books, which has a name for people and a code that stands in every export.
  let account: (Account) -> Inline
  let path: (Subject) -> WebPath?

  /// - Parameters:
  ///   - say: the words for English ones, with the same places `{1}`, `{2}`; unknown ones as they are.
  ///   - code: the words for a code of the ledger in a member such as `state` or `reason`; unknown ones as they are.
  ///   - account: how an account is shown; by its code where nothing is said.
  ///   - path: the page of what a line is about, where there is one and the reader may open it.
  public init(
    say: @escaping (String) -> String,
    code: @escaping (_ code: String, _ member: String) -> String = { code, _ in code },
    account: @escaping (Account) -> Inline = { .code($0.text) },
    path: @escaping (Subject) -> WebPath? = { _ in nil }
  ) {
    self.say = say
    self.code = code
    self.account = account
    self.path = path
  }

  /// As the command line says it.
  public static var english: ViewWords { ViewWords { $0 } }

  func text(_ wording: Wording) -> String { wording.text(say, code: code) }
  func inline(_ wording: Wording) -> Inline { wording.inline(say, code: code) }

  /// The words of a code in a title: as the command line says it where there are none, with a capital where that has one.
  private func code(_ raw: String, _ member: String, _ english: String) -> String {
    let words = code(raw, member)
    guard words != raw else { return english }
    return english.first?.isUppercase == true ? words.prefix(1).uppercased() + words.dropFirst() : words
  }
}

extension Report.Cell {
  func onPage(_ words: ViewWords, member: String) -> Table.Cell {
    let cell = written(words, member: member)
    guard let subject, let path = words.path(subject) else { return cell }
    switch cell {
    case .text(let text): return .inline(.link(.name(text), to: path))
    case .inline(let line): return .inline(.link(line, to: path))
    case .money, .figure, .day, .notDefined, .none: return cell
    }
  }

  private func written(_ words: ViewWords, member: String) -> Table.Cell {
    if let page { return page }
    if text.isEmpty { return .none }
    switch meaning {
    case .plain: return .text(text)
    case .codes(let codes, let own):
      return .inline(Inline(codes.map { words.code($0, own ?? member) }.joined(separator: ", ")))
    case .account(let account): return .inline(words.account(account))
    case .words(let wording): return .inline(words.inline(wording))
    }
  }

  /// The cell as a figure of its own; nil where it is not defined.
  func value(_ words: ViewWords, member: String) -> Inline? {
    switch onPage(words, member: member) {
    case .money(let money): "\(money)"
    case .figure(let value, let quantity): "\(value, as: quantity)"
    case .day(let day): "\(day)"
    case .notDefined: nil
    case .text(let text): .name(text)
    case .inline(let line): line
    case .none: ""
    }
  }
}

extension Report {
  /// The list as a table of a page.
  public func table(_ caption: Wording, _ words: ViewWords, totals: [Cell] = []) -> Table {
    let headings = columns.enumerated().map { index, column in
      let isMoney = rows.contains { if case .money = $0[index].page { true } else { false } }
      return Table.Column(words.inline(column.title) + (isMoney ? " (€)" : ""), isFigure: column.alignRight)
    }
    func cells(_ row: [Cell]) -> [Table.Cell] {
      zip(columns, row).map { $1.onPage(words, member: $0.member) }
    }
    return Table(
      caption: words.inline(caption), columns: headings, rows: rows.map(cells), totals: cells(totals),
      empty: words.inline(empty))
  }
}

extension Card {
  /// Each member that has something, with its title.
  public func terms(_ words: ViewWords) -> [Term] {
    lines.filter { !$0.cell.text.isEmpty }.map { line in
      Term(words.inline(line.title), line.cell.value(words, member: line.member) ?? "")
    }
  }
}
