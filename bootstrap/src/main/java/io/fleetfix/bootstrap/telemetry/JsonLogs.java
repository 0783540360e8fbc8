package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * One JSON object a line, on standard error: a constant message, and what varies in fields. In code
 * rather than in a file, because reading XML is a good part of a second at every start.
 *
 * <p>What is logged to {@link #METRICS} is such a line already and stays as it is: whoever reads
 * metrics out of logs has a form of its own for them.
 */
public final class JsonLogs extends ContextAwareBase implements Configurator {
  public static final String METRICS = "io.fleetfix.metrics";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(true);
    encoder.setWithFormattedMessage(false);
    encoder.start();

    PatternLayoutEncoder asItIs = new PatternLayoutEncoder();
    asItIs.setContext(context);
    asItIs.setPattern("%msg%n");
    asItIs.start();

    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console(context, encoder));
    context.getLogger(METRICS).addAppender(console(context, asItIs));
    context.getLogger(METRICS).setAdditive(false);
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    // It repeats what a client sent, and the client has been told.
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.OFF);
    context.getLogger("io.javalin").setLevel(Level.OFF); // what it says, it also throws
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> console(
      LoggerContext context, Encoder<ILoggingEvent> encoder) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}
