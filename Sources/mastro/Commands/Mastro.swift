import ArgumentParser

/// The command line.
struct Mastro: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mastro",
    abstract: "A signed ledger for solidarity and guarantee funds.",
    discussion: "Begin with `mastro key new`, `mastro init` and `mastro policy adopt`.",
    version: "0.1.0",
    subcommands: [],
    groupedSubcommands: [
      CommandGroup(
        name: "Governance",
        subcommands: [
          Init.self, KeyCommand.self, MemberCommand.self, BodyCommand.self,
          PartyCommand.self, PolicyCommand.self, PeriodCommand.self,
        ]),
      CommandGroup(
        name: "Families", subcommands: [HouseholdCommand.self, ConsentCommand.self, OutcomeCommand.self]),
      CommandGroup(
        name: "Coaching", subcommands: [BudgetCommand.self, CapacityCommand.self, LabCommand.self]),
      CommandGroup(
        name: "Funds",
        subcommands: [
          FundCommand.self, ContributionCommand.self, CapitalCommand.self,
          TransferCommand.self, ReserveCommand.self, CashCommand.self, CostCommand.self, PaymentCommand.self,
          GrantCommand.self, LoanCommand.self, VoucherCommand.self, GuaranteeCommand.self, PlanCommand.self,
          EvictionCommand.self, ServiceCommand.self, BankCommand.self,
        ]),
      CommandGroup(
        name: "Books",
        subcommands: [
          BalanceCommand.self, RegisterCommand.self, LogCommand.self, ShowCommand.self,
          ReverseCommand.self, ReportCommand.self, ImportCommand.self,
        ]),
      CommandGroup(name: "Calculators", subcommands: [CalcCommand.self]),
      CommandGroup(name: "Service", subcommands: [ServeCommand.self]),
      CommandGroup(
        name: "Proof",
        subcommands: [
          CheckpointCommand.self, DraftCommand.self, LogKeyCommand.self, VerifyCommand.self,
          ExportCommand.self, BackupCommand.self, RestoreCommand.self, RunCommand.self,
        ]),
    ])
}
