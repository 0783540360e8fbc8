package io.fleetfix.adapter.sqs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** The messages and events that the log has named as left for redelivery, until it is closed. */
final class NamedInLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final Set<String> IDS = Set.of("messageId", "eventId");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Redelivery.class);
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  NamedInLog() {
    start();
    logger.setLevel(Level.INFO); // at which postponed messages are named
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      if (IDS.contains(pair.key)) {
        ids.add(String.valueOf(pair.value));
      }
    }
  }

  Set<String> ids() {
    return Set.copyOf(ids);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    stop();
  }
}
