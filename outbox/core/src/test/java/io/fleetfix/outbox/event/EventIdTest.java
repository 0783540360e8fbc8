package io.fleetfix.outbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
  /**
   * The expected ids come from an independent implementation of UUID version 5: Python's
   * uuid.uuid5.
   */
  @ParameterizedTest
  @CsvSource({
    "PARCEL#P-123, 4, ParcelShipped, 8cabb182-4219-503d-84f0-ccc53530a435",
    "PARCEL#P-123, 2, ParcelLost, 3e2b12de-ab8e-54d8-8cc4-83ee754db639",
    "LABEL#P-123, 1, LabelPrinted, 6f336ec8-0c71-5ada-9c57-f28e9e88ae90",
    "Päckchen #1, 9223372036854775807, Größer, acbc8958-80d3-5d63-b7e8-ff9cd6713c93",
  })
  void derivedIdsNeverChange(String aggregateId, long sequence, String eventType, String expected) {
    EventId id = EventId.derive(aggregateId, new Version(sequence), eventType);

    assertThat(id).hasToString(expected);
  }

  @Test
  void isAVersion5Uuid() {
    for (int sequence = 1; sequence <= 500; sequence++) {
      EventId id = EventId.derive("PARCEL#P-123", new Version(sequence), "ParcelShipped");

      assertThat(id.value().version()).isEqualTo(5);
      assertThat(id.value().variant()).isEqualTo(2);
    }
  }

  @Test
  void derivingAgainGivesTheSameId() {
    assertThat(EventId.derive("PARCEL#P-123", new Version(4), "ParcelShipped"))
        .isEqualTo(EventId.derive("PARCEL#P-123", new Version(4), "ParcelShipped"));
  }

  @Test
  void everyPartChangesTheId() {
    List<EventId> ids = new ArrayList<>();
    for (String aggregateId : List.of("PARCEL#P-1", "PARCEL#P-12", "LABEL#P-1")) {
      for (long sequence : List.of(1L, 2L, 21L)) {
        for (String eventType : List.of("ParcelShipped", "ParcelLost")) {
          ids.add(EventId.derive(aggregateId, new Version(sequence), eventType));
        }
      }
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void parsesItsOwnText() {
    EventId id = EventId.derive("PARCEL#P-123", new Version(4), "ParcelShipped");

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
  void parsesNoOtherText(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }
}
