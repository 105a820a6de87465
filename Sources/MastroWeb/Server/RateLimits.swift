import Synchronization

/// How often somebody may ask, so that nobody guesses keys and nobody keeps the others waiting: a token bucket for each
/// address or session.
public final class RateLimits: Sendable {
  /// What is counted apart.
  public enum Class: Hashable, Sendable {
    case reading, drafting, submitting, signIn, enrolment

    /// Where nobody has to be signed in, addresses are counted.
    var countsAddresses: Bool { self == .signIn || self == .enrolment }
  }

  /// How many a minute, each of which may come at once; nil for no limit.
  public struct Settings: Sendable {
    public var signInsPerMinute: Int? = 20
    public var enrolmentsPerMinute: Int? = 10
    public var draftsPerMinute: Int? = 240
    public var submissionsPerMinute: Int? = 60
    /// For programs, which sign in with a token and not with a cookie.
    public var programsPerMinute: Int? = 60_000

    public init() {}
  }

  private struct Place: Hashable {
    let rate: Class
    let who: String
  }

  private struct Bucket {
    var tokens: Double
    var filled: Int
  }

  private let settings: Settings
  private let buckets = Mutex<[Place: Bucket]>([:])
  /// Beyond so many, full buckets are forgotten, which changes nothing, and then the oldest.
  private static let most = 20_000

  init(_ settings: Settings) { self.settings = settings }

  /// Seconds to wait; nil where it may be done now.
  ///
  /// - Parameters:
  ///   - who: an address or a session.
  ///   - milliseconds: since any fixed moment.
  func wait(_ rate: Class, for who: String, isProgram: Bool, at milliseconds: Int) -> Int? {
    guard let perMinute = perMinute(rate, isProgram) else { return nil }
    return buckets.withLock { buckets in
      let place = Place(rate: rate, who: who)
      if buckets[place] == nil, buckets.count >= RateLimits.most { RateLimits.forget(&buckets, at: milliseconds) }
      var bucket = buckets[place] ?? Bucket(tokens: Double(perMinute), filled: milliseconds)
      let elapsed = Double(max(0, milliseconds - bucket.filled))
      bucket.tokens = min(Double(perMinute), bucket.tokens + elapsed * Double(perMinute) / 60_000)
      bucket.filled = max(bucket.filled, milliseconds)
      defer { buckets[place] = bucket }
      guard bucket.tokens < 1 else {
        bucket.tokens -= 1
        return nil
      }
      return max(1, Int(((1 - bucket.tokens) * 60 / Double(perMinute)).rounded(.up)))
    }
  }

  /// How many are counted now.
  var places: Int { buckets.withLock { $0.count } }

  private func perMinute(_ rate: Class, _ isProgram: Bool) -> Int? {
    switch rate {
    case .reading: nil
    case .signIn: settings.signInsPerMinute
    case .enrolment: settings.enrolmentsPerMinute
    case .drafting: isProgram ? settings.programsPerMinute : settings.draftsPerMinute
    case .submitting: isProgram ? settings.programsPerMinute : settings.submissionsPerMinute
    }
  }

  /// After a minute every bucket is full again, as if nobody had come.
  private static func forget(_ buckets: inout [Place: Bucket], at milliseconds: Int) {
    buckets = buckets.filter { milliseconds - $0.value.filled < 60_000 }
    guard buckets.count >= most else { return }
    let oldest = buckets.sorted { $0.value.filled < $1.value.filled }.prefix(most / 4)
    for (place, _) in oldest { buckets[place] = nil }
  }
}
