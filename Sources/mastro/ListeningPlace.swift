import ArgumentParser

/// `127.0.0.1:8080` or `[::1]:8080`.
struct ListeningPlace: ExpressibleByArgument, CustomStringConvertible {
  static let standard = ListeningPlace(host: "127.0.0.1", port: 8080)

  let host: String
  let port: Int

  private init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
      (1...65_535).contains(port)
    else { return nil }
    var host = String(argument[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty else { return nil }
    self.init(host: host, port: port)
  }

  var isLoopback: Bool { host.hasPrefix("127.") || host == "::1" || host == "localhost" }

  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  var defaultValueDescription: String { description }
}
