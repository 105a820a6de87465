import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Families that become one, and families that part.
extension FamilyPages {
  static let merge = Step<HouseholdState>(
    "merge", "It is one family with another", says: "This file ends in the other one; everybody joins that family.",
    roles: HouseholdMerged.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let number = try visit.read { $0.text("other", most: 64) }
    guard let other = try visit.bookkeeper.streamNumbered(number) ?? ULID(number).map({ StreamID("household", $0) }),
      let target = other.ulid, other.family == HouseholdState.family
    else { throw HouseholdRules.unknown(["household": number]) }
    _ = try visit.household(target, for: .instruments, page: "merge")
    let there: HouseholdState = try visit.bookkeeper.state(other)
    let joining = try file.state.members.subtracting(there.members).sorted().map { party in
      let member = HouseholdMember(party: party, relation: file.state.relationElsewhere(of: party))
      return try visit.state(HouseholdMemberJoined(member), in: other)
    }
    return joining + [try visit.state(HouseholdMerged(into: target), in: file.stream)]
  }
  .grave.asking { visit, _ in
    [.field(visit.field("other", "File number of the other family", .text(most: 64), hint: "Or its id."))]
  }

  static let split = Step<HouseholdState>(
    "split", "Some of them live by themselves from now on",
    says: "They get a file of their own; what the family was given stays with it.", roles: HouseholdSplit.roles,
    when: { $0.state.isStanding && $0.state.members.count > 1 }
  ) { visit, file in
    let (leaving, record, municipality) = try visit.read { form in
      let leaving = form.choices("leaving", Party.self).map(\.id)
      if leaving.isEmpty { form.fault("leaving", "Choose at least one") }
      return (leaving, form.familyRecord(), form.municipality())
    }
    let other = visit.newID()
    let members = leaving.map { party in
      HouseholdMember(
        party: party, relation: party == leaving.first ? .reference : file.state.relationElsewhere(of: party))
    }
    var sealed = record
    if sealed["name"] == nil { sealed["name"] = .string(try leaving.first.map { try visit.partyName($0) } ?? "") }
    let split = try visit.state(HouseholdSplit(leaving: leaving, into: other), in: file.stream)
    let registered = try visit.sealing(JSON.object(sealed).canonicalBytes, of: other) { commitment in
      try visit.open(
        HouseholdRegistered(
          members: members, municipality: municipality ?? file.state.municipality, record: commitment), "household",
        id: other)
    }
    return [registered, split]
  }
  .asking { visit, file in
    [.field(visit.choices("leaving", "Who leaves", try visit.partyOptions(file.state.members.sorted())))]
      + visit.familyQuestions([:], nil)
  }
}
