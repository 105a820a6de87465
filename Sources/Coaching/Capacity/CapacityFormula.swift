public import FinancialArithmetic
public import LedgerCore

/// What a family can add to its monthly instalments.
///
/// ```
/// N        = max(E, F) − B
/// R        = Y − N − A
/// Sav      = min(10 % of max(0, R), cap)
/// C_static = max(0, min(R − Sav, 30 % of Y − A))
/// C_cash   = min over months of (balance − buffer) ÷ instalments due by then; 0 after an earlier month below zero
/// C        = max(0, min(C_static, C_cash)), floored to the cent
/// ```
/// Percentages, cap, floors and buffer come from the parameters.
public struct CapacityFormula: Sendable, Hashable {
  /// What an assessment names; a formula that computes otherwise has another id.
  public static let id: Slug = "capacity-1"

  public let terms: CapacityTerms
  public let binding: CapacityBinding
  /// Every floor looked at.
  public let floors: [CapacityParameters.Floor]
  /// The share of income that all instalments may be, less A: the second bound of C_static.
  public let share: ExactAmount
  /// Sav before its cap.
  public let uncappedSaving: ExactAmount
  public let cash: CashTest?

  /// - Throws: where an input is negative or too large, or B pays more than is needed.
  public init(_ inputs: CapacityInputs, _ parameters: CapacityParameters) throws(CalculationError) {
    try CapacityFormula.check(inputs)
    floors = try parameters.floors(members: inputs.members)
    let floor = ExactAmount(floors.map(\.amount.money).max() ?? .zero)
    let gross = max(inputs.essentials, floor)
    guard inputs.benefits <= gross else {
      throw .invalid("B", "\(inputs.benefits.text(decimals: 2)) is more than the needs that it pays for")
    }
    let needs = try gross - inputs.benefits
    let surplus = try inputs.income - needs - inputs.running
    uncappedSaving = try parameters.saving.percentOfSurplus.percent(of: max(.zero, surplus))
    let saving = min(uncappedSaving, ExactAmount(parameters.saving.cap.money))
    share = try parameters.instalments.percentOfIncome.percent(of: inputs.income) - inputs.running
    let left = try surplus - saving
    let fixed = max(.zero, min(left, share))
    if let forecast = inputs.cash {
      cash = try CashTest(forecast, saving: saving, policy: parameters.buffer.amount.money)
    } else {
      cash = nil
    }
    let exact = max(.zero, cash.map { min(fixed, $0.amount) } ?? fixed)
    terms = CapacityTerms(
      income: inputs.income, essentials: inputs.essentials, benefits: inputs.benefits, floor: floor, needs: needs,
      running: inputs.running, surplus: surplus, saving: saving, fixed: fixed, cash: cash?.amount,
      capacity: WrittenAmount(try exact.floored()))
    let bound = CapacityFormula.bound(left, share, cash?.amount)
    binding = CapacityBinding(
      bound: bound, needs: floor > inputs.essentials ? .floor : .expenses,
      saving: !surplus.isPositive ? .nothing : saving < uncappedSaving ? .cap : .percent,
      zero: terms.capacity.money.isPositive ? nil : CapacityFormula.zero(bound, left, share, cash))
  }

  private static func check(_ inputs: CapacityInputs) throws(CalculationError) {
    for (name, amount) in [
      ("Y", inputs.income), ("E", inputs.essentials), ("B", inputs.benefits), ("A", inputs.running),
    ] {
      if amount.isNegative { throw .invalid(name, "\(amount.text(decimals: 2)) is below zero") }
      if amount > ExactAmount(CalculationLimits.amount) {
        throw .invalid(name, "\(amount.text(decimals: 2)) is above \(CalculationLimits.amount)")
      }
    }
  }

  /// The smallest; of equal ones the first, because cash explains itself last.
  private static func bound(
    _ left: ExactAmount, _ share: ExactAmount, _ cash: ExactAmount?
  ) -> CapacityBinding.Bound {
    let fixed = min(left, share)
    if let cash, max(.zero, cash) < max(.zero, fixed) { return .cash }
    return left <= share ? .surplus : .incomeShare
  }

  private static func zero(
    _ bound: CapacityBinding.Bound, _ left: ExactAmount, _ share: ExactAmount, _ cash: CashTest?
  ) -> CapacityBinding.Zero {
    switch bound {
    case .surplus: left.isPositive ? .belowOneCent : .noSurplus
    case .incomeShare: share.isPositive ? .belowOneCent : .shareUsedUp
    case .cash:
      if cash?.belowZero != nil {
        .cashBelowZero
      } else {
        cash?.amount.isPositive == true ? .belowOneCent : .bufferMissing
      }
    }
  }
}
