public import Funds
public import LedgerCore

/// What a bank line is, where the ledger does not know it yet: the entry that has to be made.
///
/// Amount, sign and bank account come from the line; streams are those of the chain that the line ends.
public enum LineMeaning: Sendable, Hashable {
  /// A gift; with a pledge, the restriction is the pledge's unless it is given.
  case contribution(to: Restriction?, donor: ULID?, pledge: StreamID?)
  case capital(to: Restriction, funder: Slug, due: CivilDate?)
  case cost(CostPaid.Nature, fund: Slug)
  case grantPayment(StreamID, urgent: Bool)
  case grantReturn(StreamID)
  case moveTo(Slug)
  case moveFrom(Slug)
  /// The bank sent back what this entry had paid or received.
  case returned(ULID)
  case reissue(StreamID)
  case refund(StreamID)
  case capitalReturn(StreamID)
  case settle(StreamID)
  /// A tranche of an accepted loan.
  case loanTranche(StreamID)
  /// A borrower's payment; interest that is due is accrued with it.
  case loanRepayment(StreamID)
  case guaranteePayment(StreamID)
  /// What a tenant pays back to the fund.
  case recourse(StreamID)
  /// A family's payment of a plan to the fund, which passes it on.
  case planPayment(StreamID)
  /// What the fund passes on to this creditor.
  case planForward(StreamID, to: ULID)

  /// 1 where money comes in, −1 where it goes out, nil where either may be.
  var direction: Int? {
    switch self {
    case .contribution, .capital, .grantReturn, .moveFrom, .loanRepayment, .recourse, .planPayment: 1
    case .cost, .grantPayment, .moveTo, .reissue, .refund, .capitalReturn, .settle, .loanTranche, .guaranteePayment,
      .planForward:
      -1
    case .returned: nil
    }
  }

  public var kind: Kind {
    switch self {
    case .contribution: ContributionReceived.kind
    case .capital: CapitalReceived.kind
    case .cost: CostPaid.kind
    case .grantPayment: GrantPaid.kind
    case .grantReturn: GrantReturned.kind
    case .moveTo, .moveFrom: CashMoved.kind
    case .returned: PaymentReturned.kind
    case .reissue: PaymentReissued.kind
    case .refund: ContributionRefunded.kind
    case .capitalReturn: CapitalReturned.kind
    case .settle: VoucherSettled.kind
    case .loanTranche: LoanDisbursed.kind
    case .loanRepayment: LoanRepaid.kind
    case .guaranteePayment: GuaranteePaid.kind
    case .recourse: RecourseRecovered.kind
    case .planPayment: PlanPaid.kind
    case .planForward: PlanForwarded.kind
    }
  }
}

/// The treasurer who says what lines are.
public struct Matcher: Sendable {
  public let member: ULID
  public let role: Role
  public let onBehalfOf: Slug?
  /// The day of effect instead of the line's own booking day, for lines whose period is closed.
  public let effective: CivilDate?

  public init(member: ULID, role: Role, onBehalfOf: Slug? = nil, effective: CivilDate? = nil) {
    self.member = member
    self.role = role
    self.onBehalfOf = onBehalfOf
    self.effective = effective
  }

  func request<Body: EntryBody>(_ body: Body, in stream: StreamID, on day: CivilDate, id: ULID) throws -> EntryRequest {
    try EntryRequest(
      body, stream: stream, actor: member, role: role, onBehalfOf: onBehalfOf, effective: effective ?? day, id: id)
  }
}
