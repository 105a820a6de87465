import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// Everything that has a code has words in Italian and in English.
@Suite struct WordCompletenessTests {
  static let both: Set = ["en", "it"]
  static let tables = [
    ("kinds", WordTable.kinds), ("members", .members), ("codes", .codes), ("accounts", .accounts),
    ("statement", .statement),
  ]

  @Test func `every kind of the specification has a title`() {
    #expect(GlossaryFiles.entries.count > 150, "the golden files are read from \(GlossaryFiles.folder)")
    for entry in GlossaryFiles.entries { #expect(WordTable.kinds.tags(of: entry.kind.text).isSuperset(of: Self.both)) }
    #expect(WordTable.kinds.keys == Set(GlossaryFiles.entries.map(\.kind.text)), "no title is for a kind that is gone")
  }

  @Test(arguments: tables.indices) func `every text is there in Italian and in English`(table: Int) {
    let (name, words) = Self.tables[table]
    for key in words.keys {
      #expect(words.tags(of: key).isSuperset(of: Self.both), "\(name): \(key)")
      for language in Language.all {
        guard let text = words.own(key, in: language) else { continue }
        #expect(!text.isEmpty && text == text.trimmed, "\(name): \(key) in \(language.tag)")
        #expect(!GlossaryFiles.namesACommand(text), "\(name): \(key) in \(language.tag): \(text)")
      }
    }
  }

  @Test(arguments: tables.indices) func `a text is there in all languages or in two`(table: Int) {
    let (name, words) = Self.tables[table]
    for key in words.keys {
      let tags = words.tags(of: key)
      #expect(tags == Self.both || tags == Set(Language.all.map(\.tag)), "\(name): \(key)")
    }
  }

  @Test(arguments: tables.indices) func `a text has the same places in every language`(table: Int) {
    let (name, words) = Self.tables[table]
    for key in words.keys {
      let places = words.text(key, in: .english).map(GlossaryFiles.places)
      for language in Language.all {
        guard let own = words.own(key, in: language) else { continue }
        #expect(GlossaryFiles.places(of: own) == places, "\(name): \(key) in \(language.tag)")
      }
    }
  }

  @Test func `every role has words in every language`() {
    for role in Role.allCases {
      #expect(WordTable.codes.tags(of: "role/\(role.rawValue)") == Set(Language.all.map(\.tag)), "\(role)")
    }
    #expect(Glossary(.italian).role(.treasurer) == "tesoriera o tesoriere")
  }

  /// What a family signs, it reads in its own language.
  @Test func `kinds that a household signs, their members and their codes are there in every language`() {
    let household = GlossaryFiles.entries.filter { Self.signedByHouseholds.contains($0.kind.text) }
    #expect(household.count == Self.signedByHouseholds.count)
    let all = Set(Language.all.map(\.tag))
    for entry in household {
      #expect(WordTable.kinds.tags(of: entry.kind.text) == all, "\(entry.kind)")
      for path in entry.memberPaths {
        let key = Glossary.keys(forMember: path, of: entry.kind).first { WordTable.members.keys.contains($0) }
        #expect(key.map(WordTable.members.tags) == all, "\(entry.kind): \(path.joined(separator: "."))")
      }
    }
  }

  static let signedByHouseholds: Set = [
    "budget.circumstance-changed", "budget.plan-agreed", "budget.snapshot-confirmed", "consent.given",
    "consent.withdrawn", "eviction.freeze-ended", "guarantee.tenant-replied", "loan.accepted", "member.key-added",
    "member.key-removed", "plan.accepted", "plan.paid", "plan.refused", "plan.withdrawn", "service.accepted",
    "service.ended", "service.performed",
  ]

  @Test(
    arguments: [
      ("reason", ["hours-cut", "job-loss", "illness", "benefit-ended", "costs-rose", "family-changed", "income-rose"]),
      ("reason", ["disputed", "other", "too-little", "too-long", "too-much", "family-withdrew", "mistake"]),
      ("reason", ["no-agreement", "settled-otherwise", "agreed", "broken", "over", "completed"]),
      ("reason", ["host-steps-back", "household-steps-back", "not-done", "other-day", "other-task", "shorter"]),
      ("scopes", ["budget", "overlaps", "instruments", "record"]), ("side", ["creditor", "host", "household"]),
      ("reply", ["agrees", "disputes", "has-paid", "asks-for-plan"]),
      ("medium", ["signed-paper", "certified-mail", "recorded-call"]), ("kind", ["claim", "loan", "plan"]),
      ("nature", ["condominium", "private", "public-fee", "rent", "tax", "utility"]),
      ("task", ["common-parts", "custody", "green-care", "mail-delivery", "porter-hours", "small-repairs"]),
    ])
  func `codes that a household signs or reads are there in every language`(member: String, codes: [String]) {
    for code in codes {
      let key = Glossary.keys(forCode: code, of: member).first { WordTable.codes.keys.contains($0) }
      #expect(key.map(WordTable.codes.tags) == Set(Language.all.map(\.tag)), "\(member) \(code)")
    }
  }

  @Test func `every member of every body has a label`() {
    for entry in GlossaryFiles.entries {
      for path in entry.memberPaths {
        let keys = Glossary.keys(forMember: path, of: entry.kind)
        #expect(keys.contains(where: WordTable.members.keys.contains), "\(entry.kind): \(path.joined(separator: "."))")
      }
    }
  }

  @Test func `an unknown code is shown as it is written`() {
    let glossary = Glossary(.italian)
    #expect(glossary.kind("nothing.known") == "nothing.known")
    #expect(glossary.kind("loan.disbursed.2") == "Erogazione di un prestito")
    #expect(glossary.member("unheard") == "unheard")
    #expect(glossary.code("unheard") == "unheard")
  }

  @Test func `a code means what the member means in which it stands`() {
    let glossary = Glossary(.italian)
    #expect(glossary.code("rent", of: "nature") == "affitto")
    #expect(glossary.code("rent", of: "source") == "affitti percepiti")
    #expect(glossary.code("requested", of: "guarantee") == "richiesta")
    #expect(glossary.code("requested", of: "grant") == "richiesto")
    #expect(glossary.member("cap", of: "guarantee.issued") == "Massimale della garanzia")
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Entry {
  /// The names of all members of the body, from the outermost inwards.
  var memberPaths: [[String]] {
    func paths(_ value: JSON, _ path: [String]) -> [[String]] {
      switch value {
      case .object(let object): object.flatMap { [path + [$0.key]] + paths($0.value, path + [$0.key]) }
      case .array(let elements): elements.flatMap { paths($0, path) }
      case .null, .bool, .integer, .string: []
      }
    }
    return (try? JSON.parse(body, form: .relaxed)).map { paths($0, []) } ?? []
  }
}
