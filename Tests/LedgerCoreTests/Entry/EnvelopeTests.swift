import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

@Suite struct EnvelopeTests {
  static func signed() throws -> SignedEntry {
    SignedEntry(try SampleEntry.full(), with: try SigningKey(seed: [UInt8](repeating: 7, count: 32)))
  }

  @Test func `an envelope has exactly the bytes of the format`() throws {
    let signed = try Self.signed()
    let envelope = signed.envelope
    let text =
      #"{"payload":""# + Base64.encode(envelope.payload) + #"","payloadType":"application/vnd.mastro.entry+json","#
      + #""signatures":[{"keyid":""# + signed.publicKey.keyID.hex + #"","sig":""# + envelope.signature.base64 + #""}]}"#
    #expect(String(decoding: envelope.bytes, as: UTF8.self) == text)
    #expect(try JSON.parse(envelope.bytes, form: .canonical).canonicalBytes == envelope.bytes)
    #expect(envelope.leaf == SHA256.hash([0] + envelope.bytes))
    #expect(signed.leaf == envelope.leaf)
  }

  @Test func `an envelope is read back, and its signature verifies`() throws {
    let signed = try Self.signed()
    let read = try Envelope(parsing: signed.envelope.bytes)
    #expect(read.bytes == signed.envelope.bytes)
    let verified = try SignedEntry(read, verifiedWith: signed.publicKey)
    #expect(verified.leaf == signed.leaf)
    #expect(verified.entry.payload == signed.entry.payload)
    let signature = try SigningKey(seed: [UInt8](repeating: 7, count: 32)).sign(read.signedBytes)
    #expect(signature == read.signature, "Ed25519 is deterministic")
  }

  /// What stands in an envelope, and what is put in its place.
  static let edits: [(String, String)] = [
    (#"{"payload""#, #"{ "payload""#), (#"{"payload""#, "\u{FEFF}{\"payload\""), (#""}]}"#, #""}]} "#),
    (#""}]}"#, "\"}]}\n"), (#""}]}"#, #""}],"x":1}"#), (#""}]}"#, #"","x":1}]}"#),
    (#"vnd.mastro.entry+json"#, "vnd.mastro.signin+json"), (#"vnd.mastro.entry+json"#, "vnd.mastro.entry+json "),
    (#"application/"#, #"application\/"#), (#""payloadType""#, #""payloadtype""#), (#""sig":"#, #""sig": "#),
    (#""keyid":""#, #""keyid":"0"#), (#""keyid":""#, #""keyId":""#), (#""sig":""#, #""sig":"A"#),
    (#"","payloadType"#, #"=","payloadType"#), (#"{"payload":""#, "{\"payload\":\"\n"), (#"=="}"#, #"="}"#),
    (#"=="}"#, #"==="}"#), (#"=="}"#, #""}"#), (#"{"payload":"e"#, #"{"payload":"_"#),
    (#"{"payload":"e"#, #"{"payload":" e"#),
  ]

  @Test(arguments: edits)
  func `an envelope with any deviation from the strict form is refused`(there: String, instead: String) throws {
    let text = String(decoding: try Self.signed().envelope.bytes, as: UTF8.self)
    try #require(text.contains(there))
    let edited = text.replacing(there, with: instead)
    #expect(throws: EnvelopeFault.self) { try Envelope(parsing: Array(edited.utf8)) }
  }

  @Test func `two signatures, none, upper-case keyid and swapped members are refused`() throws {
    let envelope = try Self.signed().envelope
    let text = String(decoding: envelope.bytes, as: UTF8.self)
    let signature = #"{"keyid":"\#(envelope.keyID.hex)","sig":"\#(envelope.signature.base64)"}"#
    try #require(text.contains(signature))
    let wrong = [
      text.replacing(signature, with: signature + "," + signature), text.replacing(signature, with: ""),
      text.replacing(envelope.keyID.hex, with: envelope.keyID.hex.uppercased()),
      text.replacing(
        signature, with: #"{"sig":"\#(envelope.signature.base64)","keyid":"\#(envelope.keyID.hex)"}"#),
      #"{"payloadType":"application/vnd.mastro.entry+json","payload":"x","signatures":[]}"#, "", "{}", "[]", "null",
    ]
    for text in wrong { #expect(throws: EnvelopeFault.self) { try Envelope(parsing: Array(text.utf8)) } }
  }

  @Test func `every change of one byte of an envelope is refused, or is another envelope in the one form`() throws {
    let signed = SignedEntry(SampleEntry.genesis(), with: try SigningKey(seed: [UInt8](repeating: 7, count: 32)))
    let original = signed.envelope.bytes
    for place in original.indices {
      for letter in [original[place] ^ 1, original[place] ^ 0x20, 0x22, 0x3D, 0x41] where letter != original[place] {
        var mutated = original
        mutated[place] = letter
        guard let envelope = try? Envelope(parsing: mutated) else { continue }
        #expect(envelope.bytes == mutated)
        #expect(throws: SignatureFault.self) { try SignedEntry(envelope, verifiedWith: signed.publicKey) }
      }
    }
    for length in original.indices {
      #expect(throws: EnvelopeFault.self) { try Envelope(parsing: Array(original.prefix(length))) }
    }
  }

  @Test func `an envelope is at most 65535 bytes long`() throws {
    let signed = try Self.signed()
    func envelope(_ size: Int) -> Envelope {
      Envelope(
        payload: [UInt8](repeating: 65, count: size), keyID: signed.envelope.keyID, signature: signed.envelope.signature
      )
    }
    let largest = (Envelope.mostBytes - envelope(0).bytes.count) / 4 * 3
    #expect(try Envelope(parsing: envelope(largest).bytes).payload.count == largest)
    #expect(throws: EnvelopeFault.self) { try Envelope(parsing: envelope(largest + 1).bytes) }
    #expect(largest >= Entry.mostBytes, "the largest payload fits")
  }

  @Test func `another key, another payload and another payload type do not verify`() throws {
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    let other = try SigningKey(seed: [UInt8](repeating: 8, count: 32))
    let payload = try SampleEntry.full().payload
    func envelope(_ keyID: Digest, _ signer: SigningKey, over bytes: [UInt8]) -> Envelope {
      Envelope(payload: payload, keyID: keyID, signature: signer.sign(bytes))
    }
    let right = Envelope.preAuthenticationEncoding(type: Envelope.payloadType, payload: payload)
    let signIn = Envelope.preAuthenticationEncoding(type: "application/vnd.mastro.signin+json", payload: payload)
    let genesis = Envelope.preAuthenticationEncoding(type: Envelope.payloadType, payload: SampleEntry.genesis().payload)
    _ = try SignedEntry(envelope(key.publicKey.keyID, key, over: right), verifiedWith: key.publicKey)
    let forged = [
      envelope(key.publicKey.keyID, other, over: right), envelope(other.publicKey.keyID, key, over: right),
      envelope(key.publicKey.keyID, key, over: signIn), envelope(key.publicKey.keyID, key, over: genesis),
      envelope(key.publicKey.keyID, key, over: payload),
    ]
    for envelope in forged {
      let fault = #expect(throws: SignatureFault.self) { try SignedEntry(envelope, verifiedWith: key.publicKey) }
      #expect(fault?.description == "the signature does not belong to these bytes and this key")
    }
    #expect(throws: SignatureFault.self) {
      try SignedEntry(envelope(key.publicKey.keyID, key, over: right), verifiedWith: other.publicKey)
    }
  }

  @Test func `a signature over something that is no entry makes no signed entry`() throws {
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    let payload = Array("hello world".utf8)
    let signature = key.sign(Envelope.preAuthenticationEncoding(type: Envelope.payloadType, payload: payload))
    let envelope = Envelope(payload: payload, keyID: key.publicKey.keyID, signature: signature)
    let fault = #expect(throws: SignatureFault.self) { try SignedEntry(envelope, verifiedWith: key.publicKey) }
    #expect(fault?.description.hasPrefix("the payload is not canonical") == true)
  }
}
