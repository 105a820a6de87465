import Hummingbird
import Logging

/// What the web framework itself can do on this machine: one route that answers with a few bytes it has at hand.
enum BareServer {
  static func run(port: Int) async throws {
    var logger = Logger(label: "bare")
    logger.logLevel = .error
    let router = Router()
    let body = String(repeating: "x", count: 200)
    router.get("bare") { _, _ in body }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
    try await application.runService()
  }
}
