import Coaching
import Funds
public import LedgerCore
import LedgerSQLite

extension ReportReader {
  /// The laboratories that were held in the scope's days.
  public func labs() throws -> LabReport {
    let held = try all(LabState.self).compactMap { found -> LabReport.Lab? in
      guard let plan = found.state.plan, let outcome = found.state.outcome, let day = found.state.heldOn,
        found.state.status == .held, (scope.from...max(scope.from, scope.asOf)).contains(day)
      else { return nil }
      let feedback = (outcome.feedback ?? [:]).compactMap { code, marks in
        LabQuestion(rawValue: code).map { ($0, marks) }
      }
      return LabReport.Lab(
        session: plan.session, topic: plan.topic, minutes: outcome.minutes, attendance: Set(outcome.attendance),
        guests: outcome.guests, feedback: Dictionary(uniqueKeysWithValues: feedback))
    }
    return LabReport(held, scope: scope)
  }
}

extension Bookkeeper {
  /// Who came, as the log may know it; refused where somebody stands there twice or was erased.
  public func pseudonyms(of parties: [ULID]) throws -> Set<Fingerprint> {
    var pseudonyms: Set<Fingerprint> = []
    for party in parties {
      guard let pseudonym = try vault.pseudonym(of: party) else { throw LabRefusals.erased(["party": party]) }
      guard pseudonyms.insert(Fingerprint(pseudonym)).inserted else {
        throw LabRefusals.twice(["party": try partyNames()[party] ?? party.description])
      }
    }
    return pseudonyms
  }
}

extension Bookkeeper {
  /// Parties by the names with which a list calls them, each once in the list's order; besides them the names that
  /// nobody in the register has, or several have.
  public func attendees(named names: [String]) throws -> (parties: [ULID], unknown: [String]) {
    let known = Dictionary(
      grouping: try parties().compactMap { party in party.name.map { ($0.lowercased(), party.id) } }, by: \.0)
    var found: [ULID] = []
    var unknown: [String] = []
    for name in names {
      if let named = known[name.lowercased()], named.count == 1 {
        found.append(named[0].1)
      } else {
        unknown.append(name)
      }
    }
    return (found, unknown)
  }
}

/// Refusals of the application before an attendance is written.
public enum LabRefusals {
  static let erased = RefusalCode(
    "lab.attendee-erased", "the party {party} was erased and has no pseudonym any more",
    hint: "register the person anew, or count them among the guests: --guests N")
  static let twice = RefusalCode(
    "lab.attendee-twice", "{party} is named twice",
    hint: "name everybody once; of two people with one name give the id: `mastro party list`")

  public static let all = [erased, twice]
}
