import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Sodium
import Testing
import TransparencyLog

@testable import MastroWeb

@Suite struct WritingTests {
  @Test func `what is drafted, signed and submitted stands in the log, and sending it again changes nothing`()
    async throws
  {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      let envelope = try await person.envelope(registering("prova"), 1)
      let size = try served.size
      let first = try await person.post("/api/v1/submissions", ["envelopes": [envelope]])
      #expect(first.status == 201 && first.json["receipts"]?.array?.first?["position"]?.integer == size)
      let again = try await person.post("/api/v1/submissions", ["envelopes": [envelope]])
      #expect(again.status == 201 && again.json == first.json)
      let bytes = Base64.encode(envelope.canonicalBytes)
      let answer1 = try await person.post("/api/v1/submissions", ["envelopes": [.string(bytes)]]).json
      #expect(answer1 == first.json)
      #expect(try served.size == size + 1)
    }
  }

  @Test func `two entries of one stream are drafted one after the other`() async throws {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      let requests: JSON = [.object(registering("uno")), .object(registering("due"))]
      let first = try await person.post("/api/v1/drafts", ["requests": requests]).json
      #expect(first["complete"]?.bool == false && first["position"]?.integer == 0)
      let one = try person.sign(first, 1)
      let understood = try #require(first["requests"])
      let second = try await person.post("/api/v1/drafts", ["requests": understood, "signed": [one]]).json
      #expect(second["complete"]?.bool == true && second["position"]?.integer == 1)
      let size = try served.size
      let done = try await person.post("/api/v1/submissions", ["envelopes": [one, try person.sign(second, 1)]])
      #expect(done.status == 201 && done.json["receipts"]?.array?.count == 2)
      #expect(try served.size == size + 2)
    }
  }

  @Test func `where somebody was faster the answer carries the draft anew, with the same id`() async throws {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      let envelope = try await person.envelope(registering("prova"), 1)
      try served.state(
        BodyRegistered(body: "altri", form: .cooperative, name: "Altri"), by: 2,
        id: served.bookkeeper.surroundings.newID())
      let size = try served.size
      let refused = try await person.post("/api/v1/submissions", ["envelopes": [envelope]])
      #expect(refused.status == 409 && refused.code == "stream.conflict", "\(refused.json)")
      #expect(try served.size == size)
      let again = try person.sign(try #require(refused.json["draft"]), 1)
      let done = try await person.post("/api/v1/submissions", ["envelopes": [again]])
      #expect(done.status == 201)
    }
  }

  @Test func `an id that belongs to another entry is refused`() async throws {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      var request = registering("prova")
      request["id"] = .string(served.bookkeeper.surroundings.newID().description)
      let envelope = try await person.envelope(request, 1)
      _ = try await person.post("/api/v1/submissions", ["envelopes": [envelope]])
      request["body"] = ["body": "altra", "form": "cooperative", "name": "Altra"]
      let refused = try await person.post("/api/v1/drafts", ["requests": [.object(request)]])
      #expect(refused.status == 409 && refused.code == "id.reused", "\(refused.json)")
    }
  }

  @Test func `an entry with a signature that is another's is refused`() async throws {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      let size = try served.size
      var envelope = try #require(try await person.envelope(registering("prova"), 1).object)
      var signature = try #require(envelope["signatures"]?.array?.first?.object)
      signature["sig"] = .string(Base64.encode([UInt8](repeating: 1, count: 64)))
      envelope["signatures"] = [.object(signature)]
      let refused = try await person.post("/api/v1/submissions", ["envelopes": [.object(envelope)]])
      #expect(refused.status == 422 && refused.code == "signature.invalid", "\(refused.json)")
      #expect(try served.size == size)
    }
  }

  @Test func `a role that one does not hold states nothing`() async throws {
    try await ServedLedger.with { served, client in
      let size = try served.size
      let person = try await APIClient(client).signedIn(3)
      let refused = try await person.post("/api/v1/drafts", ["requests": [.object(registering("prova"))]])
      #expect(refused.status == 422, "\(refused.json)")
      #expect(try served.size == size)
    }
  }
}
