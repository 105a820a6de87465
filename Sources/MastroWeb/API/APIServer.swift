import Bookkeeping
import Funds
import HTTPTypes
import Hummingbird
import LedgerCore
import Logging
import NIOCore
import Pages
import Sodium

/// Serves the API: reads a request, finds out who asks, refuses what may not be asked, and writes the answer.
struct APIServer: Sendable {
  let office: WebOffice

  static let routes: [APIRoute] =
    SessionEndpoints.routes + EnrolmentEndpoints.routes + DraftEndpoints.routes + SubmissionEndpoints.routes
    + HeadEndpoints.routes + EntryEndpoints.routes + LogEndpoints.routes + ViewEndpoints.routes

  func respond(_ route: APIRoute, _ request: Request, _ context: WebContext) async -> Response {
    let language = APIServer.language(of: request)
    do {
      let caller = Caller(request, context, trusting: office.settings.trustedProxies)
      if route.rate.countsAddresses { try office.limit(route.rate, caller.address, isProgram: false) }
      let bytes = try await read(route, request)
      let admit: @Sendable () throws -> APICall = {
        try self.admit(route, request, caller, bytes, context, language)
      }
      let reply: APIReply
      switch route.handler {
      case .reading(let handler): reply = try await office.work { try handler(admit()) }
      case .brief(let handler): reply = try handler(admit())
      case .waiting(let handler): reply = try await handler(office.work(on: bytes.count, admit))
      }
      return try await answer(reply, context)
    } catch let conflict as Redraftable {
      let more: JSONObject = conflict.draft.map { ["draft": .object($0)] } ?? [:]
      return problem(conflict.refusal, language).response(language, with: more)
    } catch {
      return problem(error, language).response(language)
    }
  }

  private func problem(_ error: any Error, _ language: Language) -> Problem { office.problem(error, language) }

  /// The language of what people read; programs that ask for none get English.
  static func language(of request: Request) -> Language {
    let tags = ["en"] + Language.all.map(\.tag).filter { $0 != "en" }
    return Language(tag: PageServer.language(of: request, among: tags)) ?? .english
  }

  private func read(_ route: APIRoute, _ request: Request) async throws -> [UInt8] {
    guard case .json(let most) = route.content else { return [] }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most {
      throw WebRefusals.tooLarge(["most": most])
    }
    let type = (request.headers[.contentType] ?? "").lowercased().prefix { $0 != ";" }.trimmingSpaces
    guard type == "application/json" else { throw WebRefusals.mediaType(["type": "application/json"]) }
    do {
      return try await Array(request.body.collect(upTo: most).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw WebRefusals.tooLarge(["most": most])
    } catch {
      throw WebRefusals.malformed(["reason": "the body ended too early"])
    }
  }

  /// Who asks, and whether they may.
  private func admit(
    _ route: APIRoute, _ request: Request, _ caller: Caller, _ bytes: [UInt8], _ context: WebContext,
    _ language: Language
  ) throws -> APICall {
    let viewer = try caller.token.flatMap { try office.viewer($0) }
    if viewer == nil {
      guard case .everybody = route.audience else { throw WebRefusals.signInNeeded() }
    }
    if route.method != .get, !caller.isProgram { try guardAgainstForgery(request, caller, viewer, route) }
    guard route.audience.admits(viewer) else { throw WebRefusals.roleWanting() }
    if let viewer, !route.rate.countsAddresses {
      try office.limit(route.rate, viewer.session, isProgram: caller.isProgram)
    }
    let query = try FormDecoding.urlEncoded(Array((request.uri.query ?? "").utf8))
    for (name, values) in query.values {
      guard route.query.contains(name) else {
        throw WebRefusals.malformed(["reason": "the query has no \(name.prefix(40))"])
      }
      guard values.count == 1 else { throw WebRefusals.malformed(["reason": "\(name) is given twice"]) }
    }
    var body = JSON.null
    if case .json = route.content { body = try JSON.parse(bytes, form: .relaxed) }
    return APICall(
      office: office, viewer: viewer, language: language,
      parameters: Dictionary(
        context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first }),
      query: query, body: body, length: bytes.count, lastEvent: request.headers[.lastEventID],
      rest: context.parameters.getCatchAll().joined(separator: "/"))
  }

  /// A browser sends a cookie by itself, so a request that changes something must know what only our pages know.
  private func guardAgainstForgery(
    _ request: Request, _ caller: Caller, _ viewer: Visitor?, _ route: APIRoute
  ) throws(Refusal) {
    guard !Caller.isFromElsewhere(request, origin: office.origin) else { throw WebRefusals.csrf() }
    guard case .everybody = route.audience else {
      guard let viewer, ConstantTime.equal(Array((caller.csrf ?? "").utf8), Array(viewer.csrf.utf8)) else {
        throw WebRefusals.csrf()
      }
      return
    }
  }

  private func answer(_ reply: APIReply, _ context: WebContext) async throws -> Response {
    var headers = reply.headers
    headers[.cacheControl] = reply.cache
    if !reply.type.isEmpty { headers[.contentType] = reply.type }
    if let events = reply.events {
      return Response(status: .ok, headers: headers, body: events.body(until: context.closing))
    }
    return Response(
      status: .init(code: reply.status), headers: headers,
      body: reply.status == 204 ? .init() : .init(byteBuffer: ByteBuffer(bytes: reply.bytes)))
  }
}
