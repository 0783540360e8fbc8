package io.fleetfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.violation.UnsubscribedEvent;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event type has a subscription, a schema case and a RaisedEvents. */
final class EveryEventIsHeardTest {
  private static final Set<String> ONE = Set.of("Happened");
  private static final Set<String> NONE = Set.of();

  @Test
  void everyEventTypeIsDeclaredEverywhere() throws Exception {
    EventTypes types = EventTypes.in(ProductionClasses.imported());

    assertThat(types.declared()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(types.problems()).isEmpty();
  }

  @Test
  void reportsEveryPlaceThatLacksAnEvent() throws Exception {
    EventTypes types =
        EventTypes.in(new ClassFileImporter().importClasses(UnsubscribedEvent.class));

    assertThat(types.problems())
        .contains(
            "UnsubscribedEvent is not named by a Subscription",
            "UnsubscribedEvent is not in the event schema",
            "UnsubscribedEvent is in the eventTypes() of no RaisedEvents");
  }

  @Test
  void findsEventTypesInTheClasses() throws Exception {
    EventTypes types =
        EventTypes.in(
            new ClassFileImporter().importClasses(InvoiceIssued.class, RaisedByInvoices.class));

    assertThat(types.declared()).containsExactly(InvoiceIssued.TYPE);
    assertThat(types.raised())
        .containsExactlyInAnyOrder(InvoiceIssued.TYPE, InvoiceMailRequested.TYPE);
  }

  @ParameterizedTest
  @MethodSource("halfKnown")
  void reportsThePlaceThatLacksAType(EventTypes types, String problem) {
    assertThat(types.problems()).containsExactly("Happened " + problem);
  }

  static Stream<Arguments> halfKnown() {
    return Stream.of(
        Arguments.of(new EventTypes(NONE, ONE, ONE, ONE), "is not the TYPE of an event"),
        Arguments.of(new EventTypes(ONE, NONE, ONE, ONE), "is not named by a Subscription"),
        Arguments.of(new EventTypes(ONE, ONE, NONE, ONE), "is not in the event schema"),
        Arguments.of(
            new EventTypes(ONE, ONE, ONE, NONE), "is in the eventTypes() of no RaisedEvents"));
  }
}
