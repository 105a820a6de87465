import HTTPTypes
import Hummingbird
import LedgerCore
import NIOCore
import Pages

extension Problem {
  /// The problem as programs read it (RFC 9457).
  func response(_ language: Language, with more: JSONObject = [:]) -> Response {
    var object = json
    for member in more { object[member.key] = member.value }
    var headers: HTTPFields = [
      .contentType: "application/problem+json", .cacheControl: "no-store", .contentLanguage: language.tag,
    ]
    addRemedies(to: &headers)
    return Response(
      status: .init(code: status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: JSON.object(object).canonicalBytes)))
  }

  /// What HTTP itself says of some problems.
  func addRemedies(to headers: inout HTTPFields) {
    switch status {
    case 401: headers[.wwwAuthenticate] = "Bearer realm=\"mastro\""
    case 429: headers[.retryAfter] = facts["seconds"]?.string ?? "60"
    case 503: headers[.retryAfter] = "1"
    default: break
    }
  }
}
