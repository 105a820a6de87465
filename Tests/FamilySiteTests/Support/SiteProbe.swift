import Bookkeeping
import FamilySite
import Funds
import LedgerCore
import Logging
import Pages
import Testing

@testable import MastroWeb

/// Asks a site for its pages as one person, without a socket: what a browser would get inside of the shell.
struct SiteProbe {
  /// What somebody reads: the inside of a page, and how it was answered.
  struct Seen {
    let html: String
    let title: String
    let path: String

    func shows(_ text: String) -> Bool { html.contains(text) || title.contains(text) }
  }

  private let office: WebOffice
  private let viewer: Visitor
  private let routes: [Routes.Route]
  private let books: [String: Phrasebook]

  init(_ site: any Site.Type, _ ledger: FamilyLedger, as name: String) throws {
    office = try WebOffice(
      bookkeeper: ledger.bookkeeper, settings: WebSettings(origin: "https://fondo.example"),
      logger: Logger(label: "test"), signCheckpoint: { _ in [] })
    let member = try #require(ledger.bookkeeper.governing().members[ledger.member(name)])
    viewer = Visitor(member: member, name: name, key: try ledger.publicKey(name), csrf: "c", session: "s")
    var routes = Routes()
    site.add(to: &routes)
    self.routes = routes.routes
    var books = ["en": Phrasebook(.english)]
    for (tag, bytes) in site.phrases {
      books[tag] = try Phrasebook(#require(Language(tag: tag)), reading: bytes)
    }
    self.books = books
  }

  var tags: [String] { books.keys.sorted() }

  /// Every page without a value in its path, that this person may ask for.
  var paths: [String] { routes.filter { $0.audience.admits(viewer) }.map(\.path).filter { !$0.contains("{") } }

  func get(_ address: String, _ tag: String = "en") throws -> Seen {
    let (route, visit) = try visit(address, tag, nil)
    let page: SitePage
    switch route.kind {
    case .page(let handler):
      switch try handler(visit) {
      case .page(let shown): page = shown
      case .file(let bytes, _, _): return Seen(html: String(decoding: bytes, as: UTF8.self), title: "", path: address)
      case .redirect(let path): return Seen(html: "", title: "", path: path.text)
      }
    case .form(let show, _): page = try show(visit)
    }
    return seen(page, visit)
  }

  /// What a person would be asked to sign after sending a form.
  func post(_ address: String, _ values: [String: [String]], files: [String: [UInt8]] = [:]) throws -> [Entry] {
    let submitted = Submitted(
      values: values.merging(["csrf": ["c"]]) { first, _ in first },
      files: files.mapValues { Submitted.File(name: "file", bytes: $0) })
    let (route, visit) = try visit(address, "en", submitted)
    guard case .form(_, let submit) = route.kind else { throw WebRefusals.pageUnknown() }
    guard case .redirect(let path) = try submit(visit), path.text.hasPrefix("/drafts/"),
      let id = ULID(String(path.text.dropFirst("/drafts/".count))),
      let draft = office.drafts.find(id, of: viewer.id, now: visit.now)
    else { return [] }
    return try office.bookkeeper.preview(draft.requests)
  }

  private func seen(_ page: SitePage, _ visit: Visit) -> Seen {
    let head = Block.html([.inline(page.title), .inline(page.lead ?? "")], in: visit.language)
    return Seen(html: Block.html(page.blocks, in: visit.language), title: head, path: visit.path)
  }

  private func visit(_ address: String, _ tag: String, _ submitted: Submitted?) throws -> (Routes.Route, Visit) {
    let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
    let wanted = parts[0].split(separator: "/").map(String.init)
    for route in routes {
      let pattern = route.path.split(separator: "/").map(String.init)
      guard pattern.count == wanted.count, let values = SiteProbe.match(pattern, wanted) else { continue }
      guard route.audience.admits(viewer) else { throw WebRefusals.notForYou() }
      let query = parts.dropFirst().flatMap { $0.split(separator: "&") }.compactMap { item -> (String, String)? in
        let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
        return pair.count == 2 ? (pair[0], pair[1]) : nil
      }
      return (
        route,
        Visit(
          office: office, viewer: viewer, phrases: try #require(books[tag]), path: parts[0], parameters: values,
          query: Dictionary(query) { first, _ in first }, submitted: submitted)
      )
    }
    throw WebRefusals.pageUnknown()
  }

  private static func match(_ pattern: [String], _ path: [String]) -> [String: String]? {
    var values: [String: String] = [:]
    for (expected, given) in zip(pattern, path) {
      if expected.hasPrefix("{") {
        values[String(expected.dropFirst().dropLast())] = given
      } else if expected != given {
        return nil
      }
    }
    return values
  }
}

/// What is thrown where a page is not there for somebody.
func isUnknown(_ error: any Error) -> Bool { (error as? Refusal)?.code == WebRefusals.pageUnknown }
