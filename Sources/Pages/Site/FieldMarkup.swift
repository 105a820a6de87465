extension Field {
  func markup(in language: Language) -> Markup {
    switch control {
    case .radios(let options): return choices(options, type: "radio", in: language)
    case .checks(let options): return choices(options, type: "checkbox", in: language)
    case .checkbox: return checkbox(in: language)
    default:
      let label = Markup.element(.label, [Attribute(.for, id)], [label.markup(in: language)])
      return .element(
        .div, [.class(fault == nil ? "field" : "field wrong")], [label] + notes(in: language) + [input(in: language)])
    }
  }

  private var value: String { values.first ?? "" }

  /// Hint and fault, which the field names as its description.
  private func notes(in language: Language) -> [Markup] {
    var notes: [Markup] = []
    if let hint {
      notes.append(.element(.p, [.class("hint"), Attribute(.id, id + "-hint")], [hint.markup(in: language)]))
    }
    if let fault {
      notes.append(.element(.p, [.class("fault"), Attribute(.id, id + "-fault")], [fault.markup(in: language)]))
    }
    return notes
  }

  private var described: [Attribute] {
    var attributes: [Attribute] = []
    let ids = (fault == nil ? [] : [id + "-fault"]) + (hint == nil ? [] : [id + "-hint"])
    if !ids.isEmpty { attributes.append(Attribute(.ariaDescribedBy, ids.joined(separator: " "))) }
    if fault != nil { attributes.append(Attribute(.ariaInvalid, "true")) }
    return attributes
  }

  private var common: [Attribute] {
    var attributes = [Attribute(.id, id), Attribute(.name, name)]
    if isRequired { attributes.append(Attribute(.required, "required")) }
    if let autocomplete { attributes.append(Attribute(.autocomplete, autocomplete)) }
    return attributes + described
  }

  private func input(in language: Language) -> Markup {
    func input(_ type: String, _ more: Attribute...) -> Markup {
      .element(.input, [Attribute(.type, type)] + common + [Attribute(.value, value)] + more)
    }
    switch control {
    case .text(let most): return input("text", Attribute(.maxlength, most))
    case .amount: return input("text", Attribute(.inputmode, "decimal"), .class("amount"))
    case .integer(let range):
      return input(
        "text", Attribute(.inputmode, "numeric"), .class("amount"),
        Attribute(.maxlength, max(String(range.lowerBound).utf8.count, String(range.upperBound).utf8.count)))
    case .date: return input("date")
    case .month: return input("month")
    case .longText(let most):
      let text = Markup.text(value)
      return .element(.textarea, common + [Attribute(.rows, 4), Attribute(.maxlength, most)], [text])
    case .choice(let options):
      let first = isRequired && value.isEmpty ? [Markup.element(.option, [Attribute(.value, "")], "—")] : []
      let rest = options.map { option in
        let chosen = values.contains(option.value) ? [Attribute(.selected, "selected")] : []
        return Markup.element(
          .option, [Attribute(.value, option.value)] + chosen, option.label.text(in: language))
      }
      return .element(.select, common, first + rest)
    case .file(let accept):
      return .element(.input, [Attribute(.type, "file")] + common + [Attribute(.accept, accept)])
    case .radios, .checks, .checkbox: return .none
    }
  }

  private func checkbox(in language: Language) -> Markup {
    let checked = value.isEmpty ? [] : [Attribute(.checked, "checked")]
    let box = Markup.element(
      .input, [Attribute(.type, "checkbox")] + common + [Attribute(.value, "yes")] + checked)
    let label = Markup.element(.label, [Attribute(.for, id)], [label.markup(in: language)])
    return .element(
      .div, [.class(fault == nil ? "field check" : "field check wrong")], [box, label] + notes(in: language))
  }

  private func choices(_ options: [Option], type: String, in language: Language) -> Markup {
    let legend = Markup.element(.legend, [], [label.markup(in: language)])
    let boxes = options.enumerated().map { index, option -> Markup in
      let boxID = index == 0 ? id : "\(id)-\(index)"
      var attributes = [
        Attribute(.type, type), Attribute(.id, boxID), Attribute(.name, name), Attribute(.value, option.value),
      ]
      if values.contains(option.value) { attributes.append(Attribute(.checked, "checked")) }
      if type == "radio", isRequired { attributes.append(Attribute(.required, "required")) }
      if option.hint != nil { attributes.append(Attribute(.ariaDescribedBy, boxID + "-hint")) }
      var parts = [
        Markup.element(.input, attributes),
        .element(.label, [Attribute(.for, boxID)], [option.label.markup(in: language)]),
      ]
      if let hint = option.hint {
        parts.append(.element(.p, [.class("hint"), Attribute(.id, boxID + "-hint")], [hint.markup(in: language)]))
      }
      return .element(.div, [.class("check")], parts)
    }
    return .element(
      .fieldset, [.class(fault == nil ? "field" : "field wrong")] + described, [legend] + notes(in: language) + boxes)
  }
}
