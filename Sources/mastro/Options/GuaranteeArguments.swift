public import ArgumentParser
public import Funds
import LedgerCore

extension GuaranteeRefused.Reason: ExpressibleByArgument {}
extension ClaimRefused.Reason: ExpressibleByArgument {}
extension TenantReplied.Reply: ExpressibleByArgument {}

/// `2026-03=750.00`, or `2026-03` for a whole month's rent.
struct UnpaidMonthText: ExpressibleByArgument {
  let month: CivilMonth
  let amount: AmountText?

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let month = parts.first.flatMap({ CivilMonth($0) }) else { return nil }
    self.month = month
    amount = parts.count == 2 ? AmountText(argument: String(parts[1])) : nil
  }

  func unpaid(rent: Money, _ locale: String?) throws -> GuaranteeClaimed.UnpaidMonth {
    GuaranteeClaimed.UnpaidMonth(month, try amount?.money(locale) ?? rent)
  }
}

/// `80` or `66.67`: a percentage with at most two decimals.
struct PercentText: ExpressibleByArgument {
  let basisPoints: Int

  init?(argument: String) {
    guard let number = try? FixedPoint(parsing: argument, decimals: 2) else { return nil }
    basisPoints = number.scaled
  }
}
