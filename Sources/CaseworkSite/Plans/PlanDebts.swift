import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What a family owes, and to whom.
extension FamilyPages {
  private static let debts = 6

  static let openPlan = Step<HouseholdState>(
    "plan", "Open a repayment plan", says: "List what the family owes; nothing is promised yet.",
    roles: PlanOpened.roles,
    when: { $0.state.isStanding }
  ) { visit, file in
    let (owed, number) = try visit.read { form in
      let owed = (1...debts).filter { form.isGiven("creditor-\($0)") || form.isGiven("amount-\($0)") }.map {
        debt("\($0)", form, visit)
      }
      if owed.isEmpty { form.fault("creditor-1", "Name at least one debt") }
      return (owed, form.optionalText("number", most: 64))
    }
    let id = visit.newID()
    let request = try visit.open(PlanOpened(debts: owed, household: file.id), "plan", id: id)
    if let number {
      _ = try visit.bookkeeper.preview([request])
      try visit.bookkeeper.setFileNumber(number, of: StreamID("plan", id))
    }
    return [request]
  }
  .asking { visit, _ in
    let creditors = [visit.noOption] + (try visit.payeeOptions(of: nil))
    let bodies = [visit.noOption] + (try visit.bodyOptions())
    return (1...debts).map { number in
      Form.Item.group(
        visit.say("Debt \(number)"),
        [
          visit.field("creditor-\(number)", "Creditor", .choice(creditors), isRequired: false),
          visit.field(
            "nature-\(number)", "Nature", .choice(visit.options(DebtNature.self, of: "nature")),
            initial: DebtNature.rent.rawValue, isRequired: false),
          visit.field("amount-\(number)", "Amount", .amount, isRequired: false),
          visit.field(
            "tier-\(number)", "Tier", .integer(1...9), hint: "Lower ones are served first.", initial: "1",
            isRequired: false),
          visit.field("cap-\(number)", "At most each month", .amount, isRequired: false),
          visit.field(
            "contract-\(number)", "Number of the contract", .text(most: 64),
            hint: "Where several claims of one creditor differ; only a keyed hash is recorded.", isRequired: false),
          visit.field("body-\(number)", "Body that the creditor is here", .choice(bodies), isRequired: false),
        ])
    } + [visit.numberField()]
  }
  .showing { visit, file in
    try visit.capacitySection(of: file.id)
      + [.section(visit.say("Other bodies"), visit.overlapSection(of: file.id))]
  }
  .warning { visit, file in try visit.overlaps(of: file.id, need: "arrears") }

  private static func debt(_ number: String, _ form: FormReader, _ visit: Visit) -> PlanDebt {
    let creditor = form.party("creditor-\(number)")
    let contract = form.optionalText("contract-\(number)", most: 64)
    return PlanDebt(
      amount: form.amount("amount-\(number)"), creditor: creditor,
      nature: form.choice("nature-\(number)", DebtNature.self) ?? .rent,
      tier: form.isGiven("tier-\(number)") ? form.integer("tier-\(number)", in: 1...9) : 1,
      cap: form.optionalAmount("cap-\(number)"),
      creditorBody: form.isGiven("body-\(number)") ? form.slug("body-\(number)") : nil,
      contract: contract.map { visit.bookkeeper.contractMark($0, of: creditor) })
  }
}

extension PlanPages {
  static let adjust = Step<PlanState>(
    "adjust", "More or less is owed", says: "A proposal that waits is void then.",
    when: { [.opened, .active, .suspended, .breached].contains($0.state.status) }
  ) { visit, _ in
    let (debt, amount, isLess, statement) = try visit.read {
      ($0.integer("debt", in: 1...1_000), $0.amount("amount"), $0.text("direction") == "less", $0.document("statement"))
    }
    let reason = try visit.need { $0.choice("reason", PlanDebtAdjusted.Reason.self) }
    return PlanDebtAdjusted(debt: debt, change: isLess ? -amount : amount, reason: reason, document: statement)
  }
  .asking { visit, file in
    [
      .field(visit.field("debt", "Which debt", .radios(try visit.debtOptions(file.state)))),
      .field(
        visit.field(
          "direction", "Is it more or less?",
          .radios([Field.Option("more", visit.say("More")), Field.Option("less", visit.say("Less"))]))),
      .field(visit.field("amount", "By how much", .amount)),
      .field(visit.field("reason", "Why", .choice(visit.options(PlanDebtAdjusted.Reason.self, of: "reason")))),
      visit.documentField("statement", "The creditor's statement"),
    ]
  }

  static let changeCreditor = Step<PlanState>(
    "creditor", "The claim has passed to somebody else", says: "A plan in force binds the new creditor, too.",
    when: { [.opened, .active, .suspended, .breached].contains($0.state.status) }
  ) { visit, _ in
    let (debt, creditor, body, notice) = try visit.read {
      (
        $0.integer("debt", in: 1...1_000), $0.party("creditor"), $0.isGiven("body-of") ? $0.slug("body-of") : nil,
        $0.document("notice")
      )
    }
    return PlanCreditorChanged(debt: debt, creditor: creditor, creditorBody: body, document: notice)
  }
  .asking { visit, file in
    [
      .field(visit.field("debt", "Which debt", .radios(try visit.debtOptions(file.state)))),
      .field(visit.field("creditor", "To whom it is owed now", .choice(try visit.payeeOptions(of: nil)))),
      .field(
        visit.field(
          "body-of", "Body that the creditor is here", .choice([visit.noOption] + (try visit.bodyOptions())),
          isRequired: false)),
      visit.documentField("notice", "The notice of assignment"),
    ]
  }
}
