public import ArgumentParser
public import FinancialArithmetic
public import Funds

/// Words of the command line about loans.
extension LoanRefused.Reason: ExpressibleByArgument {}
extension LoanSecurity: ExpressibleByArgument {}
extension TargetGroup: ExpressibleByArgument {}
extension LoanCost.Nature: ExpressibleByArgument {}
extension LoanPaused.Reason: ExpressibleByArgument {}
extension LoanAccelerated.Reason: ExpressibleByArgument {}
extension LoanWrittenOff.Reason: ExpressibleByArgument {}
extension RepaymentMethod: ExpressibleByArgument {}
extension DayCount: ExpressibleByArgument {}
extension Period.Unit: ExpressibleByArgument {}
