package io.fleetfix.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
  /** The expected ids come from another implementation of UUID version 5 (Python's uuid.uuid5). */
  @ParameterizedTest
  @CsvSource({
    "REPAIR#R-123, 4, RepairCompleted, e8442777-e0a3-50bd-94d5-6137e10222b9",
    "REPAIR#R-123, 2, RepairCancelled, bef69399-96d5-56ce-ad19-bae6a499da2d",
    "INVOICE#R-123, 1, InvoiceIssued, d0769094-5163-555c-a799-6acb00cfc67e",
  })
  void staysTheSameForEver(String aggregateId, long sequence, String eventType, String expected) {
    EventId id = EventId.derive(aggregateId, new Version(sequence), eventType);

    assertThat(id).hasToString(expected);
  }

  @Test
  void isAUuidOfVersionFive() {
    for (int sequence = 1; sequence <= 500; sequence++) {
      EventId id = EventId.derive("REPAIR#R-123", new Version(sequence), "RepairCompleted");

      assertThat(id.value().version()).isEqualTo(5);
      assertThat(id.value().variant()).isEqualTo(2);
    }
  }

  @Test
  void isTheSameWhenItIsDerivedAgain() {
    assertThat(EventId.derive("REPAIR#R-123", new Version(4), "RepairCompleted"))
        .isEqualTo(EventId.derive("REPAIR#R-123", new Version(4), "RepairCompleted"));
  }

  @Test
  void differsWithEveryPart() {
    List<EventId> ids = new ArrayList<>();
    for (String aggregateId : List.of("REPAIR#R-1", "REPAIR#R-12", "INVOICE#R-1")) {
      for (long sequence : List.of(1L, 2L, 21L)) {
        for (String eventType : List.of("RepairCompleted", "RepairCancelled")) {
          ids.add(EventId.derive(aggregateId, new Version(sequence), eventType));
        }
      }
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void isReadAsItIsWritten() {
    EventId id = EventId.derive("REPAIR#R-123", new Version(4), "RepairCompleted");

    assertThat(EventId.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "E8442777-E0A3-50BD-94D5-6137E10222B9",
        "e8442777e0a350bd94d56137e10222b9",
        " e8442777-e0a3-50bd-94d5-6137e10222b9",
        "e8442777-e0a3-50bd-94d5-6137e10222b9\n",
        "g8442777-e0a3-50bd-94d5-6137e10222b9"
      })
  void isNotReadFromAnythingElse(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }
}
