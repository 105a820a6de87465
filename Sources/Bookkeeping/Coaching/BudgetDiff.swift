public import Coaching
import FinancialArithmetic
public import LedgerCore

/// What has changed from one sheet to another, line by line.
public struct BudgetDiff: Sendable {
  /// What a line is about.
  public enum Subject: Sendable, Hashable {
    case atHand, people
    case line(LineName)
    case goal(String)
  }

  /// What a sheet says of it.
  public enum Value: Sendable, Hashable {
    case people(Int)
    case atHand(Told)
    /// With what is owed behind it, of a debt.
    case amount(Told, Frequency, owed: Told?)
    case owed(Told)
    case envelope(balance: Money, target: Money, due: CivilMonth)
    case goal(Money?, by: CivilMonth?)
  }

  /// One line of two sheets, or of one of them.
  public struct Line: Sendable, Hashable {
    public let subject: Subject
    /// Nil where the earlier sheet has no such line.
    public let earlier: Value?
    /// Nil where the later sheet has none.
    public let later: Value?
    /// What it changes in an ordinary month, what comes in as it is and what goes out negative; nil where nobody knows.
    public let monthly: Money?

    public var isChanged: Bool { earlier != later }

    /// As people write it: `expense:Affitto`; `goal:…` and `at hand` besides the lists.
    public var name: String { subject.text }
    public var before: String? { earlier?.text }
    public var after: String? { later?.text }
  }

  public let lines: [Line]

  public var changed: [Line] { lines.filter(\.isChanged) }

  /// What the changes that are known make in an ordinary month.
  public var monthly: Money { changed.compactMap(\.monthly).reduce(.zero, +) }

  public init(_ earlier: BudgetSheet, _ later: BudgetSheet) {
    let (old, new) = (BudgetDiff.entries(of: earlier), BudgetDiff.entries(of: later))
    let subjects = new.map(\.subject) + old.map(\.subject).filter { subject in !new.contains { $0.subject == subject } }
    lines = subjects.map { subject in
      let before = old.first { $0.subject == subject }
      let after = new.first { $0.subject == subject }
      let isKnown = before?.isKnown ?? true && after?.isKnown ?? true
      return Line(
        subject: subject, earlier: before?.value, later: after?.value,
        monthly: isKnown ? (after?.monthly ?? .zero) - (before?.monthly ?? .zero) : nil)
    }
  }

  private struct Entry {
    let subject: Subject
    let value: Value
    /// With its sign; nil where it has no monthly part.
    let monthly: Money?
    var isKnown = true
  }

  private static func entries(of sheet: BudgetSheet) -> [Entry] {
    let income = sheet.income.map { entry(LineName(.income, $0.name), $0.amount, $0.frequency, sign: 1) }
    let expenses = sheet.expenses.map { entry(LineName(.expense, $0.name), $0.amount, $0.frequency, sign: -1) }
    let debts = numbered(sheet.debts).map { name, debt in
      debt.instalment.map { entry(name, $0, debt.frequency ?? .monthly, sign: -1, of: debt.balance) }
        ?? Entry(subject: .line(name), value: .owed(debt.balance), monthly: nil)
    }
    let envelopes = sheet.envelopes.map {
      Entry(
        subject: .line(LineName(.envelope, $0.name)),
        value: .envelope(balance: $0.balance.money, target: $0.target.money, due: $0.due),
        monthly: -MonthlyText.monthly($0, from: sheet.month))
    }
    let goals = sheet.goals.map { goal in
      Entry(subject: .goal(goal.name), value: .goal(goal.amount?.money, by: goal.by), monthly: nil)
    }
    return [
      Entry(subject: .atHand, value: .atHand(sheet.liquid), monthly: nil),
      Entry(subject: .people, value: .people(sheet.members), monthly: nil),
    ] + income + expenses + debts + envelopes + goals
  }

  /// Debts of one plan to one creditor are told apart by their place.
  private static func numbered(_ debts: [DebtLine]) -> [(LineName, DebtLine)] {
    var seen: [String: Int] = [:]
    return debts.map { debt in
      seen[debt.creditor, default: 0] += 1
      let number = seen[debt.creditor] ?? 1
      return (LineName(.debt, number == 1 ? debt.creditor : "\(debt.creditor) (\(number))"), debt)
    }
  }

  private static func entry(
    _ name: LineName, _ amount: Told, _ frequency: Frequency, sign: Int, of balance: Told? = nil
  ) -> Entry {
    let monthly = amount.money.map { MonthlyText.monthly($0, frequency) }
    return Entry(
      subject: .line(name), value: .amount(amount, frequency, owed: balance),
      monthly: monthly.map { sign < 0 ? -$0 : $0 }, isKnown: amount != .unknown)
  }
}

extension BudgetDiff.Subject {
  fileprivate var text: String {
    switch self {
    case .atHand: "at hand"
    case .people: "at the table"
    case .line(let name): "\(name)"
    case .goal(let name): "goal:\(name)"
    }
  }
}

extension BudgetDiff.Value {
  fileprivate var text: String {
    func told(_ told: Told) -> String { told.money?.description ?? "unknown" }
    switch self {
    case .people(let count): return "\(count)"
    case .atHand(let amount): return told(amount)
    case .amount(let amount, let frequency, let owed):
      return "\(told(amount)) \(frequency)\(owed.map { ", \(told($0)) owed" } ?? "")"
    case .owed(let amount): return "\(told(amount)) owed"
    case .envelope(let balance, let target, let due): return "\(balance) of \(target) by \(due)"
    case .goal(let amount, let month):
      return [amount.map { "\($0)" }, month.map { "by \($0)" }].compactMap { $0 }.joined(separator: " ")
    }
  }
}

/// Monthly equivalents as people read them: rounded to the cent, half away from zero.
public enum MonthlyText {
  public static func monthly(_ amount: Money, _ frequency: Frequency) -> Money { rounded(frequency.monthly(amount)) }

  public static func monthly(_ envelope: Coaching.Envelope, from month: CivilMonth) -> Money {
    rounded(envelope.monthly(from: month))
  }

  /// The limits of a sheet leave every line an amount that can be rounded.
  private static func rounded(_ amount: ExactAmount) -> Money { (try? amount.rounded()) ?? .zero }
}

extension BudgetBook {
  /// A sheet that an entry of the family has sealed.
  public struct SealedSheet: Sendable {
    public let id: ULID
    public let day: CivilDate
    /// `the snapshot of 2026-11-21`, `the plan of …`.
    public let what: String
    public let record: Fingerprint
    public let isPlan: Bool
  }

  /// All sheets of the family, oldest first: snapshots and plans.
  public var sheets: [SealedSheet] {
    let snapshots = state.snapshots.map {
      SealedSheet(id: $0.id, day: $0.day, what: "the snapshot of \($0.day)", record: $0.record, isPlan: false)
    }
    let plans = (state.agreedPlans + [state.proposedPlan].compactMap { $0 }).map {
      SealedSheet(id: $0.id, day: $0.day, what: "the plan of \($0.day)", record: $0.record, isPlan: true)
    }
    return (snapshots + plans).sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }
}
