import LedgerCore
import LedgerCoreTesting
import Testing

@Suite struct RefusalTests {
  static let code = RefusalCode(
    "jar.broken", "the jar {jar} of {person} broke: {jar}", hint: "glue {jar}, or ask {nobody}", .conflict)

  @Test func `facts fill message and hint by their names`() {
    let refusal = Self.code(["jar": "a" as Slug, "person": 7])
    #expect(refusal.message == "the jar a of 7 broke: a")
    #expect(refusal.hint == "glue a, or ask {nobody}", "what is not known stays visible")
    #expect(refusal.description == "jar.broken: the jar a of 7 broke: a")
    #expect(refusal.facts.map(\.name) == ["jar", "person"])
    #expect(refusal.code.consequence == .conflict)
  }

  @Test func `a fact is text and never a template`() {
    let refusal = Self.code(["jar": "{person}", "person": "{jar} } {"])
    #expect(refusal.message == "the jar {person} of {jar} } { broke: {person}")
  }

  @Test func `a message without facts, or with an open brace, stays as it is`() {
    #expect(RefusalCode("a.b", "plain", hint: "")().message == "plain")
    #expect(RefusalCode("a.b", "", hint: "")().message == "")
    #expect(RefusalCode("a.b", "open {here", hint: "} {")(["here": 1]).message == "open {here")
    #expect(RefusalCode("a.b", "{x}{x}", hint: "")(["x": "1"]).message == "11")
    #expect(RefusalCode("a.b", "{}", hint: "")(["": "1"]).message == "1")
  }

  @Test func `codes are equal by their id alone`() {
    #expect(Self.code == RefusalCode("jar.broken", "else", hint: "else"))
    #expect(Self.code != RefusalCode("jar.short", Self.code.message, hint: Self.code.hint, .conflict))
    #expect(Self.code(["jar": 1]) != Self.code(["jar": 2]))
  }

  @Test func `a rulebook lists each of its refusals once, the general ones first`() {
    let codes = Toy.rulebook.refusals.map(\.id)
    #expect(codes.count == Set(codes).count)
    #expect(codes.prefix(3) == ["envelope.malformed", "payload.too-large", "signature.invalid"])
    #expect(codes.suffix(2) == ["jar.not-open", "jar.short"])
  }

  @Test func `the general refusals have a message, a remedy and names that are words`() throws {
    let name = try Regex("[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*")
    for code in Toy.rulebook.refusals {
      #expect(code.id.wholeMatch(of: name) != nil)
      #expect(!code.message.isEmpty && !code.hint.isEmpty && !code.message.hasSuffix("."), "\(code.id)")
    }
  }
}
