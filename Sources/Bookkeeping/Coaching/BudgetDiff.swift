public import Coaching
import FinancialArithmetic
public import LedgerCore

/// What has changed from one sheet to another, line by line.
public struct BudgetDiff: Sendable {
  /// One line of two sheets, or of one of them.
  public struct Line: Sendable, Hashable {
    /// As people write it: `expense:Affitto`; `goal:…` and `at hand` besides the lists.
    public let name: String
    /// Nil where the earlier sheet has no such line.
    public let before: String?
    /// Nil where the later sheet has none.
    public let after: String?
    /// What it changes in an ordinary month, what comes in as it is and what goes out negative; nil where nobody knows.
    public let monthly: Money?

    public var isChanged: Bool { before != after }
  }

  public let lines: [Line]

  public var changed: [Line] { lines.filter(\.isChanged) }

  /// What the changes that are known make in an ordinary month.
  public var monthly: Money { changed.compactMap(\.monthly).reduce(.zero, +) }

  public init(_ earlier: BudgetSheet, _ later: BudgetSheet) {
    let (old, new) = (BudgetDiff.entries(of: earlier), BudgetDiff.entries(of: later))
    let names = new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
    lines = names.map { name in
      let before = old.first { $0.name == name }
      let after = new.first { $0.name == name }
      let isKnown = before?.isKnown ?? true && after?.isKnown ?? true
      return Line(
        name: name, before: before?.text, after: after?.text,
        monthly: isKnown ? (after?.monthly ?? .zero) - (before?.monthly ?? .zero) : nil)
    }
  }

  private struct Entry {
    let name: String
    let text: String
    /// With its sign; nil where it has no monthly part.
    let monthly: Money?
    var isKnown = true
  }

  private static func entries(of sheet: BudgetSheet) -> [Entry] {
    let income = sheet.income.map {
      entry(LineName(.income, $0.name), $0.amount, $0.frequency, sign: 1)
    }
    let expenses = sheet.expenses.map { entry(LineName(.expense, $0.name), $0.amount, $0.frequency, sign: -1) }
    let debts = numbered(sheet.debts).map { name, debt in
      debt.instalment.map { entry(name, $0, debt.frequency ?? .monthly, sign: -1, of: debt.balance) }
        ?? Entry(name: "\(name)", text: "\(text(debt.balance)) owed", monthly: nil)
    }
    let envelopes = sheet.envelopes.map {
      Entry(
        name: "\(LineName(.envelope, $0.name))", text: "\($0.balance.money) of \($0.target.money) by \($0.due)",
        monthly: -MonthlyText.monthly($0, from: sheet.month))
    }
    let goals = sheet.goals.map { goal in
      Entry(
        name: "goal:\(goal.name)",
        text: [goal.amount.map { "\($0.money)" }, goal.by.map { "by \($0)" }].compactMap { $0 }.joined(separator: " "),
        monthly: nil)
    }
    return [
      Entry(name: "at hand", text: text(sheet.liquid), monthly: nil),
      Entry(name: "at the table", text: "\(sheet.members)", monthly: nil),
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
    let owed = balance.map { ", \(text($0)) owed" } ?? ""
    return Entry(
      name: "\(name)", text: "\(text(amount)) \(frequency)\(owed)", monthly: monthly.map { sign < 0 ? -$0 : $0 },
      isKnown: amount != .unknown)
  }

  private static func text(_ told: Told) -> String { told.money?.description ?? "unknown" }
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
  }

  /// All sheets of the family, oldest first: snapshots and plans.
  public var sheets: [SealedSheet] {
    let snapshots = state.snapshots.map {
      SealedSheet(id: $0.id, day: $0.day, what: "the snapshot of \($0.day)", record: $0.record)
    }
    let plans = (state.agreedPlans + [state.proposedPlan].compactMap { $0 }).map {
      SealedSheet(id: $0.id, day: $0.day, what: "the plan of \($0.day)", record: $0.record)
    }
    return (snapshots + plans).sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }
}
