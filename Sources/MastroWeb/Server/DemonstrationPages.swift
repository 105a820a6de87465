import Pages

/// The page of a demonstration's links: a script takes the key behind the `#` into the browser, and signs in with it.
enum DemonstrationPages: Site {
  static let phrases: [(tag: String, bytes: [UInt8])] = OwnPages.phrases
  static let navigation: [NavigationItem] = []

  static func add(to routes: inout Routes) {
    routes.page("/demo", for: .everybody) { visit in
      .page(
        SitePage(
          visit.say("Demonstration"), scripts: ["demo.js"],
          [
            .island(
              "demo", values: [:],
              [
                .paragraph(
                  visit.say("This page takes a key of the demonstration into this browser and signs in with it."))
              ])
          ]))
    }
  }
}
