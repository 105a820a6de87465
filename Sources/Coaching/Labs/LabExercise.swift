import EmbeddedFiles
public import LedgerCore

/// A family that somebody has invented, with a budget on which a group can work: nobody's own worries are on the wall.
///
/// Its texts say what the formula says; a test computes it again.
public struct LabExercise: Codable, Sendable, Hashable {
  /// What the group reads, in one language.
  public struct Texts: Codable, Sendable, Hashable {
    /// How the names of the sheet's lines are said; absent where they stand in the sheet itself in this language.
    public let names: [String: String]?
    /// For the room.
    public let questions: [String]
    /// Step by step, with every figure.
    public let solution: [String]
    public let story: [String]
    public let title: String
  }

  /// Who sits with the family; invented, too.
  public let coach: String
  /// The terms of the formula by their names in the specification: C and its two bounds rounded down, the others to the
  /// nearest cent.
  public let figures: [String: String]
  /// The month in which the family would begin to pay.
  public let firstInstalment: CivilMonth
  public let name: Slug
  /// Version of the parameters by which the solution is computed: it stays true when newer ones are published.
  public let parameters: String
  public let sheet: BudgetSheet
  /// By the tag of their language.
  public let texts: [String: Texts]

  public init(reading bytes: [UInt8]) throws(JSONError) {
    self = try JSONDecoding.decodeExactly(LabExercise.self, from: JSON.parse(bytes, form: .relaxed))
  }

  public static let unknown = RefusalCode(
    "lab.exercise-unknown", "there is no exercise {name}; there are {known}", hint: "`mastro lab exercise` lists them",
    .notFound)

  /// One of those that the program carries.
  public static func named(_ name: Slug) throws(Refusal) -> LabExercise {
    guard let found = shipped.first(where: { $0.name == name }) else {
      throw unknown(["name": name, "known": shipped.map(\.name.text).joined(separator: ", ")])
    }
    return found
  }

  /// The sheet with the names of its lines in a language; as it stands where the exercise is not written in it.
  public func sheet(in language: String) -> BudgetSheet {
    guard let names = texts[language]?.names else { return sheet }
    func said(_ name: String) -> String { names[name] ?? name }
    return BudgetSheet(
      month: sheet.month, members: sheet.members, liquid: sheet.liquid,
      income: sheet.income.map { line in
        IncomeLine(
          name: said(line.name), source: line.source, amount: line.amount, frequency: line.frequency,
          certainty: line.certainty, next: line.next, history: line.history.map { $0.map(\.money) },
          pays: line.pays.map(said), withheld: line.withheld?.money, stream: line.stream)
      },
      expenses: sheet.expenses.map { line in
        ExpenseLine(
          name: said(line.name), group: line.group, coicop: line.coicop, amount: line.amount,
          frequency: line.frequency, nature: line.nature, next: line.next, reason: line.reason)
      },
      debts: sheet.debts.map { line in
        DebtLine(
          creditor: said(line.creditor), balance: line.balance, tier: line.tier, instalment: line.instalment,
          frequency: line.frequency, arrears: line.arrears, atSource: line.atSource ?? false, next: line.next,
          stream: line.stream)
      },
      envelopes: sheet.envelopes.map {
        Envelope(name: said($0.name), target: $0.target.money, balance: $0.balance.money, due: $0.due)
      },
      goals: sheet.goals.map {
        Goal(name: said($0.name), amount: $0.amount?.money, by: $0.by, saved: $0.saved?.money)
      })
  }
}

extension LabExercise {
  /// The words around an exercise, in one language.
  public struct Words: Codable, Sendable, Hashable {
    public let capacity: String
    public let debts: String
    public let each: String
    public let envelopes: String
    public let expenses: String
    /// By the text of the frequency.
    public let frequencies: [String: String]
    public let goals: String
    public let hand: String
    public let history: String
    public let income: String
    public let instalment: String
    public let left: String
    public let month: String
    public let months: String
    public let often: String
    public let people: String
    public let questions: String
    public let solution: String
    public let unknown: String
    public let until: String

    public func often(_ frequency: Frequency) -> String {
      switch frequency {
      case .months(let numbers): "\(months) \(numbers.map(String.init).joined(separator: ", "))"
      case .weekly, .fortnightly, .fourWeekly, .monthly, .twoMonthly, .quarterly, .halfYearly, .yearly,
        .thirteenSalaries, .fourteenSalaries, .once:
        frequencies[frequency.description] ?? frequency.description
      }
    }
  }

  /// By the tag of their language.
  public static let words: [String: Words] = shipped("words") { bytes throws(JSONError) in
    try JSONDecoding.decodeExactly([String: Words].self, from: JSON.parse(bytes, form: .relaxed))
  }

  /// Those that the program carries, from the easiest on.
  public static let shipped: [LabExercise] = ["ombrello", "zenzero", "maestrale"].map { name in
    shipped(name) { bytes throws(JSONError) in try LabExercise(reading: bytes) }
  }

  private static func shipped<Value>(_ name: String, _ read: ([UInt8]) throws(JSONError) -> Value) -> Value {
    do {
      return try read(EmbeddedFiles.bytes("ledger-specs/exercises/\(name).json"))
    } catch {
      preconditionFailure("the file \(name) of the program's exercises cannot be read: \(error)")
    }
  }
}
