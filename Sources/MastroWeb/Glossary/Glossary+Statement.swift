public import LedgerCore
public import Pages

extension Glossary {
  /// The entry in plain words for the person who signs it.
  ///
  /// - Parameters:
  ///   - fileNumber: the case's file number, where it has one.
  ///   - names: how ids get names, as far as this person may know them.
  public func statement(
    of entry: Entry, fileNumber: String? = nil, names: @escaping Naming = { _ in nil }
  ) -> EntryStatement {
    let values = ValueWords(glossary: self, names: names)
    // What is no object cannot be a body; it is shown as it is.
    let body = (try? JSON.parse(entry.body, form: .relaxed))?.object
    let reading = BodyReading(of: body ?? [:], kind: entry.kind, values: values)
    let moved = reading.hasAmount ? [] : mainAmounts(of: entry.postings, names)
    let unread = body == nil ? [Term(say("content"), .code(String(decoding: entry.body, as: UTF8.self)))] : []
    return EntryStatement(
      heading: inlineKind(entry.kind), important: moved + reading.important,
      signing: signing(entry.header, fileNumber: fileNumber, names), content: unread + reading.content,
      tables: reading.tables, effects: effects(of: entry.postings, names),
      titles: .init(
        important: say("important"), signing: say("signing"), content: say("content"), effects: say("effects")))
  }

  private func signing(_ header: EntryHeader, fileNumber: String?, _ names: @escaping Naming) -> [Term] {
    var terms = [
      Term(say("signer"), name(.member(header.actor), names)),
      Term(say("role"), inlineCode(header.role.rawValue, of: "role") ?? .name(header.role.rawValue)),
    ]
    if let body = header.onBehalfOf { terms.append(Term(say("onBehalfOf"), name(.body(body), names))) }
    terms.append(Term(say("stream"), about(header.stream, names)))
    if let fileNumber { terms.append(Term(say("fileNumber"), .name(fileNumber))) }
    terms.append(Term(say("effective"), "\(header.effective)"))
    return terms
  }

  /// "Prestito M1", "Nucleo familiare Rossi", "Registro".
  public func about(_ stream: StreamID, _ names: Naming = { _ in nil }) -> Inline {
    let family = String(stream.family)
    let word = inlineCode(family, of: "stream") ?? .name(family)
    guard !stream.key.isEmpty else { return word }
    let isParty = ["party", "household", "budget"].contains(family)
    let known = names(.file(stream)) ?? (isParty ? stream.ulid.flatMap { names(.party($0)) } : nil)
    return "\(word) \(Inline.name(known ?? NamedThing.file(stream).withoutName))"
  }

  private func effects(of postings: Postings, _ names: @escaping Naming) -> Table? {
    guard !postings.lines.isEmpty else { return nil }
    return Table(
      caption: say("effects"),
      columns: [Table.Column(say("account")), Table.Column(say("change"), isFigure: true)],
      rows: postings.lines.map { line in
        [.inline(account(line.account, names: names).over(.code(line.account.text))), .inline(change(line))]
      })
  }

  /// The change as people expect it: what is owed, and the fund's own money, grow with a credit.
  private func change(_ line: Posting) -> Inline {
    let grows = line.naturalAmount > 0
    return "\(Inline(grows ? "+" : ""))\(quantity(line.naturalAmount, line.commodity))"
  }

  private func quantity(_ amount: Int, _ commodity: Commodity) -> Inline {
    switch commodity {
    case .euro: "\(Money(cents: amount))"
    case .minutes: "\(amount, as: .minutes)"
    default: "\(amount)"
    }
  }

  /// Where a body names no amount, what it moves: at the bank first, otherwise what it commits or promises.
  private func mainAmounts(of postings: Postings, _ names: @escaping Naming) -> [Term] {
    let lines = postings.lines.filter { $0.commodity == .euro && !$0.account.isUnder("memo:contra") }
    let atBank = lines.filter { $0.account.isUnder("assets:bank") }
    let promised = lines.filter { $0.account.isUnder("memo:commitments") || $0.account.isUnder("memo:instalments") }
    return (atBank.isEmpty ? promised : atBank).map { line in
      Term(account(line.account, names: names), "\(strong: change(line))")
    }
  }
}

extension Posting {
  /// The amount with the sign that its account grows by.
  var naturalAmount: Int {
    switch account.accountClass {
    case .assets where account.isUnder("assets:allowance"): -amount
    case .assets, .expenses: amount
    // What funders want back, and the result, are kept on the other side of the fund's own money.
    case .equity where account.segments.last == "repayable" || account.isUnder("equity:result"): amount
    case .liabilities, .equity, .income: -amount
    case .memo: account.isUnder("memo:contra") ? -amount : amount
    }
  }
}
