import Bookkeeping
import LedgerCore

/// A new device, or a new person, asks to be enrolled; administrators compare its code aloud before they do so.
enum EnrolmentEndpoints {
  static let routes: [APIRoute] = [
    .post("/api/v1/enrolment-requests", for: .everybody, most: 8_192, rate: .enrolment, receive)
  ]

  static func receive(_ call: APICall) throws -> APIReply {
    let body = try call.members(["expires", "member", "name", "nonce", "proof", "publicKey"])
    try EnrolmentInbox(call.bookkeeper).receive(.object(body))
    return .json(["received": true] as JSONObject, status: 201)
  }
}
