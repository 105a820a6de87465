import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

@Suite struct EntryPayloadTests {
  @Test func `a payload has the members of the format in their canonical order`() throws {
    let entry = try SampleEntry.full()
    let text = String(decoding: entry.payload, as: UTF8.self)
    let expected =
      #"{"actor":"0000000000000G000000000002","body":"# + SampleEntry.body
      + #","effective":"2026-11-20","id":"0000000000001G000000000004","kind":"loan.disbursed.2","ledger":""#
      + SHA256.hash([1]).hex + #"","onBehalfOf":"comune","postings":[["assets:bank:main","EUR",-125000],"#
      + #"["assets:loans:casa","EUR",125000],["memo:a","min",1],["memo:b","min",-1]],"previous":""#
      + SHA256.hash([2]).base64 + #"","recorded":"2026-11-20T10:00:00Z","revision":3,"role":"treasurer","#
      + #""seen":{"root":""# + SHA256.hash([3]).base64 + #"","size":41},"stream":"loan/casa"}"#
    #expect(text == expected)
    #expect(try JSON.parse(entry.payload, form: .canonical).canonicalBytes == entry.payload)
  }

  @Test func `the genesis entry leaves out ledger, previous and body represented`() throws {
    let payload = SampleEntry.genesis().payload
    let object = try #require(try JSON.parse(payload, form: .canonical).object)
    #expect(
      object.map(\.key) == [
        "actor", "body", "effective", "id", "kind", "postings", "recorded", "revision", "role", "seen", "stream",
      ])
    #expect(object["seen"]?["root"]?.string == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(try Entry(payload: payload).payload == payload)
  }

  @Test(arguments: Seeds.all)
  func `any entry is read back as it was written`(seed: UInt64) throws {
    var generator = Seeds.generator(seed)
    for _ in 0..<300 {
      let entry = try SampleEntry.random(using: &generator)
      let read = try Entry(payload: entry.payload)
      #expect(read.payload == entry.payload)
      #expect(read.postings == entry.postings && read.body == entry.body)
      #expect(read.id == entry.id && read.actor == entry.actor && read.kind == entry.kind)
      #expect(read.header.ledger == entry.header.ledger && read.header.previous == entry.header.previous)
      #expect(read.header.seen == entry.header.seen && read.header.recorded == entry.header.recorded)
      #expect(try JSON.parse(entry.payload, form: .canonical).canonicalBytes == entry.payload)
    }
  }

  @Test func `every change of one byte is refused, or says something else in the one form`() throws {
    var changed = 0
    for original in [try SampleEntry.full().payload, SampleEntry.genesis().payload] {
      for place in original.indices {
        let letters: [UInt8] =
          [original[place] ^ 1, original[place] ^ 0x20, original[place] ^ 0x80] + Array("\"0-,}] \\".utf8)
        for letter in letters where letter != original[place] {
          var mutated = original
          mutated[place] = letter
          changed += try check(mutated)
        }
        var shorter = original
        shorter.remove(at: place)
        var longer = original
        longer.insert(original[place], at: place)
        changed += try check(shorter) + check(longer)
      }
    }
    #expect(changed > 500, "other amounts, ids and names are other entries")
  }

  private func check(_ mutated: [UInt8]) throws -> Int {
    guard let entry = try? Entry(payload: mutated) else { return 0 }
    #expect(entry.payload == mutated)
    #expect(try JSON.parse(mutated, form: .canonical).canonicalBytes == mutated)
    return 1
  }

  @Test func `every beginning of a payload is refused`() throws {
    let payload = try SampleEntry.full().payload
    for length in 0..<payload.count {
      #expect(throws: PayloadFault.self) { try Entry(payload: Array(payload.prefix(length))) }
    }
    #expect(throws: PayloadFault.self) { try Entry(payload: payload + [0x0A]) }
    #expect(throws: PayloadFault.self) { try Entry(payload: [0xEF, 0xBB, 0xBF] + payload) }
  }

  /// What stands in the full payload, and what is put in its place.
  static let edits: [(String, String)] = [
    (#"{"actor""#, #"{"aaa":1,"actor""#), (#"},"stream""#, #"},"signature":"x","stream""#),
    (#","stream":"loan/casa"}"#, #","stream":"loan/casa","zzz":1}"#), (#","revision":3"#, ""),
    (#","revision":3"#, #","revision":3,"revision":3"#), (#""revision":3"#, #""revision":0"#),
    (#""revision":3"#, #""revision":-1"#), (#""revision":3"#, #""revision":03"#),
    (#""revision":3"#, #""revision":3.0"#),
    (#""revision":3"#, #""revision":"3""#), (#""revision":3"#, #""revision": 3"#), (#""size":41"#, #""size":-1"#),
    (#""size":41"#, #""size":9007199254740992"#), (#""size":41}"#, #""size":41,"z":1}"#),
    (#""size":41"#, #""size":null"#),
    (#""role":"treasurer""#, #""role":"king""#), (#""role":"treasurer""#, #""role":"Treasurer""#),
    (#""kind":"loan.disbursed.2""#, #""kind":"loan""#), (#""stream":"loan/casa""#, #""stream":"loan""#),
    (#""effective":"2026-11-20""#, #""effective":"2026-02-30""#), (#""effective":"2026-11-20""#, #""effective":20777"#),
    (#""recorded":"2026-11-20T10:00:00Z""#, #""recorded":"2026-11-20T10:00:00+00:00""#),
    (#""onBehalfOf":"comune""#, #""onBehalfOf":"Comune""#), (#""onBehalfOf":"comune""#, #""onBehalfOf":null"#),
    (#"["assets:bank:main","EUR",-125000],"#, ""), (#"-125000"#, "-125001"), (#"-125000"#, "0"),
    (#""EUR",125000]"#, #""EUR",125000,1]"#), (#""EUR",125000]"#, #""EUR"]"#), (#""EUR",125000]"#, #""EUR","125000"]"#),
    (#"[["assets"#, #"[[ "assets"#), (#"["memo:b","min",-1]]"#, #"["memo:b","min",-1],]"#),
    (#""body":{"#, #""body":["#), (#""note":"#, #""amount":1,"note":"#), (#"\u0001"#, #"\u0001\/"#),
    ("è", "e\u{300}\\u0041"),
    (#"{"actor":"0000000000000G000000000002","#, "{"), ("🙂", #"\ud83d\ude42"#), (#""note""#, #""zote""#),
    ("{}]}", "{}]} "),
    (#""actor":"0"#, #""actor":"\u0030"#),
  ]

  @Test(arguments: edits)
  func `a payload with a missing, foreign, doubled or misspelt member is refused`(there: String, instead: String) throws
  {
    let text = String(decoding: try SampleEntry.full().payload, as: UTF8.self)
    try #require(text.contains(there))
    #expect(throws: PayloadFault.self) { try Entry(payload: Array(text.replacing(there, with: instead).utf8)) }
  }

  @Test func `members in another order are refused, wherever they stand`() throws {
    let entry = try SampleEntry.full()
    let object = try #require(try JSON.parse(entry.payload, form: .canonical).object)
    let members = object.map {
      (key: $0.key, text: "\"\($0.key)\":" + String(decoding: $0.value.canonicalBytes, as: UTF8.self))
    }
    #expect(members.count == 14)
    for first in members.indices {
      for second in members.indices where second > first {
        var swapped = members.map(\.text)
        swapped.swapAt(first, second)
        let text = "{" + swapped.joined(separator: ",") + "}"
        #expect(throws: PayloadFault.self) { try Entry(payload: Array(text.utf8)) }
      }
      let left = members.enumerated().filter { $0.offset != first }.map(\.element.text).joined(separator: ",")
      let mayBeAbsent = ["ledger", "onBehalfOf", "previous"].contains(members[first].key)
      #expect(((try? Entry(payload: Array("{\(left)}".utf8))) != nil) == mayBeAbsent, "without \(members[first].key)")
    }
  }

  @Test func `a payload has at most 48000 bytes`() throws {
    let empty = Entry(header: SampleEntry.genesis().header, body: Array(#"{"a":""}"#.utf8), postings: .none).payload
      .count
    func entry(_ size: Int) -> Entry {
      let filling = String(repeating: "x", count: size - empty)
      return Entry(header: SampleEntry.genesis().header, body: Array(#"{"a":"\#(filling)"}"#.utf8), postings: .none)
    }
    #expect(try Entry(payload: entry(48_000).payload).payload.count == 48_000)
    let fault = #expect(throws: PayloadFault.self) { try Entry(payload: entry(48_001).payload) }
    #expect(fault?.description == "the payload has 48001 bytes, at most 48000 are allowed")
  }

  @Test func `a payload of 513 postings is refused by its number`() throws {
    let lines = (0..<513).map { #"["assets:a\#(1000 + $0)","EUR",\#($0 % 2 == 0 ? 1 : -1)]"# }.joined(separator: ",")
    let text = String(decoding: SampleEntry.genesis().payload, as: UTF8.self)
      .replacing(#""postings":[]"#, with: #""postings":[\#(lines)]"#)
    let fault = #expect(throws: PayloadFault.self) { try Entry(payload: Array(text.utf8)) }
    #expect(fault?.description == "513 postings, at most 512 are allowed")
  }

  @Test func `the message of a wrong payload names the member`() throws {
    func message(_ there: String, _ instead: String) throws -> String? {
      let text = String(decoding: try SampleEntry.full().payload, as: UTF8.self).replacing(there, with: instead)
      do { _ = try Entry(payload: Array(text.utf8)) } catch { return error.description }
      return nil
    }
    #expect(try message("treasurer", "king") == "the payload's member 'role' has no valid value")
    #expect(try message("-125000", "-125001") == "the postings in EUR sum to -1, not to zero")
    #expect(try message(#""revision":3"#, #""revision": 3"#)?.hasPrefix("the payload is not canonical: ") == true)
  }
}
