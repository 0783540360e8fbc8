package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and output for answers that a healthy service rarely gives. */
class AnswersTest {
  private static final String[] WINDOW = {
    "redeliver", "--from", "2025-11-12T14:00:00Z", "--to", "2025-11-12T15:00:00Z"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"health\":\"UNHEALTHY\",\"pending\":0,\"problems\":[\"The bus is missing\"]}",
        "{\"health\":\"UNKNOWN\",\"pending\":0,\"unknown\":[\"The bus did not answer\"]}",
        "{\"health\":\"healthy\",\"pending\":0}",
        "{\"health\":null,\"pending\":0}",
        "{\"pending\":0}"
      })
  void statusExitsWith1UnlessTheOutboxIsHealthy(String status) throws Exception {
    assertThat(answered(status, "status").exitCode()).isEqualTo(1);
    assertThat(answered("{\"health\":\"HEALTHY\",\"pending\":9}", "status").exitCode()).isZero();
  }

  /** A further page would only wait for the bus again. */
  @Test
  void stopsWhenTheBusIsSilent() throws Exception {
    String redelivered =
        "{\"items\":[{\"eventId\":\"x\",\"result\":\"UNAVAILABLE\"},"
            + "{\"eventId\":\"y\",\"result\":\"NOT_TRIED\"}],"
            + "\"busSilent\":true,\"nextCursor\":\"more\"}";
    String reconciled =
        "{\"checked\":2,\"findings\":[],\"busSilent\":true,\"nextCursor\":\"more\"}";

    for (Map.Entry<String, String[]> each :
        Map.of(redelivered, WINDOW, reconciled, new String[] {"reconcile"}).entrySet()) {
      try (FakeService service = FakeService.answering(each.getKey())) {
        CommandRun run = service.outbox(each.getValue());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
            .contains("The event bus does not answer", "`fleetfix outbox status`", "run it again");
        assertThat(service.received()).hasSize(1);
      }
    }
  }

  @Test
  void reportsUnreadableRowsAndExitsWith1() throws Exception {
    String list =
        "{\"items\":[],\"unreadable\":[{\"key\":\"REPAIR#R-1\",\"problem\":\"It has no"
            + " version\"}]}";

    for (CommandRun run : List.of(answered(list, "quarantine", "list"), answered(list, WINDOW))) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).contains("UNREADABLE  REPAIR#R-1  It has no version");
    }
    assertThat(answered(list, "quarantine", "list", "--json").out().strip()).isEqualTo(list);
  }

  @Test
  void reconcileShowsADashForTheEventOfAnUnreadableAggregate() throws Exception {
    CommandRun run =
        answered(
            "{\"checked\":1,\"findings\":[{\"aggregateId\":\"REPAIR#R-1\",\"kind\":\"UNREADABLE\","
                + "\"action\":\"REPORTED\"}]}",
            "reconcile");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            KIND        ACTION    AGGREGATE ID  EVENT TYPE  EVENT ID
            UNREADABLE  REPORTED  REPAIR#R-1    -           -
            1 aggregate compared, 1 finding
            """);
  }

  @Test
  void requestsNoMoreAggregatesThanTheLimitLeaves() throws Exception {
    String page =
        "{\"items\":[{\"eventId\":\"x\",\"result\":\"SENT\"},{\"eventId\":\"y\",\"result\":\"SENT\"}],"
            + "\"nextCursor\":\"more\"}";
    try (FakeService service = FakeService.answering(page)) {
      CommandRun run =
          service.outbox(
              "redeliver",
              "--from",
              "2025-11-12",
              "--to",
              "2025-11-13",
              "--limit",
              "5",
              "--rate",
              "1000");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(service.received())
          .extracting(body -> body.get("limit").asInt())
          .containsExactly(5, 3, 1);
      assertThat(run.out()).as("the last aggregate raised two events").contains("6 events: 6 SENT");
    }
  }

  @Test
  void sendsBackACursorOfAnyCharacters() throws Exception {
    String page = "{\"items\":[{\"eventId\":\"x\"}],\"nextCursor\":\"a&{c}\"}";
    try (FakeService service = FakeService.answering(page, "{\"items\":[]}")) {
      CommandRun run = service.outbox("quarantine", "list");

      assertThat(run.out()).as(run.err()).contains("1 event in quarantine");
      assertThat(service.queries()).containsExactly("limit=200", "limit=200&cursor=a&{c}");
    }
  }

  @Test
  void deadLettersThatCouldNotBeReadAreNamedAndExitWith1() throws Exception {
    String unknown = "{\"queues\":[{\"queue\":\"mail\",\"problem\":\"It is away\"}],\"items\":[]}";
    for (String[] words :
        List.of(
            new String[] {"dead-letters", "list"},
            new String[] {"dead-letters", "redrive", "--all"})) {
      CommandRun run = answered(unknown, words);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("fleetfix: mail: It is away");
    }
  }

  @Test
  void redriveExitsWith1IfAMessageWasNotSentOrNotFound() throws Exception {
    String notSent =
        "{\"queues\":[{\"queue\":\"mail\",\"count\":1}],"
            + "\"items\":[{\"queue\":\"mail\",\"messageId\":\"x\",\"result\":\"NOT_SENT\"}]}";
    String nothing = "{\"queues\":[{\"queue\":\"mail\",\"count\":0}],\"items\":[]}";
    String[] one = {"dead-letters", "redrive", "--queue", "mail", "--message", "x"};

    assertThat(answered(notSent, one).exitCode()).isEqualTo(1);
    assertThat(answered(nothing, one).exitCode()).isEqualTo(1);
    assertThat(answered(nothing, "dead-letters", "redrive", "--all").exitCode()).isZero();
  }

  /** A message that fails again at once is a dead letter again while the command runs. */
  @Test
  void redriveEndsAfterAsManyMessagesAsThereWereAtItsStart() throws Exception {
    String page =
        "{\"queues\":[{\"queue\":\"mail\",\"count\":4}],"
            + "\"items\":[{\"result\":\"REDRIVEN\"},{\"result\":\"REDRIVEN\"}]}";
    try (FakeService service = FakeService.answering(page)) {
      CommandRun run = service.outbox("dead-letters", "redrive", "--all", "--rate", "1000");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(service.received()).hasSize(3);
      assertThat(run.out()).contains("6 messages: 6 REDRIVEN; about 4 left");
    }
  }

  @Test
  void redriveAsksForNoMoreThanTheRateAllows() throws Exception {
    String page = "{\"queues\":[],\"items\":[]}";
    try (FakeService service = FakeService.answering(page)) {
      service.outbox("dead-letters", "redrive", "--queue", "mail", "--rate", "7");
      service.outbox("dead-letters", "redrive", "--all", "--rate", "7", "--dry-run");

      assertThat(service.received())
          .extracting(Object::toString)
          .containsExactly(
              "{\"queue\":\"mail\",\"limit\":3,\"dryRun\":false}",
              "{\"all\":true,\"limit\":200,\"dryRun\":true}");
    }
  }

  private static CommandRun answered(String answer, String... words) throws Exception {
    try (FakeService service = FakeService.answering(answer)) {
      return service.outbox(words);
    }
  }
}
