public import Coaching
import Funds
public import LedgerCore
import LedgerSQLite

/// Who may work on a family's figures, before anything of them is touched.
extension Bookkeeper {
  /// Refuses where the family's coaching is not open, or the family lets the body that opened it see its budget no more.
  @discardableResult
  func requireCoaching(of household: ULID) throws -> BudgetState {
    let family: HouseholdState = try state(StreamID("household", household))
    guard family.isRegistered else { throw HouseholdRules.unknown(["household": household]) }
    let budget: BudgetState = try state(StreamID("budget", household))
    let standing =
      if family.isErased { "erased" } else if let other = family.mergedInto {
        "part of \(other) now"
      } else if budget.status == .new { "not open" } else if budget.status == .closed { "closed" } else { "" }
    guard standing.isEmpty, let body = budget.openedFor else {
      throw BudgetRules.notOpen(["household": household, "status": standing.isEmpty ? "not open" : standing])
    }
    guard family.lets(body, see: .budget, on: surroundings.now.date) else {
      throw BudgetRules.noConsent(["household": household, "body": body])
    }
    return budget
  }

  /// The family's newest budget: the plan that it has agreed to or that waits for its yes, or what it told last.
  public func newestSheet(of household: ULID) throws -> BudgetSheet {
    guard let sheet = try knownSheet(of: household) else {
      throw ActualsRefusals.sheetMissing(["household": household])
    }
    return sheet
  }

  /// As `newestSheet`; nil where nothing was written down yet, or the vault does not hold it.
  func knownSheet(of household: ULID) throws -> BudgetSheet? {
    let budget: BudgetState = try state(StreamID("budget", household))
    let records =
      [budget.proposedPlan, budget.agreedPlan].compactMap { $0.map { ($0.day, $0.record) } }
      + [budget.newestSnapshot].compactMap { $0.map { ($0.day, $0.record) } }
    for (_, record) in records.sorted(by: { $0.0 > $1.0 }) {
      if let sheet = try sheet(record) { return sheet }
    }
    return nil
  }

  /// The sheet behind a commitment; nil where the vault does not hold it.
  func sheet(_ record: Fingerprint) throws -> BudgetSheet? {
    guard let plaintext = try vault.open(record.digest) else { return nil }
    do {
      return try JSONDecoding.decode(BudgetSheet.self, from: JSON.parse(plaintext, form: .canonical))
    } catch {
      throw StoreError.corrupt("the sealed budget \(record) cannot be read: \(error)")
    }
  }
}
