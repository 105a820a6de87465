import Funds
import LedgerCore
import Pages

@testable import MastroWeb

/// A site with one page for each thing that a page can do.
enum SmallSite: Site {
  static let phrases: [(tag: String, bytes: [UInt8])] = []
  static let navigation: [NavigationItem] = []

  /// What nobody expects.
  struct Surprise: Error {}

  static func add(to routes: inout Routes) {
    routes.page("/small/{id}", for: .members) { visit in
      .page(SitePage("Small", [.paragraph(.code(visit.parameter("id")))]))
    }
    routes.page("/for-treasurers", for: .roles([.treasurer])) { _ in .page(SitePage("Small", [])) }
    routes.page("/surprise", for: .members) { _ in throw Surprise() }
    routes.page("/stating", for: .members) { visit in
      _ = try visit.request(BodyRegistered(body: "prova", form: .association, name: "Prova"), stream: .ledger)
      return .redirect("/")
    }
  }
}
