package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Lines;
import io.fleetfix.bootstrap.cli.text.Printer;
import io.fleetfix.bootstrap.cli.text.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "              A queue\u001b[2J is missing",
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
      table.print(ServiceClient.JSON.readTree(page), new Printer(new PrintWriter(out, true)));
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
            new Printer(new PrintWriter(out, true)));

    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            ID  LAST REASON
            1   Full
            2   -
            3   -
            """);
  }

  /** The characters of a server that a terminal would obey, in every place of an answer. */
  @Test
  void printsNoControlCharactersOfAServer() throws Exception {
    String evil = "a\\u001b[2J\\u009b1m\\u202eb\\u007f\\u0000\\u2028\\u0007";
    String answer =
        "{\"pending\":0,\"%s\":{\"%s\":[\"%s\"]}}".formatted(evil, evil, "\u009b1m\u202e\u007f");
    String item = "{\"eventId\":\"%s\",\"result\":\"%s\"}".formatted(evil, evil);
    String row = "{\"key\":\"%s\",\"problem\":\"%s\"}".formatted(evil, evil);
    List<CommandRun> runs = new ArrayList<>();
    try (FakeService status = FakeService.answering(answer);
        FakeService list =
            FakeService.answering("{\"items\":[%s],\"unreadable\":[%s]}".formatted(item, row));
        FakeService broken =
            new FakeService(
                500,
                Map.of(),
                "{\"type\":\"/problems/unreadable-row\",\"detail\":\"%s\"}".formatted(evil))) {
      runs.add(status.outbox("status"));
      runs.add(status.outbox("status", "--json"));
      runs.add(list.outbox("list"));
      runs.add(list.outbox("list", "--json"));
      runs.add(list.outbox("redeliver", "--from", "2025-11-12", "--to", "2025-11-13"));
      runs.add(list.outbox("quarantine", "release", "--all"));
      runs.add(broken.outbox("status"));

      assertThat(ServiceClient.JSON.readTree(runs.get(1).out()))
          .isEqualTo(ServiceClient.JSON.readTree(answer));
    }

    for (CommandRun run : runs) {
      String printed = run.out() + run.err();
      assertThat(printed.replace("\n", ""))
          .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u202e\u2028]");
      assertThat(printed.toLowerCase(Locale.ROOT)) // JSON's own escapes have capital letters
          .contains("\\u001b[2j", "\\u009b1m", "\\u202eb");
    }
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
