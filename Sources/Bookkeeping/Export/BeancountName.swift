public import LedgerCore

/// How accounts and commodities are called in beancount, and back: no two share a name.
///
/// Beancount knows five roots, wants every part of an account to begin with a capital or a digit, and commodities in
/// capitals. `assets:bank:main` is `Assets:Bank:Main`, `memo:service:a` is `Equity:Memo:Service:A`, `min` is `MIN`.
public enum BeancountName {
  /// Marks a segment that is written as it is: `X-Rossi` is `Rossi`, `X-x-ray` is `x-ray`.
  private static let verbatim = "X-"
  private static let memorandum = "Memo"

  /// The name of an account: capitals at the beginning of each segment, `Equity:Memo` for memorandum accounts.
  ///
  /// A segment that begins with a capital of its own, or would look like a marked one, is marked with `X-`; so is a
  /// `memo` right below `equity`, which is no memorandum account.
  public static func account(_ account: Account) -> String {
    let segments = account.segments
    var parts = account.isMemorandum ? ["Equity", memorandum] : [capitalised(segments[0])]
    for (index, segment) in segments.enumerated().dropFirst() {
      let isTaken = index == 1 && account.accountClass == .equity && segment == "memo"
      parts.append(isTaken ? verbatim + segment : component(segment))
    }
    return parts.joined(separator: ":")
  }

  /// The account of that name; nil for a name that `account` does not give.
  public static func account(named name: String) -> Account? {
    var parts = name.split(separator: ":", omittingEmptySubsequences: false).map(segment)
    if name.utf8.starts(with: "Equity:\(memorandum):".utf8) { parts.removeFirst() }
    guard let found = Account(parts.joined(separator: ":")), account(found) == name else { return nil }
    return found
  }

  /// The name of a commodity: `EUR`, and lower-case ones in capitals.
  ///
  /// Others carry a full stop and, in hexadecimal, which of their characters are capitals (bit 0 is the first):
  /// `CHF` is `CHF.7`, `eur` is `EUR.0`. The same helps those which beancount would not read: one character, a dash at
  /// the end, and its words `TRUE`, `FALSE` and `NULL`.
  public static func commodity(_ commodity: Commodity) -> String {
    let name = commodity.text.uppercased()
    if commodity == .euro { return name }
    var capitals = 0
    for (place, byte) in commodity.text.utf8.enumerated() where isCapital(byte) { capitals |= 1 << place }
    let isPlain = capitals == 0 && name.utf8.count > 1 && !name.hasSuffix("-") && !takenCommodities.contains(name)
    return isPlain ? name : name + "." + String(capitals, radix: 16, uppercase: true)
  }

  /// The commodity of that name; nil for a name that `commodity` does not give.
  public static func commodity(named name: String) -> Commodity? {
    if name == Commodity.euro.text { return .euro }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let capitals = parts.count == 2 ? Int(parts[1], radix: 16) : 0, capitals >= 0 else {
      return nil
    }
    let bytes = parts[0].lowercased().utf8.enumerated().map { place, byte in
      place < 16 && capitals >> place & 1 == 1 && isLower(byte) ? byte - 0x20 : byte
    }
    guard let found = Commodity(String(decoding: bytes, as: UTF8.self)), commodity(found) == name else { return nil }
    return found
  }

  private static let takenCommodities: Set<String> = ["EUR", "TRUE", "FALSE", "NULL"]

  private static func component(_ segment: Substring) -> String {
    let needsMark = segment.utf8.first.map(isCapital) ?? false || segment.utf8.starts(with: "x-".utf8)
    return needsMark ? verbatim + segment : capitalised(segment)
  }

  private static func segment(_ component: Substring) -> String {
    guard !component.utf8.starts(with: verbatim.utf8) else { return String(component.dropFirst(verbatim.count)) }
    return component.prefix(1).lowercased() + component.dropFirst()
  }

  private static func capitalised(_ segment: Substring) -> String {
    segment.prefix(1).uppercased() + segment.dropFirst()
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
