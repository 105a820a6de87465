import Funds
import LedgerCore

/// Looks for what a person must do or know, though nobody broke a rule.
struct FindingsCollector {
  private var urgentGrants: [(stream: StreamID, position: Int)] = []
  private var backDated: (count: Int, first: Int)?
  private var actors: [ULID: [Int32]] = [:]
  /// An entry that took effect more days than this before it was recorded is worth a note.
  static let backDatingDays = 90

  mutating func look(at entry: Entry, _ position: Int) {
    let header = entry.header
    if header.kind == GrantPaid.kind, entry.body.suffix(14).elementsEqual("\"urgent\":true}".utf8) {
      urgentGrants.append((header.stream, position))
    }
    if header.recorded.date.dayNumber - header.effective.dayNumber > FindingsCollector.backDatingDays {
      backDated = ((backDated?.count ?? 0) + 1, backDated?.first ?? position)
    }
    actors[header.actor, default: []].append(Int32(position))
  }

  func conclude(_ examination: LogExamination, into report: inout VerificationReport) throws {
    addBelowZero(examination, into: &report)
    try addOverdue(examination, into: &report)
    if let backDated {
      report.notes.append(
        VerificationNote(
          code: .backDated, position: backDated.first,
          sentence: "\(backDated.count) entries took effect more than \(FindingsCollector.backDatingDays) days "
            + "before they were recorded, the first at position \(backDated.first)"))
    }
    for member in examination.governing.members.values.sorted(by: { $0.id < $1.id }) {
      guard let since = member.compromisedSince else { continue }
      let doubtful = actors[member.id]?.filter { $0 >= since } ?? []
      guard let first = doubtful.first else { continue }
      report.notes.append(
        VerificationNote(
          code: .compromised, position: Int(first),
          sentence: "\(doubtful.count) entries of \(member.id) from position \(since) on may not be theirs"))
    }
  }

  private func addBelowZero(_ examination: LogExamination, into report: inout VerificationReport) {
    for balance in report.balances {
      guard let side = FundGovernance.side(of: balance.key.account), balance.amount * side < 0 else { continue }
      let missing = balance.key.commodity.format(Int(balance.amount.magnitude))
      report.findings.append(
        Finding(
          code: .accountBelowZero, position: nil,
          sentence: "\(balance.key.account) is \(missing) \(balance.key.commodity) on the wrong side of zero"))
    }
  }

  /// Urgent help that nobody has ratified within the policy's days, counted to the newest entry, not to any clock.
  private func addOverdue(_ examination: LogExamination, into report: inout VerificationReport) throws {
    let log = examination.prefix
    guard log.size > 0 else { return }
    let today = try log.recorded(at: log.size - 1).date
    let days = examination.governing.policy.urgency?.ratifyWithinDays ?? 0
    for (stream, position) in urgentGrants {
      let state = try examination.admitter.folds.state(of: stream, as: GrantState.self, in: log)
      guard state.awaitsRatification, let paid = state.paidOn, paid.adding(days: days) < today else { continue }
      let finding = Finding(
        code: .ratificationOverdue, position: position,
        sentence: "the urgent grant \(stream.key) was paid on \(paid), and nobody has ratified it within \(days) days")
      if !report.findings.contains(finding) { report.findings.append(finding) }
    }
  }
}
