/// The members of a JSON object, always in the order in which RFC 8785 writes them, each key once.
///
/// Keys are compared by bytes: "é" in one scalar and "é" in two are different members and both are kept, which a Swift
/// `Dictionary` would merge without a word.
public struct JSONObject: Sendable {
  /// One key and its value.
  public struct Member: Sendable, Hashable {
    public let key: String
    public fileprivate(set) var value: JSON

    init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }

    public static func == (lhs: Member, rhs: Member) -> Bool {
      KeyOrder.areIdentical(lhs.key, rhs.key) && lhs.value == rhs.value
    }

    public func hash(into hasher: inout Hasher) {
      KeyOrder.hash(key, into: &hasher)
      hasher.combine(value)
    }
  }

  private var members: [Member]

  /// An object without members.
  public init() {
    members = []
  }

  /// Sorts the members; throws `duplicateKey` when two keys have the same bytes.
  public init(_ members: [(String, JSON)]) throws(JSONError) {
    let sorted = members.map { Member(key: $0.0, value: $0.1) }.sorted { Self.precedes($0.key, $1.key) }
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where KeyOrder.areIdentical(earlier.key, later.key) {
      throw JSONError(offset: 0, reason: .duplicateKey(later.key))
    }
    self.members = sorted
  }

  /// For a parser that has already established the order and that no key is given twice.
  init(sorted members: [Member]) {
    self.members = members
  }

  /// For literals: traps where `init(_:)` throws.
  init(unique members: [(String, JSON)]) {
    do {
      try self.init(members)
    } catch {
      preconditionFailure("an object literal gives a member twice: \(error)")
    }
  }

  /// The value of the member with exactly these bytes as its key; setting nil removes the member.
  public subscript(key: String) -> JSON? {
    get {
      let (index, found) = find(key)
      return found ? members[index].value : nil
    }
    set {
      let (index, found) = find(key)
      switch (newValue, found) {
      case (let value?, true): members[index].value = value
      case (let value?, false): members.insert(Member(key: key, value: value), at: index)
      case (nil, true): members.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// The keys in canonical order.
  public var keys: [String] { members.map(\.key) }

  /// Where the key is in canonical order, or nil when there is no such member.
  func index(of key: String) -> Int? {
    let (index, found) = find(key)
    return found ? index : nil
  }

  private func find(_ key: String) -> (index: Int, found: Bool) {
    var low = 0, high = members.count
    while low < high {
      let middle = (low + high) / 2
      switch KeyOrder.compare(members[middle].key, key) {
      case .same: return (middle, true)
      case .ascending: low = middle + 1
      case .descending: high = middle
      }
    }
    return (low, false)
  }

  static func precedes(_ lhs: String, _ rhs: String) -> Bool {
    KeyOrder.compare(lhs, rhs) == .ascending
  }
}

extension JSONObject: Hashable {}

extension JSONObject: RandomAccessCollection {
  public var startIndex: Int { members.startIndex }
  public var endIndex: Int { members.endIndex }
  public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Traps when a key is given twice: a literal with two values for one member is a programmer's mistake.
  public init(dictionaryLiteral elements: (String, JSON)...) { self.init(unique: elements) }
}
