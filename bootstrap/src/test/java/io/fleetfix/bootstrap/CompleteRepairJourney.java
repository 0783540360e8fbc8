package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** From the HTTP call to one invoice and one notice: the same for every profile. */
interface CompleteRepairJourney {
  WorkshopClient workshop();

  /** The repairs whose invoices have been mailed, once per mail. */
  default List<String> mailed() throws Exception {
    return repairsOf(workshop().get(200, "/mails?limit=200"));
  }

  @Test
  default void aCompletedRepairGetsAnInvoiceAndANotice() throws Exception {
    String repair = workshop().open();
    workshop().addWork(repair, "Brake pads, front", "120.00");
    workshop().addWork(repair, "Labour", "79.50");

    JsonNode completion = workshop().complete(repair);

    assertThat(completion.get("status").asText()).isEqualTo("COMPLETED");
    eventually(
        () -> {
          JsonNode invoice = workshop().get(200, "/repairs/" + repair + "/invoice");
          assertThat(invoice.get("total").get("amount").asText()).isEqualTo("199.50");
          assertThat(invoice.get("lines")).hasSize(2);
          assertThat(invoice.has("sentAt")).isTrue();
          assertThat(mailed()).containsOnlyOnce(repair);
          assertThat(noticesOf(repair)).hasSize(1);
          assertThat(workshop().events(repair))
              .extracting(event -> event.get("eventType").asText() + event.get("state").asText())
              .containsExactly("RepairCompletedDELIVERED", "InvoiceIssuedDELIVERED");
        });
    assertThat(workshop().events(repair).get(0).get("eventId"))
        .isEqualTo(completion.get("eventId"));
  }

  @Test
  default void aRepairWithoutWorkGetsAnInvoiceOfZero() throws Exception {
    String repair = workshop().open();

    workshop().complete(repair);

    eventually(
        () -> {
          JsonNode invoice = workshop().get(200, "/repairs/" + repair + "/invoice");
          assertThat(invoice.get("total").get("amount").asText()).isEqualTo("0.00");
        });
  }

  @Test
  default void aCancelledRepairGetsANoticeButNoInvoice() throws Exception {
    String repair = workshop().open();

    workshop().cancel(repair, "Sold as it is");

    eventually(
        () -> {
          assertThat(noticesOf(repair)).hasSize(1);
          assertThat(noticesOf(repair).getFirst().get("text").asText()).contains("Sold as it is");
          assertThat(workshop().events(repair)).hasSize(1);
          assertThat(workshop().events(repair).get(0).get("state").asText()).isEqualTo("DELIVERED");
        });
    workshop().get(404, "/repairs/" + repair + "/invoice");
    assertThat(mailed()).doesNotContain(repair);
  }

  @Test
  default void twoHundredConcurrentCompletionsRaiseOneEvent() throws Exception {
    String repair = workshop().open();
    workshop().addWork(repair, "Oil", "49.90");

    List<JsonNode> answers = together(200, () -> workshop().complete(repair));

    assertThat(answers).hasSize(200).containsOnly(answers.getFirst());
    eventually(
        () -> {
          assertThat(workshop().events(repair))
              .filteredOn(event -> event.get("eventType").asText().equals("RepairCompleted"))
              .singleElement()
              .satisfies(e -> assertThat(e.get("state").asText()).isEqualTo("DELIVERED"));
          workshop().get(200, "/repairs/" + repair + "/invoice");
          assertThat(noticesOf(repair)).hasSize(1);
          assertThat(mailed()).containsOnlyOnce(repair);
        });
  }

  @Test
  default void fiftyConcurrentCompletionsGetConsecutiveInvoiceNumbers() throws Exception {
    List<String> repairs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      repairs.add(workshop().open());
    }
    List<String> toComplete = Collections.synchronizedList(new ArrayList<>(repairs));

    together(50, () -> workshop().complete(toComplete.removeLast()));

    List<String> numbers = new ArrayList<>();
    eventually(
        () -> {
          numbers.clear();
          for (String repair : repairs) {
            numbers.add(
                workshop().get(200, "/repairs/" + repair + "/invoice").get("number").asText());
          }
        });
    for (String repair : repairs) {
      eventually(() -> assertThat(mailed()).containsOnlyOnce(repair));
    }
    List<Integer> counts =
        numbers.stream().map(number -> Integer.valueOf(number.substring(9))).sorted().toList();
    int first = counts.getFirst();
    assertThat(counts).containsExactlyElementsOf(consecutive(first, 50));
    assertThat(numbers).allMatch(number -> number.startsWith("INV-" + Year.now(ZoneOffset.UTC)));
  }

  private static List<Integer> consecutive(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }

  private static List<String> repairsOf(JsonNode list) {
    return StreamSupport.stream(list.get("items").spliterator(), false)
        .map(item -> item.get("repairId").asText())
        .toList();
  }

  private List<JsonNode> noticesOf(String repair) throws Exception {
    JsonNode notices = workshop().get(200, "/notices?limit=200").get("items");
    return StreamSupport.stream(notices.spliterator(), false)
        .filter(notice -> notice.get("repairId").asText().equals(repair))
        .toList();
  }
}
