import Foundation

/// Asks over many connections at once, each the next question as soon as it has its answer.
///
/// One thread: the less the asking costs, the more of the machine is left for answering.
struct LoadGenerator {
  let port: Int
  var connections = 64

  struct Outcome {
    var seconds = 0.0
    /// How long each answer took.
    var waits: [Double] = []
    /// Answers by their status.
    var statuses: [Int: Int] = [:]

    var rate: Double { Double(waits.count) / seconds }
  }

  private struct Line {
    let socket: Socket
    var answer = Answer()
    var asked = ContinuousClock.now
  }

  /// Asks `count` questions; the answers must have the status `expected`, or this throws what came instead.
  func run(_ count: Int, expecting expected: Int, _ question: (Int) -> [UInt8]) throws -> Outcome {
    var lines: [Line] = []
    defer { for line in lines { close(line.socket.descriptor) } }
    for _ in 0..<connections { lines.append(Line(socket: try Socket(port: port))) }
    var outcome = Outcome()
    outcome.waits.reserveCapacity(count)
    let start = ContinuousClock.now
    var next = 0
    func ask(_ number: Int) throws {
      guard next < count else { return }
      lines[number].asked = ContinuousClock.now
      lines[number].answer = Answer()
      try lines[number].socket.send(question(next))
      next += 1
    }
    for number in lines.indices { try ask(number) }
    var waiting = lines.map { pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0) }
    while outcome.waits.count < count {
      guard poll(&waiting, nfds_t(waiting.count), 30_000) > 0 else {
        throw Socket.Fault("the server does not answer any more")
      }
      for number in lines.indices where waiting[number].revents != 0 {
        guard lines[number].socket.receive(into: &lines[number].answer) else {
          throw Socket.Fault("the server hung up")
        }
        guard lines[number].answer.isComplete else { continue }
        let answer = lines[number].answer
        outcome.waits.append(inSeconds(ContinuousClock.now - lines[number].asked))
        outcome.statuses[answer.status, default: 0] += 1
        guard answer.status == expected else {
          throw Socket.Fault("\(String(decoding: answer.bytes.prefix(2_000), as: UTF8.self))\n")
        }
        try ask(number)
      }
    }
    outcome.seconds = inSeconds(ContinuousClock.now - start)
    return outcome
  }
}
