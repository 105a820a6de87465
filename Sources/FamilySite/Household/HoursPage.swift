import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Somebody of the family writes down hours that were done; the host then confirms them.
enum HoursPage {
  static func show(_ visit: Visit) throws -> SitePage {
    let (family, service) = try ServiceAnswer.open(visit)
    guard service.state.status == .inForce else { throw WebRefusals.pageUnknown() }
    return SitePage(
      visit.say("Write down hours"), trail: [(visit.say("My plan"), family.link("/me/plan"))],
      [.paragraph(visit.say("The place where you work then confirms them."))]
        + visit.form(
          visit.hoursFields(service.work).map { .field($0) }, submit: "Go on, to sign", hidden: family.hidden))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let (family, service) = try ServiceAnswer.open(visit)
    return try visit.draft(
      [
        visit.statement(
          try visit.readHours(), stream: StreamID("service", service.id), as: .household)
      ], then: family.link("/me/plan"))
  }
}

extension Visit {
  func hoursFields(_ work: ServiceWork) -> [Field] {
    let tasks = work.tasks.map { Field.Option($0.rawValue, word($0, of: "tasks")) }
    return [
      field("day", "Which day?", .date, initial: today.description),
      field("from", "From what time?", .text(most: 5), hint: "For example 9:00"),
      field("to", "Until what time?", .text(most: 5), hint: "For example 12:30"),
      field("task", "What was done?", .radios(tasks), initial: tasks.count == 1 ? tasks[0].value : nil),
    ]
  }

  func readHours() throws -> ServicePerformed {
    let hours = try read { form -> ServicePerformed? in
      let (day, from, to) = (form.day("day"), form.time("from"), form.time("to"))
      let task = form.choice("task", ServiceWork.Task.self)
      if let from, let to, to <= from { form.fault("to", "This is before the beginning") }
      guard let from, let to, let task else { return nil }
      return ServicePerformed(on: day, from: from, to: to, task: task)
    }
    guard let hours else { throw WebRefusals.malformed(["reason": "no hours"]) }
    return hours
  }
}
