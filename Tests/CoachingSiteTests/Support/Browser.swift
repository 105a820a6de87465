import Bookkeeping
import CoachingSite
import Funds
import LedgerCore
import Logging
import Pages
import Sodium
import Testing

@testable import MastroWeb

/// Asks for pages as a browser would, without the network between: routes, reads forms, and shows what is wrong.
struct Browser {
  enum Answer {
    case page(SitePage)
    case redirect(String)
    case file([UInt8])
  }

  let ledger: CoachingLedger
  let office: WebOffice
  private let routes: [Routes.Route]

  init(_ ledger: CoachingLedger) throws {
    self.ledger = ledger
    var routes = Routes()
    CoachingSite.add(to: &routes)
    self.routes = routes.routes
    office = try WebOffice(
      bookkeeper: ledger.bookkeeper, settings: WebSettings(origin: "http://127.0.0.1:8080"),
      logger: Logger(label: "test"), signCheckpoint: { _ in [] })
  }

  private func visitor(_ name: String) throws -> Visitor {
    let id = try ledger.member(name)
    let member = try #require(try ledger.bookkeeper.governing().members[id])
    let key = try #require(ledger.keys[id]).publicKey
    return Visitor(member: member, name: name, key: key, csrf: "csrf", session: "session")
  }

  private func find(_ path: String) throws -> (Routes.Route, [String: String]) {
    let asked = (path.split(separator: "?").first ?? "").split(separator: "/")
    var best: (route: Routes.Route, values: [String: String])?
    for route in routes {
      let parts = route.path.split(separator: "/")
      guard parts.count == asked.count else { continue }
      var values: [String: String] = [:]
      let fits = zip(parts, asked).allSatisfy { part, text in
        guard part.hasPrefix("{") else { return part == text }
        values[String(part.dropFirst().dropLast())] = String(text)
        return true
      }
      if fits, best == nil || values.count < best?.values.count ?? 0 { best = (route, values) }
    }
    return try #require(best, "nothing is at \(path)")
  }

  private func visit(_ path: String, _ name: String, _ language: Language, _ values: [String: String]) throws -> Visit {
    let book =
      language == .english
      ? Phrasebook(.english) : try Phrasebook(language, reading: try #require(CoachingSite.phrases.first).bytes)
    let parts = path.split(separator: "?", maxSplits: 1)
    let query = (parts.count == 2 ? parts[1] : "").split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
    return Visit(
      office: office, viewer: try visitor(name), phrases: book, path: String(parts[0]), parameters: values,
      query: Dictionary(query.map { (String($0[0]), String($0.last ?? "")) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The page, as HTML; what a rule or the access refuses is thrown.
  func open(_ path: String, as name: String, in language: Language = .italian) throws -> String {
    let (route, values) = try find(path)
    let visit = try visit(path, name, language, values)
    guard route.audience.admits(visit.viewer) else { throw WebRefusals.notForYou() }
    switch route.kind {
    case .page(let handler):
      guard case .page(let page) = try handler(visit) else {
        Issue.record("\(path) is no page")
        return ""
      }
      return html(page, language)
    case .form(let show, _): return html(try show(visit), language)
    }
  }

  /// A file that a page gives.
  func file(_ path: String, as name: String) throws -> String {
    let (route, values) = try find(path)
    guard case .page(let handler) = route.kind,
      case .file(let bytes, _, _) = try handler(visit(path, name, .italian, values))
    else {
      Issue.record("\(path) is no file")
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Sends a form; what is wrong with it shows on the page again.
  func send(
    _ path: String, _ fields: [String: String], files: [String: [UInt8]] = [:], as name: String,
    in language: Language = .italian
  ) throws -> Answer {
    let (route, values) = try find(path)
    var visit = try visit(path, name, language, values)
    guard route.audience.admits(visit.viewer) else { throw WebRefusals.notForYou() }
    visit.submitted = Submitted(
      values: fields.mapValues { [$0] }, files: files.mapValues { Submitted.File(name: "document.pdf", bytes: $0) })
    guard case .form(let show, let submit) = route.kind else {
      Issue.record("\(path) takes no form")
      return .redirect("")
    }
    do {
      switch try submit(visit) {
      case .page(let page): return .page(page)
      case .redirect(let path): return .redirect(path.text)
      case .file(let bytes, _, _): return .file(bytes)
      }
    } catch let faults as FormFaults {
      return .page(try show(visit.failing(faults.faults)))
    } catch let refusal as Refusal where refusal.code.consequence != .notFound {
      return .page(try show(visit.refused(Message(.fault, Inline(refusal.message)))))
    }
  }

  /// Sends a form and signs the draft that comes of it; where it leads then.
  @discardableResult
  func sign(
    _ path: String, _ fields: [String: String], files: [String: [UInt8]] = [:], as name: String
  ) throws -> String {
    let answer = try send(path, fields, files: files, as: name)
    guard case .redirect(let place) = answer else {
      if case .page(let page) = answer { Issue.record("\(path) shows: \(html(page, .italian))") }
      return ""
    }
    let id = try #require(ULID(place.split(separator: "/").last ?? ""))
    let draft = try #require(office.drafts.find(id, of: ledger.member(name), now: ledger.bookkeeper.surroundings.now))
    try ledger.record(draft.requests)
    return draft.then.text
  }

  func html(_ page: SitePage, _ language: Language) -> String {
    Block.html([.inline(page.title)] + (page.lead.map { [.inline($0)] } ?? []) + page.blocks, in: language)
  }
}
