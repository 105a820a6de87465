import Funds
import LedgerCore

/// Looks for what a person must do or know, though nobody broke a rule.
struct FindingsCollector {
  /// What `recorded` must not be after; nil where no clock is trusted.
  private let latest: Instant?
  private var ahead: (count: Int, first: Int)?
  private var backDated: (count: Int, first: Int)?
  private var actors: [ULID: [Int32]] = [:]
  /// Streams that may wait for somebody, and the entry since which they do.
  private var waiting: [StreamID: Int] = [:]
  /// Whether the streams of a family can wait at all.
  private var families: [Substring: Bool] = [:]
  /// An entry that took effect more days than this before it was recorded is worth a note.
  static let backDatingDays = 90
  /// How far ahead of the verification an entry may be recorded.
  static let hoursAhead = 24

  init(now: Instant?) { latest = now?.adding(seconds: FindingsCollector.hoursAhead * 3_600) }

  mutating func look(at entry: Entry, _ position: Int, in examination: LogExamination) {
    let header = entry.header
    if let latest, header.recorded > latest { ahead = ((ahead?.count ?? 0) + 1, ahead?.first ?? position) }
    guard examination.depth == .full else { return }
    if header.recorded.date.dayNumber - header.effective.dayNumber > FindingsCollector.backDatingDays {
      backDated = ((backDated?.count ?? 0) + 1, backDated?.first ?? position)
    }
    actors[header.actor, default: []].append(Int32(position))
    if families[header.stream.family] != false { follow(header.stream, position, in: examination) }
  }

  private mutating func follow(_ stream: StreamID, _ position: Int, in examination: LogExamination) {
    // A stream that holds an entry which was refused may have no state.
    guard let state = examination.state(of: stream) else { return }
    let awaiting = state as? any AwaitingState
    families[stream.family] = awaiting != nil
    guard let awaiting else { return }
    waiting[stream] = awaiting.mayAwait ? waiting[stream] ?? position : nil
  }

  func conclude(_ examination: LogExamination, into report: inout VerificationReport) throws {
    if let ahead, let latest {
      report.findings.append(
        Finding(
          code: .recordedFuture, position: ahead.first,
          sentence: "\(ahead.count) entries are recorded after \(latest), more than \(FindingsCollector.hoursAhead) "
            + "hours ahead of this verification"))
    }
    guard examination.depth == .full else { return }
    addBelowZero(examination, into: &report)
    try addWaiting(examination, into: &report)
    addNotes(examination, into: &report)
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

  /// What streams wait for too long, counted to the newest entry and not to any clock.
  private func addWaiting(_ examination: LogExamination, into report: inout VerificationReport) throws {
    let log = examination.prefix
    guard log.size > 0 else { return }
    let books = BooksAtRest(
      today: try log.recorded(at: log.size - 1).date, policy: examination.governing.policy, balances: report.balances)
    for (stream, position) in waiting.sorted(by: { ($0.value, $0.key.text) < ($1.value, $1.key.text) }) {
      let state = examination.state(of: stream) as? any AwaitingState
      for awaited in state?.awaiting(stream, in: books) ?? [] {
        report.findings.append(
          Finding(code: .init(rawValue: awaited.code), position: position, sentence: awaited.sentence))
      }
    }
  }

  private func addNotes(_ examination: LogExamination, into report: inout VerificationReport) {
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
}
