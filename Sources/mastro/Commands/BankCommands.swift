import ArgumentParser

struct BankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bank", abstract: "Bank statements.")
}
