import CNIOLinux
import HTTPTypes
import Hummingbird
import LedgerCore
import NIOCore
import Sodium

/// Where a request comes from, and with which session, before anybody has looked whether there is one.
struct Caller: Sendable {
  /// A session's token, and whether it came as a program sends it.
  let token: String?
  let isProgram: Bool
  /// What a page's script or form sends back, so that no other site's page can.
  let csrf: String?
  /// Of the last machine that we trust to tell the truth about it.
  let address: String

  init(_ request: Request, _ context: WebContext, trusting proxies: Set<String>) {
    let authorization = request.headers[.authorization] ?? ""
    if authorization.lowercased().hasPrefix("bearer ") {
      token = authorization.dropFirst(7).trimmingSpaces
      isProgram = true
    } else {
      token = request.cookies[SessionCookie.name]?.value
      isProgram = false
    }
    csrf = request.headers[.csrfToken]
    address = RemoteAddress.text(of: request, context, trusting: proxies)
  }

  /// True where a browser says that a page of another site has caused the request.
  static func isFromElsewhere(_ request: Request, origin: String) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return true }
    if let sent = request.headers[.origin], sent != origin, sent != "null" || request.headers[.secFetchSite] == nil {
      return true
    }
    return false
  }
}

extension HTTPField.Name {
  static let lastEventID = HTTPField.Name("last-event-id") ?? .cookie
  static let csrfToken = HTTPField.Name("x-csrf-token") ?? .cookie
  static let secFetchSite = HTTPField.Name("sec-fetch-site") ?? .cookie
  static let host = HTTPField.Name("host") ?? .cookie
  static let forwardedFor = HTTPField.Name("x-forwarded-for") ?? .cookie
}

/// The address of whoever asks; an IPv6 network of 64 bits counts as one, because it is one household's.
enum RemoteAddress {
  static func text(of request: Request, _ context: WebContext, trusting proxies: Set<String>) -> String {
    let direct = context.remoteAddress?.ipAddress ?? "-"
    guard proxies.contains(direct) else { return network(direct) }
    // The nearest proxy writes last; whoever stands before the first machine that is not ours may have written anything.
    let hops = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }.map { $0.trimmingSpaces }
    return network(hops.last { !proxies.contains($0) } ?? direct)
  }

  private static func network(_ address: String) -> String {
    guard address.contains(":"), let socket = try? SocketAddress(ipAddress: address, port: 0),
      case .v6(let six) = socket
    else { return String(address.prefix(45)) }
    return withUnsafeBytes(of: six.address.sin6_addr) { bytes in
      bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") + "/64"
    }
  }
}
