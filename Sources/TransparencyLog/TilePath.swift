/// The name of a tile: where a static web server keeps one piece of a log (C2SP tlog-tiles, height 8).
public struct TilePath: Hashable, Sendable {
  /// What a tile holds.
  public enum Content: Hashable, Sendable {
    /// Hashes of subtrees of 256^level leaves; level 0...63.
    case hashes(level: Int)
    /// The entries themselves, in an `EntryBundle`.
    case entries
  }

  /// The number of hashes or entries in a full tile.
  public static let fullWidth = 256
  private static let maximumLevel = 63
  /// Keeps the positions of a tile's content within `Int`.
  private static let maximumIndex = Int.max / fullWidth - 1

  public let content: Content
  /// Counts the tiles of one level from the left.
  public let index: Int
  /// How many hashes or entries it holds, 1...256; fewer than 256 only at the right edge.
  public let width: Int

  /// The path, or nil when no tile is called so.
  public init?(_ content: Content, index: Int, width: Int = fullWidth) {
    guard (0...TilePath.maximumIndex).contains(index), (1...TilePath.fullWidth).contains(width) else { return nil }
    if case .hashes(let level) = content, !(0...TilePath.maximumLevel).contains(level) { return nil }
    self.content = content
    self.index = index
    self.width = width
  }

  /// Reads `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]` in its one exact form.
  public init?(parsing path: String) {
    var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)[...]
    guard parts.count >= 3, parts.popFirst() == Array("tile".utf8), let place = parts.popFirst() else { return nil }
    let content: Content
    if place == Array("entries".utf8) {
      content = .entries
    } else {
      guard let level = CanonicalText.decimal(place) else { return nil }
      content = .hashes(level: level)
    }
    var width = TilePath.fullWidth
    if parts.count >= 2, let last = parts.last, let partial = TilePath.withoutPartialMark(parts[parts.endIndex - 2]) {
      guard let count = CanonicalText.decimal(last), count < TilePath.fullWidth else { return nil }
      width = count
      parts.removeLast()
      parts[parts.endIndex - 1] = partial
    }
    guard let index = TilePath.index(of: parts) else { return nil }
    self.init(content, index: index, width: width)
  }

  /// The path below the log's prefix, as `tile/0/x001/234.p/17`.
  public var text: String {
    var groups: [String] = []
    var rest = index
    repeat {
      let group = String(rest % 1000)
      groups.append(String(repeating: "0", count: 3 - group.count) + group)
      rest /= 1000
    } while rest > 0
    let number = groups.reversed().enumerated().map { $0 == groups.count - 1 ? $1 : "x" + $1 }.joined(separator: "/")
    let place =
      switch content {
      case .hashes(let level): String(level)
      case .entries: "entries"
      }
    return "tile/\(place)/\(number)" + (width < TilePath.fullWidth ? ".p/\(width)" : "")
  }

  /// Every tile of a log of this size: per level the full ones, then the partial one, and the entry bundles last.
  public static func all(forSize size: Int) -> [TilePath] {
    var paths: [TilePath] = []
    var count = size
    var level = 0
    while count > 0 {
      paths += tiles(.hashes(level: level), count: count)
      count /= fullWidth
      level += 1
    }
    return paths + tiles(.entries, count: size)
  }

  private static func tiles(_ content: Content, count: Int) -> [TilePath] {
    (0..<(count + fullWidth - 1) / fullWidth).compactMap { index in
      TilePath(content, index: index, width: min(fullWidth, count - index * fullWidth))
    }
  }

  private static func withoutPartialMark(_ part: [UInt8]) -> [UInt8]? {
    part.suffix(2).elementsEqual(".p".utf8) ? part.dropLast(2) : nil
  }

  private static func index(of parts: ArraySlice<[UInt8]>) -> Int? {
    var index = 0
    for (place, part) in zip(parts.indices, parts) {
      let isLast = place == parts.endIndex - 1
      guard isLast || part.first == UInt8(ascii: "x") else { return nil }
      let digits = isLast ? part[...] : part.dropFirst()
      guard digits.count == 3, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return nil
      }
      let group = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      if place == parts.startIndex, !isLast, group == 0 { return nil }
      let (product, overflows) = index.multipliedReportingOverflow(by: 1000)
      let (sum, carries) = product.addingReportingOverflow(group)
      guard !overflows, !carries else { return nil }
      index = sum
    }
    return index
  }
}

extension TilePath: CustomStringConvertible {
  public var description: String { text }
}
