package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all of the operator's commands have in common. */
abstract class OperatorCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli fills them in before it calls
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print the service's answers as they are, one JSON document a line.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:" + OutboxCommand.URL + ":-http://localhost:8080}",
      description = "Where the service is: FLEETFIX_URL, or http://localhost:8080.")
  private String url;

  /**
   * Does it.
   *
   * @return the exit code
   * @throws CommandFailure if it can't be done
   */
  abstract int run(ServiceClient service);

  @Override
  public final Integer call() {
    try {
      return run(new ServiceClient(url, System.getenv(OutboxCommand.TOKEN)));
    } catch (CommandFailure trouble) {
      tell(trouble.line());
      return trouble.exitCode();
    } finally {
      out().flush();
    }
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** For people, beside the output: what goes on, and what went wrong. */
  final void tell(Object line) {
    spec.commandLine().getErr().println("fleetfix: " + line);
  }

  /** An answer as it is, if that is wanted, or else its lines for people. */
  final void show(JsonNode answer, Runnable lines) {
    if (json) {
      out().println(answer);
    } else {
      lines.run();
    }
    out().flush();
  }

  /**
   * Shows the rows of a list that can't be read, for people.
   *
   * @return how many there are
   */
  final int unreadable(JsonNode page) {
    JsonNode rows = page.path("unreadable");
    if (!json) {
      for (JsonNode row : rows) {
        out().printf("UNREADABLE %s %s%n", row.path("key").asText(), row.path("problem").asText());
      }
    }
    return rows.size();
  }

  /** Something that only people need. */
  final void summary(String line) {
    if (!json) {
      out().println(line);
    }
  }

  /** Every field with its name; of a list, a line for each. */
  final void fields(JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (value.isArray()) {
        value.forEach(each -> field(field.getKey(), each));
      } else {
        field(field.getKey(), value);
      }
    }
  }

  private void field(String name, JsonNode value) {
    out().printf("%-21s %s%n", name, value.isValueNode() ? value.asText() : value);
  }
}
