public import LedgerCore
import Sodium

/// The first entry of a batch of opening balances: how many come, what they sum to, and their digest.
public struct PortfolioProposed: EntryBody, Hashable {
  public static let kind: Kind = "portfolio.proposed"
  public static let roles: Set<Role> = [.administrator, .treasurer]
  public static let isReversible = true

  public let count: Int
  /// Over the bodies of the opening balances, in order.
  public let digest: Fingerprint
  /// SHA-256 of the file that they were read from.
  public let file: Fingerprint
  /// Principal and interest of all of them.
  public let total: Money

  public init(count: Int, total: Money, digest: Fingerprint, file: Fingerprint) {
    self.count = count
    self.digest = digest
    self.file = file
    self.total = total
  }

  /// SHA-256 of the SHA-256 digests of the bodies' canonical bytes, one after the other.
  public static func digest(of bodies: some Sequence<[UInt8]>) -> Fingerprint {
    var digests: [UInt8] = []
    for body in bodies { digests += SHA256.hash(body).bytes }
    return Fingerprint(SHA256.hash(digests))
  }

  public static let refusals = [PortfolioRules.wrongState]

  public func admit(to state: PortfolioState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new, (1..<Ledger.largestSubmission).contains(count), total >= .zero else {
      throw PortfolioRules.wrongState(["batch": context.header.stream.key, "state": state.status.rawValue])
    }
    return .none
  }

  public func apply(to state: inout PortfolioState, from entry: LoggedEntry) {
    state.status = .proposed
    state.proposal = self
    state.asOf = entry.header.effective
    state.proposers.add(entry)
  }
}
