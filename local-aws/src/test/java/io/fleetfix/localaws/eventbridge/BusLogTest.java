package io.fleetfix.localaws.eventbridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event of these tests matches two rules. */
class BusLogTest {
  private static final long MAX_BYTES = 10_000;
  private static final Set<String> RULES = Set.of("labels", "receipts");

  private Path path = Path.of("");

  @BeforeEach
  void choose(@TempDir Path folder) {
    path = folder.resolve("bus.log");
  }

  private BusLog open() throws IOException {
    return new BusLog(path, event -> RULES, MAX_BYTES);
  }

  private static BusEvent event(int number) {
    return new BusEvent("sample", JsonNodeFactory.instance.objectNode().put("id", "id-" + number));
  }

  private static List<BusEvent> events(int from, int to) {
    return IntStream.range(from, to).mapToObj(BusLogTest::event).toList();
  }

  private static void deliver(BusLog log, List<BusEvent> events) throws IOException {
    for (String rule : RULES) {
      log.delivered(rule, events);
    }
  }

  /** The undelivered events of the log as the next run finds them. */
  private List<BusEvent> left() throws IOException {
    try (BusLog next = open()) {
      return next.waiting().stream().map(BusLog.Waiting::event).toList();
    }
  }

  @Test
  void staysSmallHoweverManyEventsAreDelivered() throws Exception {
    List<Long> sizes = new ArrayList<>();
    try (BusLog log = open()) {
      for (int i = 0; i < 2_000; i++) {
        log.append(events(i, i + 1));
        deliver(log, events(i, i + 1));
        sizes.add(Files.size(path));
      }
    }

    assertThat(sizes).allMatch(size -> size < MAX_BYTES + 1_000);
    assertThat(sizes).anyMatch(size -> size > MAX_BYTES / 2);
    assertThat(left()).isEmpty();
  }

  @Test
  void keepsWhatIsUndeliveredWhenItIsReplaced() throws Exception {
    try (BusLog log = open()) {
      log.append(events(0, 3));
      log.delivered("labels", events(1, 2));
      for (int i = 3; i < 1_000; i++) {
        log.append(events(i, i + 1));
        deliver(log, events(i, i + 1));
      }
      assertThat(Files.size(path)).isLessThan(MAX_BYTES + 1_000);
    }

    try (BusLog next = open()) {
      assertThat(next.waiting())
          .containsExactly(
              new BusLog.Waiting(event(0), RULES),
              new BusLog.Waiting(event(1), Set.of("receipts")),
              new BusLog.Waiting(event(2), RULES));
    }
  }

  @Test
  void growsWithTheUndeliveredAndShrinksAfterwards() throws Exception {
    try (BusLog log = open()) {
      log.append(events(0, 1_000));
      assertThat(Files.size(path)).isGreaterThan(3 * MAX_BYTES);

      deliver(log, events(0, 1_000));
      log.append(events(1_000, 1_001));

      assertThat(Files.size(path)).isLessThan(MAX_BYTES);
    }
    assertThat(left()).containsExactly(event(1_000));
  }

  /** A process can be killed after any byte that it writes, of the log or of its replacement. */
  @Test
  void losesNoUndeliveredEventIfItIsKilledAtAnyByte() throws Exception {
    try (BusLog log = open()) {
      log.append(events(0, 3));
      deliver(log, events(1, 2));
    }
    byte[] before = Files.readAllBytes(path);
    try (BusLog log = open()) {
      log.append(events(3, 5));
    }
    byte[] after = Files.readAllBytes(path);
    Path next = path.resolveSibling("bus.log.next");

    for (int written = 0; written <= after.length; written++) {
      Files.write(path, before);
      Files.write(next, Arrays.copyOf(after, written));
      assertThat(left()).containsExactly(event(0), event(2));

      Files.write(path, Arrays.copyOf(after, written));
      int complete = (int) new String(after, 0, written, UTF_8).lines().count();
      boolean torn = written > 0 && after[written - 1] != '\n';
      assertThat(left())
          .containsExactlyElementsOf(
              List.of(event(0), event(2), event(3), event(4))
                  .subList(0, complete - (torn ? 1 : 0)));
      assertThat(next).doesNotExist();
    }
  }

  @Test
  void whileTooManyEventsWaitTheSenderKeepsFurtherOnes() throws Exception {
    JsonNode call =
        new ObjectMapper()
            .readTree(
                """
                {"Entries": [{"EventBusName": "sample", "Source": "test", "DetailType": "Test",
                  "Detail": "{}"}]}\
                """);
    try (BusLog log = new BusLog(path, event -> RULES, BusLog.MAX_BYTES);
        Routes routes = new Routes(new Rules("sample", List.of()), log, (rule, envelopes) -> {})) {
      PutEvents putEvents = new PutEvents(log, routes);
      log.append(events(0, PutEvents.MAX_UNDELIVERED));

      assertThat(putEvents.answer(call, PutEventsBehavior.NORMAL).errorType())
          .contains("ThrottlingException");

      deliver(log, events(0, 1));
      assertThat(putEvents.answer(call, PutEventsBehavior.NORMAL).errorType()).isEmpty();
    }
  }

  @Test
  void goesOnAfterATornLine() throws Exception {
    try (BusLog log = open()) {
      log.append(events(0, 1));
    }
    Files.writeString(path, Files.readString(path) + "{\"bus\":\"sam");

    try (BusLog log = open()) {
      log.append(events(1, 2));
    }

    assertThat(left()).containsExactly(event(0), event(1));
  }
}
