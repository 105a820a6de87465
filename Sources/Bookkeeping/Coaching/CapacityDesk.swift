public import Coaching
import FinancialArithmetic
import Funds
public import LedgerCore

/// A capacity as it would be signed now: the working that is to be sealed, and what its entry says in public.
public struct CapacityDraft: Sendable {
  public let household: ULID
  public let snapshot: BudgetState.Snapshot
  public let working: CapacityWorking
  /// The instalments that the ledger counts at this moment; they are in A.
  public let running: Money
  /// Reservations that the new capacity takes over.
  public let carried: [ULID]
  /// Those that have no room in it.
  public let falling: [BudgetState.Reservation]

  public func body(record: Fingerprint) -> CapacityAssessed {
    CapacityAssessed(
      capacity: working.capacity, formula: working.formula, parameters: working.file, record: record,
      reservations: carried, running: running, seasons: working.seasons, snapshot: snapshot.id)
  }
}

/// How a capacity is to be assessed.
public struct CapacityQuestion: Sendable {
  public let parameters: CapacityParameters
  /// How many months of cash are looked at; the fewest that the parameters ask for where it is nil.
  public let months: Int?
  /// The month in which the first new instalment falls due; the month of the assessment where it is nil.
  public let firstInstalment: CivilMonth?
  public let day: CivilDate

  public init(
    parameters: CapacityParameters, months: Int? = nil, firstInstalment: CivilMonth? = nil, on day: CivilDate
  ) {
    self.parameters = parameters
    self.months = months
    self.firstInstalment = firstInstalment
    self.day = day
  }
}

extension Bookkeeper {
  /// The newest of the program's parameter files that the policy admits and that holds on a day.
  public func parameters(on day: CivilDate) throws -> CapacityParameters {
    guard let section = try governing().policy.coaching else {
      throw PolicySection.missing(["version": try governing().policy.version, "section": "coaching"])
    }
    let admitted = CapacityParameters.shipped.filter { file in
      section.parameters.contains { $0.version == file.version.text && $0.digest == file.digest }
    }
    guard let file = CapacityParameters.inForce(on: day, among: admitted) else {
      throw CapacityRefusals.noParameters([
        "day": day, "admitted": section.parameters.map(\.version).joined(separator: ", "),
        "carried": CapacityParameters.shipped.map { "\($0.version) \($0.digest)" }.joined(separator: ", "),
      ])
    }
    return file
  }

  /// Somebody's own parameter file.
  public func parameters(reading bytes: [UInt8], named file: String, on day: CivilDate) throws -> CapacityParameters {
    let parameters: CapacityParameters
    do {
      parameters = try CapacityParameters(reading: bytes)
    } catch {
      throw CapacityRefusals.parametersUnusable(["file": file, "reason": "\(error)"])
    }
    guard parameters.hold(on: day) else {
      throw CapacityRefusals.parametersTooEarly([
        "version": parameters.version, "from": parameters.validFrom, "day": day,
      ])
    }
    return parameters
  }

  /// What a family can add to its instalments: its newest confirmed snapshot with what the ledger knows today.
  public func assessment(of book: BudgetBook, _ question: CapacityQuestion) throws -> CapacityDraft {
    let (snapshot, told) = try confirmedSheet(of: book)
    let sheet = try assessable(told, of: book, on: question.day)
    let checked = try checkedMonths(of: book, through: CivilMonth(question.day))
    let working: CapacityWorking
    do {
      working = try CapacityWorking(
        sheet, question.parameters, months: question.months,
        firstInstalment: max(question.firstInstalment ?? CivilMonth(question.day), sheet.month),
        checked: checked)
    } catch {
      throw CapacityRefusals.notComputable(["household": book.household, "reason": "\(error)"])
    }
    let live = book.reservations
    let carried = try ledger.store.read { log in
      let used = try usedReservations(of: book.state, in: log)
      return book.state.carriedReservations(into: working.capacity, on: book.day, isUsed: used.contains)
    }
    return CapacityDraft(
      household: book.household, snapshot: snapshot, working: working, running: book.running, carried: carried,
      falling: live.filter { !carried.contains($0.id) })
  }

  /// The sheet that the formula sees: what the family told, and every instalment that the ledger counts, once.
  ///
  /// The ledger counts the heaviest month of each promise. Where that is more than what falls due each month, a line of
  /// its own says so, and A is what the sheet has of third parties and what the ledger has, to the cent. Hours of service
  /// are left out altogether: they are no money.
  func assessable(_ told: BudgetSheet, of book: BudgetBook, on day: CivilDate) throws -> BudgetSheet {
    let lines = try ledgerLines(of: book.household, from: told.month, on: day)
    let known = Set(lines.debts.map { FoldedText($0.creditor) })
    let promised = lines.debts.filter { $0.stream.map { $0.family == ServiceState.family } != true }
    var debts = told.typed.debts.filter { !known.contains(FoldedText($0.creditor)) } + promised
    let monthly = promised.compactMap { $0.instalmentMonthly }.reduce(Money.zero, +)
    let rest = book.running - monthly
    if rest.isPositive {
      debts.append(
        DebtLine(
          creditor: CapacityDraft.heaviestMonth, balance: .unknown, tier: .other, instalment: .amount(rest),
          stream: book.stream))
    }
    return BudgetSheet(
      month: told.month, members: told.members, liquid: told.liquid,
      income: told.typed.income.filter { lines.income.isEmpty || $0.source != .service }, expenses: told.expenses,
      debts: debts, envelopes: told.envelopes, goals: told.goals)
  }
}

extension CapacityDraft {
  /// The name of the line that makes up for months in which more falls due than in others.
  static let heaviestMonth = "More in the heaviest month, as the ledger counts it"
}

extension DebtLine {
  /// What the family pays on it in an ordinary month, rounded to the cent; nil where nothing runs.
  fileprivate var instalmentMonthly: Money? {
    (instalment?.money).map { MonthlyText.monthly($0, frequency ?? .monthly) }
  }
}

/// Refusals before a capacity is assessed.
public enum CapacityRefusals {
  static let noParameters = RefusalCode(
    "capacity.no-parameters",
    "of the parameters that the policy admits ({admitted}) the program carries none that holds on {day} with that digest",
    hint: "give the policy's own with --parameters FILE, or adopt a policy with those of the program: {carried}",
    .notFound)
  static let parametersUnusable = RefusalCode(
    "capacity.parameters-unusable", "the parameters in {file} cannot be used: {reason}",
    hint: "compare with the files that are shipped", .usage)
  static let parametersTooEarly = RefusalCode(
    "capacity.parameters-too-early", "the parameters {version} hold from {from} on, and the assessment is of {day}",
    hint: "leave --parameters out; the newest that hold on the day are taken")
  static let notComputable = RefusalCode(
    "capacity.not-computable", "the capacity of household {household} cannot be computed: {reason}",
    hint: "take a new snapshot: `mastro budget snapshot`")

  public static let all = [noParameters, parametersUnusable, parametersTooEarly, notComputable]
}
