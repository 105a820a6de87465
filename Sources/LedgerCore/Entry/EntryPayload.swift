import Sodium
import TransparencyLog

/// Why bytes are not the payload of an entry.
public enum PayloadFault: Error, Sendable, CustomStringConvertible {
  case tooLarge(Int)
  case notCanonical(JSONError)
  case badValue(member: StaticString)
  case postings(Postings.Fault)

  public var description: String {
    switch self {
    case .tooLarge(let size): "the payload has \(size) bytes, at most \(Entry.mostBytes) are allowed"
    case .notCanonical(let error): "the payload is not canonical: \(error)"
    case .badValue(let member): "the payload's member '\(member)' has no valid value"
    case .postings(let fault): "\(fault)"
    }
  }
}

extension Entry {
  /// The canonical bytes that are signed (RFC 8785): members sorted, integers only, no white space.
  public var payload: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(512 + body.count + 64 * postings.lines.count)
    out.write("{\"actor\":\"", header.actor.description, "\",\"body\":")
    out.append(contentsOf: body)
    out.write("\",\"effective\":\"".dropFirst(), header.effective.description)
    out.write("\",\"id\":\"", header.id.description, "\",\"kind\":\"", header.kind.text)
    if let ledger = header.ledger { out.write("\",\"ledger\":\"", ledger.hex) }
    if let body = header.onBehalfOf { out.write("\",\"onBehalfOf\":\"", body.text) }
    out.write("\",\"postings\":[")
    for (index, posting) in postings.lines.enumerated() {
      out.write(index == 0 ? "[\"" : ",[\"", posting.account.text, "\",\"", posting.commodity.text, "\",")
      out.write(String(posting.amount), "]")
    }
    out.write("]")
    if let previous = header.previous { out.write(",\"previous\":\"", previous.base64, "\"") }
    out.write(",\"recorded\":\"", header.recorded.description, "\",\"revision\":", String(header.revision))
    out.write(",\"role\":\"", header.role.rawValue, "\",\"seen\":{\"root\":\"", header.seen.root.base64)
    out.write("\",\"size\":", String(header.seen.size), "},\"stream\":\"", header.stream.text, "\"}")
    return out
  }

  /// Reads a payload in its one canonical form, and refuses every other.
  public init(payload: [UInt8]) throws(PayloadFault) {
    guard payload.count <= Entry.mostBytes else { throw .tooLarge(payload.count) }
    let parsed: Result<Entry, PayloadFault> = payload.withUnsafeBytes { bytes in
      var reader = PayloadReader(bytes)
      do throws(PayloadFault) { return .success(try reader.entry()) } catch { return .failure(error) }
    }
    self = try parsed.get()
  }
}

extension [UInt8] {
  fileprivate mutating func write(_ parts: any StringProtocol...) {
    for part in parts { append(contentsOf: part.utf8) }
  }
}

extension Digest {
  /// Reads 64 lower-case hexadecimal digits without making a text of them, as every entry names its ledger.
  fileprivate init?(hexBytes: UnsafeBufferPointer<UInt8>) {
    guard hexBytes.count == 2 * Digest.byteCount else { return nil }
    func nibble(_ byte: UInt8) -> UInt8? {
      if byte &- 0x30 < 10 { return byte &- 0x30 }
      return byte &- 0x61 < 6 ? byte &- 0x57 : nil
    }
    let digest = withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 1) { buffer -> Digest? in
      for index in 0..<Digest.byteCount {
        guard let high = nibble(hexBytes[2 * index]), let low = nibble(hexBytes[2 * index + 1]) else { return nil }
        buffer[index] = high << 4 | low
      }
      return Digest(bytes: UnsafeRawBufferPointer(buffer))
    }
    guard let digest else { return nil }
    self = digest
  }
}

/// Reads the members in the only order in which they may stand.
private struct PayloadReader {
  let bytes: UnsafeRawBufferPointer
  var scanner: CanonicalScanner

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    scanner = CanonicalScanner(bytes)
  }

  mutating func entry() throws(PayloadFault) -> Entry {
    try expect("{\"actor\":")
    let actor = try ulid("actor")
    try expect(",\"body\":")
    let body = try value()
    guard bytes[body.lowerBound] == UInt8(ascii: "{") else { throw .badValue(member: "body") }
    try expect(",\"effective\":")
    guard let effective = CivilDate(bytes: try characters()) else { throw .badValue(member: "effective") }
    try expect(",\"id\":")
    let id = try ulid("id")
    try expect(",\"kind\":")
    let kind: Kind = try grammar("kind")
    var ledger: Digest?
    if scanner.accept(",\"ledger\":") {
      guard let digest = Digest(hexBytes: try characters()) else { throw .badValue(member: "ledger") }
      ledger = digest
    }
    var onBehalfOf: Slug?
    if scanner.accept(",\"onBehalfOf\":") { onBehalfOf = try grammar("onBehalfOf") as Slug }
    try expect(",\"postings\":")
    let postings = try postings()
    var previous: Digest?
    if scanner.accept(",\"previous\":") { previous = try digest("previous") }
    try expect(",\"recorded\":")
    guard let recorded = Instant(bytes: try characters()) else { throw .badValue(member: "recorded") }
    try expect(",\"revision\":")
    let revision = try integer()
    guard revision >= 1 else { throw .badValue(member: "revision") }
    try expect(",\"role\":")
    guard let role = Role(rawValue: try string()) else { throw .badValue(member: "role") }
    try expect(",\"seen\":{\"root\":")
    let root = try digest("seen")
    try expect(",\"size\":")
    let size = try integer()
    guard size >= 0 else { throw .badValue(member: "seen") }
    try expect("},\"stream\":")
    let stream: StreamID = try grammar("stream")
    try expect("}")
    guard scanner.atEnd else { throw .notCanonical(JSONError(offset: scanner.position, reason: .trailingBytes)) }
    let header = EntryHeader(
      actor: actor, effective: effective, id: id, kind: kind, ledger: ledger, onBehalfOf: onBehalfOf,
      previous: previous, recorded: recorded, revision: revision, role: role,
      seen: TreeHead(size: size, root: root), stream: stream)
    return Entry(header: header, body: Array(bytes[body]), postings: postings)
  }

  private mutating func postings() throws(PayloadFault) -> Postings {
    var lines: [Posting] = []
    try expect("[")
    if !scanner.accept("]") {
      lines.reserveCapacity(8)
      repeat {
        try expect("[")
        let account: Account = try grammar("postings")
        try expect(",")
        let commodity: Commodity = try grammar("postings")
        try expect(",")
        lines.append(Posting(account, commodity, try integer()))
        try expect("]")
        guard lines.count <= Postings.most else { throw .postings(.tooMany(lines.count)) }
      } while scanner.accept(",")
      try expect("]")
    }
    do { return try Postings(signed: lines) } catch { throw .postings(error) }
  }

  private mutating func expect(_ literal: StaticString) throws(PayloadFault) {
    do { try scanner.expect(literal) } catch { throw .notCanonical(error) }
  }

  private mutating func value() throws(PayloadFault) -> Range<Int> {
    do { return try scanner.skipValue() } catch { throw .notCanonical(error) }
  }

  private mutating func integer() throws(PayloadFault) -> Int {
    do { return try scanner.integer() } catch { throw .notCanonical(error) }
  }

  private mutating func characters() throws(PayloadFault) -> UnsafeBufferPointer<UInt8> {
    let range: Range<Int>
    do { range = try scanner.string() } catch { throw .notCanonical(error) }
    return UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: UInt8.self)
  }

  private mutating func string() throws(PayloadFault) -> String { String(decoding: try characters(), as: UTF8.self) }

  private mutating func ulid(_ member: StaticString) throws(PayloadFault) -> ULID {
    guard let id = ULID(bytes: try characters()) else { throw .badValue(member: member) }
    return id
  }

  private mutating func digest(_ member: StaticString) throws(PayloadFault) -> Digest {
    guard let bytes = Base64.decode(UnsafeRawBufferPointer(try characters())), let digest = Digest(bytes: bytes) else {
      throw .badValue(member: member)
    }
    return digest
  }

  private mutating func grammar<Text: GrammarText>(_ member: StaticString) throws(PayloadFault) -> Text {
    let characters = try characters()
    guard Text.admits(characters) else { throw .badValue(member: member) }
    return Text(unchecked: String(decoding: characters, as: UTF8.self))
  }
}
