package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mail with an invoice, as the profiles that keep mails show it. */
interface ShownMailJourney {
  WorkshopClient workshop();

  /** The work's description tries to break out of the page. */
  @Test
  default void theMailIsShownAsItsReaderGetsIt() throws Exception {
    String repair = workshop().open();
    workshop().addWork(repair, "Oil</td><script>alert(1)</script>", "120.00");
    workshop().complete(repair);

    String path = "/mails/" + mailOf(repair);
    JsonNode mail = workshop().get(200, path);

    assertThat(mail.get("from").asText()).isEqualTo("FleetFix <invoices@fleetfix.example>");
    assertThat(mail.get("to").asText()).isEqualTo("ada@example.com");
    assertThat(mail.get("text").asText())
        .contains("Dear Ada Example,", "120.00  Oil</td><script>alert(1)</script>");
    assertThat(mail.get("attachments")).hasSize(1);
    assertThat(mail.get("attachments").get(0).get("name").asText()).matches("INV-.*\\.pdf");
    assertThat(mail.get("attachments").get(0).get("bytes").asInt()).isGreaterThan(1_000);
    assertThat(workshop().text(path + "/html"))
        .isEqualTo(mail.get("html").asText())
        .contains("<bdi>Ada Example</bdi>", "Oil&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
    assertThat(workshop().text(path + "/attachments/1")).startsWith("%PDF-");
  }

  private String mailOf(String repair) throws Exception {
    List<String> found = new ArrayList<>();
    eventually(
        () -> {
          found.clear();
          for (JsonNode mail : workshop().get(200, "/mails?limit=200").get("items")) {
            if (mail.get("repairId").asText().equals(repair)) {
              found.add(mail.get("id").asText());
            }
          }
          assertThat(found).hasSize(1);
        });
    return found.getFirst();
  }
}
