import ArgumentParser
import Coaching
import FinancialArithmetic
import LedgerCore

extension CalcCommand {
  struct CapacityOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "capacity", abstract: "What a family can add to its monthly instalments.",
      discussion: """
        Reads the lines of a budget, for instance:
          {"income": [{"amount": "1950.00", "frequency": "monthly"}],
           "expenses": [{"name": "rent", "amount": "700.00", "frequency": "monthly"},
                        {"amount": "180.00", "frequency": "weekly"}],
           "running": [{"amount": "95.00", "frequency": "monthly"}],
           "household": {"members": 3}, "liquid": "350.00"}

        Lines are those of a budget's sheet; what is left out has a default: a name by number, reliable income, essential \
        expenses, every month. An irregular income may give "history" (monthly sums, oldest first), a benefit that pays \
        one expense names it with "pays", a salary-backed debt stands at its income with "withheld". An amount may be \
        "unknown".

        Or the terms themselves, per month:
          {"Y": "1950.00", "E": "1480.00", "A": "95.00", "B": "0.00", "members": 3}

        "liquid" is what lies at hand; without it there is no calendar, C_cash is null and a note says so. "month" is the \
        first month of the calendar (else the first one of the parameters). "parameters" is a version that the program \
        carries (it-2024, it-2025, it-2026) or a file; without it, it-2024, by which the worked figures of the \
        specification are counted, so that the answer never changes by itself.

        Answers every term of the formula: Y E B F N A R Sav C_static C_cash C. Terms are exact up to six decimals, \
        beyond that rounded; C is floored to the cent. "binds" is the term that C is, "because" which figure decided \
        where the formula takes a larger or a smaller one.
        """)

    func run() throws {
      try CalcInput.answer("capacity", CapacityInput.self) { input in
        let parameters = try input.parameters.map(CapacityOf.parameters) ?? .worked
        let working = try input.working(parameters)
        return try CapacityAnswer.json(working, isDefault: input.parameters == nil)
      }
    }

    /// A version that the program carries, or a file.
    private static func parameters(_ text: String) throws -> CapacityParameters {
      try CapacityParameters.shipped(version: text) ?? CapacityParameters(reading: Files.read(text))
    }
  }
}

/// What `mastro calc capacity` writes.
private enum CapacityAnswer {
  static func json(_ working: CapacityWorking, isDefault: Bool) throws -> JSON {
    let terms = working.terms
    let binding = working.binding
    var because: [(String, JSON)] = [
      ("bound", .string(binding.bound.rawValue)), ("needs", .string(binding.needs.rawValue)),
      ("saving", .string(binding.saving.rawValue)),
    ]
    if let zero = binding.zero { because.append(("zero", .string(zero.rawValue))) }
    var members: [(String, JSON)] = [
      ("Y", shown(terms.income)), ("E", shown(terms.essentials)), ("B", shown(terms.benefits)),
      ("F", shown(terms.floor)), ("N", shown(terms.needs)), ("A", shown(terms.running)), ("R", shown(terms.surplus)),
      ("Sav", shown(terms.saving)), ("C_static", shown(terms.fixed)), ("C_cash", terms.cash.map(shown) ?? .null),
      ("C", .string(working.capacity.description)), ("binds", .string(binding.term)),
      ("because", .object(try JSONObject(because))),
      ("explanation", .array(working.explanation.map { .string($0) })), ("formula", .string(working.formula.text)),
      ("notes", .array(working.notes.map(note) + (isDefault ? defaultNote(working.parameters) : []))),
      (
        "parameters",
        ["digest": .string(working.parametersDigest.description), "version": .string(working.parameters.version.text)]
      ),
      ("routes", .array(working.routes.map { .string($0.rawValue) })),
    ]
    if let seasons = working.seasons {
      members.append(
        (
          "seasons",
          [
            "average": .string(seasons.average.description),
            "months": .array(seasons.months.map { .string($0.description) }),
          ]
        ))
    }
    return .object(try JSONObject(members))
  }

  private static func shown(_ amount: ExactAmount) -> JSON { .string(amount.text(decimals: 6)) }

  private static func note(_ note: CapacityNote) -> JSON {
    [
      "code": .string(note.code.rawValue), "names": .array(note.names.map { .string($0) }),
      "text": .string(note.sentence),
    ]
  }

  private static func defaultNote(_ used: CapacityParameters) -> [JSON] {
    guard let newest = CapacityParameters.shipped.last, newest.version != used.version else { return [] }
    let text =
      "Counted with \(used.version), for no parameters were named; \(newest.version) holds from \(newest.validFrom)."
    return [["code": "default-parameters", "names": [], "text": .string(text)]]
  }
}
