import LedgerCore

extension BudgetSheet {
  /// A name of another register as a sheet takes it: on one line, with nothing invisible, cut where it is too long.
  /// - Returns: `unnamed` where nothing is left.
  public static func name(fitting text: String, atMost longest: Int = SheetLimits.name) -> String {
    let visible = text.unicodeScalars.map { SheetFault.breaksLine($0) ? " " : $0 }.filter { !SheetFault.misleads($0) }
    let words = String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace)
    var short = ""
    for character in words.joined(separator: " ") {
      guard short.unicodeScalars.count + character.unicodeScalars.count <= longest else { break }
      short.append(character)
    }
    if short.last == " " { short.removeLast() }
    return short.isEmpty ? "unnamed" : short
  }
}

extension SheetFault {
  /// A name or a reason of a person: some words on one line, in any script.
  static func check(text: String, _ member: String, _ line: String?, longest: Int) throws(SheetFault) {
    guard let first = text.first, let last = text.last, !first.isWhitespace, !last.isWhitespace else {
      throw SheetFault(
        member, line: line, text.isEmpty ? "it is empty" : "it begins or ends with a space",
        remedy: "write a word or two", code: .text)
    }
    guard text.unicodeScalars.count <= longest else {
      throw SheetFault(
        member, line: line, "it has \(text.unicodeScalars.count) characters", remedy: "write \(longest) at most",
        code: .text)
    }
    guard !text.unicodeScalars.contains(where: breaksLine) else {
      throw SheetFault(
        member, line: line, "it holds a line break or a control character", remedy: "write it on one line", code: .text)
    }
    guard !text.unicodeScalars.contains(where: misleads) else {
      throw SheetFault(
        member, line: line, "it holds invisible characters or turns the direction of writing round",
        remedy: "type it anew; Arabic needs no such characters", code: .text)
    }
  }

  static func check(amount: Money?, _ member: String, _ line: String?) throws(SheetFault) {
    guard let amount, amount > SheetLimits.amount else { return }
    throw SheetFault(
      member, line: line, "\(amount) is above \(SheetLimits.amount)", remedy: "check the decimal point",
      code: .amount)
  }

  fileprivate static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Embeddings, overrides and isolates show a line otherwise than it is; spaces without width make two names look like
  /// one. Joiners and marks stay: Persian and emoji need them.
  fileprivate static func misleads(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

extension Goal {
  /// The first thing that is wrong with a goal that stands by itself, outside a sheet.
  ///
  /// Its month is not looked at: the entry refuses one that is over.
  public var fault: SheetFault? {
    do throws(SheetFault) {
      try SheetFault.check(text: name, "the goal", nil, longest: SheetLimits.name)
      try SheetFault.check(amount: amount?.money, "the amount", nil)
      try SheetFault.check(amount: saved?.money, "what is saved", nil)
      return nil
    } catch {
      return error
    }
  }
}
