import ArgumentParser
import Bookkeeping
import Coaching
import Funds
import LedgerCore

struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab", abstract: "Budget laboratories: a group works on the budget of an invented family.",
    subcommands: [
      Schedule.self, Hold.self, Cancel.self, List.self, Show.self, LabExerciseCommand.self, LabReportCommand.self,
    ])

  struct Schedule: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Announce a laboratory.",
      discussion:
        "mastro lab schedule --body comune-lodi --day 2026-03-12 --topic bills --places 15 --exercise pesce --as elena")
    @OptionGroup var write: WriteOptions
    @Option(help: "Body that holds it, as --on-behalf-of; the only one for which you act otherwise.") var body: Slug?
    @Option(help: "Day (YYYY-MM-DD) on which it is held.") var day: CivilDate
    @Option(help: "What it is about.") var topic: LabTopic
    @Option(help: "How many people have a place.") var places: Int
    @Option(help: "What is offered, by UNI 11402.") var session: SessionType = .training
    @Option(help: "The invented family to work on: `mastro lab exercise` lists them.") var exercise: Slug?

    func validate() throws {
      if let body, let other = write.onBehalfOf, body != other {
        throw ValidationError("--body and --on-behalf-of name different bodies")
      }
    }

    func run() throws {
      let desk = try Desk(write)
      if let exercise { _ = try LabExercise.named(exercise) }
      let scheduled = LabScheduled(day: day, topic: topic, session: session, places: places, exercise: exercise)
      var request = try desk.begin(scheduled, "lab")
      request.onBehalfOf = body ?? desk.ownBody
      try desk.record([request])
    }
  }

  struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that a laboratory took place, and who came.",
      discussion: """
        The log learns pseudonyms, never who. Whoever wants to be in no register is counted with --guests.
        mastro lab hold LAB --attended-file present.txt --guests 3 --minutes 90 --feedback clear=0,1,2,5,3 --as elena
        """)
    @OptionGroup var write: WriteOptions
    @Argument(help: "The laboratory.") var lab: String
    @Option(help: "Parties who came, with commas between their names.") var attended: String?
    @Option(help: "File with one name on each line; empty lines and lines that begin with # do not count.")
    var attendedFile: String?
    @Option(help: "People who came and are in no register.") var guests = 0
    @Option(help: "How long it lasted.") var minutes: Int
    @Option(help: "QUESTION=how many gave the marks 1,2,3,4,5; or a JSON file of them. Once for each question.")
    var feedback: [String] = []
    @Option(help: "The invented family that was worked on; the one that was announced otherwise.") var exercise: Slug?

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream(LabState.family, lab)
      let state: LabState = try desk.bookkeeper.state(stream)
      if let exercise { _ = try LabExercise.named(exercise) }
      var names = attended.map { LabNames.separated($0, by: ",") } ?? []
      if let attendedFile { names += LabNames.lines(of: try Files.read(attendedFile)) }
      let parties = try desk.bookkeeper.parties(named: names)
      let held = LabHeld(
        attendance: try desk.bookkeeper.pseudonyms(of: parties), guests: guests, minutes: minutes,
        exercise: exercise ?? state.plan?.exercise, feedback: try LabFeedback.read(feedback))
      guard !(try desk.record([desk.request(held, of: state, stream: stream)])).isEmpty else { return }
      if let places = state.plan?.places, held.people > places {
        Console.note("\(held.people) people came, on \(places) \(places == 1 ? "place" : "places")")
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say that a laboratory does not take place.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The laboratory.") var lab: String
    @Option(help: "Why.") var reason: LabCancelled.Reason

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream(LabState.family, lab)
      try desk.record([
        desk.request(LabCancelled(reason: reason), of: desk.bookkeeper.state(stream), stream: stream)
      ])
    }
  }
}

extension Desk {
  /// The body that was named, else the only one for which the signer acts.
  fileprivate var ownBody: Slug? { options.onBehalfOf ?? (member.bodies.count == 1 ? member.bodies.first : nil) }

  /// A step of a laboratory, signed for the body that holds it where the signer acts for that one.
  fileprivate func request<Body: EntryBody>(
    _ body: Body, of lab: LabState, stream: StreamID
  ) throws -> EntryRequest {
    var request = try request(body, stream: stream)
    request.onBehalfOf = options.onBehalfOf ?? lab.signingBody(among: member.bodies)
    return request
  }
}
