public import BankStatements
public import LedgerCore
import Pages

extension Glossary {
  /// The refusal in whole sentences, and what to do about it.
  public func refusal(_ refusal: Refusal, names: @escaping Naming = { _ in nil }) -> Advice {
    advice(
      refusal.code.id, message: refusal.code.message, hint: refusal.code.hint,
      FactWords(
        glossary: self, code: refusal.code.id,
        facts: Dictionary(refusal.facts.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
        names: names))
  }

  public func refusal(_ error: StoreError) -> Advice {
    let (code, what): (String, String) =
      switch error {
      case .missing(let what): ("missing", what)
      case .alreadyThere(let what): ("already-there", what)
      case .newerProgram(let what): ("newer-program", what)
      case .readOnly(let what): ("read-only", what)
      case .diskFull: ("disk-full", "")
      case .busy: ("busy", "")
      case .corrupt(let what): ("corrupt", what)
      case .failed(let what): ("failed", what)
      }
    return advice("store.\(code)", message: error.description, ["what": what])
  }

  public func refusal(_ error: StatementError) -> Advice {
    // `statement.currency` is a rule of the ledger, about a statement that could be read.
    let code = error.problem == .currency ? "other-currency" : error.problem.rawValue
    return advice(
      "statement.\(code)", message: "{place}: {reason}",
      ["place": error.place.description, "reason": error.reason])
  }

  public func refusal(_ error: JSONError) -> Advice {
    advice("file.not-json", message: "{reason}", ["reason": error.description])
  }

  /// Any of these; nil for an error that is none of them.
  public func refusal(_ error: any Error, names: @escaping Naming = { _ in nil }) -> Advice? {
    switch error {
    case let error as Refusal: refusal(error, names: names)
    case let error as StoreError: refusal(error)
    case let error as StatementError: refusal(error)
    case let error as JSONError: refusal(error)
    default: nil
    }
  }

  private func advice(_ code: String, message: String, _ facts: [String: String]) -> Advice {
    advice(
      code, message: message, hint: "",
      FactWords(glossary: self, code: code, facts: facts, names: { _ in nil }))
  }

  private func advice(_ code: String, message: String, hint: String, _ facts: FactWords) -> Advice {
    let words = RefusalWords.all
    // A place without its fact would leave a hole; then the code's own message is the better one.
    let own = words.message(of: code, in: language).flatMap {
      PlacedText($0).places.isSubset(of: facts.facts.keys) ? $0 : nil
    }
    let remedy = words.remedy(of: code, in: language) ?? words.remedy(of: code, in: .english) ?? hint
    return Advice(
      message: sentence(own ?? message, facts, isEnglish: own == nil),
      remedy: sentence(remedy, facts, isEnglish: words.remedy(of: code, in: language) == nil))
  }

  /// The text with its facts, as a sentence: a capital at its beginning and a full stop at its end.
  private func sentence(_ text: String, _ facts: FactWords, isEnglish: Bool) -> Inline {
    let capital = text.prefix(1).uppercased() + text.dropFirst()
    let whole = PlacedText(".!?".contains(text.last ?? ".") ? capital : capital + ".").filled(facts.inline)
    return isEnglish && language != .english ? whole.written(in: .english) : whole
  }
}
