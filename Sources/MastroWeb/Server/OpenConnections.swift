import NIOCore
import Synchronization

/// The connections that are open. Where there are too many, the one that has been idle for longest makes room, else one
/// whose request has not come to its end, so that whoever opens thousands and says little keeps nobody out.
final class OpenConnections: Sendable {
  fileprivate struct State {
    var next = 0
    var open = 0
    /// Connections without a request, in the order in which they became idle.
    var idle: [(number: Int, channel: any Channel)] = []
    var waiting: Set<Int> = []
    /// Connections whose request has not come to its end.
    var receiving: [Int: any Channel] = [:]
  }

  private let most: Int
  private let state = Mutex(State())

  init(most: Int) { self.most = max(1, most) }

  /// A connection has come. - Returns: its number.
  func open(_ channel: any Channel) -> Int {
    let (number, victim) = state.withLock { state -> (Int, (any Channel)?) in
      state.next += 1
      state.open += 1
      let victim = state.open > most ? state.takeIdle() ?? state.takeReceiving() : nil
      state.rest(state.next, channel)
      return (state.next, victim)
    }
    victim?.close(promise: nil)
    return number
  }

  func becameIdle(_ number: Int, _ channel: any Channel) { state.withLock { $0.rest(number, channel) } }

  /// A request has begun.
  func becameBusy(_ number: Int, _ channel: any Channel) {
    state.withLock { state in
      state.waiting.remove(number)
      state.receiving[number] = channel
    }
  }

  /// A request has come to its end, and is answered now.
  func hasAll(_ number: Int) { state.withLock { $0.receiving[number] = nil } }

  func closed(_ number: Int) {
    state.withLock { state in
      state.open -= 1
      state.waiting.remove(number)
      state.receiving[number] = nil
    }
  }
}

extension OpenConnections.State {
  mutating func rest(_ number: Int, _ channel: any Channel) {
    guard waiting.insert(number).inserted else { return }
    idle.append((number, channel))
    // Those that are busy or closed by now leave holes.
    if idle.count > 64, idle.count > 2 * waiting.count { idle.removeAll { !waiting.contains($0.number) } }
  }

  /// The one that came first.
  mutating func takeReceiving() -> (any Channel)? {
    receiving.keys.min().flatMap { receiving.removeValue(forKey: $0) }
  }

  mutating func takeIdle() -> (any Channel)? {
    var taken = 0
    defer { idle.removeFirst(taken) }
    for (number, channel) in idle {
      taken += 1
      if waiting.remove(number) != nil { return channel }
    }
    return nil
  }
}
