import Bookkeeping
public import Pages

extension ReportSheet {
  /// The report as parts of a page, without its title.
  public func blocks(_ words: ViewWords) -> [Block] {
    let cards = figures.lines.map { line in
      Figure(
        words.text(line.title), line.cell.value(words, member: line.member),
        note: explanations[line.member].map(words.inline))
    }
    var blocks: [Block] = cards.isEmpty ? [] : [.figures(cards)]
    if let finding {
      blocks.append(.note("\(strong: words.inline("To be looked at:")) \(words.inline(finding))"))
    }
    return blocks
      + parts.compactMap { part in
        switch part {
        case .table(let table):
          table.isOnPage ? .table(table.report.table(table.caption, words, totals: table.totals)) : nil
        case .picture(let picture): .diagram(picture.diagram(words))
        case .note(let note): .note(words.inline(note))
        }
      }
  }

  /// The same with words alone: codes stay as they are, nothing is a link.
  public func blocks(say: @escaping (String) -> String) -> [Block] { blocks(ViewWords(say: say)) }

  /// Of which day the report is, and how much of the log was known.
  public func subtitle(_ words: ViewWords) -> Inline {
    guard let size = scope.size else { return words.inline("As of \(scope.asOf)") }
    return words.inline("As of \(scope.asOf), as known at log size \(size)")
  }

  /// The report's title in the reader's language.
  public func title(_ words: ViewWords) -> String { words.text(title) }

  /// The report as one English file, with the place of the log that its figures can be checked against.
  public func page(_ provenance: String) -> Page {
    Page(
      language: .english, title: title.english, subtitle: subtitle(.english),
      orientation: isWide ? .landscape : .portrait, blocks: blocks(.english),
      footer: [Inline("mastro report \(name)"), Inline(provenance)])
  }
}
