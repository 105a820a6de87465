public import LedgerCore
public import Sodium
import TransparencyLog

/// Makes signed entries that follow each other, without any rule, for tests of stores.
public struct EntryMaker {
  public let key: SigningKey
  public private(set) var made = 0

  /// - Parameter seed: tells keys apart; the same seed makes the same entries.
  public init(seed: UInt8 = 1) throws { key = try SigningKey(seed: [UInt8](repeating: seed, count: 32)) }

  /// The next entry of a stream on top of `log`.
  public mutating func entry(
    in stream: StreamID, _ postings: [Posting] = [], day: Int = 20_000, id: ULID? = nil, body: String = "{}",
    on log: any LogReader
  ) throws -> SignedEntry {
    let head = try log.head(of: stream)
    made += 1
    let size = try log.size
    let header = EntryHeader(
      actor: ULID(high: 1, low: 1), effective: CivilDate(dayNumber: day),
      id: id ?? ULID(milliseconds: 1_700_000_000_000 + made, randomness: Array(key.publicKey.bytes.prefix(10))),
      kind: "jar.filled", ledger: size == 0 ? nil : try log.node(level: 0, index: 0), previous: head?.leaf,
      recorded: Instant(seconds: 1_700_000_000 + made), revision: (head?.revision ?? 0) + 1, role: .treasurer,
      seen: try log.treeHead(), stream: stream)
    return SignedEntry(Entry(header: header, body: Array(body.utf8), postings: try Postings(postings)), with: key)
  }

  /// Makes the next entry of a stream and appends it.
  @discardableResult
  public mutating func append(
    in stream: StreamID, _ postings: [Posting] = [], day: Int = 20_000, id: ULID? = nil, body: String = "{}",
    claims: [Claim] = [], releases: Int? = nil, to log: any LogWriter
  ) throws -> SignedEntry {
    let signed = try entry(in: stream, postings, day: day, id: id, body: body, on: log)
    try log.append(Addition(signed: signed, claims: claims, releases: releases))
    return signed
  }
}
