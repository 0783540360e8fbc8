package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command printed, and how it ended, when it ran in this process. */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(Object command, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Runs {@code fleetfix outbox} with these words. */
  public static CommandRun outbox(String... words) {
    return of(new OutboxCommand(), words);
  }

  /** Runs {@code fleetfix mail} with these words. */
  static CommandRun mail(String... words) {
    return of(new MailCommand(), words);
  }

  /** One line of plain words: no JSON, no Java, nothing that the server wrote. */
  public void failsInOneLineForOperators(String... serverWords) {
    assertThat(out).isEmpty();
    assertThat(err)
        .startsWith("fleetfix: ")
        .hasLineCount(1)
        .doesNotContain("{", "<", "java.", "javax.", "Exception", "null")
        .doesNotContain(serverWords);
  }
}
