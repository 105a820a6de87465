import Foundation

/// One process that a test starts in a folder of its own, without a terminal and without the test's environment.
public struct Command: Sendable {
  public var words: [String]
  public var folder: String
  public var environment: [String: String]

  public init(_ words: [String], in folder: String, environment: [String: String]) {
    self.words = words
    self.folder = folder
    self.environment = environment
  }

  /// What a process has said, and how it ended.
  public struct Outcome: Sendable, Equatable {
    public let output: String
    public let errors: String
    /// 128 and the signal's number where a signal has ended it, as a shell says it.
    public let exit: Int32
  }

  /// A process that could not be started, or did not do what the test needs before it can begin.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
  }

  /// A process under way; it writes into two files, so that whatever it said before a sudden end can be read.
  public struct Running: Sendable {
    public let id: Int32
    let output: String
    let errors: String

    public func send(_ signal: Int32) { kill(id, signal) }

    /// What has been written to standard output so far.
    public var outputSoFar: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

    public func wait() throws -> Outcome {
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0 {
        guard errno == EINTR else { throw Failure("cannot wait for process \(id)") }
      }
      let signal = status & 0x7F
      let said = outputSoFar
      let complained = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      unlink(output)
      unlink(errors)
      return Outcome(output: said, errors: complained, exit: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
    }
  }

  public func run() throws -> Outcome { try start().wait() }

  public func start() throws -> Running {
    let name = NSTemporaryDirectory() + "/mastro-command-" + UUID().uuidString
    let output = name + ".out"
    let errors = name + ".err"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    var id = pid_t()
    let started = ["/usr/bin/env", "-C", folder] + words
    let status = withCStrings(started) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&id, started[0], &actions, nil, arguments, $0)
      }
    }
    guard status == 0 else {
      throw Failure("cannot start \(words[0]): \(String(cString: strerror(status)))")
    }
    return Running(id: id, output: output, errors: errors)
  }

  private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}
