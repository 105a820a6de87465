import Glibc
import Synchronization

/// How many files and connections the system lets one program hold open.
enum OpenFiles {
  /// Takes as many as the system gives without asking anybody. - Returns: how many.
  static func raise() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 131_072)
      _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
    }
    return Int(clamping: limit.rlim_cur)
  }
}

/// How something that ran elsewhere has ended.
final class Outcome: Sendable {
  private let state = Mutex<(any Error)?>(nil)

  var error: (any Error)? { state.withLock { $0 } }
  func fail(_ error: any Error) { state.withLock { $0 = error } }
}
