public import LedgerCore

/// What the policy says about arrears repayment plans.
public struct PlanPolicy: Codable, Sendable, Hashable {
  /// When a plan is broken; every proposal freezes what stands here.
  public let breach: BreachRules
  /// The longest that an eviction is frozen at a time, in days.
  public let freezeDays: Int
  /// What a creditor gets of an instalment at least, unless less is owed.
  public let minimumShare: Money
  /// How many instalments a plan may have.
  public let mostInstalments: Int
  /// The agreement or regulation from which the figures come.
  public let source: String

  var fault: String? {
    if let fault = breach.fault { return "plans: \(fault)" }
    if !(1...3_660).contains(freezeDays) { return "plans: freezeDays is 1 to 3660" }
    if minimumShare < .zero { return "plans: minimumShare is negative" }
    if !(1...PlanTerms.mostInstalments).contains(mostInstalments) {
      return "plans: mostInstalments is 1 to \(PlanTerms.mostInstalments)"
    }
    if source.isEmpty || source.utf8.count > 400 { return "plans: the source is empty or longer than 400 bytes" }
    return nil
  }
}

/// How much must be missed before a plan counts as broken, and what follows; signed with every proposal.
public struct BreachRules: Codable, Sendable, Hashable, CustomStringConvertible {
  /// Days from the notice in which everything can be made up for.
  public let cureDays: Int
  /// Days after a due date before it counts as missed.
  public let graceDays: Int
  public let missedInstalments: Int
  public let missedRents: Int

  public init(cureDays: Int, graceDays: Int, missedInstalments: Int, missedRents: Int) {
    self.cureDays = cureDays
    self.graceDays = graceDays
    self.missedInstalments = missedInstalments
    self.missedRents = missedRents
  }

  public var description: String {
    "\(missedInstalments) instalments or \(missedRents) rents, \(graceDays) days of grace, \(cureDays) days to cure"
  }

  var fault: String? {
    if !(1...366).contains(cureDays) { return "cureDays is 1 to 366" }
    if !(0...366).contains(graceDays) { return "graceDays is 0 to 366" }
    if !(1...60).contains(missedInstalments) { return "missedInstalments is 1 to 60" }
    return (1...60).contains(missedRents) ? nil : "missedRents is 1 to 60"
  }
}
