public import LedgerCore

/// Who lives where, as memorandum accounts: what a rule must know about a party without reading every household.
extension Chart {
  /// The households to which a party belongs now, in the commodity `household`.
  public static func residence(_ party: ULID) -> Account { Account(unchecked: "memo:residence:\(party)") }
  static let residenceContra: Account = "memo:contra:residence"
  /// The households that were ever erased, in the commodity `household`; its register is the list of erasures.
  public static let erasures: Account = "memo:erasures:households"
  static let erasuresContra: Account = "memo:contra:erasures"
}

extension Commodity {
  /// Counts households.
  public static let household: Commodity = "household"
}

extension Journal {
  mutating func settle(_ party: ULID) { post(Chart.residence(party), Chart.residenceContra, 1, .household) }

  mutating func unsettle(_ party: ULID) { post(Chart.residenceContra, Chart.residence(party), 1, .household) }
}

extension Claim {
  /// Held for ever by the entry with which a party was forgotten.
  static func erased(_ party: ULID) -> Claim { Claim("party-erased", party) }
}

extension Admission {
  /// The households that one household has taken up, and those that these had taken up before.
  func absorbed(by household: ULID) -> [ULID] {
    instruments(of: household).filter { $0.family == HouseholdState.family }.compactMap(\.ulid)
      .flatMap { [$0] + absorbed(by: $0) }
  }

  /// Those of them that were taken up after a place of the log.
  func absorbed(by household: ULID, after position: Int) -> [ULID] {
    instruments(of: household).filter { $0.family == HouseholdState.family }.compactMap(\.ulid).filter {
      let state: HouseholdState = state(of: StreamID("household", $0))
      return state.mergedAt.map { $0 > position } ?? false
    }.flatMap { [$0] + absorbed(by: $0) }
  }

  /// Everybody who ever belonged to a household, or to one that it has taken up.
  func everybody(of household: ULID) -> Set<ULID> {
    ([household] + absorbed(by: household)).reduce(into: []) { everybody, part in
      let state: HouseholdState = state(of: StreamID("household", part))
      everybody.formUnion(state.members.union(state.former))
    }
  }

  /// Those who belong to a household now, wherever it was merged into: they speak for it, and nobody of them decides on
  /// what it is given.
  func family(of household: ULID) -> Set<ULID> {
    let state: HouseholdState = state(of: StreamID("household", successor(of: household)))
    return state.members
  }

  /// Who is to belong to a household must be a registered human being whom nobody has erased.
  func requirePerson(_ party: ULID) throws(Refusal) {
    try requireParty(party)
    guard !isClaimed(.erased(party)) else { throw HouseholdRules.partyErased(["party": party]) }
    let state: PartyState = state(of: StreamID("party", party))
    guard state.sort == .person else { throw HouseholdRules.notAPerson(["party": party]) }
  }

  /// Help counts under the household of whom it is for, wherever that party lives in one: so splitting it among the
  /// members of a family does not help.
  func requireResidence(of party: ULID, in household: ULID?) throws(Refusal) {
    guard let household else {
      guard balance(Chart.residence(party), .household) == 0 else {
        throw HouseholdRules.notNamed(["party": party])
      }
      return
    }
    let state = try requireHousehold(household)
    guard state.members.contains(party) else {
      throw HouseholdRules.notAMember(["party": party, "household": household])
    }
  }

  /// Nothing new is done for a family that was forgotten; one that was merged meanwhile is still the same people.
  func requireRemembered(_ household: ULID?) throws(Refusal) {
    guard let household else { return }
    let state: HouseholdState = state(of: StreamID("household", household))
    guard !state.isErased else { throw HouseholdRules.erased(["household": household]) }
  }

  /// What was promised or given in a year to a party or, of a household, to all who belong to it: also what its members
  /// got before it was registered, and what the households got that it has taken up.
  func assisted(_ id: ULID, year: Int) -> Money { total(of: id) { Chart.assistance($0, year: year) } }

  /// The sum of an account of a party or, of a household, of everybody who belongs to it.
  func total(of id: ULID, _ account: (ULID) -> Account) -> Money {
    let households = [id] + absorbed(by: id)
    let members = households.reduce(into: Set<ULID>()) { members, part in
      let state: HouseholdState = state(of: StreamID("household", part))
      members.formUnion(state.members)
    }
    return (households + members.subtracting(households)).reduce(.zero) { $0 + Money(cents: balance(account($1))) }
  }
}
