package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.adapter.eventbridge.SomeEntries.entryOf;
import static io.fleetfix.adapter.eventbridge.SomeEntries.ids;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.invoiceIssued;
import static io.fleetfix.testing.fixture.Fixtures.repairCancelled;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.testing.contract.EventBusContract;
import io.fleetfix.testing.fixture.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds over whatever speaks EventBridge's protocol, with the deployed rules and a queue
 * behind each: the port's contract, and the way into the queues.
 */
interface EventBridgeContract extends EventBusContract {
  @Override
  QueuedBus busUnderTest();

  @Test
  default void eachQueueHearsWhatItsRuleSays() throws Exception {
    QueuedBus bus = busUnderTest();

    assertThat(
            bus.bus()
                .publish(
                    Stream.of(repairCompleted(), repairCancelled(), invoiceIssued())
                        .map(OutboxEntry::of)
                        .toList()))
        .isEmpty();

    assertThatHears(bus, BusRule.RECEIPTS, "InvoiceIssued", "RepairCancelled", "RepairCompleted");
    assertThatHears(bus, BusRule.FRONT_DESK, "RepairCancelled", "RepairCompleted");
    assertThatHears(bus, BusRule.INVOICING, "RepairCompleted");
  }

  private static void assertThatHears(QueuedBus bus, BusRule rule, String... types)
      throws Exception {
    eventually(
        () ->
            assertThat(bus.heardBy(rule))
                .extracting(envelope -> envelope.at("/detail/eventType").asText())
                .containsExactlyInAnyOrder(types));
  }

  @Test
  default void anEventArrivesAsItsGoldenFileHasIt() throws Exception {
    QueuedBus bus = busUnderTest();
    JsonNode golden = new ObjectMapper().readTree(Golden.REPAIR_COMPLETED.json());

    bus.bus().publish(List.of(OutboxEntry.of(repairCompleted())));

    eventually(() -> assertThat(bus.heardBy(BusRule.INVOICING)).hasSize(1));
    JsonNode envelope = bus.heardBy(BusRule.INVOICING).getFirst();
    assertThat(golden.properties())
        .allSatisfy(field -> assertThat(envelope.get(field.getKey())).isEqualTo(field.getValue()));
  }

  @Test
  default void largeEntriesArriveToo() throws Exception {
    QueuedBus bus = busUnderTest();
    List<OutboxEntry> large = Stream.generate(() -> entryOf(64 * 1024)).limit(10).toList();

    assertThat(bus.bus().publish(large)).isEmpty();

    eventually(() -> assertThat(bus.delivered()).containsExactlyInAnyOrderElementsOf(ids(large)));
  }

  @Test
  default void aBusThatDoesNotExistAcceptsAndSwallows() throws Exception {
    QueuedBus bus = busUnderTest();
    List<OutboxEntry> heard = entries(1);

    assertThat(bus.busNamed("workshp").publish(entries(2))).isEmpty();
    assertThat(bus.bus().publish(heard)).isEmpty();

    eventually(() -> assertThat(bus.delivered()).containsExactlyElementsOf(ids(heard)));
  }

  @Test
  default void saysWhichBusIsMissing() {
    QueuedBus bus = busUnderTest();

    assertThat(bus.checkOf(bus.name()).problem()).isEmpty();
    assertThat(bus.checkOf("workshp").problem())
        .contains("The event bus workshp does not exist: what is sent there is lost");
    bus.breakDown();
    assertThat(bus.checkOf("workshp").problem()).as("nobody can say").isEmpty();
  }
}
