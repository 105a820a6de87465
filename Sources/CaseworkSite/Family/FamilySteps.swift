import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What is recorded of a family itself.
extension FamilyPages {
  static let joined = Step<HouseholdState>(
    "join", "Somebody joins the family", roles: HouseholdMemberJoined.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let (person, relation) = try visit.read { form -> (NewPerson?, HouseholdMember.Relation?) in
      let person = NewPerson(form, "1")
      if person == nil { form.fault("name-1", "Write the name, or choose somebody who is registered already") }
      return (person, form.choice("relation-1", HouseholdMember.Relation.self))
    }
    guard let person, let relation else { return [] }
    let (party, registered) = try person.registering(visit)
    return registered + [
      try visit.state(HouseholdMemberJoined(HouseholdMember(party: party, relation: relation)), in: file.stream)
    ]
  }.asking { visit, _ in try visit.personQuestions("1", "Who joins", relations: [.reference], isRequired: false) }

  static let left = Step<HouseholdState>(
    "leave", "Somebody leaves the family", when: { $0.state.isStanding && $0.state.members.count > 1 }
  ) { visit, _ in
    HouseholdMemberLeft(party: try visit.read { $0.party("party") })
  }.asking { visit, file in
    [.field(visit.field("party", "Who leaves", .choice(try visit.partyOptions(file.state.members.sorted()))))]
  }

  static let updated = Step<HouseholdState>(
    "update", "Change name, address or contact", roles: HouseholdUpdated.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let (record, municipality) = try visit.read { ($0.familyRecord(), $0.municipality()) }
    let id = visit.newID()
    return [
      try visit.sealing(JSON.object(record).canonicalBytes, of: file.id) { commitment in
        try visit.state(HouseholdUpdated(municipality: municipality, record: commitment), in: file.stream, id: id)
      }
    ]
  }.asking { visit, file in
    let access = HouseholdAccess(of: file.id, file.state, for: try visit.person, on: visit.today)
    let known =
      access.showsRecord ? try file.state.record.flatMap { try visit.bookkeeper.sealedRecord($0.digest) } : nil
    return visit.familyQuestions(known ?? [:], file.state.municipality)
  }

  static let outcome = Step<HouseholdState>(
    "outcome", "Record what the help has led to", says: "Once for each of these; impact reports count them.",
    when: { $0.state.isStanding && $0.state.outcomes.count < OutcomeRecorded.Indicator.allCases.count }
  ) { visit, _ in
    let (indicator, evidence) = try visit.read {
      ($0.choice("indicator", OutcomeRecorded.Indicator.self), $0.optionalDocument("evidence"))
    }
    guard let indicator else { throw WebRefusals.pageUnknown() }
    return OutcomeRecorded(indicator, evidence: evidence)
  }.asking { visit, file in
    let open = OutcomeRecorded.Indicator.allCases.filter { file.state.outcomes[$0] == nil }
    return [
      .field(
        visit.field(
          "indicator", "What has been reached",
          .radios(open.map { Field.Option($0.rawValue, visit.word($0.rawValue, of: "indicator")) }))),
      visit.documentField("evidence", "A contract or a payslip", isRequired: false),
    ]
  }
}

extension FamilyPages {
  static let giveConsent = Step<HouseholdState>(
    "consent", "The family lets a body see something",
    says: "Somebody of the family signs on paper, and you attest it.", when: { $0.state.isStanding }
  ) { visit, _ in
    let (bodies, scopes, until, attestation) = try visit.read { form in
      let bodies = form.choices("bodies", Body.self).map(\.name)
      let scopes = form.choices("scopes", ConsentGiven.Scope.self)
      if bodies.isEmpty { form.fault("bodies", "Choose at least one") }
      if scopes.isEmpty { form.fault("scopes", "Choose at least one") }
      return (bodies, scopes, form.day("until"), form.attestation())
    }
    return ConsentGiven(bodies: Set(bodies), scopes: Set(scopes), until: until, attestation: attestation)
  }.asking { visit, file in
    [
      .field(visit.choices("bodies", "Which bodies", try visit.bodyOptions())),
      .field(visit.choices("scopes", "What they may see", visit.options(ConsentGiven.Scope.self, of: "scopes"))),
      .field(visit.field("until", "Last day of it", .date)),
    ] + visit.attestationFields(try visit.partyOptions(file.state.members.sorted()))
  }

  static let withdrawConsent = Step<HouseholdState>(
    "consent-withdrawn", "The family takes a consent back", says: "Anybody who belongs to it may.",
    when: { $0.state.isStanding && !$0.state.consents.isEmpty }
  ) { visit, _ in
    let (consent, attestation) = try visit.read { ($0.party("consent"), $0.attestation()) }
    return ConsentWithdrawn(consent: consent, attestation: attestation)
  }.asking { visit, file in
    let consents = try file.state.consents.sorted { $0.value.position < $1.value.position }.map { id, consent in
      Field.Option(
        id.description,
        .name(try consent.bodies.sorted().map { try visit.bodyName($0) }.joined(separator: ", ")) + ": "
          + visit.list(consent.scopes.sorted().map { visit.word($0.rawValue, of: "scopes") }))
    }
    return [.field(visit.field("consent", "Which consent", .radios(consents)))]
      + visit.attestationFields(try visit.partyOptions(file.state.members.sorted()))
  }

  static let proposeErasure = Step<HouseholdState>(
    "erasure", "Propose to forget the family",
    says:
      "The log keeps every signature; the vault's keys of the family are destroyed once an administrator confirms. It is refused while anything binds the family.",
    when: { $0.state.isStanding && $0.state.proposal == nil }
  ) { visit, file in
    let basis = try visit.need { $0.choice("basis", Erasure.Basis.self) }
    return HouseholdErasureProposed(try visit.bookkeeper.erasure(of: file.id, basis: basis, keeping: []))
  }.grave.asking { visit, _ in
    [
      .field(
        visit.field(
          "basis", "Legal ground",
          .radios(
            Erasure.Basis.allCases.map {
              Field.Option($0.rawValue, visit.word($0.rawValue, of: "basis"), hint: .name($0.article))
            })))
    ]
  }

  static let erase = Step<HouseholdState>(
    "forget", "Forget the family", says: "Names, addresses and documents are destroyed and cannot be brought back.",
    roles: HouseholdErased.roles, when: { $0.state.isStanding && $0.state.proposal != nil }
  ) { visit, file in try erasure(visit, file) }
  .grave.showing { visit, file in
    guard let erasure = file.state.proposal?.erasure else { return [] }
    return [
      .section(
        visit.say("Who is forgotten"),
        [
          .list(try erasure.parties.map { try visit.party($0) }),
          .paragraph(visit.say("\(visit.word(erasure.basis.rawValue, of: "basis")) (\(erasure.basis.article))")),
        ])
    ]
  }
  .deciding { try erasure($0, $1) }

  private static func erasure(_ visit: Visit, _ file: File) throws -> [EntryRequest] {
    guard let erasure = file.state.proposal?.erasure else { throw WebRefusals.pageUnknown() }
    return [try visit.state(HouseholdErased(erasure), in: file.stream)]
  }
}

/// The short name of a body as a form sends it.
struct Body: RawRepresentable {
  let name: Slug
  var rawValue: String { name.text }

  init?(rawValue: String) {
    guard let name = Slug(rawValue) else { return nil }
    self.name = name
  }
}
