import Bookkeeping
import HTTPTypes
import LedgerCore
import LedgerSQLite
import Testing

@testable import MastroWeb

/// Who was shown a family's data is noted, whichever way they came.
@Suite struct ReadingsTests {
  private static func reads(of family: ULID, by number: UInt8, _ served: ServedLedger) throws -> [HouseholdRead] {
    try served.bookkeeper.vault.accesses(to: family, most: 1_000).filter { $0.member == member(number) }
  }

  @Test func `a list notes every family that stands in it, once a day for each reader`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      var person = try await APIClient(client).signedIn(3)
      for path in ["/api/v1/household", "/api/v1/household", "/api/v1/plan"] {
        let answer = try await person.get(path)
        #expect(answer.status == 200 && answer.json["items"]?.array?.count == 2, "\(answer.json)")
      }
      for family in [families.bruni, families.verdi] {
        let noted = try Self.reads(of: family, by: 3, served)
        #expect(noted.map(\.page) == ["list"] && noted.first?.count == 1)
      }
      served.clock.advance(seconds: 86_400)
      person = try await APIClient(client).signedIn(3)
      _ = try await person.get("/api/v1/plan")
      let found1 = try Self.reads(of: families.verdi, by: 3, served).count
      #expect(found1 == 2)
    }
  }

  @Test func `a card is noted as what it is, and not as a list besides`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      let person = try await APIClient(client).signedIn(3)
      let answer = try await person.get("/api/v1/plan/\(families.brunisPlan)")
      #expect(answer.status == 200, "\(answer.json)")
      let found2 = try Self.reads(of: families.bruni, by: 3, served).map(\.page)
      #expect(found2 == ["plan"])
      let found3 = try Self.reads(of: families.verdi, by: 3, served)
      #expect(found3.isEmpty)
    }
  }

  @Test func `a family leaves no trace in its own log, and a creditor one in that of its debtor alone`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      let rosa = try await APIClient(client).signedIn(4)
      let found4 = try await rosa.get("/api/v1/household").json["items"]?.array?.count
      #expect(found4 == 1)
      let found5 = try await rosa.get("/api/v1/plan/\(families.brunisPlan)").status
      #expect(found5 == 200)
      let found6 = try Self.reads(of: families.bruni, by: 4, served)
      #expect(found6.isEmpty)
      let lara = try await APIClient(client).signedIn(6)
      let found7 = try await lara.get("/api/v1/plan/\(families.brunisPlan)").status
      #expect(found7 == 200)
      let found8 = try await lara.get("/api/v1/plan/\(families.verdisPlan)").code
      #expect(found8 == "file.unknown")
      let found9 = try Self.reads(of: families.bruni, by: 6, served).map(\.page)
      #expect(found9 == ["plan"])
      let found10 = try Self.reads(of: families.verdi, by: 6, served)
      #expect(found10.isEmpty)
    }
  }

  @Test func `an entry that an auditor reads as it stands is noted, too`() async throws {
    try await ServedLedger.with { served, client in
      let families = try ServedFamilies(served)
      let ugo = try await APIClient(client).signedIn(7)
      let found11 = try await ugo.get("/api/v1/entries/\(families.verdisPlan)").status
      #expect(found11 == 200)
      let found12 = try await ugo.get("/api/v1/entries/0").status
      #expect(found12 == 200)
      let found13 = try Self.reads(of: families.verdi, by: 7, served).map(\.page)
      #expect(found13 == ["list"])
      let found14 = try Self.reads(of: families.bruni, by: 7, served)
      #expect(found14.isEmpty)
    }
  }

  @Test func `a page is noted as an answer is`() async throws {
    try await ServedLedger.with(sites: [SmallSite.self]) { served, client in
      let families = try ServedFamilies(served)
      let operating = try await APIClient(client).inBrowser(3)
      let found15 = try await operating.get("/small/\(families.verdisPlan)").status
      #expect(found15 == 200)
      let found16 = try Self.reads(of: families.verdi, by: 3, served).map(\.page)
      #expect(found16 == ["list"])
      let found17 = try Self.reads(of: families.bruni, by: 3, served)
      #expect(found17.isEmpty)
    }
  }

  @Test func `ids are found wherever they stand`() {
    let one = member(1)
    let other = member(2)
    func found(_ text: String) -> Set<ULID> { Readings.ids(in: text.utf8) }
    #expect(found("<a href=\"/plans/\(one)?a=\(other)\">") == [one, other])
    #expect(found("\(one)") == [one] && found("{\"id\":\"\(one)\"}") == [one])
    #expect(found("x\(one)").isEmpty && found("\(one)0").isEmpty && found("\(one)".lowercased()).isEmpty)
    #expect(found(String(repeating: "0", count: 10_000)).isEmpty)
  }
}
