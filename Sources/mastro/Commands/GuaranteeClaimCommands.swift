import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

/// Which of a guarantee's claims a command means.
struct ClaimOptions: ParsableArguments {
  @Option(help: "The claim; the only one that is open otherwise.") var claim: String?

  func claim(of state: GuaranteeState, _ guarantee: String) throws -> ULID {
    if let claim {
      if let id = ULID(claim) { return id }
      let found = state.claims.filter { $0.id.description.hasSuffix(claim.uppercased()) }
      guard claim.utf8.count >= 4, let first = found.first else {
        throw ViewRefusals.notA(["id": claim, "thing": "claim on this guarantee"])
      }
      guard found.count == 1 else {
        let ids = found.map(\.id.description).joined(separator: ", ")
        throw ProgramRefusals.idAmbiguous(["text": claim, "ids": ids])
      }
      return first.id
    }
    let open = state.claims.filter { $0.status == .open }
    guard open.count < 2 else {
      throw ValidationError("give --claim, one of \(open.map(\.id.description).joined(separator: ", "))")
    }
    // Where none is open, the rule itself says what has become of the newest.
    guard let claim = open.first ?? state.claims.last else {
      throw ViewRefusals.notA(["id": guarantee, "thing": "guarantee on which anybody has claimed"])
    }
    return claim.id
  }
}

extension GuaranteeCommand {
  struct MakeClaim: Step {
    static let configuration = CommandConfiguration(
      commandName: "claim", abstract: "The landlord claims unpaid months, and what it has cost to ask for them.",
      discussion: """
        mastro guarantee claim 4XYZ --month 2026-10 --month 2026-11=350.00 --evidence unpaid.pdf \\
          --attest-for "Immobiliare Blu" --document letter.pdf --as olga

        A month without an amount is a whole rent. The landlord signs, or an operator attests it.
        """)
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Option(help: "An unpaid month, YYYY-MM or YYYY-MM=AMOUNT; once for each.") var month: [UnpaidMonthText] = []
    @Option(help: "Legal costs, where the scheme bears them.") var costs: AmountText?
    @Option(help: "What proves it; only its digest is recorded.") var evidence: String
    @Option(help: "Day of the formal notice to the tenant.") var noticeDate: CivilDate?
    @Option(help: "The formal notice; only its digest is recorded.") var noticeLetter: String?
    @OptionGroup var attesting: AttestationOptions
    @Option(help: "How amounts are written, for instance it.") var locale: String?

    func validate() throws {
      guard (noticeDate == nil) == (noticeLetter == nil) else {
        throw ValidationError("give --notice-date and --notice-letter together")
      }
    }

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeClaimed {
      let terms = try GuaranteeCommand.request(of: state, subject).terms
      let months = try month.map { try $0.unpaid(rent: terms.rent, locale) }.sorted { $0.month < $1.month }
      var notice: GuaranteeClaimed.FormalNotice?
      if let noticeDate, let noticeLetter {
        notice = GuaranteeClaimed.FormalNotice(date: noticeDate, document: try GuaranteeCommand.digest(noticeLetter))
      }
      return GuaranteeClaimed(
        months, costs: try costs?.money(locale) ?? .zero, document: try GuaranteeCommand.digest(evidence),
        formalNotice: notice, attestation: try attesting.attestation(desk.bookkeeper))
    }

    func remark(on entry: Entry) -> String? {
      "the tenant must be told before it can be accepted: `mastro guarantee notify`"
    }
  }

  struct Notify: Step {
    static let configuration = CommandConfiguration(
      abstract: "Record that the tenant was told of a claim; the days to reply run from then.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @OptionGroup var which: ClaimOptions
    @Option(help: "The letter; only its digest is recorded.") var letter: String

    func body(at desk: Desk, _ state: GuaranteeState) throws -> TenantNotified {
      TenantNotified(claim: try which.claim(of: state, subject), document: try GuaranteeCommand.digest(letter))
    }
  }

  struct Reply: Step {
    static let configuration = CommandConfiguration(
      abstract: "What the tenant says to a claim; nobody need wait any longer then.",
      discussion: "Somebody of the household signs, or an operator attests it: --attest-for TENANT --document LETTER")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Argument(help: "What they say.") var reply: TenantReplied.Reply
    @OptionGroup var which: ClaimOptions
    @Option(help: "The tenant's letter or receipts; only the digest is recorded.") var receipts: String?
    @OptionGroup var attesting: AttestationOptions

    func body(at desk: Desk, _ state: GuaranteeState) throws -> TenantReplied {
      TenantReplied(
        claim: try which.claim(of: state, subject), reply: reply,
        document: try receipts.map { try GuaranteeCommand.digest($0) },
        attestation: try attesting.attestation(desk.bookkeeper))
    }
  }

  struct Provision: Step {
    static let configuration = CommandConfiguration(
      abstract: "Set what open claims are expected to cost; the entry posts the difference.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Argument(help: "The provision from now on; 0 dissolves it.") var amount: AmountText
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteeProvisioned {
      GuaranteeProvisioned(amount: try amount.money(locale))
    }
  }

  struct Accept: Step {
    static let configuration = CommandConfiguration(
      abstract: "Admit a claim; the fund owes what the formula makes of it.",
      discussion: "`mastro guarantee show` tells the formula term by term, and what each open claim would be worth.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @OptionGroup var which: ClaimOptions
    @Option(help: "What is admitted of the claim; all of it otherwise.") var admitted: AmountText?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GuaranteeState) throws -> ClaimAccepted {
      let claim = try which.claim(of: state, subject)
      let claimed = state.claims.first { $0.id == claim }?.claimed ?? .zero
      let admitted = try admitted?.money(locale) ?? claimed
      return ClaimAccepted(claim: claim, admitted: admitted, payable: state.payable(admitting: admitted))
    }

    func remark(on entry: Entry) -> String? {
      let owed = -(entry.postings.lines.first { $0.account == Chart.payable }?.amount ?? 0)
      return owed == 0
        ? "nothing is payable for it: the deposit or the cap covers all of it"
        : "\(Money(cents: owed)) is payable for it: another person pays with `mastro guarantee pay`"
    }
  }

  struct Reject: Step {
    static let configuration = CommandConfiguration(
      abstract: "Do not admit a claim; its months can be claimed again.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @OptionGroup var which: ClaimOptions
    @Option(help: "Why.") var reason: ClaimRefused.Reason

    func body(at desk: Desk, _ state: GuaranteeState) throws -> ClaimRefused {
      ClaimRefused(claim: try which.claim(of: state, subject), reason: reason)
    }
  }

  struct ReleaseDwelling: Step {
    static let configuration = CommandConfiguration(
      abstract: "Record that the tenant has left: some schemes pay, and net the deposit, only from then on.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Option(help: "Minutes of the hand-over; only their digest is recorded.") var minutes: String

    func body(at desk: Desk, _ state: GuaranteeState) throws -> DwellingReleased {
      DwellingReleased(document: try GuaranteeCommand.digest(minutes))
    }

    func remark(on entry: Entry) -> String? {
      let back = entry.postings.lines.first { $0.account == Chart.payable }?.amount ?? 0
      return back == 0 ? nil : "the deposit bears \(Money(cents: back)) of what was payable"
    }
  }

  static func digest(_ file: String) throws -> Fingerprint { Fingerprint(SHA256.hash(try Files.read(file))) }
}
