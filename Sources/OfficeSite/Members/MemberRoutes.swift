import MastroWeb

/// The addresses of members and devices.
enum MemberRoutes {
  static func add(to routes: inout Routes) {
    let who = Office.administrators
    routes.page("/members", for: who) { .page(try MembersPage(visit: $0).page()) }
    routes.form("/members/requests/{key}", for: who) {
      try EnrolmentForm($0).show()
    } submit: {
      try EnrolmentForm($0).submit()
    }
    routes.form("/members/requests/{key}/forget", for: who) {
      try EnrolmentForm($0).showForget()
    } submit: {
      try EnrolmentForm($0).submitForget()
    }
    routes.form("/members/proposals/{id}", for: who) {
      try MemberProposal($0).show()
    } submit: {
      try MemberProposal($0).submit()
    }
    routes.page("/members/{id}", for: who) { .page(try MemberPage($0).page()) }
    routes.form("/members/{id}/roles", for: who) {
      try MemberPage($0).showRoles()
    } submit: {
      try MemberPage($0).submitRoles()
    }
    routes.form("/members/{id}/revoke", for: who) {
      try MemberPage($0).showRevoke()
    } submit: {
      try MemberPage($0).submitRevoke()
    }
    routes.form("/members/{id}/keys/{key}", for: who) {
      try MemberPage($0).showKey()
    } submit: {
      try MemberPage($0).submitKey()
    }
    routes.page("/devices", for: .members) { .page(try DevicesPage(visit: $0).page()) }
    routes.form("/devices/requests/{key}", for: .members) {
      try DevicesPage(visit: $0).showAdd()
    } submit: {
      try DevicesPage(visit: $0).submitAdd()
    }
    routes.form("/devices/keys/{key}", for: .members) {
      try DevicesPage(visit: $0).showRemove()
    } submit: {
      try DevicesPage(visit: $0).submitRemove()
    }
  }
}
