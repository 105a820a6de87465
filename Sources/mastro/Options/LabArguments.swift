public import ArgumentParser
public import Coaching

/// Words of the command line about laboratories.
extension LabTopic: ExpressibleByArgument {}
extension LabCancelled.Reason: ExpressibleByArgument {}
extension SessionType: ExpressibleByArgument {}
