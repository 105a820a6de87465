import Bookkeeping
import Coaching
import MastroWeb
import Pages

/// What families call their expenses, and where each stands in the Classification of Individual Consumption According to
/// Purpose (COICOP 2018): one choice answers both.
enum ExpenseSort {
  private static func known(_ topic: Topic, _ visit: Visit) -> [(ExpenseLine.Group, String, Inline)] {
    switch topic {
    case .home:
      [
        (.home, "04.1", visit.say("rent")), (.home, "04.2", visit.say("home mortgage")),
        (.home, "04.4", visit.say("condominium, water, waste")), (.home, "04.3", visit.say("repairs at home")),
        (.utilities, "04.5", visit.say("electricity, gas, heating")),
        (.phone, "08.3", visit.say("telephone, internet")),
        (.home, "05.3", visit.say("furniture and appliances")),
      ]
    case .daily:
      [
        (.food, "01.1", visit.say("food")), (.food, "11.1", visit.say("canteen, meals out")),
        (.other, "05.6", visit.say("cleaning and things for the house")),
        (.clothing, "03.1", visit.say("clothes and shoes")),
        (.other, "13.1", visit.say("care of the person, hairdresser")),
        (.leisure, "09.4", visit.say("leisure and sport")),
        (.leisure, "02.3", visit.say("tobacco")), (.leisure, "09.3", visit.say("animals")),
        (.other, "13.9", visit.say("something else")),
      ]
    case .care:
      [
        (.health, "06.1", visit.say("medicines")), (.health, "06.2", visit.say("visits, dentist, glasses")),
        (.school, "10.1", visit.say("school, books, canteen fees")),
        (.children, "13.3", visit.say("nursery, childcare")),
        (.transport, "07.3", visit.say("bus and train")), (.transport, "07.2", visit.say("fuel, repairs, road tax")),
        (.transport, "12.1", visit.say("insurance of the car or motorcycle")),
        (.health, "12.1", visit.say("other insurance")),
      ]
    case .people, .income, .debts, .envelopes: []
    }
  }

  /// - Parameter line: another sort of an earlier sheet stays to be chosen.
  static func options(for topic: Topic, _ line: ExpenseLine?, _ visit: Visit) -> [Field.Option] {
    var options = known(topic, visit).map { group, coicop, words in Field.Option("\(group.rawValue)/\(coicop)", words) }
    if let line, !options.contains(where: { $0.value == value(line.group, line.coicop) }) {
      let group = CoachingWords(visit).code(line.group, of: "group")
      options.append(Field.Option(value(line.group, line.coicop), group + " (COICOP \(line.coicop.description))"))
    }
    return options
  }

  /// What a blank row asks for: the first of those that nobody has written down yet.
  static func suggested(for topic: Topic, _ row: Int, beside lines: [ExpenseLine], _ visit: Visit) -> String? {
    let used = Set(lines.map { value($0.group, $0.coicop) })
    let open = known(topic, visit).map { "\($0.0.rawValue)/\($0.1)" }.filter { !used.contains($0) }
    return open[safe: row - lines.count]
  }

  static func value(_ group: ExpenseLine.Group, _ coicop: CoicopCode) -> String {
    "\(group.rawValue)/\(coicop.description)"
  }

  static func read(_ text: String, _ topic: Topic) -> (group: ExpenseLine.Group, coicop: CoicopCode)? {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let group = ExpenseLine.Group(rawValue: parts[0]), topic.groups.contains(group),
      let coicop = CoicopCode(parts[1])
    else { return nil }
    return (group, coicop)
  }

  /// How it is called where the family gives no name.
  static func name(_ text: String, _ topic: Topic, _ visit: Visit) -> String? {
    known(topic, visit).first { "\($0.0.rawValue)/\($0.1)" == text }.map { $0.2.text(in: visit.language) }
  }
}
