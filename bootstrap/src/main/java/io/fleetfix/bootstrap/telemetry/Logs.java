package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.fleetfix.outbox.loop.ProcessEnd;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/**
 * Logging on standard error: text on a terminal, one JSON object per line elsewhere. Repeated
 * failures are summed up. The configuration is code because parsing XML would add a good part of a
 * second to every start.
 */
public final class Logs extends ContextAwareBase implements Configurator {
  /** Lines of CloudWatch's embedded metric format, which are printed unchanged. */
  public static final String METRICS = "io.fleetfix.metrics";

  /** The setting that selects one of the {@link #FORMATS}. */
  public static final String SETTING = "FLEETFIX_LOG";

  public static final Set<String> FORMATS = Set.of("auto", "text", "json");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    RepeatedFailures failures =
        new RepeatedFailures(
            console(context, encoder(System.getenv(), Terminal::isStandardError)),
            System::nanoTime);
    failures.setContext(context);
    failures.setName(RepeatedFailures.class.getName());
    failures.addFilter(new OutOfMemoryFilter(ProcessEnd.HALT));
    failures.start();
    var unused =
        context
            .getScheduledExecutorService()
            .scheduleWithFixedDelay(failures::summarise, 1, 1, TimeUnit.SECONDS);

    PatternLayoutEncoder unchanged = new PatternLayoutEncoder();
    unchanged.setContext(context);
    unchanged.setPattern("%msg%n");

    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(failures);
    context.getLogger(METRICS).addAppender(console(context, unchanged));
    context.getLogger(METRICS).setAdditive(false);
    for (String library : new String[] {"org.eclipse.jetty", "org.apache.hc", "software.amazon"}) {
      context.getLogger(library).setLevel(Level.WARN);
    }
    // They repeat what a client sent, of any length, and the client already got an answer.
    context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.OFF);
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.OFF);
    context.getLogger("io.javalin").setLevel(Level.OFF); // it also throws whatever it logs
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Prints the summaries of repeated failures that are still being counted. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context
                .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .getAppender(RepeatedFailures.class.getName())
            instanceof RepeatedFailures failures) {
      failures.flush();
    }
  }

  /** An unknown format counts as auto: the service refuses to start with it anyway. */
  static Encoder<ILoggingEvent> encoder(Map<String, String> environment, BooleanSupplier terminal) {
    return switch (environment.getOrDefault(SETTING, "auto")) {
      case "json" -> new JsonLines();
      case "text" -> new TextLines(hasColour(environment) && terminal.getAsBoolean());
      default -> terminal.getAsBoolean() ? new TextLines(hasColour(environment)) : new JsonLines();
    };
  }

  private static boolean hasColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  private static ConsoleAppender<ILoggingEvent> console(
      LoggerContext context, Encoder<ILoggingEvent> encoder) {
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}
