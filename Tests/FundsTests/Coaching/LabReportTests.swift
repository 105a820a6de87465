import Bookkeeping
import Coaching
import LedgerCore
import Sodium
import Testing

/// What a report of laboratories tells, and what nobody can learn from it.
@Suite struct LabReportTests {
  typealias Lab = LabReport.Lab

  private static let scope = ReportScope(
    asOf: CivilDate(year: 2026, month: 12, day: 31) ?? CivilDate(dayNumber: 0),
    from: CivilDate(year: 2026, month: 1, day: 1))

  private static func person(_ number: UInt8) -> Fingerprint { Fingerprint(SHA256.hash([number])) }

  private static func people(_ numbers: ClosedRange<UInt8>) -> Set<Fingerprint> { Set(numbers.map(person)) }

  private static func lab(
    _ session: SessionType, _ topic: LabTopic, _ attendance: Set<Fingerprint> = [], guests: Int = 0,
    feedback: [LabQuestion: [Int]] = [:]
  ) -> Lab {
    Lab(
      session: session, topic: topic, minutes: 90, attendance: attendance, guests: guests, feedback: feedback)
  }

  private static func report(_ labs: [Lab]) -> LabReport { LabReport(labs, scope: scope) }

  @Test func `somebody who comes twice counts once, and hours are those of the laboratories`() {
    let report = Self.report([
      Self.lab(.training, .budget, Self.people(1...12), guests: 5),
      Self.lab(.training, .bills, Self.people(6...17), guests: 6),
    ])
    #expect(report.total.labs == 2)
    #expect(report.total.minutes == 180)
    #expect(report.total.people == 17)
    #expect(report.total.guests == 11)
    #expect(report.lines.map(\.topic) == [nil, .budget, .bills])
    #expect(report.lines.map(\.people) == [17, 12, 12])
    #expect(report.lines.map(\.guests) == [11, 5, 6])
  }

  @Test func `where one part is below five, none of the parts is told`() {
    let report = Self.report([
      Self.lab(.training, .budget, Self.people(1...20)), Self.lab(.training, .bills, Self.people(21...29)),
      Self.lab(.training, .debts, Self.people(30...32)),
    ])
    #expect(report.total.people == 32)
    #expect(report.lines.map(\.people) == [32, nil, nil, nil])
    #expect(report.lines.map(\.labs) == [3, 1, 1, 1])
  }

  @Test func `where subtraction would find a few who came twice, or to one laboratory only, no part is told`() {
    let twice = Self.report([
      Self.lab(.training, .budget, Self.people(1...10)), Self.lab(.training, .bills, Self.people(8...17)),
    ])
    #expect(twice.lines.map(\.people) == [17, nil, nil])
    let once = Self.report([
      Self.lab(.training, .budget, Self.people(1...10)), Self.lab(.training, .bills, Self.people(3...10)),
    ])
    #expect(once.lines.map(\.people) == [10, nil, nil])
  }

  @Test func `where so few came that nobody is told, nothing is told of the parts`() {
    let report = Self.report([
      Self.lab(.advice, .debts, Self.people(1...2), guests: 7), Self.lab(.training, .budget, Self.people(2...4)),
    ])
    #expect(report.total.people == nil)
    #expect(report.lines.allSatisfy { $0.people == nil })
    #expect(report.total.guests == 7)
  }

  @Test func `answers are counted by mark`() {
    let labs = [
      Self.lab(.training, .budget, Self.people(1...12), feedback: [.clear: [0, 0, 0, 5, 6]]),
      Self.lab(
        .training, .budget, Self.people(1...12), feedback: [.clear: [0, 0, 0, 5, 7], .useful: [1, 2, 0, 0, 0]]),
    ]
    let answers = Self.report(labs).answers
    #expect(answers.map(\.question) == [.clear, .useful])
    #expect(answers[0].count == 23)
    #expect(answers[0].marks == [0, 0, 0, 10, 13])
    #expect([answers[0].low, answers[0].high] == [0, 23])
    #expect(answers[1].count == nil)
    #expect(answers[1].marks == [nil, nil, nil, nil, nil])
  }

  @Test func `where a mark was given by a few, halves are told in place of marks`() {
    let lab = Self.lab(.training, .budget, Self.people(1...30), feedback: [.clear: [1, 2, 4, 8, 12]])
    let answers = Self.report([lab]).answers[0]
    #expect([answers.count, answers.low, answers.high] == [27, 7, 20])
    #expect(answers.marks == [nil, nil, nil, nil, nil])
  }

  @Test func `more answers than people told would say how many guests came, so they are not told`() {
    let few = Self.report([
      Self.lab(.training, .budget, Self.people(1...8), guests: 4, feedback: [.safe: [0, 0, 0, 6, 6]])
    ])
    #expect(few.total.guests == nil)
    #expect(few.answers[0].count == nil)
    let some = Self.report([
      Self.lab(.training, .budget, Self.people(1...8), guests: 4, feedback: [.safe: [0, 0, 0, 0, 8]])
    ])
    #expect(some.answers[0].count == 8)
    #expect(some.answers[0].marks == [0, 0, 0, 0, 8])
  }

  /// The shapes that published reports can have: which laboratories there were is no secret, who came is one.
  private static let shapes: [[(SessionType, LabTopic)]] = [
    [(.training, .budget)],
    [(.training, .budget), (.training, .bills)],
    [(.training, .budget), (.advice, .budget)],
    [(.training, .budget), (.training, .bills), (.training, .debts)],
    [(.training, .budget), (.training, .bills), (.advice, .budget)],
    [(.information, .budget), (.training, .budget), (.advice, .debts)],
    [(.training, .budget), (.training, .bills), (.advice, .budget), (.advice, .bills)],
  ]

  /// What can be read in a report, as one value.
  private static func seen(_ report: LabReport) -> [Int?] {
    [report.total.people, report.total.guests] + report.lines.flatMap { [$0.people, $0.guests] }
      + report.answers.flatMap { [$0.count, $0.low, $0.high] + $0.marks }
  }

  @Test(arguments: shapes.indices)
  func `whoever knows the rule and every other figure cannot find a group of one to four guests`(shape: Int) {
    let labs = Self.shapes[shape]
    let most = labs.count > 3 ? 7 : 9
    var worlds: [[Int?]: [[Int]]] = [:]
    Self.every(labs.count, upTo: most) { guests in
      let report = Self.report(zip(labs, guests).map { Self.lab($0.0, $0.1, guests: $1) })
      worlds[Self.seen(report), default: []].append(guests)
    }
    #expect(worlds.count > 5)
    for group in Self.groups(of: labs) {
      for (seen, possible) in worlds {
        // Worlds at the edge of what was enumerated might have companions outside of it.
        guard !possible.contains(where: { $0.contains(most) }) else { continue }
        let sizes = Set(possible.map { guests in group.reduce(0) { $0 + guests[$1] } })
        #expect(sizes.count > 1 || !(1...4).contains(sizes.first ?? 0), "\(seen) says that \(group) are \(sizes)")
      }
    }
  }

  @Test func `nor a few people who come to some laboratories and not to others`() {
    for shape in Self.shapes where shape.count == 2 { Self.expectNobodyFound(in: shape, upTo: 12) }
    for shape in Self.shapes where shape.count == 3 { Self.expectNobodyFound(in: shape, upTo: 3) }
  }

  /// A sort of people is a set of laboratories to which they come; a group is made of sorts.
  private static func expectNobodyFound(in shape: [(SessionType, LabTopic)], upTo most: Int) {
    let sorts = (1 << shape.count) - 1
    var worlds: [[Int?]: [[Int]]] = [:]
    every(sorts, upTo: most) { counts in
      var next: UInt8 = 0
      var attendance = shape.map { _ in Set<Fingerprint>() }
      for (sort, count) in counts.enumerated() {
        for _ in 0..<count {
          next += 1
          for lab in shape.indices where (sort + 1) >> lab & 1 == 1 { attendance[lab].insert(person(next)) }
        }
      }
      let report = report(zip(shape, attendance).map { lab($0.0, $0.1, $1) })
      worlds[seen(report), default: []].append(counts)
    }
    for (seen, possible) in worlds {
      // Worlds at the edge of what was enumerated might have companions outside of it.
      guard !possible.contains(where: { $0.contains(most) }) else { continue }
      for group in 1..<(1 << sorts) {
        let sizes = Set(
          possible.map { counts in counts.indices.reduce(0) { group >> $1 & 1 == 1 ? $0 + counts[$1] : $0 } })
        #expect(sizes.count > 1 || !(1...4).contains(sizes.first ?? 0), "\(seen) says that \(sizes) are of \(group)")
      }
    }
  }

  @Test func `nor how many gave one mark`() {
    var worlds: [[Int?]: [[Int]]] = [:]
    Self.every(5, upTo: 6) { marks in
      let lab = Self.lab(.training, .budget, Self.people(1...40), feedback: [.clear: marks])
      worlds[Self.seen(Self.report([lab])), default: []].append(marks)
    }
    for (seen, possible) in worlds {
      guard !possible.contains(where: { $0.contains(6) }) else { continue }
      for mark in 0..<5 {
        let sizes = Set(possible.map { $0[mark] })
        #expect(sizes.count > 1 || !(1...4).contains(sizes.first ?? 0), "\(seen) says that \(sizes) gave \(mark + 1)")
      }
    }
  }

  /// Groups that a table could be made of: a laboratory, a type, a topic, everybody.
  private static func groups(of labs: [(SessionType, LabTopic)]) -> Set<[Int]> {
    let all = Array(labs.indices)
    return Set(
      all.map { [$0] } + [all] + all.map { lab in all.filter { labs[$0].0 == labs[lab].0 } }
        + all.map { lab in all.filter { labs[$0].1 == labs[lab].1 } })
  }

  /// Every list of so many numbers from 0 to `most`.
  private static func every(_ count: Int, upTo most: Int, _ body: ([Int]) -> Void) {
    var numbers = Array(repeating: 0, count: count)
    while true {
      body(numbers)
      guard let index = numbers.firstIndex(where: { $0 < most }) else { return }
      numbers[index] += 1
      for lower in 0..<index { numbers[lower] = 0 }
    }
  }
}
