package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleetfix local} as a user runs it and kills it. */
class LocalRunTest {
  private static final int KILLS = 3;
  private static final int REPAIRS_PER_START = 20;
  private static final int CLIENTS = 4;

  private final Path log;
  private final Map<String, String> settings;
  private final Queue<String> toComplete = new ConcurrentLinkedQueue<>();
  private final List<FleetFixProcess> started = new ArrayList<>();

  LocalRunTest(@TempDir Path folder) {
    log = folder.resolve("log");
    settings = Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString());
  }

  @AfterEach
  void kill() {
    started.forEach(FleetFixProcess::kill);
  }

  @Test
  void repeatedKillsUnderLoadNeitherLoseNorDuplicateEvents() throws Exception {
    SplittableRandom random = new SplittableRandom();
    List<String> all = new ArrayList<>();
    List<ProcessHandle> children = new ArrayList<>();
    for (int life = 0; life < KILLS; life++) {
      FleetFixProcess service = start();
      all.addAll(open(service));
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(CompletableFuture.runAsync(() -> completeUntilDeadOrDone(service)));
      }
      LockSupport.parkNanos(random.nextLong(Duration.ofMillis(1_500).toNanos()));
      children.addAll(service.process().descendants().toList());
      service.kill();
      clients.forEach(CompletableFuture::join);
    }

    FleetFixProcess last = start();
    assertThat(children).hasSizeGreaterThanOrEqualTo(3 * KILLS);
    eventually(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    completeUntilDeadOrDone(last);
    assertThat(toComplete).isEmpty();

    eventually(() -> assertThat(numbers(last, all)).containsExactlyElementsOf(upTo(all.size())));
    eventually(
        () -> assertThat(last.workshop().get(200, "/outbox").get("pending").asInt()).isZero());
    assertThat(notices(last)).containsExactlyInAnyOrderElementsOf(all);
    for (String repair : all) {
      assertThat(last.workshop().events(repair))
          .extracting(event -> event.get("eventType").asText() + event.get("state").asText())
          .containsExactly("RepairCompletedDELIVERED", "InvoiceIssuedDELIVERED");
    }
  }

  @Test
  void keepsItsDataAndLocksItsFolder() throws Exception {
    FleetFixProcess first = start();
    assertThat(first.said())
        .anyMatch(line -> line.startsWith("DynamoDB"))
        .anyMatch(line -> line.startsWith("EventBridge"))
        .anyMatch(line -> line.startsWith("SQS"));
    String repair = first.workshop().open();
    first.workshop().complete(first.workshop().open());
    eventually(() -> assertThat(first.workshop().get(200, "/mails").get("items")).hasSize(1));
    JsonNode mail = first.workshop().get(200, "/mails/M-1");

    Process second = FleetFixProcess.builder(List.of("local"), settings, log).start();
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(Files.readString(log, StandardCharsets.UTF_8))
        .contains("is in use by process " + first.process().pid());

    assertThat(Files.readAllLines(log.resolveSibling("data").resolve("children")))
        .as("The processes for which the next run waits")
        .hasSize(4);
    List<ProcessHandle> children = first.process().descendants().toList();
    assertThat(children).hasSizeGreaterThanOrEqualTo(4);
    first.stop();
    eventually(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));

    WorkshopClient next = start().workshop();
    assertThat(next.get(200, "/repairs/" + repair).get("status").asText()).isEqualTo("OPEN");
    assertThat(next.get(200, "/mails").get("items")).hasSize(1);
    assertThat(next.get(200, "/mails/M-1")).isEqualTo(mail);
  }

  private FleetFixProcess start() throws IOException {
    FleetFixProcess service = FleetFixProcess.start("local", settings, log);
    started.add(service);
    return service;
  }

  private List<String> open(FleetFixProcess service) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < REPAIRS_PER_START; i++) {
      ids.add(service.workshop().open());
    }
    toComplete.addAll(ids);
    return ids;
  }

  /** A client without an answer sends its request again, after the next start if necessary. */
  private void completeUntilDeadOrDone(FleetFixProcess service) {
    WorkshopClient workshop = service.workshop();
    String repair = toComplete.poll();
    while (repair != null) {
      try {
        workshop.complete(repair);
      } catch (Exception dead) {
        toComplete.add(repair);
        return;
      }
      repair = toComplete.poll();
    }
  }

  private static List<Integer> numbers(FleetFixProcess service, List<String> repairs)
      throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (String repair : repairs) {
      JsonNode invoice = service.workshop().get(200, "/repairs/" + repair + "/invoice");
      numbers.add(Integer.valueOf(invoice.get("number").asText().substring(9)));
    }
    return numbers.stream().sorted().toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<String> notices(FleetFixProcess service) throws Exception {
    JsonNode notices = service.workshop().get(200, "/notices?limit=200").get("items");
    return StreamSupport.stream(notices.spliterator(), false)
        .map(notice -> notice.get("repairId").asText())
        .toList();
  }
}
