public import LedgerCore

/// Refusals of those who ask for a view that there is not.
public enum ViewRefusals {
  static let unknown = RefusalCode(
    "view.unknown", "there is no {thing} called {name}", hint: "there are: {known}", .notFound)
  static let optionMissing = RefusalCode(
    "view.option-missing", "the report {name} needs to know which {option}", hint: "name the {option}", .usage)
  public static let notA = RefusalCode(
    "id.wrong-thing", "{id} is not a {thing}", hint: "`mastro show {id}` tells what it is", .notFound)

  public static let all = [unknown, optionMissing, notA]
}
