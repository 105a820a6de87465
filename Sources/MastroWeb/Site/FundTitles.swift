import Bookkeeping
import Funds
import LedgerCore
import Synchronization

/// What funds and bodies are called: read when somebody first asks, since most pages name none.
final class FundTitles: Sendable {
  private let bookkeeper: Bookkeeper
  private let titles = Mutex<[Slug: String]>([:])

  init(_ bookkeeper: Bookkeeper) { self.bookkeeper = bookkeeper }

  var bodies: [Slug: BodyRegistered] { (try? bookkeeper.governing().bodies) ?? [:] }

  /// The fund by its title, and the restriction by the name that people gave it.
  func words(for purse: Restriction, _ glossary: Glossary) -> String {
    title(of: purse.fund) + ": " + glossary.code(purse.name.text, of: "restriction")
  }

  /// Written as `casa/rent`.
  func words(forPurse text: String, _ glossary: Glossary) -> String {
    let parts = text.split(separator: "/").compactMap { Slug($0) }
    guard parts.count == 2 else { return text }
    return words(for: Restriction(fund: parts[0], name: parts[1]), glossary)
  }

  private func title(of fund: Slug) -> String {
    if let known = titles.withLock({ $0[fund] }) { return known }
    let state: FundState? = try? bookkeeper.state(StreamID("fund", fund))
    let title = state.flatMap { $0.title.isEmpty ? nil : $0.title } ?? fund.text
    titles.withLock { $0[fund] = title }
    return title
  }
}
