import HTTPTypes
import LedgerCore

/// One operation of the API, as `ledger-specs/openapi.yaml` describes it.
struct APIRoute: Sendable {
  /// How an operation is carried out.
  enum Handler: Sendable {
    /// Reads the ledger, and holds a thread of its own meanwhile.
    case reading(@Sendable (APICall) throws -> APIReply)
    /// A look-up or two: done where the request is, because handing it to another thread would take longer.
    case brief(@Sendable (APICall) throws -> APIReply)
    /// Waits for something.
    case waiting(@Sendable (APICall) async throws -> APIReply)
  }

  /// What an operation's body holds.
  enum Content: Sendable {
    case none
    /// JSON of at most so many bytes.
    case json(most: Int)
  }

  let method: HTTPRequest.Method
  let path: String
  let audience: Audience
  let content: Content
  /// The names that the query may have.
  let query: Set<String>
  /// Which of the limits counts this operation.
  let rate: RateLimits.Class
  let handler: Handler

  static func get(
    _ path: String, for audience: Audience, query: Set<String> = [],
    _ handler: @escaping @Sendable (APICall) throws -> APIReply
  ) -> APIRoute {
    get(path, for: audience, query: query, handler: .reading(handler))
  }

  static func get(_ path: String, for audience: Audience, query: Set<String> = [], handler: Handler) -> APIRoute {
    APIRoute(
      method: .get, path: path, audience: audience, content: .none, query: query, rate: .reading, handler: handler)
  }

  static func post(
    _ path: String, for audience: Audience, most: Int, rate: RateLimits.Class,
    _ handler: @escaping @Sendable (APICall) throws -> APIReply
  ) -> APIRoute {
    APIRoute(
      method: .post, path: path, audience: audience, content: .json(most: most), query: [], rate: rate,
      handler: .reading(handler))
  }
}

/// What an operation answers.
struct APIReply: Sendable {
  var status = 200
  var type = "application/json"
  var bytes: [UInt8] = []
  var cache = "no-store"
  var headers: HTTPFields = [:]
  /// Where the answer goes on as long as somebody listens; then `bytes` is empty.
  var events: EventFeed?

  static func json(_ json: JSON, status: Int = 200) -> APIReply {
    APIReply(status: status, bytes: json.canonicalBytes)
  }

  static func json(_ object: JSONObject, status: Int = 200) -> APIReply { json(.object(object), status: status) }

  static var nothing: APIReply { APIReply(status: 204, type: "") }
}
