import LedgerCore
import SeededRandom
import Testing

@testable import BankStatements

/// Statements made at random, written by the tests' own writers, must be read back as they were.
struct PropertyTests {
  @Test func `whatever is written as CAMT of any version is read back equal`() throws {
    let seed = SeededGenerator.printedSeed("CAMT round trip")
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let model = StatementModel(using: &random, text: StatementModel.anyText)
      for version in [2, 4, 8] {
        let text = CamtWriter(version: version).write(model, using: &random)
        let outcome = Outcome(text)
        let statement = try #require(outcome.statements.first, "seed \(seed), round \(round): \(outcome)")
        try check(statement, is: model, "seed \(seed), round \(round), version \(version)")
        #expect(statement.account == .iban(StatementModel.ownIBAN))
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(statement.lines.allSatisfy { rows[$0.sourceLine - 1].hasPrefix("<Ntry>") })
        #expect(Outcome(text) == outcome)
      }
    }
  }

  @Test func `whatever is written as generic CSV is read back equal`() throws {
    let seed = SeededGenerator.printedSeed("generic CSV round trip")
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let model = StatementModel(using: &random, text: StatementModel.anyText).without(endToEnd: true, details: false)
      let text = CSVWriter.generic(model, using: &random)
      let outcome = Outcome(text)
      let statement = try #require(outcome.statements.first, "seed \(seed), round \(round): \(outcome)")
      try check(statement, is: model, "seed \(seed), round \(round)")
    }
  }

  @Test func `whatever is written as Poste CSV is read back equal`() throws {
    let seed = SeededGenerator.printedSeed("Poste CSV round trip")
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let model = StatementModel(using: &random, text: StatementModel.italianText).without(
        endToEnd: true, details: true)
      let text = CSVWriter.poste(model, using: &random)
      let outcome = Outcome(try #require(EncodedText.bytes(text, .windows1252)))
      let statement = try #require(outcome.statements.first, "seed \(seed), round \(round): \(outcome)")
      try check(statement, is: model, "seed \(seed), round \(round)")
    }
  }

  private func check(_ statement: BankStatement, is model: StatementModel, _ comment: Comment) throws {
    #expect(statement.lines.count == model.lines.count, comment)
    for (line, expected) in zip(statement.lines, model.lines) {
      #expect(line.bookingDate == expected.bookingDate, comment)
      #expect(line.valueDate == expected.valueDate, comment)
      #expect(line.amount == expected.amount, comment)
      #expect(line.bankReference == expected.bankReference, comment)
      #expect(line.endToEndID == expected.endToEndID, comment)
      #expect(line.counterpartyName == expected.counterpartyName, comment)
      #expect(line.counterpartyIBAN == expected.counterpartyIBAN, comment)
      #expect(Array(line.description.utf8) == Array(expected.description.utf8), comment)
      #expect(line.isReversal == expected.isReversal, comment)
    }
    #expect(Set(statement.lines.map(\.identity)).count == model.lines.count, comment)
    let movements = model.lines.reduce(Money.zero) { $0 + $1.amount }
    let computed = model.opening + movements
    if model.error == .zero {
      #expect(
        statement.proof == .proved(opening: model.opening, movements: movements, closing: computed), comment)
    } else {
      #expect(
        statement.proof
          == .fails(
            opening: model.opening, movements: movements, closing: computed + model.error, difference: model.error),
        comment)
    }
  }
}
