import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

extension LoanPages {
  static let steps: [Step<LoanState>] = [
    decide, accept, second, prepay, recover, charge, accrue, applySurplus, returnSurplus, pause, reschedule,
    cancelTranche, notice,
    accelerate, impair, writeOff, close, takeBack, lapse,
  ]

  /// Approve the terms or refuse; who follows signs the terms that the first one has set.
  private static let decide = Step<LoanState>(
    "decide", "Approve or refuse", says: "The last approval that the policy asks for promises the money.",
    roles: LoanApproved.roles, when: { $0.state.status == .applied }
  ) { visit, file in
    if let reason = try visit.decision(LoanRefused.Reason.self) {
      return [try visit.state(LoanRefused(reason: reason), in: file.stream)]
    }
    return [try visit.state(approval(visit, file), in: file.stream)]
  }
  .asking { visit, file in
    let verdict = visit.verdict(LoanRefused.Reason.self)
    guard file.state.terms == nil, let application = file.state.application else { return verdict }
    let pack = try visit.bookkeeper.governing().policy.loans?.pack(application.pack)
    let limit = pack?.maximumRatePercent
    return verdict
      + visit.scheduleQuestions(
        instalments: application.instalments, rate: limit == .zero ? .zero : nil)
      + [
        .field(visit.field("fee", "Mandatory fee", .amount, hint: "It is part of the TAEG.", isRequired: false)),
        .field(
          visit.field(
            "override", "Nobody has assessed the family: I stand in for an assessment", .checkbox, isRequired: false)),
      ] + (try visit.reservationQuestion(of: household(of: file)))
  }
  .showing { try Deciding.beside($0, $1, LoanPages.self) }
  .previewing { visit, file in
    guard file.state.terms == nil, try visit.decision(LoanRefused.Reason.self) == nil else { return [] }
    let terms = try approval(visit, file).terms
    return [
      .section(visit.say("What comes of it"), [.facts(visit.summary(terms)), visit.table(terms.schedule, "Schedule")])
    ]
  }
  .deciding { visit, file in
    guard let application = file.state.application else { return [] }
    if let agreed = file.state.terms {
      let approved = LoanApproved(agreed, overriding: file.state.isOverride, reservation: file.state.reservation)
      return [try visit.state(approved, in: file.stream)]
    }
    // As if it bore no interest: who may sign does not depend on the terms.
    let plan = ScheduleTerms(
      method: .interestFree, principal: application.amount, annualRatePercent: .zero, disbursed: visit.today,
      due: .every(Period(every: 1, unit: .month), first: nil, count: application.instalments))
    let approved = try LoanBook.approval(
      of: application, plan: plan, fee: .zero, under: visit.bookkeeper.governing().policy.loans, on: visit.today)
    return [try visit.state(approved, in: file.stream)]
  }

  private static func approval(_ visit: Visit, _ file: File) throws -> LoanApproved {
    guard let application = file.state.application else { throw WebRefusals.pageUnknown() }
    if let agreed = file.state.terms {
      return LoanApproved(agreed, overriding: file.state.isOverride, reservation: file.state.reservation)
    }
    let (schedule, fee, isOverride, reservation) = try visit.read {
      (ScheduleFields($0), $0.optionalAmount("fee") ?? .zero, $0.flag("override"), $0.optionalParty("reservation"))
    }
    return try LoanBook.approval(
      of: application, plan: schedule.plan(application.amount, on: visit.today), fee: fee,
      under: visit.bookkeeper.governing().policy.loans, on: visit.today, overriding: isOverride,
      reservation: reservation)
  }

  private static let accept = Step<LoanState>(
    "accept", "Record that the borrower agrees",
    says: "The borrower has signed the contract on paper, and you attest it.",
    when: { $0.state.status == .approved }
  ) { visit, _ in LoanAccepted(attestation: try visit.read { $0.attestation() }) }
  .main.asking { visit, file in visit.attestationFields(try visit.signers(of: file)) }

  private static let takeBack = Step<LoanState>(
    "withdraw", "Withdraw the application", says: "It is taken back before anything is paid out.",
    when: { [.applied, .approved, .accepted].contains($0.state.status) }, body: { _, _ in LoanWithdrawn() }
  ).grave

  private static let lapse = Step<LoanState>(
    "lapse", "Let the approval lapse", says: "Nothing of it was paid out in the time that the policy gives.",
    when: { [.approved, .accepted].contains($0.state.status) }, body: { _, _ in LoanApprovalLapsed() })

  private static let close = Step<LoanState>(
    "close", "Close the loan", says: "Nothing is owed, and nothing is held for it.",
    when: { $0.state.status == .running }, body: { _, _ in LoanClosed() })

  private static let impair = Step<LoanState>(
    "impair", "Set the loss that is expected", says: "The whole allowance from now on; 0 takes it back.",
    when: { $0.state.status == .running }
  ) { visit, _ in
    LoanImpaired(allowance: try visit.read { $0.optionalAmount("allowance") ?? .zero })
  }.asking { visit, _ in [.field(visit.field("allowance", "Allowance", .amount))] }

  private static let notice = Step<LoanState>(
    "notice", "Record the letter of warning", says: "The letter says that the whole loan may fall due.",
    when: { $0.state.status == .running && !$0.state.isAccelerated }
  ) { visit, _ in LoanAccelerationNoticed(notice: try visit.read { $0.document("letter") }) }
  .asking { visit, _ in [visit.documentField("letter", "The letter")] }
}

extension Visit {
  /// Who may sign on paper for the borrower of a loan.
  func signers(of file: CaseFile<LoanState>) throws -> [Field.Option] {
    guard let borrower = file.state.contract?.borrower else { return [] }
    guard let household = borrower.household else { return try partyOptions([borrower.id]) }
    return try familyOptions(household)
  }

  /// The people of a family.
  func familyOptions(_ household: ULID) throws -> [Field.Option] {
    let state: HouseholdState = try bookkeeper.state(StreamID("household", household))
    return try partyOptions(state.members.sorted())
  }
}
