import Funds
import LedgerCore

/// What an entry must be whatever the rules say: in the stream of its kind, with a body that can be read where it decides
/// who may sign, or for whom an attestation speaks.
struct EntryForm {
  /// Where the kinds of each word live, as the registry's kinds show it.
  private var homes: [Substring: (family: String, keyForm: StreamKeyForm)] = [:]
  private let kinds: [Kind: EntryKind]
  /// A body about which a verifier of the format knows nothing; that it cannot be read breaks a rule.
  private static let unchecked = PolicyAdopted.kind

  init(_ rulebook: Rulebook) {
    kinds = rulebook.kinds
    for kind in kinds.values { homes[EntryForm.word(of: kind.kind)] = (kind.family, kind.keyForm) }
  }

  func check(_ entry: Entry, at position: Int) throws(IntegrityFailure) {
    guard isAtHome(entry) else {
      throw IntegrityFailure(
        .payloadMalformed, at: position, "\(entry.kind) does not live in the stream \(entry.stream)")
    }
    do {
      try checkBody(entry)
    } catch {
      throw IntegrityFailure(.payloadMalformed, at: position, "the body of \(entry.kind) is not valid: \(error)")
    }
  }

  /// Kinds of governance, and proposals to reverse, move nothing.
  func checkPostings(_ entry: Entry, at position: Int) throws(IntegrityFailure) {
    guard entry.stream == .ledger || entry.kind == Reversal.proposed else { return }
    guard entry.postings.lines.isEmpty else {
      throw IntegrityFailure(.postingsForm, at: position, "\(entry.kind) has postings")
    }
  }

  private func isAtHome(_ entry: Entry) -> Bool {
    let stream = entry.stream
    if Reversal.isReversal(entry.kind) { return stream != .ledger }
    if let kind = kinds[entry.kind] { return kind.family == stream.family && kind.keyForm.admits(stream) }
    let word = EntryForm.word(of: entry.kind)
    guard word != "entry" else { return false }
    guard let home = homes[word] else { return stream != .ledger }
    return home.family == stream.family && home.keyForm.admits(stream) && home.family != LedgerState.family
  }

  private func checkBody(_ entry: Entry) throws {
    if Reversal.isReversal(entry.kind) {
      _ = try JSONDecoding.decodeExactly(Reversal.Body.self, from: JSON.parse(entry.body, form: .canonical))
    } else if entry.stream == .ledger, entry.kind != EntryForm.unchecked {
      try kinds[entry.kind]?.check(body: entry.body)
    }
    guard EntryForm.mentionsAttestation(entry.body) else { return }
    guard let attestation = try JSON.parse(entry.body, form: .canonical).object?["attestation"] else { return }
    _ = try JSONDecoding.decodeExactly(Attestation.self, from: attestation)
  }

  private static func word(of kind: Kind) -> Substring { kind.text.prefix { $0 != "." } }

  /// Few bodies have one, and only those are read twice.
  private static func mentionsAttestation(_ body: [UInt8]) -> Bool {
    let name: StaticString = "\"attestation\":"
    let length = name.utf8CodeUnitCount
    return body.withUnsafeBufferPointer { bytes in
      guard bytes.count > length else { return false }
      for start in 0..<bytes.count - length where bytes[start] == UInt8(ascii: "\"") {
        var matched = 1
        while matched < length, bytes[start + matched] == name.utf8Start[matched] { matched += 1 }
        if matched == length { return true }
      }
      return false
    }
  }
}
