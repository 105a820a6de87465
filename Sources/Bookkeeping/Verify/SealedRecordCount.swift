import Funds
import LedgerCore

/// Counts the sealed records to which a log commits, and those of families who were forgotten since; the log alone tells.
struct SealedRecordCount {
  /// How many commitments stand in a stream.
  private var records: [StreamID: Int] = [:]
  /// The streams that were entered into a household's list.
  private var instruments: [ULID: Set<StreamID>] = [:]
  private var erased: Set<StreamID> = []
  private var orders: [ULID] = []

  mutating func look(at entry: Entry) {
    let count = SealedRecordCount.commitments(in: entry.body)
    if count > 0 { records[entry.stream, default: 0] += count }
    for posting in entry.postings.lines where posting.commodity == .instrument && posting.amount > 0 {
      guard posting.account.isUnder("memo:instruments"), let household = ULID(posting.account.segments[2]) else {
        continue
      }
      instruments[household, default: []].insert(entry.stream)
    }
    guard entry.kind == HouseholdErased.kind, let household = entry.stream.ulid,
      let body = try? JSONDecoding.decode(HouseholdErased.self, from: JSON.parse(entry.body, form: .canonical))
    else { return }
    orders.append(household)
    erased.formUnion(body.parties.map { StreamID("party", $0) })
  }

  func conclude(into report: inout VerificationReport) {
    report.sealedRecords = records.values.reduce(0, +)
    var forgotten = erased
    for household in orders { forget(household, &forgotten) }
    report.erasedRecords = forgotten.reduce(0) { $0 + (records[$1] ?? 0) }
  }

  /// A household with all it was ever given, and with those that it had taken up.
  private func forget(_ household: ULID, _ forgotten: inout Set<StreamID>) {
    guard forgotten.insert(StreamID("household", household)).inserted else { return }
    for stream in instruments[household] ?? [] {
      if stream.family == HouseholdState.family, let part = stream.ulid {
        forget(part, &forgotten)
      } else {
        forgotten.insert(stream)
      }
    }
  }

  /// Members `record` and `dossier` with a text: in canonical JSON these bytes can stand nowhere else.
  private static func commitments(in body: [UInt8]) -> Int {
    body.withUnsafeBufferPointer { bytes in
      var count = 0
      var index = 0
      while index + shortest < bytes.count {
        guard bytes[index] == UInt8(ascii: "\"") else {
          index += 1
          continue
        }
        if matches(bytes, index, "\"record\":\"") || matches(bytes, index, "\"dossier\":\"") { count += 1 }
        index += 1
      }
      return count
    }
  }

  private static let shortest = 10

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ text: StaticString) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 1..<text.utf8CodeUnitCount where bytes[start + offset] != text.utf8Start[offset] { return false }
    return true
  }
}
