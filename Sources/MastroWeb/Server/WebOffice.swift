public import Bookkeeping
import Funds
import LedgerCore
public import Logging
import NIOPosix
import Pages
import Sodium
public import TransparencyLog

/// What all requests share: the books, who is signed in, what is about to be signed.
public struct WebOffice: Sendable {
  public let bookkeeper: Bookkeeper
  let settings: WebSettings
  let sessions: SessionBook
  let signIn = SignIn()
  let drafts = DraftDesk()
  let strangers: Strangers
  let rates: RateLimits
  let listeners = Listeners()
  let heads = HeadCache()
  let memory: LogMemory
  let partners = PartnerIndex()
  let readings = Readings()
  /// Notices what this program and others write.
  public let watch: HeadWatch
  /// Writes what was signed.
  public let queue: SubmissionQueue
  /// The ledger's id and the log's name, which never change.
  let ledger: Digest
  let logOrigin: String
  let logger: Logger
  private let signCheckpoint: @Sendable (TreeHead) throws -> [UInt8]
  private let threads: NIOThreadPool

  /// The address in people's browsers, without a path: `https://fondo.example`.
  public var origin: String { settings.origin }
  var isSecure: Bool { origin.hasPrefix("https://") }

  /// - Parameter signCheckpoint: signs a head with the log's own key, which the program keeps.
  public init(
    bookkeeper: Bookkeeper, settings: WebSettings, logger: Logger,
    signCheckpoint: @escaping @Sendable (TreeHead) throws -> [UInt8]
  ) throws {
    self.bookkeeper = bookkeeper
    self.settings = settings
    self.logger = logger
    self.signCheckpoint = signCheckpoint
    let surroundings = bookkeeper.surroundings
    sessions = SessionBook(random: surroundings.random, longest: settings.sessionSeconds, idle: settings.idleSeconds)
    strangers = Strangers(random: surroundings.random, milliseconds: surroundings.milliseconds())
    rates = RateLimits(settings.rates)
    ledger = try bookkeeper.ledgerID()
    logOrigin = try bookkeeper.governing().origin
    memory = LogMemory(bookkeeper.ledger.store)
    watch = try HeadWatch(bookkeeper)
    queue = SubmissionQueue(bookkeeper, watch: watch)
    threads = NIOThreadPool(numberOfThreads: max(1, settings.workers))
    threads.start()
  }

  /// Who holds this session's key on the ledger now; nil where the session is over, or the key was removed meanwhile.
  ///
  /// Looked up anew whenever that may have changed; what another program writes is heard of within a moment.
  func viewer(_ token: String) throws -> Visitor? {
    let people = watch.people
    guard let session = sessions.find(token, now: bookkeeper.surroundings.now) else { return nil }
    if let known = session.known, known.people == people { return known.visitor }
    guard let member = try bookkeeper.governing().members[session.member], !member.isRevoked,
      let key = member.keys[session.key.keyID], key.until == nil
    else { return nil }
    let name = try bookkeeper.sealedName(member.record) ?? member.id.description
    let visitor = Visitor(member: member, name: name, key: session.key, csrf: session.csrf, session: token)
    sessions.remember(visitor, of: token, at: people)
    return visitor
  }

  /// Does what holds a thread meanwhile, as reading the ledger does.
  func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await threads.runIfActive(body)
  }

  /// Beyond so many bytes it takes longer to read what was sent than to hand it to a thread.
  private static let little = 64 * 1024

  /// Reads what was sent: here where it is little, else where a thread may be held meanwhile.
  func work<Result: Sendable>(
    on bytes: Int, _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    if bytes <= WebOffice.little { return try body() }
    return try await work(body)
  }

  func limit(_ rate: RateLimits.Class, _ who: String, isProgram: Bool) throws(Refusal) {
    let now = bookkeeper.surroundings.milliseconds()
    if let seconds = rates.wait(rate, for: who, isProgram: isProgram, at: now) {
      throw WebRefusals.tooOften(["seconds": seconds])
    }
  }

  /// For the libraries, which say much.
  var quietLogger: Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }

  /// Tells whoever watches over the server that something is wrong with it or with the books.
  /// What to answer; whoever runs the server is told of what should not have happened.
  func problem(_ error: any Error, _ language: Language) -> Problem {
    if let problem = Problem(error, language) {
      if problem.status >= 500, problem.status != 503 { alarm(problem.code) }
      return problem
    }
    // What an error says can hold what somebody has written.
    alarm("\(type(of: error))")
    return Problem.unexpected(language)
  }

  func alarm(_ what: String) { logger.error("alarm", metadata: ["problem": .string(what)]) }

  func checkpoint(of head: TreeHead) throws -> [UInt8] { try signCheckpoint(head) }
}
