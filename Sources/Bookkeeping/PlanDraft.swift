import Coaching
import LedgerSQLite
public import Funds
public import LedgerCore

/// A proposal of a repayment plan as somebody prepares it; the split among the creditors is computed from it.
public struct PlanDraft: Sendable {
  public enum Instalments: Sendable {
    /// The same each month, the last one the rest.
    case monthly(Money, from: CivilDate)
    case given([(due: CivilDate, amount: Money)])
  }

  public var instalments: Instalments
  /// Creditors who are left out.
  public var without: Set<ULID> = []
  /// Day of the month by which the current rent is paid; nil where the plan does not watch the rent.
  public var rentDay: Int?
  /// The first month whose rent counts; that of the first instalment where none is given.
  public var rentFrom: CivilMonth?
  /// The assessment on which it rests; the one that binds the family where none is given.
  public var assessment: ULID?
  /// Whether persons of the committee stand in where nobody has assessed the family.
  public var isOverride = false
  public var reservation: ULID?

  public init(_ instalments: Instalments) { self.instalments = instalments }
}

extension Bookkeeper {
  /// The terms that a draft makes of the debts that are left.
  public func terms(_ draft: PlanDraft, of state: PlanState) throws -> PlanTerms {
    let policy = try governing().policy
    guard let rules = policy.plans else {
      throw PolicySection.missing(["version": policy.version, "section": "plans"])
    }
    let numbers = state.debts.indices.filter {
      state.debts[$0].outstanding.isPositive && !draft.without.contains(state.debts[$0].creditor)
    }
    let debts = numbers.map { state.debts[$0] }
    guard !debts.isEmpty else {
      throw PlanRules.instalmentsInvalid(["reason": "nothing is owed to the creditors who are left"])
    }
    let instalments: [PlanInstalment]
    switch draft.instalments {
    case .monthly(let amount, let first):
      instalments = try PlanSplit.monthly(amount, from: first, among: debts, minimum: rules.minimumShare)
    case .given(let amounts):
      instalments = try PlanSplit.instalments(amounts, among: debts, minimum: rules.minimumShare)
    }
    let month = draft.rentFrom ?? instalments.first.map { CivilMonth($0.due) }
    let rent = draft.rentDay.flatMap { day in month.map { PlanRent(dueDay: day, from: $0) } }
    var assessment = draft.assessment
    if assessment == nil, !draft.isOverride, let household = state.household {
      assessment = try bindingAssessment(of: household)
    }
    return PlanTerms(
      debts: numbers.map { $0 + 1 }, instalments: instalments, breach: rules.breach, rent: rent,
      assessment: assessment, override: draft.isOverride, reservation: draft.reservation)
  }

  /// The assessment that binds a family now, wherever it lives; nil where no educator has assessed it.
  public func bindingAssessment(of household: ULID) throws -> ULID? {
    var household = household
    var seen: Set<ULID> = []
    while seen.insert(household).inserted {
      let state: HouseholdState = try state(StreamID("household", household))
      guard let next = state.mergedInto else { break }
      household = next
    }
    let book = try budget(of: household)
    return book.state.assessment?.id
  }
}

extension Bookkeeper {
  /// What a debt records of the number of a contract: a hash under the vault's key, by which it is found again.
  public func contractMark(_ number: String, of creditor: ULID) -> Fingerprint {
    Fingerprint(vault.contractHash(number, of: creditor))
  }
}
