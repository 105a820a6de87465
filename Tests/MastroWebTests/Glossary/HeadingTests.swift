import Foundation
import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// The words of reports, lists and cards, which LedgerViews writes in English.
@Suite struct HeadingTests {
  static let words: [String: String] = {
    let file = GlossaryFiles.root.appending(path: "Sources/MastroWeb/Words/views.json")
    let json = (try? Data(contentsOf: file)).flatMap { try? JSON.parse([UInt8]($0), form: .relaxed) }
    return Dictionary(
      (json?.object ?? [:]).map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first })
  }()

  @Test func `every heading has an Italian one with the same places`() {
    #expect(Self.words.count > 300)
    for (english, italian) in Self.words {
      let places = { (text: String) in Set(text.matches(of: #/\{\d\}/#).map { String($0.0) }) }
      #expect(!italian.isEmpty && places(italian) == places(english), "\(english)")
      #expect(!GlossaryFiles.namesACommand(italian), "\(english)")
      #expect(Glossary(.italian).heading(english) == italian)
      let shown = Glossary(.english).heading(english)
      #expect(english.hasPrefix(shown) && (shown == english || english.contains("mastro ")), "\(english)")
    }
  }

  @Test func `an unknown heading is shown as it is`() {
    #expect(Glossary(.italian).heading("Nobody has written this") == "Nobody has written this")
    #expect(!Glossary.knows(heading: "Nobody has written this"))
  }

  /// The titles of columns and figures stand in the sources as the first text of a call.
  @Test func `every title in the views has a translation`() {
    let titles = GlossaryFiles.viewTitles
    #expect(titles.count > 100)
    for title in titles.sorted() { #expect(Glossary.knows(heading: title), "\(title) is missing in views.json") }
  }
}
