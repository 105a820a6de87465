import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import Testing

/// What if: twelve months redrawn, and what could be promised then.
@Suite struct ScenarioTests {
  private func changes(_ texts: String...) throws -> [Change] { try texts.map { try Change(parsing: $0) } }

  @Test func `the first month below zero is named, and the promise shrinks`() throws {
    try ActualsFamily.with { family in
      let (bookkeeper, id) = (family.bookkeeper, family.household)
      let drawn = try bookkeeper.addScenario(
        "hours-cut", on: .plan, changes: changes("income:Stipendio=-30%@2027-03"), of: id)
      #expect(drawn.drawings.map(\.outcome.name) == ["plan", "hours-cut"])
      let (base, cut) = (drawn.drawings[0], drawn.drawings[1])
      #expect(base.outcome.cash.firstBelowZero == nil)
      // 500 + 6 × 280 − 3 × 80 = 1940 at the end of February; from then on −80 a month, and −80 for light in odd months.
      #expect(cut.outcome.cash.points[5].balance == Money(cents: 194_000))
      #expect(cut.outcome.cash.points[6].balance == Money(cents: 177_000 + 1_000))
      #expect(cut.outcome.cash.points[6].balance < cut.outcome.cash.points[5].balance)
      let before = try #require(base.capacity).terms.capacity.money
      let after = try #require(cut.capacity).terms.capacity.money
      #expect(after <= before)
      #expect(try #require(cut.capacity).terms.income.text(decimals: 2) == "840.00")
    }
  }

  @Test func `without changes the capacity is the one of an assessment`() throws {
    try ActualsFamily.with { family in
      let drawn = try family.bookkeeper.compareScenarios(of: family.household)
      let parameters = try #require(CapacityParameters.inForce(on: ActualsFamily.civil("2026-12-15")))
      let working = try CapacityWorking(.rossi, parameters)
      #expect(drawn.parameters == parameters.version)
      #expect(drawn.drawings.count == 1)
      #expect(drawn.drawings[0].capacity?.terms == working.terms)
    }
  }

  @Test func `a family that stops paying a debt could promise more, one with a new cost less`() throws {
    try ActualsFamily.with { family in
      let (bookkeeper, id) = (family.bookkeeper, family.household)
      var rich = BudgetSheet.rossi
      rich = BudgetSheet(
        month: rich.month, members: 1, liquid: rich.liquid,
        income: [
          IncomeLine(name: "Stipendio", source: .salary, amount: .amount(Money(cents: 180_000)), frequency: .monthly)
        ], expenses: rich.expenses, debts: rich.debts)
      try family.takeSnapshot(rich)
      _ = try bookkeeper.addScenario("free", on: .snapshot, changes: changes("debt:Telefono=stop@2026-10"), of: id)
      _ = try bookkeeper.addScenario(
        "sick", on: .snapshot,
        changes: changes("+expense:Dentista=900.00/once@2026-11", "income:Stipendio=1000.00@2026-11..2026-12"),
        of: id)
      _ = try bookkeeper.addScenario(
        "car", on: .snapshot, changes: changes("+expense:Auto=600.00/monthly@2026-10"), of: id)
      let drawn = try bookkeeper.compareScenarios(["free", "sick", "car"], of: id)
      let promises = try drawn.drawings.map { try #require($0.capacity).terms.capacity.money }
      #expect(promises[1] >= promises[0])
      #expect(promises[2] <= promises[0])
      #expect(promises[3] < promises[0])
      #expect(
        try #require(drawn.drawings[2].capacity).terms.income == #require(drawn.drawings[0].capacity).terms.income)
    }
  }

  @Test func `scenarios are listed, compared by name and deleted`() throws {
    try ActualsFamily.with { family in
      let (bookkeeper, id) = (family.bookkeeper, family.household)
      let cut = try changes("income:Stipendio=-30%@2027-03")
      #expect(try bookkeeper.scenarios(of: id).isEmpty)
      _ = try bookkeeper.addScenario("tried", on: .plan, changes: cut, of: id, isTried: true)
      #expect(try bookkeeper.scenarios(of: id).isEmpty)
      _ = try bookkeeper.addScenario("one", on: .plan, changes: cut, of: id)
      _ = try bookkeeper.addScenario("two", on: .snapshot, changes: cut, of: id)
      #expect(try bookkeeper.scenarios(of: id).map(\.scenario.name) == ["one", "two"])
      #expect(try bookkeeper.scenarios(of: id).map { $0.base?.sort } == [.plan, .snapshot])
      #expect(try bookkeeper.compareScenarios(of: id).drawings.map(\.outcome.name) == ["snapshot", "two"])
      #expect(try bookkeeper.compareScenarios(["one"], of: id).drawings.map(\.outcome.name) == ["plan", "one"])
      try family.takeSnapshot()
      #expect(try bookkeeper.scenarios(of: id).map { $0.base?.isOutdated } == [false, true])
      #expect(try bookkeeper.compareScenarios(["two"], of: id).base.isOutdated)
      try bookkeeper.deleteScenario("two", of: id)
      #expect(try bookkeeper.scenarios(of: id).map(\.scenario.name) == ["one"])
    }
  }

  @Test func `what cannot be drawn is refused by name, and nothing is kept`() throws {
    try ActualsFamily.with { family in
      let (bookkeeper, id) = (family.bookkeeper, family.household)
      let cut = try changes("income:Stipendio=-30%@2027-03")
      _ = try bookkeeper.addScenario("one", on: .plan, changes: cut, of: id)
      _ = try bookkeeper.addScenario("two", on: .snapshot, changes: cut, of: id)
      let refused: [(String, () throws -> Void)] = [
        ("scenario.name-taken", { _ = try bookkeeper.addScenario("one", on: .plan, changes: cut, of: id) }),
        (
          "scenario.name-taken",
          { _ = try bookkeeper.addScenario("one", on: .plan, changes: cut, of: id, isTried: true) }
        ),
        ("scenario.changes-invalid", { _ = try bookkeeper.addScenario("x", on: .plan, changes: [], of: id) }),
        (
          "scenario.changes-invalid",
          { _ = try bookkeeper.addScenario("x", on: .plan, changes: Array(repeating: cut[0], count: 51), of: id) }
        ),
        (
          "scenario.change-impossible",
          {
            _ = try bookkeeper.addScenario(
              "x", on: .plan, changes: [try Change(parsing: "expense:Yacht=stop@2027-03")], of: id)
          }
        ),
        ("scenario.unknown", { _ = try bookkeeper.compareScenarios(["three"], of: id) }),
        ("scenario.unknown", { try bookkeeper.deleteScenario("three", of: id) }),
        ("scenario.other-base", { _ = try bookkeeper.compareScenarios(["one", "two"], of: id) }),
      ]
      for (code, body) in refused { #expect(try family.refusal(body) == code) }
    }
    try ActualsFamily.with(coached: false) { family in
      let cut = try changes("income:Stipendio=-30%@2027-03")
      try family.openBudget()
      for sort in ScenarioBase.Sort.allCases {
        #expect(
          try family.refusal {
            _ = try family.bookkeeper.addScenario("x", on: sort, changes: cut, of: family.household)
          } == "scenario.no-base")
      }
      #expect(
        try family.refusal { _ = try family.bookkeeper.compareScenarios(of: family.household) } == "scenario.no-base")
    }
  }
}
