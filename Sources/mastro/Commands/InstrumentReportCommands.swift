import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

struct PortfolioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: PortfolioSheet.name, abstract: "Running loans: what is out, how late it is, how much is at risk.",
    discussion: """
      PAR 30 is the outstanding principal of whole loans more than 30 counted days past due, and of rescheduled ones until
      they have paid the policy's number of instalments, over the outstanding principal of all.
      """)
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund; all otherwise.") var fund: Slug?

  func run() throws { try options.show(PortfolioSheet.self) { _ in ReportQuery(fund: fund) } }
}

struct AgeingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: AgeingSheet.name,
    abstract: "What is overdue on each loan, by how long each instalment has been unpaid.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund; all otherwise.") var fund: Slug?

  func run() throws { try options.show(AgeingSheet.self) { _ in ReportQuery(fund: fund) } }
}

struct ExposureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ExposureSheet.name, abstract: "What guarantees have promised against the reserve behind them.",
    discussion: "More than the policy's multiplier of the reserve is a finding: exit code 7, and no new guarantee.")
  @OptionGroup var options: ReportOptions

  func run() throws { try options.show(ExposureSheet.self) }
}

struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: PlansSheet.name,
    abstract: "Arrears plans: which are kept, which are at risk, what they have paid off.")
  @OptionGroup var options: ReportOptions

  func run() throws { try options.show(PlansSheet.self) }
}

struct ServiceReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ServiceSheet.name, abstract: "Hours of service and what they have repaid.")
  @OptionGroup var options: ReportOptions

  func run() throws { try options.show(ServiceSheet.self) }
}

struct HouseholdReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: HouseholdSheet.name,
    abstract: "The statement of one household: what it was given, what it owes, what is next.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String

  func run() throws {
    try options.show(HouseholdSheet.self) { bookkeeper in
      guard let id = try bookkeeper.household(household).ulid else {
        throw HouseholdRules.unknown(["household": household])
      }
      return ReportQuery(household: id)
    }
  }
}

struct CoachingReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: CoachingSheet.name,
    abstract: "The families that are coached, the tightest first, and who waits for somebody.",
    discussion: """
      Suspended or outdated assessments, snapshots that nobody has confirmed and months that nobody has looked at are
      findings: exit code 7. With --public: counts alone, no family and no group below five.
      """)
  @OptionGroup var options: ReportOptions
  @Option(help: "How many of the tightest families are listed.") var tightest = 10
  @Flag(help: "Counts for people outside: nobody is named, and groups below five are not told.") var `public` = false

  func validate() throws {
    if tightest < 1 { throw ValidationError("--tightest lists one family or more") }
  }

  func run() throws {
    try options.show(CoachingSheet.self) { _ in
      var query = ReportQuery()
      query.tightest = tightest
      query.isPublic = `public`
      return query
    }
  }
}
