package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.adapter.eventbridge.SomeEntries.entryOf;
import static io.fleetfix.adapter.eventbridge.SomeEntries.ids;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.contracts.EventBusContract;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds for every implementation of EventBridge's protocol with one rule and one queue per
 * subscription: the port's contract, and routing into the queues.
 */
interface EventBridgeContract extends EventBusContract {
  @Override
  QueuedBus busUnderTest();

  @Test
  default void eachQueueGetsTheEventsOfItsRule() throws Exception {
    QueuedBus bus = busUnderTest();

    assertThat(
            bus.bus()
                .publish(
                    List.of(Parcels.entry(), entryOf(SomeRules.LOST), entryOf(SomeRules.RETURNED))))
        .isEmpty();

    assertThatHears(
        bus, SomeRules.RECEIPTS, ParcelShipped.TYPE, SomeRules.LOST, SomeRules.RETURNED);
    assertThatHears(bus, SomeRules.TRACKING, ParcelShipped.TYPE, SomeRules.LOST);
    assertThatHears(bus, SomeRules.LABELLING, ParcelShipped.TYPE);
  }

  private static void assertThatHears(QueuedBus bus, Subscription listener, String... types)
      throws Exception {
    eventually(
        () ->
            assertThat(bus.heardBy(listener))
                .extracting(envelope -> envelope.at("/detail/eventType").asText())
                .containsExactlyInAnyOrder(types));
  }

  @Test
  default void anEventArrivesInItsFormat() throws Exception {
    QueuedBus bus = busUnderTest();
    OutboxEntry entry = Parcels.entry();
    Map<String, String> detail = Parcels.FORMAT.detail(entry);

    bus.bus().publish(List.of(entry));

    eventually(() -> assertThat(bus.heardBy(SomeRules.LABELLING)).hasSize(1));
    JsonNode envelope = bus.heardBy(SomeRules.LABELLING).getFirst();
    assertThat(envelope.path("source").asText()).isEqualTo(Parcels.FORMAT.busSource());
    assertThat(envelope.path("detail-type").asText()).isEqualTo(Parcels.FORMAT.detailType());
    assertThat(envelope.path("detail").properties())
        .hasSize(detail.size())
        .allSatisfy(field -> assertThat(field.getValue().isTextual()).isTrue())
        .allSatisfy(
            field ->
                assertThat(field.getValue().textValue()).isEqualTo(detail.get(field.getKey())));
  }

  @Test
  default void largeEntriesArrive() throws Exception {
    QueuedBus bus = busUnderTest();
    List<OutboxEntry> large = Stream.generate(() -> entryOf(64 * 1024)).limit(10).toList();

    assertThat(bus.bus().publish(large)).isEmpty();

    eventually(() -> assertThat(bus.delivered()).containsExactlyInAnyOrderElementsOf(ids(large)));
  }

  @Test
  default void aMissingBusAcceptsAndDiscards() throws Exception {
    QueuedBus bus = busUnderTest();
    List<OutboxEntry> heard = entries(1);

    assertThat(bus.busNamed("parcls").publish(entries(2))).isEmpty();
    assertThat(bus.bus().publish(heard)).isEmpty();

    eventually(() -> assertThat(bus.delivered()).containsExactlyElementsOf(ids(heard)));
  }

  @Test
  default void reportsAMissingBus() {
    QueuedBus bus = busUnderTest();

    assertThat(bus.checkOf(bus.name()).check()).isEqualTo(new Result.There());
    assertThat(bus.checkOf("parcls").check())
        .isEqualTo(
            new Result.Missing("The event bus parcls does not exist: events sent to it are lost"));
    bus.breakDown();
    assertThat(bus.checkOf("parcls").check())
        .as("the endpoint is unreachable")
        .isEqualTo(
            new Result.Unknown("The event bus parcls could not be checked: SdkClientException"));
  }
}
