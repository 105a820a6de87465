import Coaching
import LedgerCore

extension RefusalRow {
  /// A laboratory whose day is today.
  private static func lab(_ books: Books) throws -> StreamID {
    try books.meetEducators()
    return try books.labToday()
  }

  /// What a program of somebody else's might sign in place of a rising list.
  private static func hold(_ books: Books, attendance: [UInt8]) throws {
    let lab = try lab(books)
    let list = attendance.map { "\"\(Books.fingerprint($0))\"" }.joined(separator: ",")
    let body = #"{"attendance":[\#(list)],"guests":0,"minutes":60}"#
    try books.send(forged: Books.held(), lab, by: .edda, body: Array(body.utf8)) { $0.onBehalfOf = "comune" }
  }

  private static func hold(_ books: Books, feedback: [String: [Int]]) throws {
    try books.holdLab(try lab(books), Books.held(feedback: feedback))
  }

  private static let falling = [UInt8](1...2).sorted {
    Books.fingerprint($0).description > Books.fingerprint($1).description
  }

  static let labs: [RefusalRow] = [
    RefusalRow("lab.scheduled", "lab.wrong-state") { try $0.scheduleLab(in: try lab($0)) },
    RefusalRow("lab.scheduled", "lab.body-missing") {
      try $0.meetEducators()
      try $0.scheduleLab(for: nil)
    },
    RefusalRow("lab.scheduled", "lab.day-over") {
      try $0.meetEducators()
      try $0.scheduleLab(days: -1)
    },
    RefusalRow("lab.scheduled", "lab.out-of-range") {
      try $0.meetEducators()
      try $0.scheduleLab(places: 0)
    },
    RefusalRow("lab.held", "lab.wrong-state") {
      let lab = try lab($0)
      try $0.holdLab(lab)
      try $0.holdLab(lab)
    },
    RefusalRow("lab.held", "lab.wrong-state") {
      let lab = try lab($0)
      try $0.cancelLab(lab)
      try $0.holdLab(lab)
    },
    RefusalRow("lab.held", "lab.wrong-state") {
      try $0.meetEducators()
      try $0.holdLab($0.stream("lab"))
    },
    RefusalRow("lab.held", "lab.body-missing") { try $0.holdLab(try lab($0), for: nil) },
    RefusalRow("lab.held", "lab.other-body") { try $0.holdLab(try lab($0), by: .enzo, for: "banca") },
    RefusalRow("lab.held", "lab.before-its-day") {
      try $0.meetEducators()
      try $0.holdLab(try $0.scheduleLab())
    },
    RefusalRow("lab.held", "lab.before-its-day") {
      let lab = try lab($0)
      try $0.holdLab(lab, on: $0.today.adding(days: -1))
    },
    RefusalRow("lab.held", "lab.out-of-range") { try $0.holdLab(try lab($0), Books.held(minutes: 0)) },
    RefusalRow("lab.held", "lab.out-of-range") { try $0.holdLab(try lab($0), Books.held(minutes: 721)) },
    RefusalRow("lab.held", "lab.out-of-range") { try $0.holdLab(try lab($0), Books.held(guests: -1)) },
    RefusalRow("lab.held", "lab.attendance-invalid") { try hold($0, attendance: falling) },
    RefusalRow("lab.held", "lab.attendance-invalid") { try hold($0, attendance: [1, 1]) },
    RefusalRow("lab.held", "lab.nobody-came") { try $0.holdLab(try lab($0), Books.held(0, guests: 0)) },
    RefusalRow("lab.held", "lab.question-unknown") { try hold($0, feedback: ["weather": [0, 0, 0, 0, 1]]) },
    RefusalRow("lab.held", "lab.marks-invalid") { try hold($0, feedback: ["clear": [0, 0, 0, 1]]) },
    RefusalRow("lab.held", "lab.marks-invalid") { try hold($0, feedback: ["clear": [0, 0, -1, 0, 1]]) },
    RefusalRow("lab.held", "lab.answers-exceed") { try hold($0, feedback: ["clear": [0, 0, 0, 5, 6]]) },
    RefusalRow("lab.held", "lab.answers-exceed") {
      let most = (1 << 53) - 1
      try hold($0, feedback: ["clear": [most, most, most, most, most]])
    },
    RefusalRow("lab.cancelled", "lab.wrong-state") {
      let lab = try lab($0)
      try $0.cancelLab(lab)
      try $0.cancelLab(lab)
    },
    RefusalRow("lab.cancelled", "lab.body-missing") { try $0.cancelLab(try lab($0), for: nil) },
    RefusalRow("lab.cancelled", "lab.other-body") { try $0.cancelLab(try lab($0), by: .enzo, for: "banca") },
  ]
}
