package io.fleetfix.application.outbox;

import static io.fleetfix.application.outbox.WorkshopOutbox.FORMAT;
import static io.fleetfix.application.outbox.WorkshopOutbox.FRONT_DESK;
import static io.fleetfix.application.outbox.WorkshopOutbox.INVOICING;
import static io.fleetfix.application.outbox.WorkshopOutbox.MAIL;
import static io.fleetfix.application.outbox.WorkshopOutbox.RECEIPTS;
import static io.fleetfix.application.outbox.WorkshopOutbox.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkshopOutboxTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void writesTheArticlesEventByteForByte() throws Exception {
    assertThat(
            JSON.valueToTree(FORMAT.detail(OutboxEntry.of(Fixtures.repairCompleted()))).toString())
        .isEqualTo(detail(Golden.REPAIR_COMPLETED));
    assertThat(FORMAT.busSource()).isEqualTo("carworkshop.outbox");
    assertThat(FORMAT.detailType()).isEqualTo("OutboxEvent");
  }

  private static String detail(Golden golden) throws Exception {
    JsonNode detail = JSON.readTree(golden.json()).get("detail");
    return detail.toString();
  }

  @Test
  void writesTheEventOfACreditNoteAsInTheGoldenFile() throws Exception {
    CreditNoteIssued event =
        new CreditNoteIssued(
            new RepairId("R-123"), "CREDIT#R-123#1", Version.FIRST, Fixtures.TWO_O_CLOCK);

    assertThat(JSON.valueToTree(FORMAT.detail(OutboxEntry.of(event))).toString())
        .isEqualTo(detail(Golden.CREDIT_NOTE_ISSUED));
  }

  @Test
  void invoicesOnlyCompletedRepairsAndOneAtATime() {
    assertThat(INVOICING.types()).isEqualTo(Types.only("RepairCompleted"));
    assertThat(INVOICING.singleConsumer()).isTrue();
  }

  @Test
  void notifiesTheFrontDeskOfCompletionAndCancellation() {
    assertThat(FRONT_DESK.types().contain("RepairCompleted")).isTrue();
    assertThat(FRONT_DESK.types().contain("RepairCancelled")).isTrue();
  }

  @Test
  void mailsInvoicesAndCreditNotesWhenTheyAreIssuedOrRequested() {
    assertThat(MAIL.types())
        .isEqualTo(Types.only("InvoiceIssued", "CreditNoteIssued", "InvoiceMailRequested"));
  }

  @Test
  void receivesReceiptsOfEveryEventButNotOfReplays() {
    assertThat(RECEIPTS.types()).isEqualTo(Types.all());
    assertThat(RECEIPTS.replays()).isFalse();
    assertThat(RECEIPTS.pattern(FORMAT))
        .containsEntry("replay-name", List.of(Map.of("exists", false)))
        .doesNotContainKey("detail");
  }

  @Test
  void redeliversMailEventsMoreOften() {
    assertThat(MAIL.maxReceives()).isEqualTo(300);
    assertThat(SUBSCRIPTIONS)
        .filteredOn(each -> !each.equals(MAIL))
        .extracting(Subscription::maxReceives)
        .containsOnly(20);
  }

  @Test
  void subscribesOnlyToTheOutboxsEvents() {
    assertThat(SUBSCRIPTIONS)
        .extracting(each -> each.pattern(FORMAT))
        .allSatisfy(
            pattern ->
                assertThat(pattern)
                    .containsEntry("source", List.of("carworkshop.outbox"))
                    .containsEntry("detail-type", List.of("OutboxEvent")));
  }
}
