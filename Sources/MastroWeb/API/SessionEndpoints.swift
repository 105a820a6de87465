import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Sodium

/// Signing in and out, and who one is.
enum SessionEndpoints {
  static let routes: [APIRoute] = [
    .post("/api/v1/challenges", for: .everybody, most: 1_024, rate: .signIn, challenge),
    .post("/api/v1/sessions", for: .everybody, most: 4_096, rate: .signIn, begin),
    APIRoute(
      method: .delete, path: "/api/v1/sessions/current", audience: .members, content: .none, query: [],
      rate: .reading, handler: .reading(end)),
    .get("/api/v1/me", for: .members, me),
  ]

  /// A challenge for any key: whether somebody holds it is not told, so a key that nobody holds gets a member made up.
  static func challenge(_ call: APICall) throws -> APIReply {
    let body = try call.members(["publicKey"])
    guard let key = PublicKey(base64: try body.text("publicKey")) else {
      throw WebRefusals.malformed(["reason": "publicKey is not the base64 of 32 bytes"])
    }
    let office = call.office
    let member = try office.bookkeeper.governing().holder(of: key.keyID)?.id ?? office.strangers.member(for: key)
    let statement = office.signIn.ask(
      key, member: member, ledger: office.ledger, origin: office.origin, now: call.now,
      random: office.bookkeeper.surroundings.random)
    return .json(statement, status: 201)
  }

  private static let echoed: Set<String> = ["expires", "ledger", "member", "origin", "publicKey"]

  static func begin(_ call: APICall) throws -> APIReply {
    let body = try call.members(echoed.union(["nonce", "signature"]))
    let nonce = try body.text("nonce")
    guard let signature = Signature(base64: try body.text("signature")) else {
      throw WebRefusals.malformed(["reason": "signature is not the base64 of 64 bytes"])
    }
    for name in echoed where body[name] != nil { _ = try body.text(name) }
    let office = call.office
    guard let challenge = office.signIn.answer(nonce: nonce, signature: signature, now: call.now),
      try states(body, what: challenge)
    else { throw WebRefusals.signInFailed() }
    let session = office.sessions.begin(challenge.member, key: challenge.key, now: call.now)
    guard let viewer = try office.viewer(session.token) else {
      office.sessions.end(session.token)
      throw WebRefusals.signInFailed()
    }
    var object = try description(of: viewer, office)
    object["token"] = .string(session.token)
    var reply = APIReply.json(object, status: 201)
    reply.headers[values: .setCookie] = [SessionCookie.set(session.token, isSecure: office.isSecure)]
    return reply
  }

  /// Where a program sends the whole statement back, it must be the one that it was asked to sign.
  private static func states(_ body: JSONObject, what challenge: SignIn.Challenge) throws -> Bool {
    guard let statement = try JSON.parse(challenge.statement, form: .canonical).object else { return false }
    return echoed.allSatisfy { body[$0] == nil || body[$0] == statement[$0] }
  }

  static func end(_ call: APICall) throws -> APIReply {
    call.office.sessions.end(try call.person.session)
    var reply = APIReply.nothing
    reply.headers[values: .setCookie] = [SessionCookie.cleared(isSecure: call.office.isSecure)]
    return reply
  }

  static func me(_ call: APICall) throws -> APIReply { .json(try description(of: call.person, call.office)) }

  private static func description(of viewer: Visitor, _ office: WebOffice) throws -> JSONObject {
    var object: JSONObject = [
      "bodies": .array(viewer.member.bodies.map { .string($0.text) }), "csrf": .string(viewer.csrf),
      "keyId": .string(viewer.key.keyID.hex), "member": .string(viewer.id.description), "name": .string(viewer.name),
      "roles": .array(viewer.member.roles.map { .string($0.rawValue) }),
    ]
    if let party = viewer.member.party { object["party"] = .string(party.description) }
    if let expires = office.sessions.expiry(of: viewer.session) { object["expires"] = .string(expires.description) }
    return object
  }
}

/// The cookie that holds a session's token: no script reads it, and no other site's page makes a browser send it.
enum SessionCookie {
  static let name = "mastro_session"

  static func set(_ token: String, isSecure: Bool) -> String {
    "\(name)=\(token); Path=/; HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")"
  }

  static func cleared(isSecure: Bool) -> String {
    "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")"
  }
}
