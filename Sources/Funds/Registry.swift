public import LedgerCore

/// Every entry kind of Mastro. A new kind is one file, one line here, and one golden file in `ledger-specs/kinds/`.
public enum Registry {
  public static let rulebook = Rulebook(kinds: kinds, governance: FundGovernance())

  public static let kinds = governance + funds + grants + households + loans + guarantees + plans + service

  private static let governance: [EntryKind] = [
    EntryKind(LedgerOpened.self),
    EntryKind(LedgerRestored.self),
    EntryKind(RestoreConfirmed.self),
    EntryKind(LogKeyRotated.self),
    EntryKind(LogKeyConfirmed.self),
    EntryKind(BodyRegistered.self),
    EntryKind(MemberEnrolled.self),
    EntryKind(MemberRolesChanged.self),
    EntryKind(MemberKeyAdded.self),
    EntryKind(MemberKeyRemoved.self),
    EntryKind(MemberRevoked.self),
    EntryKind(MemberConfirmed.self),
    EntryKind(PolicyAdopted.self),
    EntryKind(PolicyConfirmed.self),
    EntryKind(PeriodClosed.self),
    EntryKind(PartyRegistered.self),
  ]

  private static let funds: [EntryKind] = [
    EntryKind(FundOpened.self),
    EntryKind(RestrictionAdded.self),
    EntryKind(ReserveSet.self),
    EntryKind(TransferProposed.self),
    EntryKind(TransferMade.self),
    EntryKind(ContributionPledged.self),
    EntryKind(ContributionReceived.self),
    EntryKind(PledgeCancelled.self),
    EntryKind(RefundApproved.self),
    EntryKind(ContributionRefunded.self),
    EntryKind(CapitalReceived.self),
    EntryKind(CapitalReturnApproved.self),
    EntryKind(CapitalReturned.self),
    EntryKind(CashMoved.self),
    EntryKind(CostPaid.self),
    EntryKind(PaymentReturned.self),
    EntryKind(PaymentReissued.self),
    EntryKind(BankMatched.self),
  ]

  private static let grants: [EntryKind] = [
    EntryKind(GrantRequested.self),
    EntryKind(GrantApproved.self),
    EntryKind(GrantRefused.self),
    EntryKind(GrantWithdrawn.self),
    EntryKind(GrantApprovalLapsed.self),
    EntryKind(GrantPaid.self),
    EntryKind(GrantRatified.self),
    EntryKind(GrantEvidenced.self),
    EntryKind(GrantReturned.self),
    EntryKind(VoucherApproved.self),
    EntryKind(VoucherIssued.self),
    EntryKind(VoucherRedeemed.self),
    EntryKind(VoucherSettled.self),
    EntryKind(VoucherExpired.self),
  ]

  private static let households: [EntryKind] = []

  private static let loans: [EntryKind] = []

  private static let guarantees: [EntryKind] = []

  private static let plans: [EntryKind] = []

  private static let service: [EntryKind] = []
}
