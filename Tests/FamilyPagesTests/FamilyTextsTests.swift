import Testing

@testable import FamilyPages

@Suite struct FamilyTextsTests {
  @Test func `the texts are in the program`() { #expect(!FamilyTexts.italian.isEmpty) }
}
