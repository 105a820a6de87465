public import Pages

/// An entry in plain words: what a person sees before they sign it.
///
/// Nothing of the entry is left out: what the glossary does not know is shown as it is written.
public struct EntryStatement: Sendable {
  /// The kind's title.
  public let heading: Inline
  /// Amounts, and to whom: to be read first.
  public let important: [Term]
  /// Who signs, in which role, for which body, about what, with effect from which day.
  public let signing: [Term]
  /// All other members of the body.
  public let content: [Term]
  /// Members of the body that are lists: instalments, debts, shares.
  public let tables: [Table]
  /// What the entry does to the accounts; nil where nothing changes.
  public let effects: Table?
  let titles: Titles

  /// Headings of the parts.
  struct Titles: Sendable {
    let important: Inline
    let signing: Inline
    let content: Inline
    let effects: Inline
  }

  /// All of it, ready for a page below a heading of its own.
  public var blocks: [Block] {
    var blocks: [Block] = []
    if !important.isEmpty { blocks.append(.section(titles.important, [.facts(important)])) }
    blocks.append(.section(titles.signing, [.facts(signing)]))
    var body: [Block] = content.isEmpty ? [] : [.facts(content)]
    body += tables.map { .table($0) }
    if !body.isEmpty { blocks.append(.section(titles.content, body)) }
    if var effects {
      effects.showsCaption = false
      blocks.append(.section(titles.effects, [.table(effects)]))
    }
    return blocks
  }
}
