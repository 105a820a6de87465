public import LedgerCore

/// Refusals about a family's own bank lines and the budgets that are tried out with it.
public enum ActualsRefusals {
  static let otherAccount = RefusalCode(
    "actuals.other-account", "the statement {statement} is of {found}, {owner}; it is not of {account}",
    hint: "choose the right file; another account of this family gets a name of its own: --account NAME")
  static let sheetMissing = RefusalCode(
    "actuals.no-sheet", "nobody has written down the budget of household {household}, so there is nothing to sort by",
    hint: "begin with `mastro budget snapshot`", .notFound)
  static let unknownCategory = RefusalCode(
    "actuals.unknown-category", "{text} is neither a line nor a group of the family's newest budget",
    hint: "one of {known}", .notFound)
  static let unknownLine = RefusalCode(
    "actuals.unknown-line", "{count} bank lines of this family begin with {text}",
    hint: "give at least eight characters of one line, as `mastro budget lines` shows them", .notFound)
  static let unknownRule = RefusalCode(
    "actuals.unknown-rule", "this family has no rule number {number}",
    hint: "`mastro budget rules` shows them by their number",
    .notFound)
  static let ruleInvalid = RefusalCode(
    "actuals.rule-invalid", "'{text}' can be no rule: {reason}",
    hint: "give a part of the bank's text that stands in every line of this sort, for instance the payee's name")
  static let unknownAccount = RefusalCode(
    "actuals.unknown-account", "this family has brought no statement of the account {account}",
    hint: "the accounts are {known}", .notFound)
  static let monthWithoutPlan = RefusalCode(
    "actuals.month-without-plan", "no plan that household {household} has agreed to has {month}",
    hint: "name a month of the plan: `mastro budget show` names its months")
  static let fileUnusable = RefusalCode(
    "actuals.file-unusable", "the actuals in {file} cannot be used: {place}: {reason}", hint: "{remedy}", .usage)

  public static let all = [
    otherAccount, sheetMissing, unknownCategory, unknownLine, unknownRule, ruleInvalid, unknownAccount,
    monthWithoutPlan, fileUnusable,
  ]
}
