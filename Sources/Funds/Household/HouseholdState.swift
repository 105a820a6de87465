public import LedgerCore

/// People who live and budget together: the stream `household/<id>`. The log knows pseudonyms only.
public struct HouseholdState: StreamState {
  public static let family = "household"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var isRegistered = false
  /// The parties who belong to it now.
  public internal(set) var members: Set<ULID> = []
  public internal(set) var isErased = false
  /// The household that has taken its place.
  public internal(set) var mergedInto: ULID?

  public init() {}
}

enum HouseholdRules {
  static let unknown = RefusalCode(
    "household.unknown", "there is no household {household}", hint: "`mastro household list` shows them", .notFound)
  static let erased = RefusalCode(
    "household.erased", "the household {household} was erased",
    hint: "register the family again if it comes back; nothing is known of it any more")
  static let merged = RefusalCode(
    "household.merged", "the household {household} is now part of {successor}",
    hint: "give the household that took its place")

  static let shared = [unknown, erased, merged]
}

extension Admission {
  /// A household that stands: registered, not erased, not merged into another.
  func requireHousehold(_ id: ULID) throws(Refusal) -> HouseholdState {
    let state: HouseholdState = state(of: StreamID("household", id))
    guard state.isRegistered else { throw HouseholdRules.unknown(["household": id]) }
    guard !state.isErased else { throw HouseholdRules.erased(["household": id]) }
    if let successor = state.mergedInto {
      throw HouseholdRules.merged(["household": id, "successor": successor])
    }
    return state
  }
}
