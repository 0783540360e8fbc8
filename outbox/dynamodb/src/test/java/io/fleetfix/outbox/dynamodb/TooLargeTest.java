package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.UnitOfWork.TooLarge;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DynamoDB's limits: 400 KB per item and 4 MB per transaction. */
@ExtendWith(DynamoDbLocalExtension.class)
class TooLargeTest {
  private static final int ITEM_LIMIT = 400 * 1024;

  private final FreshTables tables;

  TooLargeTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void anItemAboveTheLimitIsTooLargeAndNothingIsWritten() {
    assertThatThrownBy(
            () ->
                tables
                    .unitOfWork()
                    .commit(
                        Parcel.packed("P-1", "A book"), Parcel.packed("P-2", contents(ITEM_LIMIT))))
        .isInstanceOf(TooLarge.class);

    assertThat(tables.parcel("P-1")).isEmpty();
    assertThat(tables.parcel("P-2")).isEmpty();
  }

  @Test
  void anItemThatGrowsAboveTheLimitIsTooLargeAndKeepsItsState() {
    Parcel packed = tables.packed();
    Change<Parcel> grown =
        Change.of(new Parcel(packed.id(), packed.version().next(), contents(ITEM_LIMIT), NOON));

    assertThatThrownBy(() -> tables.unitOfWork().commit(grown)).isInstanceOf(TooLarge.class);

    assertThat(tables.parcel(packed.id())).contains(packed);
  }

  @Test
  void itemsThatAreTooLargeOnlyTogetherAreTooLarge() {
    Change<?>[] many =
        IntStream.range(0, 12)
            .mapToObj(i -> Parcel.packed("P-" + i, contents(ITEM_LIMIT - 1_000)))
            .toArray(Change<?>[]::new);

    assertThatThrownBy(() -> tables.unitOfWork().commit(many)).isInstanceOf(TooLarge.class);

    assertThat(tables.parcel("P-0")).isEmpty();
  }

  @Test
  void anItemJustBelowTheLimitIsStored() {
    tables.unitOfWork().commit(Parcel.packed("P-1", contents(ITEM_LIMIT - 1_000)));

    assertThat(tables.parcel("P-1")).isPresent();
  }

  private static String contents(int bytes) {
    return "x".repeat(bytes);
  }
}
