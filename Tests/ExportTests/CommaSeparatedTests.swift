import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import OtherPrograms
import Testing

struct CommaSeparatedTests {
  @Test func `a posting becomes a row`() throws {
    var books = try Books()
    try books.add("ledger.opened", in: "ledger")
    let entry = try books.add(
      "service.credited", in: "service/a", on: "2026-02-28", for: "comune-lodi",
      [
        ("assets:a", .euro, -5), ("income:a", .euro, 5), ("memo:a", .minutes, 9_000_000_000),
        ("memo:b", .minutes, -9_000_000_000),
      ])
    let other = try books.add("cost.paid", [("assets:a", .euro, 123_456), ("income:a", .euro, -123_456)])
    let header = "1,\(entry.id),\(entry.header.recorded),2026-02-28,service.credited,service/a"
    let start = "\(header),\(entry.actor),treasurer,comune-lodi,"
    let second = "2,\(other.id),\(other.header.recorded),2026-03-02,cost.paid,jar/a,\(other.actor),treasurer,,"
    let expected = """
      position,id,recorded,effective,kind,stream,actor,role,on_behalf_of,account,commodity,amount,decimal
      \(start)assets:a,EUR,-5,-0.05
      \(start)income:a,EUR,5,0.05
      \(start)memo:a,min,9000000000,9000000000
      \(start)memo:b,min,-9000000000,-9000000000
      \(second)assets:a,EUR,123456,1234.56
      \(second)income:a,EUR,-123456,-1234.56

      """
    #expect(try books.text(.csv) == expected)
  }

  @Test func `the rows add up to the ledger's balances, of all days and of some`() throws {
    let books = try Books.sample()
    let rows = simpleRows(try books.text(.csv))
    func sums(upTo last: CivilDate?) throws -> [AccountKey: Int] {
      var sums: [AccountKey: Int] = [:]
      for row in rows {
        try #require(row.count == CommaSeparatedExport.columns.count)
        let key = AccountKey(try #require(Account(row[9])), try #require(Commodity(row[10])))
        let amount = try #require(Int(row[11]))
        #expect(try FixedPoint(parsing: row[12], decimals: key.commodity.decimals).scaled == amount)
        let effective = try #require(CivilDate(row[3]))
        if last.map({ effective <= $0 }) ?? true { sums[key, default: 0] += amount }
      }
      return sums.filter { $0.value != 0 }
    }
    try expectSame(sums(upTo: nil), books.log.balances(at: nil))
    for day in interestingDays {
      let date = try #require(CivilDate(day))
      try expectSame(sums(upTo: date), books.log.balances(asOf: date), "\(day)")
    }
    let positions = rows.compactMap { Int($0[0]) }
    #expect(positions.count == rows.count && positions == positions.sorted())
  }
}
