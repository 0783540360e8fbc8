package io.fleetfix.bootstrap.feature;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.config.Settings;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result.Missing;

/** Reports that no mail server is set, in the log and in the health of the outbox. */
public final class QueuedMailModule extends AbstractModule {
  private final String queue;

  /**
   * Starts no consumer for the queue.
   *
   * @param queue where the events wait until its retention ends
   */
  public QueuedMailModule(String queue) {
    this.queue = queue;
  }

  @ProvidesIntoSet
  ResourceCheck mailServer() {
    Missing missing =
        new Missing(
            Settings.SMTP_URL.name()
                + " is not set: no invoice is mailed, mails wait in the queue "
                + queue);
    return () -> missing;
  }
}
