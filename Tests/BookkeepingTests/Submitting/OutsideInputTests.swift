import Bookkeeping
import Funds
import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing

/// What browsers and programs send, before any rule is asked.
@Suite struct OutsideInputTests {
  private static let member = ULID(high: 1, low: 1)
  private static let request: JSONObject = [
    "kind": "jar.filled", "stream": "jar/a", "role": "treasurer", "body": ["cents": 5],
  ]

  private static func code(_ json: JSON, in jars: JarLedger) throws -> [String] {
    do throws(Refusal) {
      _ = try jars.bookkeeper.request(json, by: member)
      return []
    } catch {
      return [error.code.id] + error.facts.filter { ["member", "kind"].contains($0.name) }.map(\.value)
    }
  }

  @Test func `a request is read as it is meant, and what is left out is today and a new id`() throws {
    try withFolder { path in
      let jars = try JarLedger(in: path)
      let short = try jars.bookkeeper.request(.object(Self.request), by: Self.member)
      #expect(short.kind == "jar.filled" && short.stream == "jar/a" && short.role == .treasurer)
      #expect(short.body == Array("{\"cents\":5}".utf8) && short.actor == Self.member && short.onBehalfOf == nil)
      #expect(short.effective == jars.bookkeeper.surroundings.now.date)
      var object = Self.request
      object["effective"] = "2026-11-20"
      object["id"] = "01KA0000000000000000000000"
      object["onBehalfOf"] = "coop"
      let long = try jars.bookkeeper.request(.object(object), by: Self.member)
      #expect(long.effective.description == "2026-11-20" && long.onBehalfOf == "coop")
      #expect(long.id.description == "01KA0000000000000000000000" && short.id != long.id)
    }
  }

  @Test func `a request that cannot be read is refused by the member that is wrong`() throws {
    try withFolder { path in
      let jars = try JarLedger(in: path)
      func with(_ member: String, _ value: JSON?) -> JSON {
        var object = Self.request
        object[member] = value
        return .object(object)
      }
      let rows: [(JSON, [String])] = [
        (1, ["request.invalid", "requests"]), ([], ["request.invalid", "requests"]),
        (with("kind", nil), ["request.invalid", "kind"]), (with("kind", "Jar"), ["request.invalid", "kind"]),
        (with("kind", 1), ["request.invalid", "kind"]), (with("kind", "jar.stolen"), ["kind.unknown", "jar.stolen"]),
        (with("stream", "jar"), ["request.invalid", "stream"]), (with("stream", .null), ["request.invalid", "stream"]),
        (with("role", "king"), ["request.invalid", "role"]), (with("role", nil), ["request.invalid", "role"]),
        (with("onBehalfOf", "Große Firma"), ["request.invalid", "onBehalfOf"]),
        (with("effective", "20.11.2026"), ["request.invalid", "effective"]),
        (with("effective", "2026-02-30"), ["request.invalid", "effective"]),
        (with("id", "01KA"), ["request.invalid", "id"]), (with("body", nil), ["request.invalid", "body"]),
        (with("body", "cents"), ["request.invalid", "body"]), (with("body", []), ["request.invalid", "body"]),
        (with("body", [:]), ["body.invalid", "jar.filled"]),
        (with("body", ["cents": "5"]), ["body.invalid", "jar.filled"]),
        (with("body", ["cents": 5, "tip": 1]), ["body.invalid", "jar.filled"]),
        (with("actor", "01KA0000000000000000000000"), ["request.invalid", "actor"]),
        (with("kind", "entry.reversed"), ["body.invalid", "entry.reversed"]),
      ]
      for (json, expected) in rows { #expect(try Self.code(json, in: jars) == expected) }
      var reversal = Self.request
      reversal["kind"] = "entry.reversed"
      reversal["body"] = ["target": "01KA0000000000000000000000"]
      #expect(try Self.code(.object(reversal), in: jars) == [])
    }
  }

  @Test func `requests come in an array, some at a time`() throws {
    try withFolder { path in
      let jars = try JarLedger(in: path)
      let one = JSON.object(Self.request)
      #expect(try jars.bookkeeper.requests([one, one], by: Self.member).count == 2)
      for bad in [one, [], .array(Array(repeating: one, count: Bookkeeper.mostRequests + 1))] {
        #expect(throws: Refusal.self) { try jars.bookkeeper.requests(bad, by: Self.member) }
      }
    }
  }

  /// A gift that the treasurer has signed, with a key of the test's choice.
  private static func gift(_ fund: SmallFund, signedWith number: UInt8 = 3) throws -> SignedEntry {
    let request = try fund.request(
      ContributionReceived(
        amount: Money(cents: 1_000), to: Restriction(fund: "casa", name: "free"), account: "main", donor: nil),
      StreamID("contribution", fund.bookkeeper.surroundings.newID()), by: "tea", .treasurer)
    let draft = try #require(try fund.bookkeeper.draftNext([request]))
    return SignedEntry(draft.entry, with: try key(number))
  }

  private static func refusal(_ fund: SmallFund, _ envelopes: [[UInt8]]) throws -> [String] {
    do {
      _ = try fund.bookkeeper.verifiedEntries(envelopes)
      return []
    } catch let refusal as Refusal {
      #expect(refusal.code.consequence == .usage)
      return [refusal.code.id] + refusal.facts.filter { $0.name == "place" }.map(\.value)
    }
  }

  @Test func `an envelope is taken in its strict form, signed by a key that a member has`() throws {
    try SmallFund.with { fund in
      let signed = try Self.gift(fund)
      let taken = try fund.bookkeeper.verifiedEntries([signed.envelope.bytes])
      #expect(taken.map(\.leaf) == [signed.leaf] && taken[0].entry.id == signed.entry.id)
      let again = try fund.bookkeeper.verifiedEntries([signed.envelope.bytes, signed.envelope.bytes])
      #expect(again.count == 2, "a key that is known by now")
    }
  }

  @Test func `envelopes that cannot be trusted are refused before anything else`() throws {
    try SmallFund.with { fund in
      let good = try Self.gift(fund).envelope
      let stranger = try Self.gift(fund, signedWith: 77).envelope
      let other = try Self.gift(fund).envelope
      let swapped = Envelope(payload: good.payload, keyID: good.keyID, signature: other.signature)
      let renamed = Envelope(payload: good.payload, keyID: try key(4).publicKey.keyID, signature: good.signature)
      let nonsense = Envelope(payload: Array("{}".utf8), keyID: good.keyID, signature: good.signature)
      #expect(try Self.refusal(fund, []) == ["submission.size"])
      #expect(try Self.refusal(fund, [[]]) == ["envelope.malformed", "1"])
      #expect(try Self.refusal(fund, [good.bytes, good.bytes + [32]]) == ["envelope.malformed", "2"])
      #expect(try Self.refusal(fund, [[UInt8](repeating: 65, count: 70_000)]) == ["envelope.malformed", "1"])
      #expect(try Self.refusal(fund, [good.bytes, stranger.bytes]) == ["key.unknown", "2"])
      #expect(try Self.refusal(fund, [swapped.bytes]) == ["signature.invalid", "1"])
      #expect(try Self.refusal(fund, [renamed.bytes]) == ["signature.invalid", "1"])
      #expect(try Self.refusal(fund, [nonsense.bytes]) == ["envelope.malformed", "1"])
    }
  }
}
