import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension Visit {
  /// Asks for the council's regulation, where the policy knows one.
  func regulationQuestion() throws -> [Form.Item] {
    let known = try bookkeeper.governing().policy.service?.regulations ?? []
    guard !known.isEmpty else { return [] }
    let options = known.map { Field.Option($0.name.text, .name($0.name.text)) }
    return [
      .field(
        field(
          "regulation", "Under which regulation of the council", .choice([noOption] + options),
          hint: "A tax can be repaid by hours only under one.", isRequired: false))
    ]
  }

  func sessionQuestion(_ file: CaseFile<ServiceState>, _ status: ServiceSession.Status) -> Form.Item {
    let sessions = file.state.sessions.filter { $0.value.status == status }
      .sorted { ($0.value.date, $0.value.start) < ($1.value.date, $1.value.start) }
    return .field(
      field(
        "session", "Which hours",
        .radios(
          sessions.map { id, session in
            Field.Option(
              id.description,
              say("\(session.date), \(session.minutes, as: .minutes), \(word(session.task.rawValue, of: "task"))"))
          })))
  }

  /// What hours can repay: loans of the fund that run, and claims in plans that run.
  func serviceDebts(of household: ULID) throws -> [Field.Option] {
    try bookkeeper.instruments(of: household).flatMap { stream -> [Field.Option] in
      guard let id = stream.ulid else { return [] }
      switch stream.family {
      case "loan":
        guard let book = try bookkeeper.loan(stream), book.state.status == .running, let position = book.position else {
          return []
        }
        return [Field.Option("loan/\(id)", say("Loan, \(position.owed) owed"))]
      case "plan":
        let plan: PlanState = try bookkeeper.state(stream)
        guard PlanState.Status.running.contains(plan.status) else { return [] }
        return try plan.debts.filter { $0.outstanding.isPositive }.map { debt in
          Field.Option(
            "plan/\(id)/\(debt.creditor)/\(debt.terms.nature.rawValue)",
            say(
              "\(try party(debt.creditor)), \(word(debt.terms.nature.rawValue, of: "nature")), \(debt.outstanding) owed"
            ))
        }
      default: return []
      }
    }
  }
}

extension ServiceDebt {
  /// A debt as the choice has it: `loan/ID`, or `plan/ID/CREDITOR/NATURE`.
  init?(form text: String) {
    let parts = text.split(separator: "/")
    guard parts.count >= 2, let id = ULID(parts[1]) else { return nil }
    if parts[0] == "loan", parts.count == 2 {
      self = .loan(id)
    } else if parts[0] == "plan", parts.count == 4, let creditor = ULID(parts[2]),
      let nature = DebtNature(rawValue: String(parts[3]))
    {
      self = .plan(id, creditor: creditor, nature: nature)
    } else {
      return nil
    }
  }
}

extension FormReader {
  /// A time of day: `09:00`.
  func time(_ name: String) -> TimeOfDay? {
    let time = TimeOfDay(text(name, most: 5))
    if time == nil { fault(name, "This is no time: write it as 09:00") }
    return time
  }
}
