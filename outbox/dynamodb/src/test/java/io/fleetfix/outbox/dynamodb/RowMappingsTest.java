package io.fleetfix.outbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RowMappingsTest {
  private record Crate(String aggregateId, Version version) implements Aggregate {}

  private record CrateRows(String entityType, String keyPrefix) implements RowMapping<Crate> {
    @Override
    public Class<Crate> type() {
      return Crate.class;
    }

    @Override
    public Map<String, AttributeValue> row(Crate state) {
      return Map.of();
    }

    @Override
    public Crate read(ItemReader row) {
      return new Crate(row.text("pk"), Version.FIRST);
    }
  }

  @Test
  void containsTheGivenMappingsAndThatOfIdempotencyRecords() {
    RowMappings mappings = new RowMappings(new ParcelRows(), new CrateRows("CRATE", "CRATE#"));

    assertThat(mappings.types())
        .containsExactlyInAnyOrder(Parcel.class, Crate.class, IdempotencyRecord.class);
    assertThat(mappings.of(new Crate("CRATE#1", Version.FIRST)).entityType()).isEqualTo("CRATE");
  }

  @Test
  void refusesDuplicateTypesPrefixesAndEntityTypes() {
    assertRefused(new CrateRows("CRATE", "CRATE#"), new CrateRows("BOX", "BOX#"));
    assertRefused(new ParcelRows(), new CrateRows("CRATE", Parcel.KEY_PREFIX));
    assertRefused(new ParcelRows(), new CrateRows("PARCEL", "CRATE#"));
    assertRefused(new CrateRows("CRATE", IdempotencyRecord.KEY_PREFIX));
  }

  @Test
  void refusesThePrefixAndEntityTypeOfTheOutbox() {
    assertRefused(new CrateRows("OUTBOX", "CRATE#"));
    assertRefused(new CrateRows("CRATE", "OUTBOX#"));
  }

  @Test
  void refusesAnUnknownAggregate() {
    assertUnknown(new RowMappings(new ParcelRows()), "CRATE#1");
  }

  @Test
  void refusesAnIdWithoutThePrefix() {
    assertUnknown(new RowMappings(new CrateRows("CRATE", "CRATE#")), "BOX#1");
  }

  private static void assertRefused(RowMapping<?>... mappings) {
    assertThatThrownBy(() -> new RowMappings(mappings))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertUnknown(RowMappings mappings, String id) {
    assertThatThrownBy(() -> mappings.of(new Crate(id, Version.FIRST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Crate");
  }
}
