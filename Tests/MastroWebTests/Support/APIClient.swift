import Bookkeeping
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LedgerCore
import NIOCore
import Sodium
import Testing

@testable import MastroWeb

/// What the server has answered.
struct Answer {
  let status: Int
  let headers: HTTPFields
  let bytes: [UInt8]

  /// The body as JSON; null where it is none.
  var json: JSON { (try? JSON.parse(bytes, form: .relaxed)) ?? .null }
  var code: String { json["code"]?.string ?? "" }
}

/// Asks the server as programs and browsers do.
struct APIClient {
  let client: any TestClientProtocol
  var token: String?
  var cookie: String?
  var csrf: String?

  init(_ client: any TestClientProtocol) { self.client = client }

  func call(
    _ method: HTTPRequest.Method, _ path: String, _ bytes: [UInt8]? = nil, type: String = "application/json",
    more: [String: String] = [:]
  ) async throws -> Answer {
    var headers = HTTPFields()
    if bytes != nil { headers[.contentType] = type }
    if let token { headers[.authorization] = "Bearer \(token)" }
    if let cookie { headers[.cookie] = "mastro_session=\(cookie)" }
    if let csrf { headers[.csrfToken] = csrf }
    for (name, value) in more { headers[try #require(HTTPField.Name(name))] = value }
    return try await client.execute(
      uri: path, method: method, headers: headers, body: bytes.map { ByteBuffer(bytes: $0) }
    ) { response in
      Answer(
        status: Int(response.status.code), headers: response.headers, bytes: Array(response.body.readableBytesView))
    }
  }

  func get(_ path: String) async throws -> Answer { try await call(.get, path) }

  func post(_ path: String, _ object: JSONObject, more: [String: String] = [:]) async throws -> Answer {
    try await call(.post, path, JSON.object(object).canonicalBytes, more: more)
  }

  /// The answer to a challenge for a key.
  func answer(_ number: UInt8) async throws -> JSONObject {
    let key = try key(number)
    let challenge = try #require(
      await post("/api/v1/challenges", ["publicKey": .string(key.publicKey.base64)]).json.object)
    let signed = Envelope.preAuthenticationEncoding(
      type: SignIn.payloadType, payload: JSON.object(challenge).canonicalBytes)
    return [
      "nonce": .string(try #require(challenge["nonce"]?.string)), "signature": .string(key.sign(signed).base64),
    ]
  }

  /// Signs in as programs do.
  func signedIn(_ number: UInt8) async throws -> APIClient {
    let session = try await post("/api/v1/sessions", answer(number))
    #expect(session.status == 201, "\(session.json)")
    var other = APIClient(client)
    other.token = try #require(session.json["token"]?.string)
    return other
  }

  /// Signs in as browsers do.
  func inBrowser(_ number: UInt8) async throws -> APIClient {
    let session = try await post("/api/v1/sessions", answer(number))
    var other = APIClient(client)
    other.cookie = try #require(session.json["token"]?.string)
    other.csrf = try #require(session.json["csrf"]?.string)
    return other
  }

  /// Drafts one request, and signs it.
  func envelope(_ request: JSONObject, _ number: UInt8) async throws -> JSON {
    let draft = try await post("/api/v1/drafts", ["requests": [.object(request)]])
    #expect(draft.status == 200, "\(draft.json)")
    return try sign(draft.json, number)
  }

  func sign(_ draft: JSON, _ number: UInt8) throws -> JSON {
    let payload = try #require(draft["payload"]?.string.flatMap { Base64.decode($0) })
    #expect(draft["digest"]?.string == SHA256.hash(payload).hex)
    let signed = SignedEntry(try Entry(payload: payload), with: try key(number))
    return try JSON.parse(signed.envelope.bytes, form: .canonical)
  }
}

/// A body that an administrator registers.
func registering(_ body: String) -> JSONObject {
  [
    "body": ["body": .string(body), "form": "cooperative", "name": "Cooperativa Prova"], "kind": "body.registered",
    "role": "administrator", "stream": "ledger",
  ]
}
