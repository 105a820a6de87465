public import ArgumentParser
import Bookkeeping
public import Funds
import LedgerCore
import LedgerViews
import Sodium

struct ServiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service",
    abstract: "Hours of community service that repay a debt: agreed, insured, done, confirmed, credited.",
    subcommands: [
      Agree.self, Accept.self, ServiceTermsCommand.self, Insure.self, ServicePerform.self, ServiceConfirm.self,
      ServiceDispute.self, ServiceResolve.self, ServiceCreditCommand.self, ServiceSettle.self, End.self,
      ServiceList.self, ServiceShow.self,
    ])

  struct Agree: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write down what somebody will do, where and until when: no debt and no amount is in it.",
      discussion: """
        mastro service agree --household Rossi --worker Rossi --host comune-lodi --tasks common-parts,green-care \\
          --from 2026-03-02 --until 2026-12-31 --as olga

        The person who does the hours and the host then accept it: `mastro service accept`.
        """)
    @OptionGroup var write: WriteOptions
    @Option(help: "The household.") var household: String
    @Option(help: "Who of the household does the hours.") var worker: String
    @Option(help: "The body that takes the worker in.") var host: Slug?
    @Option(help: "The party who answers for the work there, or is the host.") var tutor: String?
    @Option(help: "What may be done, with commas between: \(TaskList.words).") var tasks: TaskList
    @Option(help: "First day.") var from: CivilDate
    @Option(help: "Last day.") var until: CivilDate

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.household(household)
      guard let home = stream.ulid else { throw ViewRefusals.notA(["id": household, "thing": "household"]) }
      let work = ServiceWork(
        household: home, worker: try desk.bookkeeper.party(worker), hostBody: host,
        hostParty: try tutor.map { try desk.bookkeeper.party($0) }, tasks: tasks.items, start: from, end: until)
      let overlaps = try desk.overlaps(of: home, need: "service", until: until)
      try desk.record([desk.begin(ServiceAgreed(work), "service")], overlaps: overlaps)
    }
  }

  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Say yes for one side: the worker to work and terms, the host to the work, a waiving creditor to the terms.",
      discussion: "Who has no key signs on paper, and an operator attests it: --attest-for PARTY --document FILE.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The agreement.") var agreement: String
    @Option(help: "Which side accepts.") var side: ServiceState.Side
    @OptionGroup var attesting: AttestationOptions

    func run() throws {
      let desk = try Desk(write)
      let (stream, state) = try desk.bookkeeper.service(agreement)
      let attestation = try attesting.attestation(desk.bookkeeper)
      let accepted = ServiceAccepted(
        side, work: side == .creditor ? nil : state.work, terms: side == .host ? nil : state.termsEntry,
        attestation: attestation)
      let request = try desk.request(accepted, stream: stream)
      let isHost = side == .host && attestation == nil
      let signed =
        isHost
        ? desk.asHost(request, of: state)
        : desk.prefer(side == .household ? .household : .creditor, request, unless: attestation != nil)
      try desk.record([signed])
    }
  }

  struct Insure: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that the worker is insured, by the certificate's digest; hours outside these days do not count."
    )
    @OptionGroup var write: WriteOptions
    @Argument(help: "The agreement.") var agreement: String
    @Option(help: "The certificate.") var certificate: String
    @Option(help: "First day.") var from: CivilDate
    @Option(help: "Last day.") var until: CivilDate

    func run() throws {
      let desk = try Desk(write)
      try desk.record(
        ServiceInsured(
          document: Fingerprint(SHA256.hash(try Files.read(certificate))), from: from, until: until),
        stream: desk.bookkeeper.service(agreement).stream)
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "No more hours are done here; no other help depends on it.",
      discussion:
        "Hours that were done already are still confirmed and credited; what was promised beyond them is free.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The agreement.") var agreement: String
    @Option(help: "Why.") var reason: ServiceEnded.Reason

    func run() throws {
      let desk = try Desk(write)
      try desk.record(ServiceEnded(reason: reason), stream: desk.bookkeeper.service(agreement).stream)
    }
  }
}

/// Tasks with commas between them, in any order.
struct TaskList: ExpressibleByArgument {
  let items: [ServiceWork.Task]

  init?(argument: String) {
    let tasks = argument.split(separator: ",").map { ServiceWork.Task(rawValue: String($0)) }
    guard !tasks.isEmpty, tasks.allSatisfy({ $0 != nil }) else { return nil }
    items = tasks.compactMap { $0 }.sorted()
  }

  static var allValueStrings: [String] { ServiceWork.Task.allCases.map(\.rawValue) }
  static var words: String { allValueStrings.joined(separator: ", ") }
}

extension ServiceWork.Task: ExpressibleByArgument {}
extension ServiceState.Side: ExpressibleByArgument {}
extension ServiceDisputed.Reason: ExpressibleByArgument {}
extension ServiceEnded.Reason: ExpressibleByArgument {}
extension TimeOfDay: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Bookkeeper {
  /// An agreement, by any unique ending of its id or by its file number.
  func service(_ text: String) throws -> (stream: StreamID, state: ServiceState) {
    let stream = try stream("service", text)
    return (stream, try state(stream))
  }

  /// A session, by any unique ending of the id of the entry that has recorded it.
  func session(_ text: String) throws -> (stream: StreamID, state: ServiceState, id: ULID, session: ServiceSession) {
    let id = try entryID(text)
    let found = try ledger.store.read { log in
      try log.position(of: id).map { try log.stored(at: $0).logged().entry.stream }
    }
    guard let stream = found, stream.family == ServiceState.family else {
      throw ViewRefusals.notA(["id": id, "thing": "session of service"])
    }
    let state: ServiceState = try state(stream)
    guard let session = state.sessions[id] else {
      throw ViewRefusals.notA(["id": id, "thing": "session of service"])
    }
    return (stream, state, id, session)
  }
}

extension Desk {
  /// Signs for the host: in that role, and for its body where the member acts for it; unless the person says otherwise.
  func asHost(_ request: EntryRequest, of state: ServiceState) -> EntryRequest {
    var request = prefer(.host, request)
    if request.onBehalfOf == nil, let body = state.work?.hostBody, member.bodies.contains(body) {
      request.onBehalfOf = body
    }
    return request
  }

  /// Signs in a role that the member holds, where they have not chosen one.
  func prefer(_ role: Role, _ request: EntryRequest, unless isOtherwise: Bool = false) -> EntryRequest {
    var request = request
    if options.role == nil, !isOtherwise, member.roles.contains(role) { request.role = role }
    return request
  }
}
