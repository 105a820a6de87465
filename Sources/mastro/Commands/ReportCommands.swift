import ArgumentParser
import LedgerCore
import LedgerViews

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Reports: as a table, --json, --csv, or one printable page with --html FILE.",
    discussion: """
      --as-of asks what had taken effect on a day; --at asks what was known at a size of the log.
      mastro report fund casa --as-of 2026-12-31 --html casa-2026.html
      """,
    subcommands: [
      FundReportCommand.self, PortfolioCommand.self, AgeingCommand.self, ExposureCommand.self, PlansCommand.self,
      ServiceReportCommand.self, HouseholdReportCommand.self, TrialBalanceCommand.self, RestrictionsCommand.self,
      RefusalsCommand.self, ImpactCommand.self, CoachingReportCommand.self,
    ])
}

struct TrialBalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: TrialBalanceSheet.name,
    abstract: "Every balance as a debit or a credit; memorandum accounts for themselves.")
  @OptionGroup var options: ReportOptions

  func run() throws { try options.show(TrialBalanceSheet.self) }
}

struct RefusalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: RefusalsSheet.name, abstract: "Refused requests by reason, since --from.")
  @OptionGroup var options: ReportOptions

  func run() throws { try options.show(RefusalsSheet.self) }
}

struct FundReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: FundSheet.name, abstract: "A fund: what it holds, where the money went, how often it has gone round.",
    discussion: "Rotation is the loans paid out since --from over the average daily capital of these days.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund.") var fund: Slug

  func run() throws { try options.show(FundSheet.self) { _ in ReportQuery(fund: fund) } }
}

struct RestrictionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: RestrictionsSheet.name,
    abstract: "Restrictions from donor to use: who gave, what it paid for, what is left.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund; all otherwise.") var fund: Slug?

  func run() throws { try options.show(RestrictionsSheet.self) { _ in ReportQuery(fund: fund) } }
}

struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ImpactSheet.name,
    abstract: "What the help has led to, since --from; groups below five are not told.")
  @OptionGroup var options: ReportOptions

  func run() throws { try options.show(ImpactSheet.self) }
}
