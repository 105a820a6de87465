import Bookkeeping
import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// The kinds that the program admits, as opposed to those that the specification shows.
@Suite struct RulebookWordsTests {
  @Test func `every kind of the rulebook has a title in Italian and in English`() {
    for kind in Rulebook.mastro.kinds.keys {
      for language in [Language.italian, .english] {
        #expect(WordTable.kinds.own(kind.unversioned, in: language) != nil, "\(kind) in \(language.tag)")
      }
    }
  }

  @Test func `every refusal of the rulebook has an Italian message`() {
    for code in Rulebook.mastro.refusals {
      #expect(RefusalWords.all.message(of: code.id, in: .italian) != nil, "\(code.id)")
    }
  }
}
