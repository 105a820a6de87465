/// How a server is set up, besides the ledger that it serves.
public struct WebSettings: Sendable {
  /// The address in people's browsers, without a path: `https://fondo.example`.
  public var origin: String
  /// Further authorities under which it may be asked for, as `localhost:8080`.
  public var authorities: Set<String> = []
  /// Addresses of proxies whose word about the caller's address is taken.
  public var trustedProxies: Set<String> = []
  /// Addresses that may read the metrics, besides this machine.
  public var observers: Set<String> = []
  public var rates = RateLimits.Settings()
  /// Threads that read the ledger.
  public var workers = 4
  /// Connections that may be open at once; more wait until one is closed.
  public var connections = 4_096
  /// After so long without a request, or with one that does not come to its end, a connection is closed.
  public var patienceSeconds = 30
  /// After so long somebody signs in again, whatever they do.
  public var sessionSeconds = SessionBook.longest
  /// After so long without a request somebody is signed out.
  public var idleSeconds = SessionBook.idle
  /// Nil where a proxy answers by TLS, or on this machine alone.
  public var certificate: Certificate?
  /// Serves the page that takes a demonstration's key into a browser.
  public var isDemonstration = false

  /// Files (PEM) of a certificate with its chain, and of its private key.
  public struct Certificate: Sendable {
    public let chain: String
    public let key: String

    public init(chain: String, key: String) {
      self.chain = chain
      self.key = key
    }
  }

  public init(origin: String) { self.origin = origin }

  /// Whether the server goes by this name and port.
  func answers(to authority: String) -> Bool {
    authorities.contains(authority) || origin.split(separator: "/", maxSplits: 2).last.map(String.init) == authority
  }
}
