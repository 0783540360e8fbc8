package io.fleetfix.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.EventBus.NotAccepted;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.DomainEvent;
import io.fleetfix.domain.EventId;
import io.fleetfix.testing.contract.EventBusContract;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Golden;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InMemoryEventBusTest implements EventBusContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<BusRule, List<OutboxEntry>> heard = new EnumMap<>(BusRule.class);
  private final Map<BusRule, InMemoryQueue> queues = new EnumMap<>(BusRule.class);
  private final InMemoryEventBus bus;

  InMemoryEventBusTest() {
    for (BusRule rule : BusRule.values()) {
      List<OutboxEntry> events = new ArrayList<>();
      heard.put(rule, events);
      queues.put(rule, new InMemoryQueue(events::add));
    }
    bus = new InMemoryEventBus(queues);
  }

  @Override
  public BusUnderTest busUnderTest() {
    return new BusUnderTest() {
      @Override
      public EventBus bus() {
        return bus;
      }

      @Override
      public List<EventId> delivered() throws InterruptedException {
        return heardBy(BusRule.RECEIPTS).stream().map(OutboxEntry::eventId).toList();
      }

      @Override
      public void refuse(EventId... entries) {
        bus.misbehave(BusFault.refusing(entry -> Set.of(entries).contains(entry.eventId())));
      }

      @Override
      public void breakDown() {
        bus.misbehave(BusFault.unavailable());
      }
    };
  }

  static Stream<Arguments> listeners() {
    return Stream.of(
        Arguments.of(
            Fixtures.repairCompleted(),
            Set.of(BusRule.INVOICING, BusRule.FRONT_DESK, BusRule.RECEIPTS)),
        Arguments.of(Fixtures.repairCancelled(), Set.of(BusRule.FRONT_DESK, BusRule.RECEIPTS)),
        Arguments.of(Fixtures.invoiceIssued(), Set.of(BusRule.MAIL, BusRule.RECEIPTS)));
  }

  @ParameterizedTest
  @MethodSource("listeners")
  void routesEachEventToItsListeners(DomainEvent event, Set<BusRule> listeners) throws Exception {
    OutboxEntry entry = OutboxEntry.of(event);

    bus.publish(List.of(entry));

    for (BusRule rule : BusRule.values()) {
      assertThat(heardBy(rule))
          .as(rule.ruleName())
          .isEqualTo(listeners.contains(rule) ? List.of(entry) : List.of());
    }
  }

  static Stream<Arguments> goldenEvents() {
    return Stream.of(
        Arguments.of(Fixtures.repairCompleted(), Golden.REPAIR_COMPLETED),
        Arguments.of(Fixtures.repairCancelled(), Golden.REPAIR_CANCELLED),
        Arguments.of(Fixtures.invoiceIssued(), Golden.INVOICE_ISSUED));
  }

  @ParameterizedTest
  @MethodSource("goldenEvents")
  void showsTheRulesTheEventOfTheGoldenFile(DomainEvent event, Golden golden) throws Exception {
    assertThat(InMemoryEventBus.event(OutboxEntry.of(event)))
        .isEqualTo(JSON.readTree(golden.json()));
  }

  @Test
  void deliversTwiceOnRequest() throws Exception {
    bus.misbehave(BusFault.deliveringTwice());
    List<OutboxEntry> entries = entries();

    bus.publish(entries);

    assertThat(heardBy(BusRule.RECEIPTS)).hasSize(2 * entries.size()).containsAll(entries);
  }

  @Test
  void deliversOutOfOrderOnRequest() throws Exception {
    bus.misbehave(BusFault.deliveringBackwards());

    bus.publish(entries());

    assertThat(heardBy(BusRule.RECEIPTS)).isEqualTo(entries().reversed());
  }

  @Test
  void deliversLateOnRequest() throws Exception {
    bus.misbehave(BusFault.deliveringLate(Duration.ofDays(1)));
    bus.publish(List.of(entries().getFirst()));
    bus.misbehave(BusFault.deliveringLate(Duration.ofMillis(1)));
    bus.publish(List.of(entries().getLast()));

    InMemoryQueue receipts = queue(BusRule.RECEIPTS);
    assertThat(receipts.handleNext(Duration.ofSeconds(30))).isTrue();

    assertThat(heardBy(BusRule.RECEIPTS)).containsExactly(entries().getLast());
  }

  @Test
  void acceptsAndDeliversNothingOnRequest() throws Exception {
    bus.misbehave(BusFault.deliveringNothing());

    assertThat(bus.publish(entries())).isEmpty();

    assertThat(heardBy(BusRule.RECEIPTS)).isEmpty();
  }

  @Test
  void refusesTheFirstEntriesOnRequestAndHeals() throws Exception {
    bus.misbehave(BusFault.refusingFirst(2));

    List<NotAccepted> first = bus.publish(entries());
    List<NotAccepted> second = bus.publish(entries().subList(0, 2));

    assertThat(first)
        .extracting(NotAccepted::eventId)
        .containsExactly(entries().get(0).eventId(), entries().get(1).eventId());
    assertThat(second).isEmpty();
    assertThat(heardBy(BusRule.RECEIPTS))
        .containsExactly(entries().get(2), entries().get(0), entries().get(1));
  }

  private static List<OutboxEntry> entries() {
    return Stream.of(
            Fixtures.repairCompleted(), Fixtures.repairCancelled(), Fixtures.invoiceIssued())
        .map(OutboxEntry::of)
        .toList();
  }

  private List<OutboxEntry> heardBy(BusRule rule) throws InterruptedException {
    boolean more = true;
    while (more) {
      more = queue(rule).handleNext(Duration.ZERO);
    }
    return List.copyOf(heard.getOrDefault(rule, List.of()));
  }

  private InMemoryQueue queue(BusRule rule) {
    return queues.computeIfAbsent(
        rule,
        missing -> {
          throw new AssertionError(missing);
        });
  }
}
