public import Funds
public import LedgerCore

/// Where money of a restriction comes from, and where it goes.
public enum MoneyFlow: Hashable, Sendable, Comparable {
  case opening
  case gifts
  case capital
  case transfers
  case interest
  case recoveries
  /// Grants and vouchers, by what they were for.
  case purpose(Slug)
  case service
  case loanLosses
  case guarantees
  case costs
  case other

  /// A short name for tables; purposes bear their own.
  public var name: String {
    switch self {
    case .opening: "brought"
    case .gifts: "gifts"
    case .capital: "repayable capital"
    case .transfers: "transfers"
    case .interest: "interest and fees"
    case .recoveries: "recoveries"
    case .purpose(let purpose): purpose.text
    case .service: "hours of service"
    case .loanLosses: "loan losses"
    case .guarantees: "guarantees"
    case .costs: "costs"
    case .other: "other"
    }
  }

  /// Read from the account on the other side; where there is none, from the kind of the entry.
  public init(_ movement: Movement) {
    for line in movement.lines where line.commodity == .euro {
      if let flow = MoneyFlow(account: line.account, family: movement.family) {
        self = flow
        return
      }
    }
    switch movement.family {
    case "fund", "reserve": self = .opening
    case "contribution": self = .gifts
    case "capital": self = .capital
    case "transfer": self = .transfers
    case "guarantee": self = .guarantees
    case "cost": self = .costs
    default: self = .other
    }
  }

  private init?(account: Account, family: Substring) {
    let segments = account.segments
    switch (account.accountClass, segments[1]) {
    case (.expenses, "grants"):
      guard segments.count > 3, segments[2] != "service", let purpose = Slug(segments[2]) else {
        self = .service
        return
      }
      self = .purpose(purpose)
    case (.expenses, "forgiven"): self = .service
    case (.expenses, "loan-losses"): self = .loanLosses
    case (.expenses, "guarantee-losses"): self = .guarantees
    case (.expenses, "operating"): self = .costs
    case (.income, "donations"), (.assets, "receivable"): self = .gifts
    case (.income, "interest"), (.income, "fees"): self = .interest
    case (.income, "recoveries"): self = .recoveries
    case (.liabilities, "funders"): self = .capital
    case (.liabilities, "provision"): self = .guarantees
    case (.equity, "opening"): self = .opening
    default: return nil
    }
  }
}

/// One restriction from donor to use: what came, what it was used for, and what is still there.
public struct RestrictionFlows: Sendable {
  public let restriction: Restriction
  public let purposes: [Slug]
  /// Positive where the restriction gained, negative where it spent; nothing is left out.
  public let flows: [MoneyFlow: Money]
  public let available: Money
  public let pledged: Money
  public let guaranteeReserve: Money
  /// With families now, and coming back.
  public let lent: Money

  /// What is left of everything that came; equal to the sum of the flows.
  public var held: Money { available + pledged + guaranteeReserve + lent }
  public var came: Money { flows.values.reduce(.zero) { $1.isPositive ? $0 + $1 : $0 } }
  public var used: Money { flows.values.reduce(.zero) { $1.isPositive ? $0 : $0 - $1 } }

  public init(_ restriction: Restriction, purposes: [Slug], _ movements: [Movement]) {
    self.restriction = restriction
    self.purposes = purposes
    let accounts = [
      Chart.available(restriction), Chart.pledged(restriction), Chart.guaranteeReserve(restriction),
      Chart.lent(restriction),
    ]
    var sums = Array(repeating: Money.zero, count: accounts.count)
    var flows: [MoneyFlow: Money] = [:]
    for movement in movements {
      let parts = accounts.map { movement.credited($0) }
      for index in sums.indices { sums[index] += parts[index] }
      let change = parts.reduce(.zero, +)
      if change != .zero { flows[MoneyFlow(movement), default: .zero] += change }
    }
    self.flows = flows.filter { $0.value != .zero }
    (available, pledged, guaranteeReserve, lent) = (sums[0], sums[1], sums[2], sums[3])
  }
}
