import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// The rules that the fund's administrators have chosen: in force, proposed, adopted.
struct PolicyPages {
  let visit: Visit
  private static let kind: Kind = "policy.adopted"

  private func proposals() throws -> [(proposal: LedgerState.Proposal, policy: Policy)] {
    try visit.bookkeeper.governing().proposals.values.sorted { $0.position < $1.position }.compactMap { proposal in
      guard case .policy(let policy) = proposal.change else { return nil }
      return (proposal, policy)
    }
  }

  func current() throws -> SitePage {
    let governing = try visit.bookkeeper.governing()
    let isAdministrator = visit.viewer?.holds(.administrator) == true
    var blocks: [Block] = try proposals().map { waiting in
      let line = visit.say("Policy \(Inline.name(waiting.policy.version)) waits for a second administrator")
      let page: WebPath = "/policies/\(waiting.proposal.id)"
      return .message(
        Message(.note, line, isAdministrator ? [.link(visit.say("See what it changes"), to: page)] : []))
    }
    var actions = isAdministrator ? [Action(visit.say("Adopt a policy"), to: "/policies/new")] : []
    guard governing.policyPosition != nil else {
      blocks.append(
        .paragraph(visit.say("No policy is in force yet: an administrator adopts one, a second one confirms it.")))
      return SitePage(visit.say("Policy"), blocks + (actions.isEmpty ? [] : [.actions(actions)]))
    }
    actions.append(Action(visit.say("Keep it as a file"), to: "/policies/file"))
    return SitePage(
      visit.say("Policy"), lead: visit.say("Version \(Inline.name(governing.policy.version)), in force"), width: .wide,
      blocks + [.actions(actions)] + (try words(for: governing.policy)))
  }

  func file() throws -> Reply {
    let policy = try visit.bookkeeper.governing().policy
    let text = try JSONEncoding.encode(policy).prettyText + "\n"
    return .file(Array(text.utf8), type: "application/json", name: "policy.json")
  }

  /// A whole policy in words.
  private func words(for policy: Policy) throws -> [Block] {
    let names = try visit.naming()
    var whole = try JSONEncoding.encode(policy).object ?? [:]
    let sections: [(name: String, title: Inline)] = [
      ("loans", visit.say("Loans")), ("guarantees", visit.say("Guarantees")), ("plans", visit.say("Repayment plans")),
      ("service", visit.say("Community service")), ("households", visit.say("Families")),
      ("coaching", visit.say("Coaching")),
    ]
    var parts: [Block] = []
    for section in sections {
      guard let object = whole[section.name]?.object else {
        parts.append(.section(section.title, [.paragraph(visit.say("The fund does without it."))]))
        continue
      }
      parts.append(.section(section.title, words(for: object, names)))
      whole[section.name] = nil
    }
    for name in ["kinds", "attestable", "version"] { whole[name] = nil }
    return [
      .section(visit.say("For everything"), visit.glossary.blocks(of: whole, in: PolicyPages.kind, names: names))
    ] + parts + [
      .details(visit.say("What may be recorded: \(policy.kinds.count) kinds"), kinds(policy.kinds)),
      .details(
        visit.say("What may be attested on paper: \(policy.attestable.count) kinds"),
        [.list(policy.attestable.map { Inline(visit.glossary.kind($0)) })]),
    ]
  }

  /// A section of a policy; each pack or scheme in it has a heading of its own.
  private func words(for section: JSONObject, _ names: @escaping Naming) -> [Block] {
    var rest = section
    var named: [Block] = []
    for member in section {
      let elements = (member.value.array ?? []).compactMap(\.object)
      guard !elements.isEmpty, elements.allSatisfy({ $0["name"] != nil && $0.count > 6 }) else { continue }
      rest[member.key] = nil
      for element in elements {
        var element = element
        let name = visit.glossary.code(element["name"]?.string ?? "", of: "pack")
        element["name"] = nil
        let title = "\(visit.glossary.member(member.key, of: PolicyPages.kind)): \(name)"
        named.append(.section(Inline(title), visit.glossary.blocks(of: element, in: PolicyPages.kind, names: names)))
      }
    }
    return visit.glossary.blocks(of: rest, in: PolicyPages.kind, names: names) + named
  }

  /// Kinds by what they belong to.
  private func kinds(_ kinds: [Kind]) -> [Block] {
    let families = Dictionary(grouping: kinds) { String($0.text.prefix { $0 != "." }) }
    return families.keys.sorted().map { family in
      .section(
        Inline(visit.glossary.stream(family)), [.list((families[family] ?? []).map { Inline(visit.glossary.kind($0)) })]
      )
    }
  }

  func showAdopt() throws -> SitePage {
    SitePage(
      visit.say("Adopt a policy"),
      lead: visit.say(
        "A policy is adopted whole, from a file. A second administrator confirms it after seeing what changes."),
      trail: visit.policiesTrail,
      visit.form(
        [
          .field(
            visit.field(
              "file", "Policy file", .file(accept: ".json"),
              hint: "Begin with the present one: keep it as a file, change it"))
        ], submit: "See what changes", cancel: Action(visit.say("Back"), to: "/policies")))
  }

  func submitAdopt() throws -> Reply {
    guard let file = try visit.read({ $0.file("file") }) else { throw WebRefusals.pageUnknown() }
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: JSON.parse(file.bytes, form: .relaxed))
    let governing = try visit.bookkeeper.governing()
    let difference = try PolicyDifference(
      from: governing.policyPosition == nil ? nil : governing.policy, to: policy)
    let warning = visit.say("This policy says \(difference.changes.count) things otherwise than the one in force")
    return try visit.draft(
      [visit.request(PolicyAdopted(policy: policy), stream: .ledger)], then: "/policies", warnings: [warning])
  }

  private func waiting() throws -> (proposal: LedgerState.Proposal, policy: Policy) {
    let id = try visit.id()
    guard let found = try proposals().first(where: { $0.proposal.id == id }) else { throw WebRefusals.pageUnknown() }
    return found
  }

  func showProposal() throws -> SitePage {
    let (proposal, policy) = try waiting()
    let governing = try visit.bookkeeper.governing()
    let names = try visit.naming()
    let proposer = names(.member(proposal.proposer)) ?? proposal.proposer.description
    let difference = try PolicyDifference(
      from: governing.policyPosition == nil ? nil : governing.policy, to: policy)
    let form: [Block] =
      proposal.proposer == visit.viewer?.id
      ? [.note(visit.say("You have proposed this yourself: another administrator confirms it."))]
      : visit.form([], submit: "Go on to signing")
    return SitePage(
      visit.say("Policy \(Inline.name(policy.version))"), lead: visit.say("Proposed by \(Inline.name(proposer))"),
      trail: visit.policiesTrail, width: .wide,
      [.table(table(difference, names))] + form + [
        .details(visit.say("The whole policy"), try words(for: policy))
      ])
  }

  private func table(_ difference: PolicyDifference, _ names: @escaping Naming) -> Table {
    let glossary = visit.glossary
    func shown(_ value: JSON?, _ path: [String]) -> Inline {
      guard let value else { return "—" }
      return glossary.value(value, at: path, names: names)
    }
    return Table(
      caption: visit.say("What changes"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("In force now")), Table.Column(visit.say("Proposed")),
      ],
      rows: difference.changes.map { change in
        let label = change.path.map { glossary.member($0, of: PolicyPages.kind) }.joined(separator: ": ")
        guard change.before?.array != nil || change.after?.array != nil else {
          return [
            .inline(Inline(label)), .inline(shown(change.before, change.path)),
            .inline(shown(change.after, change.path)),
          ]
        }
        let gone = visit.say("no longer: \(list(change.removed, change.path))")
        let come = visit.say("new: \(list(change.added, change.path))")
        return [
          .inline(Inline(label)), .inline(change.removed.isEmpty ? "" : gone),
          .inline(change.added.isEmpty ? "" : come),
        ]
      }, empty: visit.say("It says the same as the one in force."))
  }

  /// Codes and kinds of a list in words.
  private func list(_ values: [JSON], _ path: [String]) -> Inline {
    let words = values.map { value -> String in
      if let text = value.string, let kind = Kind(text) { return visit.glossary.kind(kind) }
      return visit.glossary.value(value, at: path).text(in: visit.language)
    }
    return Inline(words.joined(separator: ", "))
  }

  func submitProposal() throws -> Reply {
    let (proposal, policy) = try waiting()
    let what = visit.say("You put the policy \(Inline.name(policy.version)) in force.")
    return try visit.draft(
      [visit.request(PolicyConfirmed(confirms: proposal.id), stream: .ledger)], then: "/policies", warnings: [what])
  }
}
