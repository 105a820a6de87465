import ArgumentParser
import AuditSite
import Bookkeeping
import CaseworkSite
import CoachingSite
import Dispatch
import FamilySite
import LedgerCore
import Logging
import MastroWeb
import OfficeSite

/// `mastro serve`: every user's pages and the API, from the ledger in a folder.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve pages and the API from this ledger, until it is stopped with Ctrl-C.",
    discussion: """
      mastro serve --ledger ./ledger --listen 127.0.0.1:8080
      People reach it under --origin, which is also what they sign in to: behind a proxy that is the proxy's address.
      Without a proxy, --certificate and --key make it answer by TLS.
      """)
  @OptionGroup var common: LedgerOptions
  @Option(help: "Address and port to listen at.") var listen = ListeningPlace.standard
  @Option(help: "Address in people's browsers, as https://fondo.example; that of --listen otherwise.")
  var origin: String?
  @Option(help: "File of the certificate and its chain (PEM).") var certificate: String?
  @Option(help: "File of the certificate's private key (PEM).") var key: String?
  @Option(help: "Address of a proxy whose word about the caller's address is taken; may be repeated.")
  var trustedProxy: [String] = []
  @Option(help: "Address that may read /metrics, besides this machine; may be repeated.") var observer: [String] = []
  @Option(help: "Threads that read the ledger.") var workers = 4
  @Option(help: "Connections that may be open at once.") var connections = 4_096
  @Option(help: "Seconds after which a silent connection is closed.") var patience = 30
  @Option(help: "Seconds after which everybody signs in again.") var sessionSeconds = SessionBook.longest
  @Option(help: "Seconds after which somebody who does nothing is signed out.") var idleSeconds = SessionBook.idle
  @Option(help: "Sign-ins a minute from one address.") var signInsPerMinute = 30
  @Option(help: "Requests a minute of one address to enrol a device.") var enrolmentsPerMinute = 10
  @Option(help: "Submissions a minute in one session of a browser.") var submissionsPerMinute = 60
  @Option(help: "What is logged: debug, info, notice, warning or error.") var logLevel = "info"
  @Option(help: "Folder of a demonstration's keys: prints a link for each that signs in. Never with real keys.")
  var demoKeys: String?

  func validate() throws {
    guard (certificate == nil) == (key == nil) else { throw ValidationError("give --certificate and --key together") }
    guard (1...256).contains(workers) else { throw ValidationError("give 1 to 256 --workers") }
    guard (16...100_000).contains(connections) else { throw ValidationError("give 16 to 100000 --connections") }
    guard (1...600).contains(patience) else { throw ValidationError("give a --patience of 1 to 600 seconds") }
    guard (1...604_800).contains(sessionSeconds), (1...604_800).contains(idleSeconds) else {
      throw ValidationError("a session lasts 1 to 604800 seconds")
    }
    guard signInsPerMinute > 0, submissionsPerMinute > 0, enrolmentsPerMinute > 0 else {
      throw ValidationError("a limit is above zero")
    }
    guard Logger.Level(rawValue: logLevel) != nil else { throw ValidationError("there is no --log-level \(logLevel)") }
    guard demoKeys == nil || listen.isLoopback else {
      throw ValidationError("a demonstration is served at 127.0.0.1 alone: its keys are in its links")
    }
    if let origin, !ServeCommand.isOrigin(origin) {
      throw ValidationError("give --origin as https://NAME or http://NAME:PORT, without a path")
    }
  }

  private static func isOrigin(_ text: String) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty else { return false }
    return !parts[2].isEmpty
      && parts[2].utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || ".-:[]".utf8.contains(byte)
      }
  }

  func run() throws {
    let bookkeeper = try common.open()
    let common = common
    let office = try WebOffice(bookkeeper: bookkeeper, settings: settings, logger: logger) { head in
      try LogSigner.checkpoint(head, bookkeeper.governing(), common)
    }
    let server = try WebServer(
      office,
      sites: [
        OfficeSite.self, CaseworkSite.self, CoachingSite.self, FamilySite.self, PartnerSite.self, AuditSite.self,
      ])
    let links = try demoKeys.map { try DemonstrationLinks(folder: $0, origin: settings.origin, bookkeeper).lines } ?? []
    let address = settings.origin
    let done = DispatchSemaphore(value: 0)
    let outcome = Outcome()
    Task.detached { [listen] in
      do {
        try await server.run(host: listen.host, port: listen.port) { _ in
          Console.note("serving \(address), stop with Ctrl-C")
          for line in links { Console.data(line) }
        }
      } catch {
        outcome.fail(error)
      }
      done.signal()
    }
    done.wait()
    if let error = outcome.error { throw StoreError.failed("the server ended: \(error)") }
  }

  private var settings: WebSettings {
    var settings = WebSettings(origin: origin ?? "\(certificate == nil ? "http" : "https")://\(listen)")
    if origin == nil, listen.isLoopback {
      settings.authorities = Set(["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(listen.port)" })
    }
    settings.trustedProxies = Set(trustedProxy)
    settings.observers = Set(observer)
    settings.workers = workers
    settings.connections = min(connections, OpenFiles.raise() - 256)
    settings.patienceSeconds = patience
    settings.sessionSeconds = sessionSeconds
    settings.idleSeconds = idleSeconds
    if let certificate, let key { settings.certificate = WebSettings.Certificate(chain: certificate, key: key) }
    // Asking for a challenge and answering it are two requests.
    settings.rates.signInsPerMinute = 2 * signInsPerMinute
    settings.rates.enrolmentsPerMinute = enrolmentsPerMinute
    settings.rates.submissionsPerMinute = submissionsPerMinute
    settings.isDemonstration = demoKeys != nil
    return settings
  }

  private var logger: Logger {
    let surroundings = Session.current.surroundings
    let level = Logger.Level(rawValue: logLevel) ?? .info
    return Logger(label: "mastro") { _ in
      LogLines(level: level, time: { surroundings.now.description }, write: { Console.note($0, terminator: "") })
    }
  }
}
