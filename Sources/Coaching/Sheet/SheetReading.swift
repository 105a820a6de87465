public import LedgerCore

extension BudgetSheet {
  /// Reads an educator's file; what is wrong is told by its place in the file and by what to write instead.
  ///
  /// White space, the order of members and left-out decimals are free; a member that does not exist is refused, so that
  /// a slip of the keyboard does not lose an expense.
  public init(reading bytes: [UInt8]) throws(SheetFault) {
    let tree: JSON
    do {
      tree = try JSON.parse(bytes, form: .relaxed, maximumBytes: SheetLimits.bytes)
    } catch {
      throw SheetFault(text: error, in: bytes)
    }
    do {
      self = try JSONDecoding.decode(BudgetSheet.self, from: tree)
    } catch {
      throw SheetFault(member: error, in: tree)
    }
    try check()
  }

  /// The bytes that are sealed: one spelling for one sheet.
  public func canonicalBytes() throws(JSONError) -> [UInt8] { try JSONEncoding.encode(self).canonicalBytes }
}

extension SheetFault {
  /// A file that is no JSON: by line and column, as an editor shows them.
  fileprivate init(text error: JSONError, in bytes: [UInt8]) {
    let before = bytes.prefix(error.offset)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    self.init("line \(line), character \(column)", "\(error.reason)", remedy: SheetFault.textRemedy(error.reason))
  }

  private static func textRemedy(_ reason: JSONError.Reason) -> String {
    switch reason {
    case .float, .leadingZero, .negativeZero, .integerOutOfRange: "write amounts in quotation marks: \"1250.00\""
    case .tooLarge: "a sheet has at most \(SheetLimits.bytes) bytes"
    case .duplicateKey: "write it once"
    case .byteOrderMark, .invalidUTF8: "save the file as UTF-8 without a byte order mark"
    default: "look for a missing comma, quotation mark or bracket there or just before"
    }
  }

  fileprivate init(member error: JSONError, in tree: JSON) {
    let (path, reason): (String, String) =
      switch error.reason {
      case .missingMember(let path): (path, "it is missing")
      case .unknownMember(let path): (path, "there is no such member")
      case .typeMismatch(let path, let expected): (path, "it must be \(expected)")
      case .floatAt(let path): (path, "it is a number with a fraction")
      case .outOfRange(let path, _): (path, "the number is too large")
      case .invalidValue(let path, let why): (path, why)
      default: ("", "\(error.reason)")
      }
    let word = path.split(separator: ".").last.map { String($0.prefix { $0 != "[" }) } ?? ""
    let isUnknown = if case .unknownMember = error.reason { true } else { false }
    let choices = SheetFault.choices[word] ?? []
    let isChoice = !choices.isEmpty && !isUnknown
    self.init(
      path, line: SheetFault.name(of: path, in: tree),
      isChoice && reason.contains("Cannot initialize") ? "there is no such word" : reason,
      remedy: isUnknown
        ? "check the spelling, or leave it out"
        : isChoice ? "write one of \(choices.joined(separator: ", "))" : SheetFault.form(of: word))
  }

  /// The name that the line of a path has in the file.
  private static func name(of path: String, in tree: JSON) -> String? {
    guard let open = path.firstIndex(of: "["), let close = path[open...].firstIndex(of: "]"),
      let index = Int(path[path.index(after: open)..<close]), let lines = tree[String(path[..<open])]?.array,
      lines.indices.contains(index)
    else { return nil }
    return (lines[index]["name"] ?? lines[index]["creditor"])?.string
  }

  private static let choices: [String: [String]] = [
    "certainty": IncomeLine.Certainty.allCases.map(\.rawValue), "source": IncomeLine.Source.allCases.map(\.rawValue),
    "nature": ExpenseLine.Nature.allCases.map(\.rawValue), "group": ExpenseLine.Group.allCases.map(\.rawValue),
    "frequency": Frequency.forms, "tier": ["1 (home, light and heat, food, children)", "2 (other creditors)"],
    "atSource": ["true", "false"],
  ]

  private static func form(of word: String) -> String {
    switch word {
    case "amount", "balance", "instalment", "arrears", "liquid":
      "write an amount in quotation marks, \"1250.00\", or \"unknown\" where nobody knows it"
    case "withheld", "history", "target", "saved": "write amounts in quotation marks: \"1250.00\""
    case "coicop": "write a division or group such as \"04\" or \"04.1\""
    case "next": "write a day as \"2027-03-15\""
    case "month", "due", "by": "write a month as \"2027-03\""
    case "members": "write how many people eat at the table, as a number without quotation marks"
    case "income", "expenses", "debts", "envelopes", "goals":
      "write a list in square brackets, [] where there is nothing"
    default: "compare with a sheet that was taken"
    }
  }
}
