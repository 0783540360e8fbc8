package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.client.CommandFailure;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Lines;
import io.fleetfix.bootstrap.cli.text.Printer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options, output and error handling that all of the operator's commands share. */
abstract class OperatorCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets them before it calls
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print each answer of the service as one line of JSON, unchanged.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:" + OutboxCommand.URL + ":-http://localhost:8080}",
      description = {
        "Address of the service. The default is FLEETFIX_URL,",
        "or http://localhost:8080."
      })
  private String url;

  @Option(
      names = "--token-over-http",
      description = {
        "Send FLEETFIX_TOKEN over plain http to another machine, too.",
        "Every machine on the way can read and use it."
      })
  private boolean tokenOverHttp;

  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws CommandFailure if the service refuses or does not answer
   */
  abstract int run(ServiceClient service);

  @Override
  public final Integer call() {
    try {
      return run(new ServiceClient(url, System.getenv(OutboxCommand.TOKEN), tokenOverHttp));
    } catch (CommandFailure failure) {
      progress(failure.line());
      return failure.exitCode();
    } finally {
      out().flush();
    }
  }

  /** For a command that sends pages of events. */
  static RateLimit pace(int perSecond) {
    return new RateLimit(perSecond, System::nanoTime, LockSupport::parkNanos);
  }

  /** What a server says must be printed here only, or with {@link #progress}. */
  final Printer out() {
    return new Printer(spec.commandLine().getOut());
  }

  /** Prints progress and errors to standard error, so that they never mix with the output. */
  final void progress(String line) {
    new Printer(spec.commandLine().getErr()).println("fleetfix: " + line);
  }

  /** Prints an answer: unchanged with {@code --json}, else as these lines. */
  final void show(JsonNode answer, Runnable lines) {
    if (json) {
      out().println(answer.toString());
    } else {
      lines.run();
    }
    out().flush();
  }

  /**
   * Prints the rows of a list that the service can't read.
   *
   * @return how many there are
   */
  final int unreadable(JsonNode page) {
    JsonNode rows = page.path("unreadable");
    for (JsonNode row : rows) {
      summary(
          "UNREADABLE  " + Lines.text(row.path("key")) + "  " + Lines.text(row.path("problem")));
    }
    return rows.size();
  }

  /** Prints a line that {@code --json} leaves out. */
  final void summary(String line) {
    if (!json) {
      out().println(line);
    }
  }

  final void fields(JsonNode object) {
    Lines.of(object).forEach(out()::println);
  }

  /** Such as "1 event" or "2 events". */
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Counts the results of a command that works page by page. Not thread-safe. */
  static final class Results {
    private final String noun;
    private final Map<String, Integer> counts = new TreeMap<>();
    private long done;

    /** Of things with this name, such as "event". */
    Results(String noun) {
      this.noun = noun;
    }

    void add(JsonNode items) {
      for (JsonNode item : items) {
        done++;
        counts.merge(item.path("result").asText(), 1, Integer::sum);
      }
    }

    /** The number of results so far. */
    long done() {
      return done;
    }

    boolean areAllIn(Set<String> successful) {
      return successful.containsAll(counts.keySet());
    }

    /** Such as "3 events: 1 REFUSED, 2 SENT". */
    String summary() {
      String each =
          counts.entrySet().stream()
              .map(result -> result.getValue() + " " + result.getKey())
              .collect(Collectors.joining(", "));
      String all = counted(done, noun);
      return each.isEmpty() ? all : all + ": " + each;
    }
  }
}
