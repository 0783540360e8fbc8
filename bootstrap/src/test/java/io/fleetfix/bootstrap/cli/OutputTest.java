package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Lines;
import io.fleetfix.bootstrap.cli.text.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What people read, as opposed to {@code --json}. */
class OutputTest {
  @Test
  void alignsTheValuesOfNestedObjectsAndLists() throws Exception {
    String json =
        """
        {"eventId":"e-1","state":"DELIVERED","resends":2,"none":null,"empty":[],
         "redeliveries":[{"at":"2025-11-12T14:00:00Z","by":"ada"},{"at":"2025-11-12T13:00:00Z","by":"bob"}],
         "problems":["The bus is missing","A\\nqueue\\u001b[2J is missing"],
         "future":{"depth":{"a":true,"bc":[1,2]},"x":1.5}}
        """;

    assertThat(Lines.of(ServiceClient.JSON.readTree(json)))
        .containsExactly(
            "eventId       e-1",
            "state         DELIVERED",
            "resends       2",
            "none          -",
            "empty         -",
            "redeliveries  at 2025-11-12T14:00:00Z  by ada",
            "              at 2025-11-12T13:00:00Z  by bob",
            "problems      The bus is missing",
            "              A queue [2J is missing",
            "future        depth  a   true",
            "                     bc  1",
            "                         2",
            "              x      1.5");
  }

  @Test
  void alignsTheColumnsOfATableAcrossPages() throws Exception {
    StringWriter out = new StringWriter();
    Table table = Table.of("eventId", "result");
    for (String page :
        new String[] {
          "[]",
          "[{\"eventId\":\"e-1\",\"result\":\"SENT\"},{\"eventId\":\"longer-than\",\"result\":{\"a\":1}}]",
          "[{\"eventId\":\"e-2\",\"result\":\"REFUSED\"},{}]"
        }) {
      table.print(ServiceClient.JSON.readTree(page), new PrintWriter(out, true));
    }

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            EVENT ID     RESULT
            e-1          SENT
            longer-than  -
            e-2          REFUSED
            -            -
            """);
  }

  @Test
  void aColumnCanShowAFieldOfAnInnerObject() throws Exception {
    StringWriter out = new StringWriter();

    Table.of("id", "mail.lastReason")
        .print(
            ServiceClient.JSON.readTree(
                "[{\"id\":1,\"mail\":{\"lastReason\":\"Full\"}},{\"id\":2,\"mail\":{}},{\"id\":3}]"),
            new PrintWriter(out, true));

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            ID  LAST REASON
            1   Full
            2   -
            3   -
            """);
  }

  @Test
  void printsTheServicesAnswerUnchangedWithJson() throws Exception {
    String json = "{\"pending\":0,\"future\":[{\"a\":{\"b\":1}}]}";
    try (FakeService service = FakeService.answering(json)) {
      assertThat(service.outbox("status", "--json").out().strip()).isEqualTo(json);
      assertThat(service.outbox("status").out()).doesNotContain("{", "[");
    }
  }
}
