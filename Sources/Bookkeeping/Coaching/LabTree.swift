import Coaching

/// One count of laboratories, of their types and of the topics within these, and what may be told of it.
///
/// Parts of a whole are told all together or not at all: if only the small ones were hidden, the choice of what else must
/// be hidden would say how small they are. They are told where none of them, nor the people who are in the whole and
/// not in a part, nor those who must be in more than one part, are one to four.
struct LabTree {
  let labs: [LabReport.Lab]
  private(set) var session: SessionType?
  private(set) var topic: LabTopic?
  /// Nil where it may not be told.
  private(set) var told: Int?
  private(set) var parts: [LabTree] = []
  private let count: Int

  init(_ labs: [LabReport.Lab], counting count: ([LabReport.Lab]) -> Int) {
    self.init(branch: labs, count)
    if SmallGroups.mayTell(self.count) { told = self.count }
    parts = SessionType.allCases.compactMap { type in
      let own = labs.filter { $0.session == type }
      guard !own.isEmpty else { return nil }
      var part = LabTree(branch: own, count)
      part.session = type
      part.parts = part.topics(count)
      return part
    }
    tellParts(within: [self.count])
    for index in parts.indices { parts[index].tellParts(within: [parts[index].count, self.count]) }
  }

  private init(branch labs: [LabReport.Lab], _ count: ([LabReport.Lab]) -> Int) {
    self.labs = labs
    self.count = count(labs)
  }

  private func topics(_ count: ([LabReport.Lab]) -> Int) -> [LabTree] {
    LabTopic.allCases.compactMap { topic in
      let own = labs.filter { $0.topic == topic }
      guard !own.isEmpty else { return nil }
      var part = LabTree(branch: own, count)
      part.session = own[0].session
      part.topic = topic
      return part
    }
  }

  /// - Parameter wholes: everything to which the parts belong and which is told, too.
  private mutating func tellParts(within wholes: [Int]) {
    let counts = parts.map(\.count)
    let others = counts.flatMap { part in wholes.map { $0 - part } }
    let overlap = counts.reduce(0, +) - count
    guard told != nil, (counts + others + [overlap]).allSatisfy(SmallGroups.mayTell) else { return }
    for index in parts.indices { parts[index].told = counts[index] }
  }
}
