import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

struct ServicePerform: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perform", abstract: "Record hours that were done; somebody else then confirms them.",
    discussion: "mastro service perform AGREEMENT --day 2026-03-07 --from 09:00 --to 12:30 --task green-care --as olga")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The agreement.") var agreement: String
  @Option(help: "Day on which they were done; the day of the entry otherwise.") var day: CivilDate?
  @Option(help: "Begin, as HH:MM, on whole five minutes.") var from: TimeOfDay
  @Option(help: "End, as HH:MM; 24:00 is midnight.") var to: TimeOfDay
  @Option(help: "What was done.") var task: ServiceWork.Task

  func run() throws {
    let desk = try Desk(write)
    let (stream, state) = try desk.bookkeeper.service(agreement)
    var request = try desk.request(
      ServicePerformed(on: day ?? desk.effective, from: from, to: to, task: task), stream: stream)
    if request.role == .host { request = desk.asHost(request, of: state) }
    guard !(try desk.record([request])).isEmpty else { return }
    if state.passesCap(with: to.minutes - from.minutes), request.role != .host {
      Console.note("with these hours the agreement reaches its cap: hours above it need a new agreement to count")
    }
  }
}

struct ServiceConfirm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Confirm a session, or all that wait in an agreement.",
    discussion: """
      The host confirms what somebody else has recorded. Where nobody has answered in the policy's time, somebody of the
      committee may: --role committee.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The session, or the agreement for all that wait in it.") var session: String
  @OptionGroup var attesting: AttestationOptions

  func run() throws {
    let desk = try Desk(write)
    let attestation = try attesting.attestation(desk.bookkeeper)
    let (stream, state, all) = try sessions(desk.bookkeeper)
    let others = all.filter { !$0.session.recorders.signers.contains(desk.member.id) }
    let waiting = others.isEmpty ? all : others
    let requests = try waiting.enumerated().map { index, item in
      let request = try desk.request(
        ServiceConfirmed(session: item.id, minutes: item.session.minutes, attestation: attestation), stream: stream,
        id: index == 0 ? nil : desk.bookkeeper.surroundings.newID())
      guard attestation == nil else { return request }
      return desk.member.roles.contains(.host) ? desk.asHost(request, of: state) : request
    }
    guard !requests.isEmpty else { return Console.note("no session waits for an answer") }
    try desk.record(requests)
    let own = all.count - waiting.count
    if own > 0 {
      Console.note("\(own) that you have recorded yourself \(own == 1 ? "waits" : "wait") for another person")
    }
  }

  private func sessions(
    _ bookkeeper: Bookkeeper
  ) throws -> (StreamID, ServiceState, [(id: ULID, session: ServiceSession)]) {
    let id = try bookkeeper.entryID(session)
    let agreement = StreamID("service", id)
    if try bookkeeper.ledger.store.read({ try $0.head(of: agreement) }) != nil {
      let state: ServiceState = try bookkeeper.state(agreement)
      let waiting = try bookkeeper.sessions(of: state).filter { $0.session.status == .performed }
      return (agreement, state, waiting.map { ($0.id, $0.session) })
    }
    let found = try bookkeeper.session(session)
    return (found.stream, found.state, [(found.id, found.session)])
  }
}

struct ServiceDispute: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispute", abstract: "Say for the host that a session is not right as it was recorded.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The session.") var session: String
  @Option(help: "What is not right.") var reason: ServiceDisputed.Reason
  @OptionGroup var attesting: AttestationOptions

  func run() throws {
    let desk = try Desk(write)
    let (stream, state, id, _) = try desk.bookkeeper.session(session)
    let attestation = try attesting.attestation(desk.bookkeeper)
    let request = try desk.request(
      ServiceDisputed(session: id, reason: reason, attestation: attestation), stream: stream)
    try desk.record([attestation == nil ? desk.asHost(request, of: state) : request])
  }
}

struct ServiceResolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Find, as a third person, how many minutes of a disputed session count.",
    discussion: "With --minutes 0 none count, and the worker's time is free for hours that were really done then.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The session.") var session: String
  @Option(help: "Minutes that count, from 0 to what was recorded.") var minutes: Int

  func run() throws {
    let desk = try Desk(write)
    let (stream, _, id, _) = try desk.bookkeeper.session(session)
    try desk.record(ServiceDisputeResolved(session: id, minutes: minutes), stream: stream)
  }
}
