package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code fleetfix local} while one of the processes that it has started is killed. */
@Execution(ExecutionMode.SAME_THREAD) // each test runs five processes
class KilledChildrenTest {
  private static final int REPAIRS = 20;
  private static final int CLIENTS = 4;
  private static final String BUS = "EventBridgeProcess";
  private static final String DATABASE = "ServerRunner";
  private static final String QUEUES = "org.elasticmq.server.Main";
  private static final String MAIL = "MailProcess";

  private final Path folder;
  private final Path log;
  private final List<String> all = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private FleetFixProcess service;

  KilledChildrenTest(@TempDir Path folder) {
    this.folder = folder;
    log = folder.resolve("log");
  }

  @BeforeEach
  void start() throws IOException {
    service =
        FleetFixProcess.start(
            "local", Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()), log);
  }

  @AfterEach
  void stop() {
    service.kill();
  }

  /**
   * DynamoDB Local can lose the last writes that it acknowledged. It is the last to be killed, and
   * what counts then is what it has when it is back. If the lost write is an effect, the event has
   * to be sent again.
   */
  @Test
  void eachKilledChildIsBackAndEverythingIsDelivered() throws Exception {
    killWhileRepairsAreCompleted(BUS, "The local EventBridge");
    killWhileRepairsAreCompleted(QUEUES, "ElasticMQ");
    killWhileRepairsAreCompleted(MAIL, "The local mail server");
    assertThatEverythingIsDelivered();

    killWhileRepairsAreCompleted(DATABASE, "DynamoDB Local");
    List<String> before = List.copyOf(all);
    all.clear();
    for (String repair : opened()) {
      complete(repair);
    }
    assertThatEverythingIsDelivered();

    for (String repair : before) {
      if (complete(repair)) {
        all.add(repair);
        service.workshop().redeliver(repair);
      }
    }
    assertThat(all).hasSizeGreaterThan(4 * REPAIRS);
    assertThatEverythingIsDelivered();
  }

  /** A process that dies again and again ends the run: all that it started ends too. */
  @Test
  void aChildThatCannotComeBackEndsTheService() throws Exception {
    List<ProcessHandle> children = service.process().descendants().toList();
    String address =
        service.said().stream()
            .filter(line -> line.startsWith("EventBridge"))
            .findFirst()
            .orElseThrow();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));

    try (ServerSocket taken = killAndTakePort(port)) {
      assertThat(taken.isBound()).isTrue();
      eventually(
          () ->
              assertThat(service.workshop().get(200, "/outbox").path("problems").toString())
                  .contains("Ended and not yet back, see the log: The local EventBridge"));
      assertThat(service.process().waitFor()).isEqualTo(1);
    }

    assertThat(logged())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "fleetfix: The local EventBridge ended 5 times within 5 minutes, the last"
                            + " time with exit code 1. It printed: ")
                    .contains("Address already in use", "Check that memory and disk space"))
        .last()
        .asString()
        .contains("\"Stopped\"");
    eventually(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }

  private ServerSocket killAndTakePort(int port) throws Exception {
    while (true) {
      ProcessHandle bus = child(BUS);
      bus.destroyForcibly();
      bus.onExit().get();
      try {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      } catch (BindException alreadyRestarted) {
        // Once more.
      }
    }
  }

  private void killWhileRepairsAreCompleted(String program, String name) throws Exception {
    ProcessHandle child = child(program);
    Queue<String> toComplete = new ConcurrentLinkedQueue<>(opened());
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(CompletableFuture.runAsync(() -> completeWhileThereAreAny(toComplete)));
    }
    eventually(() -> assertThat(toComplete).hasSizeLessThan(REPAIRS * 3 / 4));

    child.destroyForcibly();

    eventually(() -> assertThat(logged()).anyMatch(line -> names(line, name, "signal 9")));
    eventually(() -> assertThat(logged()).anyMatch(line -> names(line, name, "is back")));
    assertThat(child(program).pid()).isNotEqualTo(child.pid());
    clients.forEach(CompletableFuture::join);
  }

  private static boolean names(String line, String child, String what) {
    return line.contains("\"child\":\"" + child + "\"") && line.contains(what);
  }

  private List<String> logged() throws IOException {
    return Files.readAllLines(log, StandardCharsets.UTF_8);
  }

  /** The class path is too long for Java's own description of a process. */
  private ProcessHandle child(String program) throws Exception {
    List<ProcessHandle> found = new ArrayList<>();
    eventually(
        () -> {
          found.clear();
          for (ProcessHandle each : service.process().children().toList()) {
            if (arguments(each.pid()).contains(program)) {
              found.add(each);
            }
          }
          assertThat(found).hasSize(1);
        });
    return found.getFirst();
  }

  private static String arguments(long pid) throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", Long.toString(pid))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = ps.inputReader(StandardCharsets.UTF_8)) {
      return String.join("\n", out.lines().toList());
    }
  }

  private List<String> opened() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < REPAIRS; i++) {
      ids.add(service.workshop().open());
    }
    all.addAll(ids);
    return ids;
  }

  private void completeWhileThereAreAny(Queue<String> toComplete) {
    String repair = toComplete.poll();
    while (repair != null) {
      try {
        complete(repair);
      } catch (Exception | AssertionError failed) {
        throw new IllegalStateException("repair " + repair, failed);
      }
      repair = toComplete.poll();
    }
  }

  /**
   * A client that gets 503 sends its request again.
   *
   * @return false if the database has lost the repair
   */
  private boolean complete(String repair) throws Exception {
    AtomicBoolean exists = new AtomicBoolean();
    eventually(
        () -> {
          exists.set(!service.workshop().text("/repairs/" + repair).contains("/not-found"));
          if (exists.get()) {
            service.workshop().complete(repair);
          }
        });
    return exists.get();
  }

  /**
   * If the mail server was killed between a whole mail and its answer, the end of the attempt is
   * unknown, and the next one follows after a quarter of an hour.
   */
  private static boolean isMailed(JsonNode invoice) {
    return invoice.has("sentAt") || invoice.at("/mail/status").asText().equals("ATTEMPTED");
  }

  private void assertThatEverythingIsDelivered() throws Exception {
    WorkshopClient workshop = service.workshop();
    eventually(
        () -> {
          for (String repair : all) {
            JsonNode invoice = workshop.get(200, "/repairs/" + repair + "/invoice");
            assertThat(isMailed(invoice)).as("mailed: %s", repair).isTrue();
            assertThat(workshop.events(repair))
                .extracting(event -> event.get("eventType").asText() + event.get("state").asText())
                .containsExactly("RepairCompletedDELIVERED", "InvoiceIssuedDELIVERED");
          }
        });
    JsonNode notices = workshop.get(200, "/notices?limit=200").get("items");
    assertThat(StreamSupport.stream(notices.spliterator(), false))
        .extracting(notice -> notice.get("repairId").asText())
        .containsAll(all)
        .doesNotHaveDuplicates();
    assertThat(workshop.get(200, "/outbox").path("problems")).isEmpty();
  }
}
