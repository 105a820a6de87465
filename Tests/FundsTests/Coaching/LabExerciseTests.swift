import Coaching
import FinancialArithmetic
import Foundation
import LedgerCore
import Testing

/// The invented families: what their texts say is what the formula says.
@Suite struct LabExerciseTests {
  private static let names = LabExercise.shipped.map(\.name.text)

  private static func exercise(_ name: String) throws -> LabExercise {
    try LabExercise.named(try #require(Slug(name)))
  }

  private static func working(_ exercise: LabExercise) throws -> CapacityWorking {
    let parameters = try #require(CapacityParameters.shipped(version: exercise.parameters))
    return try CapacityWorking(exercise.sheet, parameters, firstInstalment: exercise.firstInstalment)
  }

  @Test func `there is one that can promise something, one that cannot, and one with seasons`() throws {
    #expect(Self.names == ["ombrello", "zenzero", "maestrale"])
    let capacities = try Self.names.map { try Self.working(Self.exercise($0)).capacity }
    #expect(capacities == [Money(cents: 28_400), .zero, Money(cents: 25_250)])
    #expect(try Self.working(Self.exercise("zenzero")).routes == CapacityRoute.allCases)
    #expect(try Self.working(Self.exercise("maestrale")).binding.bound == .cash)
    #expect(try Self.exercise("maestrale").sheet.income.contains { $0.certainty == .seasonal })
    #expect(try Self.exercise("zenzero").sheet.unknownCount == 1)
  }

  @Test func `every file of the folder is in the program, under its own name`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../ledger-specs/exercises")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == (Self.names + ["words"]).map { "\($0).json" }.sorted())
    for name in Self.names {
      let bytes = Array(try Data(contentsOf: folder.appending(path: "\(name).json")))
      #expect(try LabExercise(reading: bytes) == Self.exercise(name))
    }
  }

  @Test(arguments: names)
  func `its figures are those of the formula`(name: String) throws {
    let exercise = try Self.exercise(name)
    #expect(exercise.sheet.fault == nil)
    let terms = try Self.working(exercise).terms
    var figures = [
      "Y": terms.income, "E": terms.essentials, "B": terms.benefits, "F": terms.floor, "N": terms.needs,
      "A": terms.running, "R": terms.surplus, "Sav": terms.saving,
    ].mapValues { Self.written($0) }
    figures["C_static"] = try terms.fixed.floored().description
    figures["C_cash"] = try terms.cash?.floored().description
    figures["C"] = terms.capacity.money.description
    #expect(exercise.figures == figures)
  }

  @Test(arguments: names)
  func `every amount of its texts is one of the sheet or of the formula, in every language`(name: String) throws {
    let exercise = try Self.exercise(name)
    let known = try Self.amounts(of: exercise)
    for (language, texts) in exercise.texts {
      let lines = texts.solution + texts.story + texts.questions
      var found = 0
      for line in lines {
        for match in line.matches(of: /\d+[.,]\d\d\b/) {
          let amount = String(match.output).replacing(",", with: ".")
          found += 1
          #expect(known.contains(amount), "\(language): \(amount) in \(line)")
        }
      }
      #expect(found > 10)
      let solution = texts.solution.joined(separator: " ").replacing(",", with: ".")
      for (term, figure) in exercise.figures where figure != "0.00" && term != "C_cash" {
        #expect(solution.contains(figure), "\(language) says nothing of \(term) \(figure)")
      }
    }
  }

  @Test(arguments: names)
  func `it is told in the same languages as all others, line by line`(name: String) throws {
    let exercise = try Self.exercise(name)
    #expect(Set(exercise.texts.keys) == Set(LabExercise.words.keys))
    let english = try #require(exercise.texts["en"])
    for (language, texts) in exercise.texts {
      #expect(texts.questions.count == english.questions.count)
      #expect(texts.solution.count == english.solution.count)
      #expect(texts.story.count == english.story.count)
      let all = [texts.title] + texts.questions + texts.solution + texts.story + (texts.names ?? [:]).values
      #expect(all.allSatisfy { !$0.isEmpty }, "\(language)")
      guard let names = texts.names else { continue }
      #expect(Set(names.keys) == Self.lineNames(exercise.sheet), "\(language)")
      #expect(Set(names.values).count == names.count, "\(language): two lines would have one name")
    }
  }

  @Test(arguments: names)
  func `its sheet in another language is the same budget`(name: String) throws {
    let exercise = try Self.exercise(name)
    for language in exercise.texts.keys {
      let sheet = exercise.sheet(in: language)
      #expect(sheet.fault == nil)
      let parameters = try #require(CapacityParameters.shipped(version: exercise.parameters))
      let working = try CapacityWorking(sheet, parameters, firstInstalment: exercise.firstInstalment)
      #expect(try working.terms == Self.working(exercise).terms)
    }
    #expect(exercise.sheet(in: "xx") == exercise.sheet)
  }

  @Test func `words around an exercise know every frequency`() {
    for (language, words) in LabExercise.words {
      for form in Frequency.forms {
        guard let frequency = Frequency(form) else { continue }
        if case .months = frequency { continue }
        #expect(words.frequencies[form] != nil, "\(language): \(form)")
      }
      #expect(words.often(.months([6, 12])).hasSuffix("6, 12"))
    }
  }

  @Test func `a name that is none of them is refused, and those that there are named`() {
    let refused = #expect(throws: Refusal.self) { try LabExercise.named("ombrella") }
    #expect(refused?.code.id == "lab.exercise-unknown")
    #expect(refused?.message.contains("ombrello") == true)
  }

  private static func lineNames(_ sheet: BudgetSheet) -> Set<String> {
    Set(
      sheet.income.map(\.name) + sheet.expenses.map(\.name) + sheet.debts.map(\.creditor) + sheet.envelopes.map(\.name)
        + sheet.goals.map(\.name))
  }

  private static func written(_ amount: ExactAmount) -> String { (try? amount.rounded().description) ?? "" }

  /// Everything that a text may name: lines, their share of a month, terms, the cash test.
  private static func amounts(of exercise: LabExercise) throws -> Set<String> {
    let sheet = exercise.sheet
    let working = try working(exercise)
    var amounts = Set(exercise.figures.values.map { $0.replacing("-", with: "") })
    amounts.insert(written(working.share))
    let told = sheet.income.map(\.amount) + sheet.expenses.map(\.amount) + sheet.debts.map(\.balance)
    amounts.formUnion(told.compactMap(\.money?.description))
    amounts.formUnion(sheet.debts.compactMap(\.instalment?.money?.description))
    amounts.formUnion(sheet.envelopes.map(\.target.money.description))
    amounts.formUnion(sheet.envelopes.map { written($0.monthly(from: sheet.month)) })
    amounts.formUnion(sheet.income.compactMap(\.monthly).map { written($0) })
    amounts.formUnion(sheet.expenses.compactMap(\.monthly).map { written($0) })
    for term in working.budget?.income ?? [] { amounts.insert(written(term.counted)) }
    for line in sheet.income {
      let history = line.history?.map(\.money) ?? []
      amounts.formUnion(history.map(\.description))
      amounts.insert(history.suffix(12).reduce(Money.zero, +).description)
    }
    for month in working.cash?.months ?? [] where month.month == working.cash?.tightest {
      amounts.formUnion([month.balance.money.description, written(month.buffer)])
    }
    return amounts
  }
}
