import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Asking for a grant for somebody of a family.
extension FamilyPages {
  static let requestGrant = Step<HouseholdState>(
    "grant", "Request a grant", says: "Help that is not paid back. Others approve it, and others pay it.",
    roles: GrantRequested.roles, when: { $0.state.isStanding }
  ) { visit, file in
    let (amount, purse, purpose, beneficiary, payee, number) = try visit.read {
      (
        $0.amount("amount"), $0.purse("purse"), $0.code("purpose"), $0.party("beneficiary"), $0.party("payee"),
        $0.optionalText("number", most: 64)
      )
    }
    let id = visit.newID()
    func request(_ dossier: Fingerprint?) throws -> EntryRequest {
      try visit.open(
        GrantRequested(
          amount: amount, from: purse, purpose: purpose, beneficiary: beneficiary, payee: payee, dossier: dossier,
          household: file.id), "grant", id: id)
    }
    return [try visit.withDossier(of: file.id, number: number, StreamID("grant", id), request)]
  }
  .asking { visit, file in
    [
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("purse", "Which money", .choice(try visit.purseOptions()))),
      .field(visit.field("purpose", "Purpose", .choice(try visit.purposeOptions()))),
      .field(
        visit.field(
          "beneficiary", "For whom", .choice(try visit.partyOptions(file.state.members.sorted())),
          initial: file.state.members.count == 1 ? file.state.members.first?.description : nil)),
      .field(
        visit.field(
          "payee", "Who gets the money", .choice(try visit.payeeOptions(of: file.state)),
          hint: "The landlord or the shop, where it does not go to the family itself.")),
      visit.dossierField(), visit.numberField(),
    ]
  }
  .showing { visit, file in
    try [visit.purseTable()] + visit.capacitySection(of: file.id)
      + [.section(visit.say("Other bodies"), visit.overlapSection(of: file.id))]
  }
  .warning { visit, file in
    let purpose = try visit.read { $0.code("purpose") }
    return try visit.overlaps(of: file.id, need: purpose)
  }
}

extension Visit {
  /// The office's own number of what begins here.
  func numberField() -> Form.Item {
    .field(
      field(
        "number", "Your own file number", .text(most: 64), hint: "It stays in the vault, and finds the file again.",
        isRequired: false))
  }

  /// A request with its dossier sealed in the vault, where one was sent, and its file number noted.
  func withDossier(
    of household: ULID, number: String?, _ stream: StreamID, _ request: (Fingerprint?) throws -> EntryRequest
  ) throws -> EntryRequest {
    let dossier = try read { $0.optionalFile("dossier") }
    let made = try dossier.map { try sealing($0.bytes, of: household) { try request($0) } } ?? request(nil)
    if let number {
      _ = try bookkeeper.preview([made])
      try bookkeeper.setFileNumber(number, of: stream)
    }
    return made
  }
}

extension HouseholdState {
  /// Whether anything new can be recorded of it.
  var isStanding: Bool { isRegistered && !isErased && mergedInto == nil }
}
