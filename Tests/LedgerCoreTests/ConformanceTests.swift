import LedgerCore
import LedgerCoreTesting
import Testing

@Test("a store in memory conforms", arguments: EventStoreConformance.checks)
func memoryConforms(_ check: ConformanceCheck) throws {
  try check.run(on: InMemoryEventStore())
}
