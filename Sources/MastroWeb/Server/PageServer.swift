import Bookkeeping
import Funds
import HTTPTypes
import Hummingbird
import LedgerCore
import Logging
import NIOCore
import Pages
import Sodium
import TransparencyLog

/// Serves the sites' pages: finds out who asks and in which language, asks the page, and puts the shell around it.
struct PageServer: Sendable {
  let office: WebOffice
  let routes: [Routes.Route]
  private let books: [[String: Phrasebook]]
  private let navigation: [(site: Int, item: NavigationItem)]
  private let shell: Shell
  let assets: AssetShelf
  static let own = 0

  init(_ office: WebOffice, sites: [any Site.Type]) throws {
    self.office = office
    shell = try Shell()
    assets = AssetShelf(sites)
    let demonstration: [any Site.Type] = office.settings.isDemonstration ? [DemonstrationPages.self] : []
    var routes = Routes()
    var books: [[String: Phrasebook]] = []
    var navigation: [(Int, NavigationItem)] = []
    for (index, site) in ([OwnPages.self] + sites + demonstration).enumerated() {
      routes.site = index
      site.add(to: &routes)
      navigation += site.navigation.map { (index, $0) }
      var phrasebooks: [String: Phrasebook] = [:]
      for (tag, bytes) in site.phrases {
        guard let language = Language(tag: tag) else { continue }
        phrasebooks[tag] = try Phrasebook(language, reading: bytes) { key in
          office.logger.warning("phrase missing", metadata: ["language": .string(tag), "key": .string(key)])
        }
      }
      if let own = books.first { phrasebooks = phrasebooks.mapValues { own[$0.language.tag].map($0.over) ?? $0 } }
      books.append(phrasebooks)
    }
    self.routes = routes.routes
    self.books = books
    self.navigation = navigation.sorted { $0.1.order < $1.1.order }
  }

  /// The languages of a site, Italian first.
  func tags(of site: Int) -> [String] {
    ["it", "en"] + books[site].keys.filter { $0 != "it" && $0 != "en" }.sorted()
  }

  func phrasebook(_ site: Int, _ tag: String) -> Phrasebook {
    books[site][tag] ?? Phrasebook(Language(tag: tags(of: site).contains(tag) ? tag : "it") ?? .italian)
  }

  func respond(_ route: Routes.Route, _ request: Request, _ context: WebContext) async throws -> Response {
    let tag = PageServer.language(of: request, among: tags(of: route.site))
    let token = cookie(SessionCookie.name, of: request)
    let asked = Visit(
      office: office, viewer: nil, phrases: phrasebook(route.site, tag), path: request.uri.path,
      parameters: Dictionary(
        context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first }),
      query: Dictionary(
        request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
    )
    guard request.method == .post else {
      return try await office.work { answer(route, asked.seen(by: try token.flatMap { try office.viewer($0) })) }
    }
    // Whoever may not send anything is told before it is read.
    let visit = try await office.work { asked.seen(by: try token.flatMap { try office.viewer($0) }) }
    if let refusal = refusal(of: route, visit, request) { return refusal }
    return try await read(route, request, visit)
  }

  private func refusal(of route: Routes.Route, _ visit: Visit, _ request: Request) -> Response? {
    do throws(Refusal) {
      guard route.audience.admits(visit.viewer) else {
        if visit.viewer == nil { return redirect("/sign-in?then=\(visit.path)") }
        throw WebRefusals.notForYou()
      }
      guard !Caller.isFromElsewhere(request, origin: office.origin) else { throw WebRefusals.csrf() }
      if let viewer = visit.viewer { try office.limit(.drafting, viewer.session, isProgram: false) }
      if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > route.most {
        throw WebRefusals.tooLarge(["most": route.most])
      }
      return nil
    } catch {
      return page(problem(error, visit, status: nil), visit, route)
    }
  }

  /// Reads what a form has sent.
  private func read(_ route: Routes.Route, _ request: Request, _ asked: Visit) async throws -> Response {
    var visit = asked
    do {
      let body = try await request.body.collect(upTo: route.most)
      visit.submitted = try FormDecoding.decode(
        Array(body.readableBytesView), contentType: request.headers[.contentType] ?? "")
    } catch let refusal as Refusal {
      return page(problem(refusal, visit, status: 400), visit, route)
    } catch is NIOTooManyBytesError {
      return page(problem(WebRefusals.tooLarge(["most": route.most]), visit, status: nil), visit, route)
    } catch {
      let refusal = WebRefusals.malformed(["reason": "the body ended too early"])
      return page(problem(refusal, visit, status: nil), visit, route)
    }
    let sent = visit
    return try await office.work { answer(route, sent) }
  }

  /// Where a person lands after signing in: the first line of the navigation that they may see.
  func firstPage(for viewer: Visitor) -> String {
    navigation.first { $0.item.audience.admits(viewer) }?.item.path.text ?? "/"
  }

  private func answer(_ route: Routes.Route, _ visit: Visit) -> Response {
    do {
      guard route.audience.admits(visit.viewer) else {
        guard visit.viewer == nil else { throw WebRefusals.notForYou() }
        return redirect("/sign-in?then=\(visit.path)")
      }
      guard let submitted = visit.submitted else { return try show(route, visit) }
      if case .everybody = route.audience {
      } else {
        let sent = Array(submitted.text("csrf").utf8)
        guard let viewer = visit.viewer, ConstantTime.equal(sent, Array(viewer.csrf.utf8)) else {
          throw WebRefusals.csrf()
        }
      }
      return try submit(route, visit)
    } catch {
      return page(problem(error, visit, status: nil), visit, route)
    }
  }

  private func show(_ route: Routes.Route, _ visit: Visit) throws -> Response {
    switch route.kind {
    case .page(let handler): try reply(handler(visit), visit, route)
    case .form(let show, _): try telling(show(visit), visit, route)
    }
  }

  /// Shows the form again, with what was sent, where a person can put right what is wrong.
  private func submit(_ route: Routes.Route, _ visit: Visit) throws -> Response {
    guard case .form(let show, let submit) = route.kind else { throw WebRefusals.pageUnknown() }
    do {
      return try reply(submit(visit), visit, route)
    } catch let faults as FormFaults {
      return try telling(show(visit.failing(faults.faults)), visit, route, status: 422)
    } catch {
      let names = (try? visit.naming()) ?? { _ in nil }
      guard let problem = Problem(error, visit.language, names: names), problem.status != 404, problem.status < 500
      else {
        throw error
      }
      return try telling(show(visit.refused(problem.message)), visit, route, status: problem.status)
    }
  }

  private func problem(_ error: any Error, _ visit: Visit, status: Int?) -> SitePage {
    let problem = office.problem(error, visit.language)
    return SitePage(visit.say("This did not work"), status: status ?? problem.status, [.message(problem.message)])
  }

  private func reply(_ reply: Reply, _ visit: Visit, _ route: Routes.Route) throws -> Response {
    switch reply {
    case .page(let content): return try telling(content, visit, route)
    case .redirect(let path): return redirect(path.text)
    case .file(let bytes, let type, let name):
      try office.readings.note(bytes, to: visit.viewer, visit.bookkeeper)
      return Response(
        status: .ok,
        headers: [
          .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store",
        ],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
  }

  func redirect(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
  }

  /// A page, once it is noted which families stand in it.
  private func telling(
    _ content: SitePage, _ visit: Visit, _ route: Routes.Route, status: Int? = nil
  ) throws -> Response {
    let main = Block.html(content.blocks, in: visit.language)
    try office.readings.note(main.utf8, to: visit.viewer, visit.bookkeeper)
    return page(content, main, visit, route, status: status)
  }

  /// A page that tells of no family.
  func page(
    _ content: SitePage, _ visit: Visit, _ route: Routes.Route, status: Int? = nil
  ) -> Response {
    page(content, Block.html(content.blocks, in: visit.language), visit, route, status: status)
  }

  private func page(
    _ content: SitePage, _ main: String, _ visit: Visit, _ route: Routes.Route, status: Int?
  ) -> Response {
    let language = visit.language
    let own = phrasebook(
      PageServer.own, books[PageServer.own][language.tag] == nil && language != .english ? "en" : language.tag)
    func html(_ line: Inline) -> String { Block.html([.inline(line)], in: language) }
    let offered = navigation.filter { $0.item.audience.admits(visit.viewer) }
    let current = offered.map(\.item.path.text).filter { visit.path == $0 || visit.path.hasPrefix($0 + "/") }
      .max { $0.utf8.count < $1.utf8.count }
    let links = offered.map { site, item in
      Shell.Link(
        title: (books[site][language.tag] ?? own).text(item.title), path: item.path.text,
        isCurrent: item.path.text == current)
    }
    let rendered = shell.render(
      Shell.Content(
        lang: language.tag, dir: language.direction.rawValue, title: content.title.text(in: language),
        heading: html(content.title), lead: content.lead.map(html) ?? "", hasLead: content.lead != nil,
        main: outbox(visit, own) + main,
        trail: content.trail.map { Shell.Link(title: $0.title.text(in: language), path: $0.path.text) },
        hasTrail: !content.trail.isEmpty, navigation: links, hasNavigation: visit.viewer != nil && !links.isEmpty,
        languages: tags(of: route.site).compactMap { tag in
          Language(tag: tag).map {
            Shell.LanguageLink(
              tag: tag, name: Language.names[tag] ?? tag, dir: $0.direction.rawValue, path: "?lang=\(tag)",
              isCurrent: tag == language.tag)
          }
        },
        person: visit.viewer?.name ?? "", isSignedIn: visit.viewer != nil, csrf: visit.viewer?.csrf ?? "",
        width: content.width.rawValue, isProjector: content.width == .projector,
        scripts: visit.viewer == nil ? content.scripts : ["outbox.js"] + content.scripts,
        version: assets.version, words: Shell.Words(own)))
    var headers: HTTPFields = [
      .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentLanguage: language.tag,
    ]
    if let tag = visit.asked("lang"), Language(tag: tag) != nil {
      headers[values: .setCookie] = ["mastro_lang=\(language.tag); Path=/; Max-Age=31536000; SameSite=Lax"]
    }
    return Response(
      status: .init(code: status ?? content.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(string: rendered)))
  }
}

extension PageServer {
  func asset(_ context: WebContext) throws -> Response {
    guard let asset = assets[context.parameters.get("name") ?? ""] else { throw HTTPError(.notFound) }
    return Response(
      status: .ok, headers: [.contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable"],
      body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }

  /// A page that says what is wrong, where no page was found that could.
  func page(about problem: Problem, _ request: Request) async -> Response {
    let token = cookie(SessionCookie.name, of: request)
    let viewer = try? await office.work { try token.flatMap { try office.viewer($0) } }
    let tag = PageServer.language(of: request, among: tags(of: PageServer.own))
    let visit = Visit(
      office: office, viewer: viewer ?? nil, phrases: phrasebook(PageServer.own, tag), path: "/", parameters: [:],
      query: [:])
    let nowhere = Routes.Route(
      path: "", audience: .everybody, kind: .page { _ in .redirect("/") }, most: 0, site: PageServer.own)
    let content = SitePage(visit.say("This did not work"), status: problem.status, [.message(problem.message)])
    var response = page(content, visit, nowhere)
    problem.addRemedies(to: &response.headers)
    return response
  }

  func cookie(_ name: String, of request: Request) -> String? { request.cookies[name].map { $0.value } }

  /// The language that a person has chosen, else one that their browser asks for, else the first one.
  static func language(of request: Request, among tags: [String]) -> String {
    func known(_ text: (some StringProtocol)?) -> String? {
      guard let text, let language = Language(tag: String(text)) else { return nil }
      return tags.contains(language.tag) ? language.tag : nil
    }
    if let tag = known(request.uri.queryParameters["lang"]) { return tag }
    if let tag = known(request.cookies["mastro_lang"]?.value) { return tag }
    for part in (request.headers[.acceptLanguage] ?? "").split(separator: ",").prefix(20) {
      if let tag = known(part.prefix { $0 != ";" }.trimmingSpaces) { return tag }
    }
    return tags[0]
  }
}
