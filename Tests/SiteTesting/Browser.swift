#if DEBUG  // A site is asked from inside, and only a debug build lets tests in.
  import Bookkeeping
  import Funds
  import LedgerCore
  import Logging
  public import Pages
  import Sodium
  import Testing

  @testable public import MastroWeb

  /// Asks for pages as a browser would, without the network between: routes, reads forms, and shows what is wrong.
  public final class Browser {
    public enum Answer {
      case page(SitePage)
      case redirect(String)
      case file([UInt8])
    }

    /// Words that are not translated, as they are asked for.
    public let untranslated = HeardWords()
    private let ledger: any SiteLedger
    private let office: WebOffice
    private let phrases: [UInt8]
    private let routes: [Routes.Route]

    public init(_ site: any Site.Type, _ ledger: any SiteLedger) throws {
      self.ledger = ledger
      phrases = try #require(site.phrases.first { $0.tag == "it" }).bytes
      var routes = Routes()
      site.add(to: &routes)
      self.routes = routes.routes
      office = try WebOffice(
        bookkeeper: ledger.bookkeeper, settings: WebSettings(origin: "http://127.0.0.1:8080"),
        logger: Logger(label: "test"), signCheckpoint: { _ in [] })
    }

    /// The page, as HTML; what a rule or the access refuses is thrown.
    public func open(
      _ address: String, as name: String?, asking query: [String: String] = [:], in language: Language = .italian
    ) throws -> String {
      let (route, visit) = try visit(address, name, language, query)
      switch route.kind {
      case .page(let handler):
        guard case .page(let page) = try handler(visit) else {
          Issue.record("\(address) is no page")
          return ""
        }
        return html(page, language)
      case .form(let show, _): return html(try show(visit), language)
      }
    }

    /// A file that a page gives.
    public func file(_ address: String, as name: String) throws -> String {
      let (route, visit) = try visit(address, name, .italian, [:])
      guard case .page(let handler) = route.kind, case .file(let bytes, _, _) = try handler(visit) else {
        Issue.record("\(address) is no file")
        return ""
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Sends a form; what is wrong with it shows on the page again.
    public func send(
      _ address: String, _ fields: [String: [String]], files: [String: [UInt8]] = [:], as name: String,
      in language: Language = .italian
    ) throws -> Answer {
      var (route, visit) = try visit(address, name, language, [:])
      visit.submitted = Submitted(
        values: fields, files: files.mapValues { Submitted.File(name: "document.pdf", bytes: $0) })
      guard case .form(let show, let submit) = route.kind else {
        Issue.record("\(address) takes no form")
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
      } catch {
        guard let problem = Problem(error, language), problem.status != 404 else { throw error }
        return .page(try show(visit.refused(problem.message)))
      }
    }

    /// The same with one value for each field.
    @_disfavoredOverload
    public func send(
      _ address: String, _ fields: [String: String], files: [String: [UInt8]] = [:], as name: String,
      in language: Language = .italian
    ) throws -> Answer {
      try send(address, fields.mapValues { [$0] }, files: files, as: name, in: language)
    }

    /// Sends a form and signs the draft that comes of it; where it leads then.
    @discardableResult
    public func sign(
      _ address: String, _ fields: [String: [String]], files: [String: [UInt8]] = [:], as name: String
    ) throws -> String {
      let answer = try send(address, fields, files: files, as: name)
      guard case .redirect(let place) = answer else {
        if case .page(let page) = answer { Issue.record("\(address) shows: \(html(page, .italian))") }
        return ""
      }
      let draft = try draft(place, of: name)
      try ledger.record(draft.requests)
      return draft.then.text
    }

    @_disfavoredOverload
    @discardableResult
    public func sign(
      _ address: String, _ fields: [String: String], files: [String: [UInt8]] = [:], as name: String
    ) throws -> String {
      try sign(address, fields.mapValues { [$0] }, files: files, as: name)
    }

    /// Of what somebody is warned before signing.
    public func warnings(_ place: String, of name: String) throws -> [Inline] { try draft(place, of: name).warnings }

    public func html(_ page: SitePage, _ language: Language) -> String {
      Block.html([.inline(page.title)] + (page.lead.map { [.inline($0)] } ?? []) + page.blocks, in: language)
    }

    private func draft(_ place: String, of name: String) throws -> PendingDraft {
      let id = try #require(ULID(place.split(separator: "/").last ?? ""))
      return try #require(
        office.drafts.find(id, of: ledger.member(name), now: ledger.bookkeeper.surroundings.now))
    }

    private func visitor(_ name: String) throws -> Visitor {
      let id = try ledger.member(name)
      let member = try #require(try ledger.bookkeeper.governing().members[id])
      let key = try #require(ledger.keys[id]).publicKey
      return Visitor(
        member: member, name: name.prefix(1).uppercased() + name.dropFirst(), key: key, csrf: "csrf", session: "session"
      )
    }

    /// The route with the most fixed words, and the visit to it; refused where it is not for them.
    private func visit(
      _ address: String, _ name: String?, _ language: Language, _ asked: [String: String]
    ) throws -> (Routes.Route, Visit) {
      let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
      let path = parts.first ?? address
      var query = asked
      for pair in parts.dropFirst().flatMap({ $0.split(separator: "&") }) {
        let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
        query[sides[0]] = sides.dropFirst().first ?? ""
      }
      let (route, values) = try find(path)
      let untranslated = untranslated
      let book =
        language == .english
        ? Phrasebook(.english) : try Phrasebook(language, reading: phrases) { key in untranslated.add(key) }
      let visit = Visit(
        office: office, viewer: try name.map { try visitor($0) }, phrases: book, path: path, parameters: values,
        query: query)
      guard route.audience.admits(visit.viewer) else { throw WebRefusals.notForYou() }
      return (route, visit)
    }

    private func find(_ path: String) throws -> (Routes.Route, [String: String]) {
      let asked = path.split(separator: "/")
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
        if fits, best.map({ values.count < $0.values.count }) ?? true { best = (route, values) }
      }
      return try #require(best, "nothing is at \(path)")
    }
  }
#endif
