/// A language in which pages are written: its direction, and how it writes numbers, dates and the page's own few words.
///
/// Digits are the European ones everywhere, so that a family can compare its page with a bank's letter.
public struct Language: Sendable, Hashable {
  /// The tag of BCP 47, as in `lang`.
  public let tag: String
  public let direction: Direction
  let decimalMark: String
  let groupMark: String
  /// Digits before the decimal mark from which thousands are grouped: Spanish writes 1250 and 12.500.
  let groupsFrom: Int
  let currencyFirst: Bool
  let percentSpace: Bool
  /// Twelve short names.
  let months: [String]
  let words: Words

  /// The words that pages and charts need by themselves; everything else is the caller's text.
  struct Words: Sendable, Hashable {
    let total: String
    let chartAsTable: String
    let lowest: String
    let nothing: String
    let notDefined: String
    let hours: String
    let minutes: String
  }

  /// The language with this tag, or whose tag it extends (`it-CH` is written as `it`); nil when it is none of ours.
  public init?(tag: String) {
    let wanted = tag.lowercased()
    guard let found = Language.all.first(where: { wanted == $0.tag || wanted.hasPrefix($0.tag + "-") }) else {
      return nil
    }
    self = found
  }

  init(
    tag: String, direction: Direction = .leftToRight, decimalMark: String, groupMark: String, groupsFrom: Int = 4,
    currencyFirst: Bool = false, percentSpace: Bool = false, months: String, words: Words
  ) {
    self.tag = tag
    self.direction = direction
    self.decimalMark = decimalMark
    self.groupMark = groupMark
    self.groupsFrom = groupsFrom
    self.currencyFirst = currencyFirst
    self.percentSpace = percentSpace
    self.months = months.split(separator: " ").map(String.init)
    self.words = words
    precondition(self.months.count == 12, "a year has twelve months in every language")
  }
}
