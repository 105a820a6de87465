import HTTPTypes
import Hummingbird
import LedgerCore
import Logging
import NIOCore
import Pages

/// What every request passes: is it for this server, how did it end, and what every answer says.
struct Frontdoor: RouterMiddleware {
  let office: WebOffice
  let pages: PageServer
  let metrics: WebMetrics

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let begun = ContinuousClock.now
    metrics.begin()
    var response: Response
    do {
      if let refusal = refusal(of: request, context) {
        response = await problem(refusal, request)
      } else {
        response = try await next(request, context)
      }
    } catch let refused as MethodRefused {
      response = await problem(WebRefusals.methodUnknown(["method": request.method.rawValue.prefix(20)]), request)
      response.headers[.allow] = refused.allow
    } catch let error as HTTPError {
      response = await problem(for: error, request)
      if response.status == .methodNotAllowed { response.headers[.allow] = "DELETE, GET, HEAD, OPTIONS, POST" }
    } catch {
      office.alarm("\(type(of: error))")
      response = await problem(Problem.unexpected(APIServer.language(of: request)), request)
    }
    SecurityHeaders.add(to: &response.headers, isSecure: office.isSecure)
    let elapsed = begun.duration(to: .now)
    let visit = WebMetrics.Visit(
      method: WebMetrics.name(of: request.method), route: context.endpointPath ?? "none",
      status: Int(response.status.code), milliseconds: elapsed.milliseconds, bytes: response.body.contentLength ?? 0)
    metrics.end(visit)
    office.note(visit)
    return response
  }

  /// Pages that a name resolves to by itself (DNS rebinding) get nothing from us.
  private func refusal(of request: Request, _ context: WebContext) -> Refusal? {
    let host = (request.head.authority ?? "").lowercased()
    // Of two names one could be what a proxy before us has checked, and the other what we would have believed.
    guard !request.headers.contains(.host) else { return WebRefusals.misdirected() }
    if office.settings.answers(to: host) { return nil }
    if Observation.paths.contains(request.uri.path), office.observes(context) { return nil }
    return WebRefusals.misdirected()
  }

  private func problem(for error: HTTPError, _ request: Request) async -> Response {
    switch error.status {
    case .notFound where request.method.isKnown: await problem(WebRefusals.pageUnknown(), request)
    case .notFound: await problem(WebRefusals.methodUnknown(["method": request.method.rawValue.prefix(20)]), request)
    case .contentTooLarge: await problem(WebRefusals.tooLarge(["most": Routes.formBytes]), request)
    case .badRequest, .unprocessableContent:
      await problem(WebRefusals.malformed(["reason": "it has another form than it should"]), request)
    default: await problem(Problem.unexpected(APIServer.language(of: request)), request)
    }
  }

  private func problem(_ refusal: Refusal, _ request: Request) async -> Response {
    let language = APIServer.language(of: request)
    return await problem(Problem(refusal, language) ?? Problem.unexpected(language), request)
  }

  /// For programs as JSON, for people as a page.
  private func problem(_ problem: Problem, _ request: Request) async -> Response {
    guard Frontdoor.isForPeople(request) else { return problem.response(APIServer.language(of: request)) }
    return await pages.page(about: problem, request)
  }

  static func isForPeople(_ request: Request) -> Bool {
    let path = request.uri.path
    guard !path.hasPrefix("/api/"), !path.hasPrefix("/tile/"), !path.hasPrefix("/health/") else { return false }
    return !(request.headers[.accept] ?? "").lowercased().contains("json")
  }
}

/// What every answer says, so that a browser does nothing with our pages that we did not mean.
enum SecurityHeaders {
  static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'
    """

  private static let fixed: [HTTPField] = [
    ("content-security-policy", policy), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
  ].compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }

  /// No page sets one of these itself.
  static func add(to headers: inout HTTPFields, isSecure: Bool) {
    headers.append(contentsOf: fixed)
    if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
  }
}

extension HTTPRequest.Method {
  static let usual: [HTTPRequest.Method] =
    [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }

  var isKnown: Bool { HTTPRequest.Method.usual.contains(self) }
}

extension Duration {
  var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
  }
}
