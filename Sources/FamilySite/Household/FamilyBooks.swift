import Bookkeeping
import Funds
import LedgerCore

/// Everything that a family has with the fund and its creditors, as it stands today.
struct FamilyBooks {
  struct Guarantee {
    let id: ULID
    let state: GuaranteeState
    let request: GuaranteeRequested
  }

  struct Service {
    let id: ULID
    let state: ServiceState
    let work: ServiceWork
  }

  let loans: [LoanBook]
  let plans: [PlanOverview]
  let guarantees: [Guarantee]
  let services: [Service]
  let budget: BudgetBook

  init(_ household: ULID, _ bookkeeper: Bookkeeper) throws {
    var loans: [LoanBook] = []
    var plans: [PlanOverview] = []
    var guarantees: [Guarantee] = []
    var services: [Service] = []
    for stream in try bookkeeper.instruments(of: household) {
      guard let id = stream.ulid else { continue }
      switch stream.family {
      case LoanState.family: loans += try bookkeeper.loan(stream).map { [$0] } ?? []
      case PlanState.family: plans.append(try bookkeeper.plan(id))
      case GuaranteeState.family:
        let state: GuaranteeState = try bookkeeper.state(stream)
        if let request = state.request { guarantees.append(Guarantee(id: id, state: state, request: request)) }
      case ServiceState.family:
        let state: ServiceState = try bookkeeper.state(stream)
        if let work = state.work { services.append(Service(id: id, state: state, work: work)) }
      default: continue
      }
    }
    self.loans = loans
    self.plans = plans
    self.guarantees = guarantees
    self.services = services
    budget = try bookkeeper.budget(of: household)
  }
}
