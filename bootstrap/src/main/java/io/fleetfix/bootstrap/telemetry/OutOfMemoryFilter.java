package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.fleetfix.outbox.loop.ProcessEnd;

/**
 * Ends the process if an out of memory error is about to be logged. Libraries catch every failure
 * in their threads, log it and go on.
 */
final class OutOfMemoryFilter extends Filter<ILoggingEvent> {
  private final ProcessEnd end;

  OutOfMemoryFilter(ProcessEnd end) {
    this.end = end;
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
      end.ifOutOfMemory(thrown.getThrowable());
    }
    return FilterReply.NEUTRAL;
  }
}
