import BankStatements
import LedgerCore
import Pages

/// What went wrong, for people and for programs (RFC 9457): the same codes as on the command line.
struct Problem: Sendable {
  let status: Int
  /// Stable, such as `fund.insufficient`.
  let code: String
  let advice: Advice
  let facts: JSONObject
  private let language: Language

  /// Nil for what nobody expected.
  ///
  /// - Parameter names: what the reader may know.
  init?(_ error: any Error, _ language: Language, names: @escaping Naming = { _ in nil }) {
    self.language = language
    switch error {
    case let refusal as Refusal:
      status = Problem.status(of: refusal.code)
      code = refusal.code.id
      advice = Glossary(language).refusal(refusal, names: names)
      facts = Problem.facts(of: refusal)
    case let failure as StoreError:
      (status, code) = Problem.place(of: failure)
      // Paths and SQL are nobody's business outside the machine.
      advice = Glossary(language).refusal(status == 503 ? .busy : .failed(""))
      facts = [:]
    case let error as StatementError:
      status = 422
      code = "statement.refused"
      advice = Glossary(language).refusal(error)
      facts = [:]
    case let error as JSONError:
      status = 400
      code = WebRefusals.malformed.id
      advice = Glossary(language).refusal(WebRefusals.malformed(["reason": error]))
      facts = [:]
    default: return nil
    }
  }

  private init(_ refusal: Refusal, status: Int, _ language: Language) {
    self.status = status
    self.language = language
    code = refusal.code.id
    advice = Glossary(language).refusal(refusal)
    facts = [:]
  }

  static func unexpected(_ language: Language) -> Problem { Problem(WebRefusals.failed(), status: 500, language) }

  private static let statuses: [String: Int] = [
    WebRefusals.signInNeeded.id: 401, WebRefusals.signInFailed.id: 401, WebRefusals.notForYou.id: 403,
    WebRefusals.csrf.id: 403, WebRefusals.roleMissing.id: 403, WebRefusals.roleWanting.id: 403,
    WebRefusals.malformed.id: 400, WebRefusals.methodUnknown.id: 405, WebRefusals.tooLarge.id: 413,
    WebRefusals.mediaType.id: 415, WebRefusals.misdirected.id: 421, WebRefusals.tooOften.id: 429,
    // What a client has sent can be wrong without our books being so.
    CoreRefusals.seen.id: 409, CoreRefusals.ledger.id: 422,
  ]

  private static func status(of code: RefusalCode) -> Int {
    if let status = statuses[code.id] { return status }
    return switch code.consequence {
    case .usage, .rule: 422
    case .notFound: 404
    case .conflict: 409
    case .integrity: 500
    }
  }

  private static func place(of failure: StoreError) -> (Int, String) {
    switch failure {
    case .busy: (503, "store.busy")
    case .diskFull: (503, "store.disk-full")
    case .readOnly: (503, "store.read-only")
    case .corrupt: (500, "store.corrupt")
    case .missing, .alreadyThere, .newerProgram, .failed: (500, "store.failed")
    }
  }

  private static func facts(of refusal: Refusal) -> JSONObject {
    var facts: JSONObject = [:]
    for fact in refusal.facts { facts[fact.name] = .string(fact.value) }
    return facts
  }

  /// The problem as people see it on a page.
  var message: Message {
    Message(.fault, advice.message, advice.remedy.text(in: language).isEmpty ? [] : [advice.remedy])
  }

  var json: JSONObject {
    let hint = advice.remedy.text(in: language)
    var object: JSONObject = [
      "type": .string("urn:mastro:refusal:\(code)"), "title": .string(code), "status": .integer(status),
      "detail": .string(advice.message.text(in: language)), "code": .string(code),
    ]
    if !hint.isEmpty { object["hint"] = .string(hint) }
    if !facts.isEmpty { object["facts"] = .object(facts) }
    return object
  }
}
