import LedgerCore
import Sodium

/// Where a verifier reads envelopes from, in log order: a store or the file of a bundle. Nothing of it is believed.
protocol EnvelopeSource: AnyObject {
  var count: Int { get throws }
  func read(_ positions: Range<Int>) throws -> [SourcedEnvelope]
}

/// An envelope as its source has it.
enum SourcedEnvelope: Sendable {
  /// With the public key, which the store keeps once for all entries of a key.
  case stored(StoredEntry)
  /// A line without its LF.
  case line([UInt8])
}

/// The entries of a store, in one consistent view.
final class StoredEnvelopes: EnvelopeSource {
  private let log: any LogReader

  init(_ log: any LogReader) { self.log = log }

  var count: Int { get throws { try log.size } }

  func read(_ positions: Range<Int>) throws -> [SourcedEnvelope] {
    var envelopes: [SourcedEnvelope] = []
    envelopes.reserveCapacity(positions.count)
    try log.scan(positions) { envelopes.append(.stored($0)) }
    return envelopes
  }
}
