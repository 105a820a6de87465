import BankStatements
import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// Every refusal can be understood, and tells what to do, without knowing the command line.
@Suite struct RefusalWordsTests {
  static let words = RefusalWords.all

  @Test func `every refusal of the specification and of the sources has words in both languages`() {
    #expect(GlossaryFiles.refusals.count > 400 && GlossaryFiles.codes.count > 400)
    let codes = Set(GlossaryFiles.refusals + GlossaryFiles.codes.map(\.id))
    for code in codes.sorted() {
      #expect(Self.words.message(of: code, in: .italian) != nil, "\(code) has no Italian message in refusals.json")
      #expect(Self.words.remedy(of: code, in: .italian) != nil, "\(code) has no Italian remedy in refusals.json")
      #expect(Self.words.remedy(of: code, in: .english) != nil, "\(code) has no English remedy in refusals.json")
    }
  }

  @Test func `nothing is told of refusals that are gone`() {
    let statements = StatementError.Problem.allCases.map { $0 == .currency ? "other-currency" : $0.rawValue }
    let known = Set(
      GlossaryFiles.refusals + GlossaryFiles.codes.map(\.id) + statements.map { "statement.\($0)" })
    #expect(Self.words.codes.subtracting(known) == [])
  }

  /// Where two rules share a code, its words have the places of one of them.
  @Test func `the Italian message has the places of the message, and a remedy no others`() {
    for (id, codes) in Dictionary(grouping: GlossaryFiles.codes, by: \.id) {
      guard let message = Self.words.message(of: id, in: .italian) else { continue }
      let places = GlossaryFiles.places(of: message)
      #expect(codes.contains { GlossaryFiles.places(of: $0.message) == places }, "\(id): \(message)")
      let known = codes.reduce(into: Set<String>()) {
        $0.formUnion(GlossaryFiles.places(of: $1.message + $1.hint))
      }
      for language in [Language.english, .italian] {
        let remedy = Self.words.remedy(of: id, in: language) ?? ""
        #expect(GlossaryFiles.places(of: remedy).isSubset(of: known), "\(id): \(remedy)")
      }
    }
  }

  @Test func `no text names a command`() {
    for code in Self.words.codes {
      for language in [Language.english, .italian] {
        for text in [Self.words.message(of: code, in: language), Self.words.remedy(of: code, in: language)] {
          #expect(text.map(GlossaryFiles.namesACommand) != true, "\(code): \(text ?? "")")
        }
      }
    }
  }

  @Test func `a refusal is told in whole sentences with its facts as people write them`() throws {
    let code = RefusalCode(
      "loan.exceeds-owed", "{amount} is more than the {owed} still owed", hint: "check the amount and the loan")
    let refusal = code(["amount": Money(cents: 125_000), "owed": Money(cents: 100)])
    let italian = Glossary(.italian).refusal(refusal)
    #expect(
      italian.message.text(in: .italian) == "1.250,00\u{00A0}€ superano i 1,00\u{00A0}€ ancora dovuti.")
    #expect(italian.remedy.text(in: .italian) == "Controlla l’importo e il prestito.")
    let english = Glossary(.english).refusal(refusal)
    #expect(english.message.text(in: .english) == "€1,250.00 is more than the €1.00 still owed.")
  }

  @Test func `roles, kinds, states and days are told in words`() {
    let roles = RefusalCode("role.not-allowed", "{kind} is signed as {roles}, not as {role}", hint: "")
    let told = Glossary(.italian).refusal(
      roles(["kind": "grant.paid", "roles": "treasurer, operator", "role": "host"]))
    #expect(
      told.message.text(in: .italian)
        == "«Pagamento di un contributo a fondo perduto» si firma come tesoriera o tesoriere, "
        + "operatrice o operatore, non come chi ospita.")
    let state = RefusalCode("guarantee.wrong-state", "the guarantee {guarantee} is {state}", hint: "")
    let guarantee = Glossary(.italian).refusal(state(["guarantee": "A1", "state": "expired"]))
    #expect(guarantee.message.text(in: .italian).hasPrefix("La garanzia A1 è scaduta"))
    let day = RefusalCode("voucher.expired", "the voucher was valid through {expires}", hint: "")
    #expect(
      Glossary(.italian).refusal(day(["expires": "2026-03-01"])).message.text(in: .italian)
        == "Il buono era valido fino al 1\u{00A0}mar\u{00A0}2026.")
  }

  @Test func `a percentage is not taken for money`() {
    let code = RefusalCode("loan.above-usury", "{taeg} {threshold} {source}", hint: "")
    let told = Glossary(.italian).refusal(code(["taeg": "13.74", "threshold": "12", "source": "x"]))
    #expect(!told.message.text(in: .italian).contains("€"))
  }

  @Test func `a message without one of its facts falls back to the code's own`() {
    let code = RefusalCode("loan.exceeds-owed", "too much", hint: "less")
    #expect(Glossary(.italian).refusal(code()).message.text(in: .italian) == "Too much.")
  }

  @Test func `an unknown code keeps its own words`() {
    let code = RefusalCode("nothing.known", "this is new", hint: "wait")
    let told = Glossary(.italian).refusal(code())
    #expect(told.message.text(in: .italian) == "This is new." && told.remedy.text(in: .italian) == "Wait.")
  }

  @Test func `files and stores that fail are told in Italian, too`() throws {
    let glossary = Glossary(.italian)
    let store: [StoreError] = [
      .missing("x"), .alreadyThere("x"), .newerProgram("x"), .readOnly("x"), .diskFull, .busy, .corrupt("x"),
      .failed("x"),
    ]
    for error in store {
      let advice = try #require(glossary.refusal(error as any Error))
      #expect(advice.message.text(in: .italian) != error.description + ".", "\(error)")
      #expect(!advice.remedy.text(in: .italian).isEmpty, "\(error)")
    }
    for problem in StatementError.Problem.allCases {
      let error = StatementError(problem, at: .line(4), "some reason", remedy: "")
      let advice = glossary.refusal(error)
      #expect(advice.message.text(in: .italian).contains("iga 4"), "\(problem)")
      #expect(!advice.remedy.text(in: .italian).isEmpty, "\(problem)")
    }
    let json = glossary.refusal(JSONError(offset: 3, reason: .unexpectedEnd))
    #expect(json.message.text(in: .italian) == "Il file non si può leggere: il testo finisce troppo presto (byte 3).")
    struct Other: Error {}
    #expect(glossary.refusal(Other() as any Error) == nil)
  }

  @Test func `a reason inside a refusal is Italian, too`() {
    let glossary = Glossary(.italian)
    #expect(
      glossary.reason("the instalments repay 90.00, not 100.00")?.text(in: .italian)
        == "le rate rimborsano 90,00\u{00A0}€, non 100,00\u{00A0}€")
    #expect(glossary.reason("expenses of 'Luce': it is missing")?.text(in: .italian) == "expenses di «Luce»: manca")
    #expect(glossary.reason("nobody has ever said this") == nil)
    #expect(Glossary(.english).reason("it is missing") == nil)
    for english in WordTable.reasons.keys {
      let italian = WordTable.reasons.own(english, in: .italian) ?? ""
      #expect(GlossaryFiles.places(of: italian) == GlossaryFiles.places(of: english), "\(english)")
      #expect(!GlossaryFiles.namesACommand(italian), "\(english)")
    }
  }

  @Test func `whoever reads another language is told in English, and the page says so`() {
    let code = RefusalCode("draft.unknown", "this draft is not there any more", hint: "write it again")
    let told = Glossary(.arabic).refusal(code())
    #expect(told.message.text(in: .arabic) == "This draft is not there any more.")
    #expect(Block.html([.paragraph(told.message)], in: .arabic).contains("<span lang=\"en\" dir=\"ltr\">This draft"))
  }
}
