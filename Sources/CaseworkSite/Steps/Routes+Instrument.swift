import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

extension Routes {
  /// The most bytes of a form with a document in it.
  static let documentBytes = 10 * 1024 * 1024

  /// The page of an instrument, and one page for all of its steps.
  mutating func add<Pages: Instrument>(_ pages: Pages.Type) {
    page("/" + Pages.path + "/{id}", for: .roles(Pages.readers)) { visit in
      .page(try InstrumentPage<Pages>(visit: visit, file: Pages.open(visit)).page())
    }
    addSteps(of: pages)
  }

  /// The pages of the steps alone, where the page itself is another one.
  mutating func addSteps<Pages: Instrument>(of pages: Pages.Type) {
    form(
      "/" + Pages.path + "/{id}/{step}", for: .roles(Pages.readers), most: Routes.documentBytes,
      show: { try StepPage<Pages>($0).page() }, submit: { try StepPage<Pages>($0).submit() })
  }
}

/// The page of one instrument: its card, what can be done next, its parts and its history.
struct InstrumentPage<Pages: Instrument> {
  let visit: Visit
  let file: CaseFile<Pages.State>

  func page() throws -> SitePage {
    var blocks: [Block] = [.facts(try Pages.facts(visit, file))]
    blocks += try next()
    blocks += try Pages.parts(visit, file)
    blocks.append(.section(visit.say("What has happened"), try visit.history(of: file.stream)))
    return SitePage(
      visit.say(Pages.title), trail: try Pages.trail(visit, file), width: .wide, blocks)
  }

  private func next() throws -> [Block] {
    let open = try Pages.open(file, for: visit)
    guard !open.isEmpty else { return [] }
    func actions(_ steps: [Step<Pages.State>]) -> [Action] {
      steps.map { Action(visit.say($0.title), to: Pages.path(of: file.id, $0.name), isMain: $0.comesNext(file)) }
    }
    let first = open.filter { $0.comesNext(file) }
    let rest = open.filter { !$0.comesNext(file) }
    var blocks: [Block] = first.isEmpty ? [] : [.actions(actions(first))]
    if !rest.isEmpty {
      blocks +=
        first.isEmpty ? [.actions(actions(rest))] : [.details(visit.say("Other steps"), [.actions(actions(rest))])]
    }
    return [.section(visit.say("What you can do"), blocks)]
  }
}

/// The page of one step: its form, what belongs beside it, and the draft that comes of it.
struct StepPage<Pages: Instrument> {
  let visit: Visit
  let file: CaseFile<Pages.State>
  let step: Step<Pages.State>

  init(_ visit: Visit) throws {
    self.visit = visit
    file = try Pages.open(visit)
    let open = try Pages.open(file, for: visit)
    guard let step = open.first(where: { $0.name == visit.parameter("step") }) else { throw WebRefusals.pageUnknown() }
    self.step = step
  }

  func page() throws -> SitePage { try page(showing: []) }

  private func page(showing preview: [Block]) throws -> SitePage {
    let trail = try Pages.trail(visit, file) + [(try Pages.name(visit, file), Pages.path(of: file.id))]
    let items = try step.fields(visit, file) + visit.bodyQuestion()
    let hidden = visit.readDocuments + (preview.isEmpty ? [] : [("previewed", typed)])
    let form = visit.form(
      items, submit: submitTitle(preview), cancel: Action(visit.say("Cancel"), to: Pages.path(of: file.id)),
      isGrave: step.isGrave, hidden: hidden)
    let beside = try step.beside(visit, file)
    return SitePage(
      visit.say(step.title), lead: step.says.map { visit.say($0) }, trail: trail,
      width: beside.isEmpty ? .standard : .wide,
      preview + (beside.isEmpty ? form : [.columns([form, beside])]))
  }

  private func submitTitle(_ preview: [Block]) -> Phrase {
    step.preview != nil && preview.isEmpty ? "Show what comes of it" : "Go on to sign"
  }

  func submit() throws -> Reply {
    if let preview = step.preview, visit.submitted?.text("previewed") != typed {
      let shown = try preview(visit, file)
      if !shown.isEmpty { return .page(try page(showing: shown)) }
    }
    let requests = try step.requests(visit, file)
    let begun = requests.last { $0.stream != file.stream && CasePath.of($0.stream) != nil }
    let then = begun.flatMap { CasePath.of($0.stream) } ?? Pages.path(of: file.id)
    return try visit.draft(requests, then: then, warnings: step.warnings(visit, file))
  }

  /// A digest of all that was typed: what was previewed is what is drafted.
  private var typed: String {
    let values = (visit.submitted?.values ?? [:]).filter {
      $0.key != "csrf" && $0.key != "previewed" && !$0.key.hasSuffix(Visit.readSuffix)
    }
    let text = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.joined(separator: "\u{1F}"))" }
    return SHA256.hash(Array(text.joined(separator: "\u{1E}").utf8)).hex
  }
}

/// Where a stream has its page.
enum CasePath {
  static func of(_ stream: StreamID) -> WebPath? {
    guard let id = stream.ulid else { return nil }
    switch stream.family {
    case "grant": return "/grants/\(id)"
    case "guarantee": return "/guarantees/\(id)"
    case "household": return "/families/\(id)"
    case "loan": return "/loans/\(id)"
    case "plan": return "/plans/\(id)"
    case "service": return "/services/\(id)"
    case "voucher": return "/vouchers/\(id)"
    default: return nil
    }
  }
}
