import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

struct PlanSuspend: Step {
  static let configuration = CommandConfiguration(
    commandName: "suspend", abstract: "Let the instalments wait from this day on; the current rent does not wait.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Option(help: "Why.") var reason: PlanSuspended.Reason

  func body(at desk: Desk, _ state: PlanState) throws -> PlanSuspended { PlanSuspended(reason: reason) }
}

struct PlanResume: Step {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let the instalments go on; what had not fallen due moves on by the days between.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanResumed { PlanResumed() }
}

struct PlanBreach: Step {
  static let configuration = CommandConfiguration(
    commandName: "breach", abstract: "State that the plan is broken by its own rule, and that the family was told.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Option(help: "The notice to the family; only its digest is recorded.") var notice: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanBreached {
    PlanBreached(notice: try Files.fingerprint(notice))
  }
}

struct PlanCure: Step {
  static let configuration = CommandConfiguration(
    commandName: "cure", abstract: "State that the family has made up for everything that it had missed.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanCured { PlanCured() }
}

struct PlanLapse: Step {
  static let configuration = CommandConfiguration(
    commandName: "lapse", abstract: "End a broken plan, after the notice and the time to cure, as another person.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanLapsed { PlanLapsed() }
}

struct PlanComplete: Step {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "State that everything is paid: every share, and the current rents.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanCompleted { PlanCompleted() }
}
