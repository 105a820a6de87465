import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Asking for a guarantee for a family to its landlord.
extension FamilyPages {
  static let requestGuarantee = Step<HouseholdState>(
    "guarantee", "Request a guarantee", says: "The fund answers to a landlord, for a time and up to a cap.",
    roles: GuaranteeRequested.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let (purse, landlord, body, number) = try visit.read {
      (
        $0.purse("purse"), $0.party("landlord"), $0.isGiven("landlord-body") ? $0.slug("landlord-body") : nil,
        $0.optionalText("number", most: 64)
      )
    }
    let terms = try guaranteeTerms(visit)
    let id = visit.newID()
    func request(_ dossier: Fingerprint?) throws -> EntryRequest {
      try visit.open(
        GuaranteeRequested(
          terms, from: purse, household: file.id, landlord: landlord, landlordBody: body, dossier: dossier),
        "guarantee", id: id)
    }
    return [try visit.withDossier(of: file.id, number: number, StreamID("guarantee", id), request)]
  }
  .asking { visit, _ in
    let schemes = try visit.bookkeeper.governing().policy.guarantees?.schemes ?? []
    return [
      .field(
        visit.field(
          "scheme", "Scheme",
          .radios(
            schemes.map { scheme in
              Field.Option(
                scheme.name.text, visit.word(scheme.name, of: "scheme"),
                hint: visit.say(
                  "up to \(scheme.capMonths) rents, \(Inline("\(scheme.coverageBasisPoints, as: .percent(places: 2))")) of a loss"
                ))
            }), initial: schemes.count == 1 ? schemes[0].name.text : nil)),
      .field(visit.field("landlord", "Landlord", .choice(try visit.payeeOptions(of: nil)))),
      .field(
        visit.field(
          "landlord-body", "Body whose members speak for the landlord",
          .choice([visit.noOption] + (try visit.bodyOptions())), isRequired: false)),
      .field(visit.field("purse", "Whose reserve answers", .choice(try visit.purseOptions()))),
      .field(visit.field("rent", "Rent of a month", .amount)),
      .field(
        visit.field("deposit", "Deposit that the landlord holds", .amount, hint: "Empty for none.", isRequired: false)),
      .field(
        visit.field(
          "cap", "The most that is ever paid", .amount, hint: "As the scheme says otherwise.", isRequired: false)),
      .field(visit.field("start", "First day", .date)), .field(visit.field("end", "Last day", .date)),
      visit.dossierField(), visit.numberField(),
    ]
  }
  .showing { visit, file in
    let report = try visit.bookkeeper.report(ReportScope(asOf: visit.today)) { try $0.exposure() }
    let table = Table(
      caption: visit.say("Reserves, and the room that they leave"),
      columns: [
        Table.Column(visit.say("Restriction")), Table.Column(visit.say("Promised (€)"), isFigure: true),
        Table.Column(visit.say("Reserve (€)"), isFigure: true), Table.Column(visit.say("Room (€)"), isFigure: true),
      ],
      rows: report.lines.filter { $0.reserve.isPositive || $0.exposure.isPositive }.map {
        [.inline(visit.words(of: $0.restriction)), .money($0.exposure), .money($0.reserve), .money($0.room)]
      }, empty: visit.say("No reserve is set yet: the treasurer sets one first."))
    return try [.table(table)] + visit.capacitySection(of: file.id)
      + [.section(visit.say("Other bodies"), visit.overlapSection(of: file.id))]
  }
  .warning { visit, file in
    let terms = try guaranteeTerms(visit)
    return try visit.overlaps(of: file.id, need: terms.purpose, until: terms.end)
  }

  private static func guaranteeTerms(_ visit: Visit) throws -> GuaranteeTerms {
    let (scheme, rent, deposit, cap, start, end) = try visit.read {
      (
        $0.code("scheme"), $0.amount("rent"), $0.optionalAmount("deposit") ?? .zero, $0.optionalAmount("cap"),
        $0.day("start"), $0.day("end")
      )
    }
    return try visit.bookkeeper.guaranteeTerms(
      scheme: scheme, rent: rent, deposit: deposit, cap: cap, from: start, to: end)
  }
}
