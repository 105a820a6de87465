public import LedgerCore

/// Refusals about budgets that are tried out with a family.
public enum ScenarioRefusals {
  public static let unreadable = RefusalCode(
    "scenario.change-unreadable", "the change '{change}' cannot be read: {reason}", hint: "{remedy}", .usage)
  static let impossible = RefusalCode(
    "scenario.change-impossible", "the change '{change}' cannot be drawn: {reason}", hint: "{remedy}")
  static let changesInvalid = RefusalCode(
    "scenario.changes-invalid", "a scenario has 1 to {most} changes, not {count}",
    hint: "say what would be different: --change income:Stipendio=-30%@2027-03, once for each", .usage)
  static let nameTaken = RefusalCode(
    "scenario.name-taken", "the family has a scenario {name} already",
    hint: "choose another name, or remove the old one: `mastro budget scenario delete`")
  static let unknown = RefusalCode(
    "scenario.unknown", "the family has no scenario {name}", hint: "`mastro budget scenario list` shows them", .notFound
  )
  static let noBase = RefusalCode(
    "scenario.no-base", "household {household} has no {base} on which a scenario could be drawn",
    hint: "take a snapshot or propose a plan first: `mastro budget snapshot`, `mastro budget plan`", .notFound)
  static let otherBase = RefusalCode(
    "scenario.other-base", "the scenarios {first} and {second} are drawn on different budgets",
    hint: "compare those that `mastro budget scenario list` shows with one base")

  public static let all = [unreadable, impossible, changesInvalid, nameTaken, unknown, noBase, otherBase]
}
