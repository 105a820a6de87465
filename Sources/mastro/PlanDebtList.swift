import ArgumentParser
import BankStatements
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite

/// A debt as somebody types it: `Immobiliare Blu:rent:1200.00`, with `:tier=1`, `:cap=60.00`, `:body=NAME` or
/// `:contract=NUMBER` after it where they matter.
struct DebtText: ExpressibleByArgument {
  let creditor: String
  let nature: DebtNature
  let amount: AmountText
  let settings: [String: String]

  static let settingNames: Set<String> = ["body", "cap", "contract", "tier"]

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count >= 3 else { return nil }
    var settings: [String: String] = [:]
    for part in parts[3...] {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      settings[String(part[..<equals])] = String(part[part.index(after: equals)...])
    }
    self.init(creditor: parts[0], nature: parts[1], amount: parts[2], settings: settings)
  }

  /// A row of a file; an empty setting is left out.
  init?(creditor: String, nature: String, amount: String, settings: [String: String]) {
    let settings = settings.filter { !$0.value.isEmpty }
    guard !creditor.isEmpty, let nature = DebtNature(rawValue: nature), let amount = AmountText(argument: amount),
      Set(settings.keys).isSubset(of: Self.settingNames)
    else { return nil }
    self.creditor = creditor
    self.nature = nature
    self.amount = amount
    self.settings = settings
  }

  func debt(_ bookkeeper: Bookkeeper, _ locale: String?) throws -> PlanDebt {
    let party = try bookkeeper.party(creditor)
    guard let tier = settings["tier"].map({ Int($0) }) ?? 1 else {
      throw ValidationError("the tier is a number, 1 to 9")
    }
    let body = try settings["body"].map { text in
      guard let body = Slug(text) else { throw ValidationError("'\(text)' is not the short name of a body") }
      return body
    }
    return PlanDebt(
      amount: try amount.money(locale), creditor: party, nature: nature, tier: tier,
      cap: try settings["cap"].flatMap { try AmountText(argument: $0)?.money(locale) }, creditorBody: body,
      contract: settings["contract"].map { Fingerprint(bookkeeper.vault.contractHash($0, of: party)) })
  }
}

/// The debts of a family from a file: CSV with a heading, or a JSON array of objects with the same names.
enum DebtFile {
  static let columns = ["creditor", "nature", "amount", "tier", "cap", "body", "contract"]

  static let unusable = RefusalCode(
    "plan.debts-file", "{file} cannot be used: {reason}",
    hint: "give the columns creditor, nature, amount and, where they matter, tier, cap, body, contract", .usage)

  static func read(_ path: String) throws -> [DebtText] {
    let bytes = try Files.read(path)
    func refuse(_ reason: some CustomStringConvertible) -> Refusal { unusable(["file": path, "reason": reason]) }
    let rows: [(place: String, members: [String: String])]
    do {
      rows = bytes.first { $0 > 0x20 } == UInt8(ascii: "[") ? try json(bytes) : try csv(bytes)
    } catch let error as JSONError {
      throw refuse(error)
    } catch let error as StatementError {
      throw refuse(error)
    } catch let error as RowFault {
      throw refuse(error.reason)
    }
    guard !rows.isEmpty else { throw refuse("there is no debt in it") }
    return try rows.map { place, members in
      let settings = members.filter { DebtText.settingNames.contains($0.key) }
      let debt = DebtText(
        creditor: members["creditor"] ?? "", nature: members["nature"] ?? "", amount: members["amount"] ?? "",
        settings: settings)
      guard let debt else { throw refuse("\(place) has no creditor, no amount, or a nature that is not known") }
      return debt
    }
  }

  private struct RowFault: Error {
    let reason: String
  }

  private static func csv(_ bytes: [UInt8]) throws -> [(place: String, members: [String: String])] {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self) else {
      throw RowFault(reason: "it is not UTF-8")
    }
    let head = text.prefix { !$0.isNewline }
    let delimiter = head.contains(";") ? UInt8(ascii: ";") : UInt8(ascii: ",")
    let records = try CSVRecords.read(text, delimiter: delimiter, atMost: 1_000).filter { !$0.isBlank }
    guard let heading = records.first?.fields.map({ $0.lowercased() }) else { return [] }
    if let unknown = heading.first(where: { !columns.contains($0) }) {
      throw RowFault(reason: "there is no column '\(unknown)'")
    }
    guard Set(heading).count == heading.count else { throw RowFault(reason: "a column stands twice") }
    return try records.dropFirst().map { record in
      guard record.fields.count == heading.count else {
        throw RowFault(reason: "line \(record.line) has \(record.fields.count) fields, not \(heading.count)")
      }
      return ("line \(record.line)", Dictionary(uniqueKeysWithValues: zip(heading, record.fields)))
    }
  }

  private static func json(_ bytes: [UInt8]) throws -> [(place: String, members: [String: String])] {
    guard let items = try JSON.parse(bytes, form: .relaxed).array else { return [] }
    return try items.enumerated().map { index, item in
      guard let object = item.object else { throw RowFault(reason: "number \(index + 1) is not an object") }
      var members: [String: String] = [:]
      for member in object {
        guard columns.contains(member.key) else { throw RowFault(reason: "there is no member '\(member.key)'") }
        guard let text = member.value.string ?? member.value.integer.map(String.init) else {
          throw RowFault(reason: "'\(member.key)' of number \(index + 1) is not a text")
        }
        members[member.key] = text
      }
      return ("number \(index + 1)", members)
    }
  }
}
