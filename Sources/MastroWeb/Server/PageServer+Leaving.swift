import HTTPTypes
import Hummingbird
import LedgerCore
import NIOCore
import Pages
import Sodium

/// Where one comes in and goes out.
extension PageServer {
  /// Leads to the first page of the navigation that a person may see.
  func home(_ request: Request) async throws -> Response {
    let token = cookie(SessionCookie.name, of: request)
    return try await office.work {
      guard let viewer = try token.flatMap({ try office.viewer($0) }) else { return redirect("/") }
      return redirect(firstPage(for: viewer))
    }
  }

  /// Ends the session, where the page's own form asks for it.
  func signOut(_ request: Request) async throws -> Response {
    let token = cookie(SessionCookie.name, of: request)
    let body = try? await request.body.collect(upTo: 4_096)
    let bytes = Array(body?.readableBytesView ?? ByteBuffer().readableBytesView)
    return try await office.work {
      var response = redirect("/")
      let form = try? FormDecoding.urlEncoded(bytes)
      guard let token, let viewer = try office.viewer(token) else { return response }
      let sent = Array((form?.text("csrf") ?? "").utf8)
      guard ConstantTime.equal(sent, Array(viewer.csrf.utf8)) else {
        return Problem(WebRefusals.csrf(), .english).map { $0.response(.english) } ?? response
      }
      office.sessions.end(token)
      response.headers[values: .setCookie] = [SessionCookie.cleared(isSecure: office.isSecure)]
      return response
    }
  }
}
