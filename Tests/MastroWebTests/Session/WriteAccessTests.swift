import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Sodium
import Testing

@testable import MastroWeb

/// Nobody learns of a file by asking the rules about it.
@Suite struct WriteAccessTests {
  private static let nobody = "01JZ0000000000000000000000"

  /// Statements about somebody else's file, each by a role that may make them about its own.
  private static let attempts: [(number: UInt8, role: String, kind: String, family: String, body: JSONObject)] = [
    (4, "household", "consent.withdrawn", "household", ["consent": .string(nobody)]),
    (4, "household", "entry.reversal-proposed", "plan", ["target": .string(nobody)]),
    (5, "educator", "consent.withdrawn", "household", ["consent": .string(nobody)]),
    (5, "educator", "entry.reversal-proposed", "household", ["target": .string(nobody)]),
    (6, "creditor", "entry.reversal-proposed", "plan", ["target": .string(nobody)]),
    (8, "host", "entry.reversal-proposed", "plan", ["target": .string(nobody)]),
  ]

  private func request(_ attempt: Int, about key: String) -> JSONObject {
    let (_, role, kind, family, body) = Self.attempts[attempt]
    return [
      "body": .object(body), "kind": .string(kind), "role": .string(role), "stream": .string("\(family)/\(key)"),
    ]
  }

  @Test(arguments: attempts.indices)
  func `a file of others looks like one that does not exist`(_ attempt: Int) async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      let person = try await APIClient(client).signedIn(Self.attempts[attempt].number)
      let key = Self.attempts[attempt].family == "household" ? families.verdi : families.verdisPlan
      let size = try served.size
      let theirs = try await person.post("/api/v1/drafts", ["requests": [.object(request(attempt, about: "\(key)"))]])
      #expect(theirs.status == 404 && theirs.code == "file.unknown", "\(theirs.json)")
      let nobodys = try await person.post(
        "/api/v1/drafts", ["requests": [.object(request(attempt, about: Self.nobody))]])
      #expect(nobodys.json == theirs.json)
      #expect(try served.size == size)
    }
  }

  @Test func `a new file about a family of others looks like one about nobody`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      let elsa = try await APIClient(client).signedIn(5)
      func open(about household: String) async throws -> Answer {
        let id = served.bookkeeper.surroundings.newID()
        let body: JSONObject = ["debts": [], "household": .string(household)]
        return try await elsa.post(
          "/api/v1/drafts",
          [
            "requests": [
              [
                "body": .object(body), "id": .string(id.description), "kind": "plan.opened", "role": "educator",
                "stream": .string("plan/\(id)"),
              ]
            ]
          ])
      }
      let theirs = try await open(about: "\(families.verdi)")
      #expect(theirs.status == 404 && theirs.code == "file.unknown", "\(theirs.json)")
      let found1 = try await open(about: Self.nobody).json
      #expect(found1 == theirs.json)
      // A family that lets the educator's body see something of it is there.
      let found2 = try await open(about: "\(families.bruni)").code
      #expect(found2 != "file.unknown")
    }
  }

  @Test func `whoever may open a file is told by the rules`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      for (number, role) in [(4, "household"), (6, "creditor"), (3, "operator")] as [(UInt8, String)] {
        let person = try await APIClient(client).signedIn(number)
        let request: JSONObject = [
          "body": ["reason": "other"], "kind": "plan.refused", "role": .string(role),
          "stream": .string("plan/\(families.brunisPlan)"),
        ]
        let answer = try await person.post("/api/v1/drafts", ["requests": [.object(request)]])
        #expect(answer.code != "file.unknown" && answer.status < 500, "\(answer.json)")
      }
    }
  }

  @Test func `what was signed about a file of others is refused before the rules look at it`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      let rosa = try await APIClient(client).signedIn(4)
      let own: JSONObject = [
        "body": ["bodies": ["caritas"], "scopes": ["record"], "until": "2027-01-01"], "kind": "consent.given",
        "role": "household", "stream": .string("household/\(families.bruni)"),
      ]
      let draft = try await rosa.post("/api/v1/drafts", ["requests": [.object(own)]])
      #expect(draft.status == 200, "\(draft.json)")
      let payload = try #require(draft.json["payload"]?.string.flatMap { Base64.decode($0) })
      func submit(about family: String) async throws -> Answer {
        var object = try #require(try JSON.parse(payload, form: .canonical).object)
        object["stream"] = .string("household/\(family)")
        let signed = SignedEntry(try Entry(payload: JSON.object(object).canonicalBytes), with: try key(4))
        return try await rosa.post(
          "/api/v1/submissions", ["envelopes": [try JSON.parse(signed.envelope.bytes, form: .canonical)]])
      }
      let size = try served.size
      let theirs = try await submit(about: "\(families.verdi)")
      #expect(theirs.status == 404 && theirs.code == "file.unknown", "\(theirs.json)")
      let found3 = try await submit(about: Self.nobody).json
      #expect(found3 == theirs.json)
      #expect(try served.size == size)
      // Sent twice, one's own gets one receipt.
      let first = try await submit(about: "\(families.bruni)")
      #expect(first.status == 201, "\(first.json)")
      let found4 = try await submit(about: "\(families.bruni)").json
      #expect(found4 == first.json)
      #expect(try served.size == size + 1)
    }
  }
}
