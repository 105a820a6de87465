import Funds
import LedgerCore

/// What the paper knows of each contribution, capital, grant, voucher, transfer and bounced payment.
struct NaiveGift {
  let stream: StreamID
  let purse: Restriction
  let isPledge: Bool
  let isConditional: Bool
  var outstanding = 0
  /// Money that came and stayed, less refunds.
  var held = 0
  var refund: (amount: Int, by: Person)?
}

struct NaiveCapital {
  let stream: StreamID
  let purse: Restriction
  var owed: Int
  var approved: (amount: Int, by: Person)?
}

struct NaiveGrant {
  enum Status { case requested, approved, paid, over }
  let stream: StreamID
  let purse: Restriction
  let party: ULID
  let amount: Int
  let requester: Person
  var approvers: [Person] = []
  var status = Status.requested
  var isUrgent = false
  var payer: Person?
  var payment: LoggedEntry?
  var returned = 0
  var isPinned = false
}

struct NaiveVoucher {
  enum Status { case new, approved, issued, redeemed, over }
  let stream: StreamID
  let party: ULID
  let amount: Int
  var approvers: [Person] = []
  var issuer: Person?
  var redeemer: Person?
  var status = Status.new
}

struct NaiveTransfer {
  let stream: StreamID
  let from: Restriction
  let to: Restriction
  let amount: Int
  let by: Person
  var isMade = false
}

/// A payment that can bounce.
struct NaivePayment {
  let entry: LoggedEntry
  let amount: Int
  let account: Slug
  /// Which gift it belongs to; nil where it is the payment of a grant.
  let gift: Int?
  let grant: Int?
  var isOver = false
}

struct NaiveDebt {
  let stream: StreamID
  let amount: Int
  var isPaid = false
}
