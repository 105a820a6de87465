public import LedgerCore

/// One "what if" of a scenario.
///
/// Written as people type it, and kept so: `income:Stipendio=-30%@2027-03` (30 % less from March 2027 on),
/// `expense:Affitto=650.00@2027-03..2027-05` (another amount each time, May the last month),
/// `income:Stipendio=stop@2027-06` (nothing from June on), `income:Stipendio=start@2027-04` (nothing before April),
/// `+expense:Dentista=400.00/once@2027-05` and `+income:Sostituzione=200.00/monthly@2027-04` (a line that was not there).
public struct Change: Sendable, Hashable {
  /// What happens to the line.
  public enum Effect: Sendable, Hashable {
    /// Each payment changes by so many hundredths of a percent: −30 % is −3000.
    case percent(hundredths: Int)
    /// Each payment is so much.
    case amount(Money)
    case stop
    case start
    /// A new line.
    case new(Money, Frequency)
  }

  public let effect: Effect
  public let from: CivilMonth
  public let line: LineName
  /// The last month in which it holds; absent: for good.
  public let through: CivilMonth?

  public init(_ line: LineName, _ effect: Effect, from: CivilMonth, through: CivilMonth? = nil) {
    self.effect = effect
    self.from = from
    self.line = line
    self.through = through
  }

  /// +1,000 %: an income that grows elevenfold is a new line.
  static let largestPercent = 100_000

  func holds(in month: CivilMonth) -> Bool { month >= from && through.map { month <= $0 } ?? true }
}

/// Why a scenario cannot be drawn.
public struct ScenarioFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// In its written form.
  public let change: String
  public let reason: String
  public let remedy: String

  public init(_ change: String, _ reason: String, remedy: String) {
    self.change = change
    self.reason = reason
    self.remedy = remedy
  }

  public var description: String { "'\(change)': \(reason); \(remedy)" }
}

extension Change: CustomStringConvertible {
  public var description: String {
    let months = from.description + (through.map { "..\($0)" } ?? "")
    let (prefix, value): (String, String) =
      switch effect {
      case .percent(let hundredths): ("", Change.percentText(hundredths))
      case .amount(let amount): ("", amount.description)
      case .stop: ("", "stop")
      case .start: ("", "start")
      case .new(let amount, let frequency): ("+", "\(amount)/\(frequency)")
      }
    return "\(prefix)\(line)=\(value)@\(months)"
  }

  private static func percentText(_ hundredths: Int) -> String {
    var text = Figure(hundredths: hundredths).description[...]
    while text.hasSuffix("0") { text = text.dropLast() }
    return (hundredths < 0 ? "" : "+") + (text.hasSuffix(".") ? text.dropLast() : text) + "%"
  }
}

extension Change {
  /// Reads the whole text or says what is wrong with it.
  public init(parsing text: String) throws(ScenarioFault) {
    let isNew = text.hasPrefix("+")
    let body = isNew ? text.dropFirst() : text[...]
    guard let at = body.lastIndex(of: "@"), let equals = body[..<at].lastIndex(of: "=") else {
      throw ScenarioFault(text, "it names no change or no month", remedy: Change.form)
    }
    guard let line = LineName(body[..<equals]) else {
      throw ScenarioFault(
        text, "'\(body[..<equals])' names no line",
        remedy: "begin with \(LineList.allCases.map { "\($0.rawValue):" }.joined(separator: ", ")) and the line's name")
    }
    let (from, through) = try Change.months(body[body.index(after: at)...], text)
    let value = body[body.index(after: equals)..<at]
    self.init(line, try Change.effect(value, isNew: isNew, text), from: from, through: through)
    if isNew, line.list == .envelope {
      throw ScenarioFault(text, "a scenario opens no envelope", remedy: "write what is set aside as an expense")
    }
    if through != nil, effect == .stop || effect == .start {
      throw ScenarioFault(
        text, "what stops or starts does so from one month on",
        remedy: "name one month, or write an amount of 0.00 for the months without")
    }
  }

  private static let form =
    "write LIST:NAME=-30%@2027-03, LIST:NAME=650.00@2027-03..2027-05, LIST:NAME=stop@2027-06, LIST:NAME=start@2027-04 "
    + "or +LIST:NAME=400.00/once@2027-05"

  private static func months(
    _ text: Substring, _ change: String
  ) throws(ScenarioFault) -> (CivilMonth, CivilMonth?) {
    let fault = ScenarioFault(
      change, "'\(text)' is no month and no range of months", remedy: "write 2027-03 or 2027-03..2027-05")
    guard let dots = text.firstRange(of: "..") else {
      guard let month = CivilMonth(text) else { throw fault }
      return (month, nil)
    }
    guard let from = CivilMonth(text[..<dots.lowerBound]), let through = CivilMonth(text[dots.upperBound...]),
      from <= through
    else { throw fault }
    return (from, through)
  }

  private static func effect(
    _ value: Substring, isNew: Bool, _ change: String
  ) throws(ScenarioFault) -> Effect {
    if isNew {
      let parts = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let word = parts.count == 2 ? String(parts[1]) : Frequency.monthly.description
      guard let frequency = Frequency(word) else {
        throw ScenarioFault(
          change, "'\(word)' is no frequency", remedy: "write one of \(Frequency.forms.joined(separator: ", "))")
      }
      return .new(try amount(parts[0], change), frequency)
    }
    if value == "stop" { return .stop }
    if value == "start" { return .start }
    guard value.hasSuffix("%") else { return .amount(try amount(value, change)) }
    guard let figure = Figure(value.dropLast()), (-10_000...largestPercent).contains(figure.hundredths) else {
      throw ScenarioFault(change, "'\(value)' is no change in percent", remedy: "write -30%, +5% or -12.5%")
    }
    return .percent(hundredths: figure.hundredths)
  }

  private static func amount(_ text: Substring, _ change: String) throws(ScenarioFault) -> Money {
    guard let amount = try? Money(parsing: text), amount >= .zero, amount <= SheetLimits.amount else {
      throw ScenarioFault(
        change, "'\(text)' is no amount", remedy: "write 650.00, zero or above; what goes out has its own list")
    }
    return amount
  }
}

extension Change: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do {
      self = try Change(parsing: text)
    } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
