import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

struct GuaranteeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guarantee", abstract: "Guarantees to landlords: issued, claimed, paid, recovered.",
    subcommands: [
      Request.self, Approve.self, Issue.self, Refuse.self, Withdraw.self, MakeClaim.self, Notify.self, Reply.self,
      Provision.self, Accept.self, Reject.self, Pay.self, TenantPays.self, ReleaseDwelling.self, Recover.self,
      Waive.self, Lose.self, Release.self, Expire.self, List.self, Show.self,
    ])

  struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask the fund to stand behind a household's rent.",
      discussion: """
        mastro guarantee request --for Rossi --landlord "Immobiliare Blu" --from casa/rent --scheme rent-guarantee \\
          --rent 600.00 --deposit 1200.00 --start 2026-10-01 --end 2027-09-30 --as olga

        Cap and coverage are the most that the scheme allows, unless you give less.
        """)
    @OptionGroup var write: WriteOptions
    @Option(name: .customLong("for"), help: "The household that rents.") var household: String
    @Option(help: "To whom it is promised.") var landlord: String
    @Option(help: "Body whose members speak for the landlord.") var landlordBody: Slug?
    @Option(help: "FUND/RESTRICTION whose guarantee reserve answers.") var from: RestrictionText
    @Option(help: "Scheme of the policy; the only one otherwise.") var scheme: Slug?
    @Option(help: "Rent of a month.") var rent: AmountText
    @Option(help: "Deposit that the landlord holds; none otherwise.") var deposit: AmountText?
    @Option(help: "Percentage of a loss that is borne.") var coverage: PercentText?
    @Option(help: "The most that is ever paid.") var cap: AmountText?
    @Option(help: "First day.") var start: CivilDate
    @Option(help: "Last day.") var end: CivilDate
    @Option(help: "Dossier file with the lease; it is sealed in the vault.") var dossier: String?
    @OptionGroup var attesting: AttestationOptions
    @Option(help: "How amounts are written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let home = try desk.bookkeeper.household(household)
      guard let family = home.ulid else { throw ViewRefusals.notA(["id": household, "thing": "household"]) }
      let landlord = try desk.bookkeeper.party(landlord)
      let terms = try terms(desk)
      let attestation = try attesting.attestation(desk.bookkeeper)
      let id = desk.newID()
      func request(_ dossier: Fingerprint?) throws -> EntryRequest {
        let requested = GuaranteeRequested(
          terms, from: from.restriction, household: family, landlord: landlord, landlordBody: landlordBody,
          dossier: dossier, attestation: attestation)
        return try desk.begin(requested, "guarantee", id: id)
      }
      let overlaps = try desk.overlaps(of: family, need: terms.purpose, until: terms.end)
      if let dossier {
        try desk.record([desk.sealing(Files.read(dossier), of: family, request)], overlaps: overlaps)
      } else {
        try desk.record([request(nil)], overlaps: overlaps)
      }
    }

    private func terms(_ desk: Desk) throws -> GuaranteeTerms {
      let schemes = desk.governing.policy.guarantees?.schemes ?? []
      guard scheme != nil || schemes.count < 2 else {
        throw ValidationError("give --scheme: \(schemes.map(\.name.text).joined(separator: ", "))")
      }
      return try desk.bookkeeper.guaranteeTerms(
        scheme: scheme ?? schemes.first?.name ?? "none", rent: rent.money(locale),
        deposit: deposit?.money(locale) ?? .zero, coverage: coverage?.basisPoints, cap: cap?.money(locale), from: start,
        to: end)
    }
  }

  struct Approve: Step {
    static let configuration = CommandConfiguration(
      abstract: "Approve, where the policy asks for several persons; the last of them issues.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeApproved {
      let request = try GuaranteeCommand.request(of: state, subject)
      return GuaranteeApproved(cap: request.terms.cap, landlord: request.landlord)
    }

    func remark(on entry: Entry) -> String? {
      "nothing is promised yet: another person of the committee issues it with `mastro guarantee issue`"
    }
  }

  struct Issue: Step {
    static let configuration = CommandConfiguration(
      abstract: "Bind the fund: terms are frozen, and the cap counts against the reserve.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeIssued {
      try desk.bookkeeper.issuing(GuaranteeCommand.request(of: state, subject))
    }
  }

  struct Refuse: Step {
    static let configuration = CommandConfiguration(abstract: "Refuse a request, with a reason.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Option(help: "Why.") var reason: GuaranteeRefused.Reason

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeRefused { GuaranteeRefused(reason: reason) }
  }

  struct Withdraw: Step {
    static let configuration = CommandConfiguration(abstract: "Take a request back before it is issued.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeWithdrawn { GuaranteeWithdrawn() }
  }

  struct Release: Step {
    static let configuration = CommandConfiguration(
      abstract: "The landlord gives the guarantee back before its time.",
      discussion: "The landlord signs, or an operator attests it: --attest-for LANDLORD --document LETTER")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @OptionGroup var attesting: AttestationOptions

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeReleased {
      GuaranteeReleased(attestation: try attesting.attestation(desk.bookkeeper))
    }
  }

  struct Expire: Step {
    static let configuration = CommandConfiguration(
      abstract: "The guarantee has ended, and nothing can be claimed any more.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeExpired { GuaranteeExpired() }
  }

  static func request(of state: GuaranteeState, _ text: String) throws -> GuaranteeRequested {
    guard let request = state.request else { throw ViewRefusals.notA(["id": text, "thing": "guarantee"]) }
    return request
  }
}
