/// Ids that a test gives itself, in rising order.
struct GivenIDs {
  private let prefix: String
  private var count = 0

  init(_ prefix: String) { self.prefix = prefix }

  mutating func next() -> String {
    count += 1
    let digits = String(count)
    return prefix + String(repeating: "0", count: 26 - prefix.count - digits.count) + digits
  }
}
