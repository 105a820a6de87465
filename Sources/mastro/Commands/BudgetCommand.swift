import ArgumentParser

struct BudgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budget",
    abstract: "A family's coaching: its budget, what it has agreed to, month by month.",
    discussion: """
      open, snapshot, confirm (the family), then `mastro capacity assess`; plan, agree (the family), check each month.
      What a family tells is sealed in the vault; the log holds counts, days and codes.
      """,
    subcommands: [
      BudgetOpen.self, BudgetTemplate.self, BudgetSnapshot.self, BudgetConfirm.self, BudgetGoal.self, BudgetPlan.self,
      BudgetAgree.self, BudgetCheck.self, BudgetChange.self, BudgetClose.self, BudgetShow.self, BudgetDiffCommand.self,
      BudgetList.self, BudgetPrint.self, BudgetIndicatorsCommand.self,
      BudgetImport.self, BudgetLines.self, BudgetCategorize.self, BudgetRulesCommand.self, BudgetActuals.self,
      BudgetForget.self,
      BudgetScenarioCommand.self,
    ])
}
