import Bookkeeping
import Funds
import LedgerCore
import Sodium
import Synchronization

/// Who is signed in, in memory alone: a server that starts again asks everybody to sign in again, which costs one
/// signature.
///
/// The server keeps hashes of the tokens, so what it holds opens nobody's session.
public final class SessionBook: Sendable {
  struct Session: Sendable {
    let member: ULID
    let key: PublicKey
    let csrf: String
    let begun: Instant
    var used: Instant
    /// Who its holder was when somebody was last changed.
    fileprivate(set) var known: Known?
  }

  struct Known: Sendable {
    let visitor: Visitor
    /// `HeadWatch.people` when the holder was looked up.
    let people: Int
  }

  /// Seconds after which a person signs in again, whatever they do; and after which one is forgotten who does nothing.
  public static let longest = 8 * 3_600
  public static let idle = 30 * 60
  private let longest: Int
  private let idle: Int
  private static let most = 10_000

  private let sessions = Mutex<[Digest: Session]>([:])
  private let random: any RandomSource

  init(random: any RandomSource, longest: Int = SessionBook.longest, idle: Int = SessionBook.idle) {
    self.random = random
    self.longest = longest
    self.idle = idle
  }

  /// Begins a session, and gives the token that only its holder knows.
  func begin(_ member: ULID, key: PublicKey, now: Instant) -> (token: String, csrf: String) {
    let token = Digest(bytes: random.bytes(32))?.hex ?? ""
    let csrf = Digest(bytes: random.bytes(32))?.hex ?? ""
    sessions.withLock { sessions in
      if sessions.count >= SessionBook.most { makeRoom(in: &sessions, now) }
      sessions[SessionBook.place(of: token)] = Session(member: member, key: key, csrf: csrf, begun: now, used: now)
    }
    return (token, csrf)
  }

  func find(_ token: String, now: Instant) -> Session? {
    let place = SessionBook.place(of: token)
    return sessions.withLock { sessions in
      guard var session = sessions[place] else { return nil }
      guard isAlive(session, now) else {
        sessions[place] = nil
        return nil
      }
      session.used = max(session.used, now)
      sessions[place] = session
      return session
    }
  }

  /// Remembers who a session's holder is, until anybody was changed.
  func remember(_ visitor: Visitor, of token: String, at people: Int) {
    sessions.withLock { $0[SessionBook.place(of: token)]?.known = Known(visitor: visitor, people: people) }
  }

  /// When a session is over, whatever its holder does.
  func expiry(of token: String) -> Instant? {
    sessions.withLock { $0[SessionBook.place(of: token)]?.begun.adding(seconds: longest) }
  }

  /// How many are signed in.
  func count(now: Instant) -> Int { sessions.withLock { $0.values.count { isAlive($0, now) } } }

  /// Forgets what is over, and where that is not enough whoever has done nothing for longest.
  private func makeRoom(in sessions: inout [Digest: Session], _ now: Instant) {
    sessions = sessions.filter { isAlive($0.value, now) }
    guard sessions.count >= SessionBook.most else { return }
    for (place, _) in sessions.sorted(by: { $0.value.used < $1.value.used }).prefix(SessionBook.most / 10) {
      sessions[place] = nil
    }
  }

  func end(_ token: String) { sessions.withLock { $0[SessionBook.place(of: token)] = nil } }

  private func isAlive(_ session: Session, _ now: Instant) -> Bool {
    now.seconds - session.begun.seconds < longest && now.seconds - session.used.seconds < idle
  }

  private static func place(of token: String) -> Digest { SHA256.hash(Array(token.utf8)) }
}
