import Bookkeeping
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import LedgerCore
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

/// The service: pages, the API, and the public log, over one ledger.
public struct WebServer: Sendable {
  let office: WebOffice
  let pages: PageServer
  let api: APIServer
  let metrics = WebMetrics()

  public init(_ office: WebOffice, sites: [any Site.Type]) throws {
    self.office = office
    pages = try PageServer(office, sites: sites)
    api = APIServer(office: office)
  }

  /// Serves until the program is asked to stop; then nobody new is let in, and requests that have begun are answered.
  ///
  /// - Parameter started: is called with the port once people can come.
  public func run(host: String, port: Int, started: @escaping @Sendable (Int) -> Void) async throws {
    let plain = HTTPServerBuilder.http1(configuration: channel)
    let tls = try office.settings.certificate.map { try WebServer.configuration($0) }
    let application = Application(
      router: router, server: try tls.map { try .tls(plain, tlsConfiguration: $0) } ?? plain,
      configuration: .init(
        address: .hostname(host, port: port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(office.settings.connections + 256)),
      onServerRunning: { started($0.localAddress?.port ?? port) }, logger: office.quietLogger)
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: office.quietLogger)
    configuration.maximumGracefulShutdownDuration = .seconds(20)
    let watching = Task { await office.watch.run() }
    defer { watching.cancel() }
    try await ServiceGroup(configuration: configuration).run()
    await office.queue.close()
    office.watch.finish()
  }

  private static func configuration(_ files: WebSettings.Certificate) throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMFile(files.chain).map { NIOSSLCertificateSource.certificate($0) }
    let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
    var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
    tls.minimumTLSVersion = .tlsv12
    return tls
  }

  private var channel: HTTP1Channel.Configuration {
    let connections = OpenConnections(most: office.settings.connections)
    let patience = TimeAmount.seconds(Int64(office.settings.patienceSeconds))
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [ConnectionGuard(connections, patience: patience)], idleTimeout: patience,
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
  }

  var router: Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Frontdoor(office: office, pages: pages, metrics: metrics))
    var doors = Doors(router)
    for route in pages.routes {
      doors.open(route.path, .get) { request, context in try await pages.respond(route, request, context) }
      if case .form = route.kind {
        doors.open(route.path, .post) { request, context in try await pages.respond(route, request, context) }
      }
    }
    for route in APIServer.routes {
      doors.open(route.path, route.method) { request, context in await api.respond(route, request, context) }
    }
    doors.open("/assets/{version}/{name}", .get) { _, context in try pages.asset(context) }
    doors.open("/home", .get) { request, _ in try await pages.home(request) }
    doors.open("/sign-out", .post) { request, _ in try await pages.signOut(request) }
    let observation = Observation(office: office, metrics: metrics)
    doors.open("/health/live", .get) { _, _ in observation.live() }
    doors.open("/health/ready", .get) { _, _ in await observation.ready() }
    doors.open("/metrics", .get) { _, context in try observation.figures(context) }
    doors.close()
    return router
  }
}

/// The paths of the server with the methods that each takes; every other method of theirs is refused by name.
private struct Doors {
  typealias Handler = @Sendable (Request, WebContext) async throws -> Response

  private let router: Router<WebContext>
  private var methods: [String: [HTTPRequest.Method]] = [:]

  init(_ router: Router<WebContext>) { self.router = router }

  mutating func open(_ path: String, _ method: HTTPRequest.Method, _ handler: @escaping Handler) {
    methods[path, default: []].append(method)
    router.on(RouterPath(path), method: method, use: handler)
  }

  func close() {
    for (path, known) in methods {
      let taken = known + (known.contains(.get) ? [.head] : []) + [.options]
      let allow = taken.map(\.rawValue).sorted().joined(separator: ", ")
      router.on(RouterPath(path), method: .options) { _, _ in
        Response(status: .noContent, headers: [.allow: allow, .cacheControl: "no-store"])
      }
      for method in HTTPRequest.Method.usual where !taken.contains(method) {
        router.on(RouterPath(path), method: method) { _, _ -> Response in throw MethodRefused(allow: allow) }
      }
    }
  }
}

/// Something was asked for that is there, in a way in which it cannot be asked for.
struct MethodRefused: Error {
  let allow: String
}
