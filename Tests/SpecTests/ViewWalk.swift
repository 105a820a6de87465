import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import MastroWeb
import Pages
import Sodium
import Synchronization

/// Every report, list and card of a ledger as pages in Italian, and the codes and headings that have no words.
struct ViewWalk {
  /// What stands in a view under a name that people gave it.
  static let givenNames: Set<String> = ["restriction", "purse", "body", "pack", "scheme"]

  private final class Heard: Sendable {
    let codes = Mutex<Set<String>>([])
    let unknown = Mutex<Set<String>>([])
  }

  private let viewer: Viewer
  private let heard = Heard()

  /// - Parameter path: the ledger's folder; nil where no ledger can be opened there.
  init?(path: String) {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let now = Int(Date().timeIntervalSince1970) * 1_000
    let surroundings = Surroundings(milliseconds: { now }, random: SystemRandomSource())
    guard let bookkeeper = try? LedgerFolder(path: path).open(surroundings) else { return nil }
    viewer = Viewer(bookkeeper)
  }

  var codes: Set<String> { heard.codes.withLock { $0 } }
  /// What a reader of Italian would meet in English.
  var unknown: [String] { heard.unknown.withLock { $0.sorted() } }

  private var words: ViewWords {
    let heard = heard
    let glossary = Glossary(.italian)
    return ViewWords(
      say: { english in
        if english.contains(where: \.isLetter), english.contains(#/[A-Za-z]{2}/#), !Glossary.knows(heading: english) {
          heard.unknown.withLock { _ = $0.insert("heading: \(english)") }
        }
        return glossary.heading(english)
      },
      code: { code, member in
        heard.codes.withLock { _ = $0.insert("\(member)/\(code)") }
        // Days past due, such as `31-60`, are the same in every language.
        let isWord = code.contains(where: \.isLetter) && !ViewWalk.givenNames.contains(member)
        if isWord, !glossary.knows(code: code, of: member) {
          heard.unknown.withLock { _ = $0.insert("code: \(member)/\(code)") }
        }
        return glossary.code(code, of: member)
      })
  }

  /// Asks for everything there is; what a view refuses is none of its words.
  func walk() throws {
    for list in ListCatalogue.all {
      var query = ListQuery()
      query.includesAll = true
      for query in [ListQuery(), query] {
        if let report = asked({ try viewer.list(list.noun, query) }) { read([.table(report.table(list.title, words))]) }
      }
    }
    for card in CardCatalogue.all {
      for stream in try streams(of: card.family) {
        if let sheet = asked({ try viewer.card(card, stream) }) { read(sheet.blocks(words)) }
      }
    }
    let scope = ReportScope(asOf: viewer.today)
    let funds = try streams(of: "fund").compactMap { Slug($0.key) }
    let households = try streams(of: "household").compactMap(\.ulid)
    for report in ReportCatalogue.all {
      let queries =
        report.needs.contains(.fund)
        ? funds.map { ReportQuery(fund: $0) }
        : report.needs.contains(.household) ? households.map { ReportQuery(household: $0) } : [ReportQuery()]
      for query in queries {
        guard let read = asked({ try viewer.report(report, scope, query) }) else { continue }
        self.read(read.sheet.blocks(words) + [.inline(read.sheet.subtitle(words)), .note(read.provenance(words))])
      }
    }
  }

  private func asked<Answer>(_ question: () throws -> Answer) -> Answer? { try? question() }

  private func read(_ blocks: [Block]) { _ = Block.html(blocks, in: .italian) }

  private func streams(of family: String) throws -> [StreamID] {
    Set(
      try viewer.bookkeeper.history(0..<(viewer.bookkeeper.ledger.store.read { try $0.size })).map(\.entry.entry.stream)
    )
    .filter { String($0.family) == family }.sorted()
  }
}
