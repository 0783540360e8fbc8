package io.fleetfix.bootstrap.feature;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.config.MailSettings;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result.Missing;

/** No mail server is known: whoever looks after the service is told so, for as long as it runs. */
public final class QueuedMailModule extends AbstractModule {
  private final String queue;

  /**
   * Nobody reads the queue.
   *
   * @param queue where the events wait, for as long as it keeps them
   */
  public QueuedMailModule(String queue) {
    this.queue = queue;
  }

  @ProvidesIntoSet
  ResourceCheck mailServer() {
    Missing missing =
        new Missing(
            MailSettings.SERVER
                + " is not set: no invoice is mailed, mails wait in the queue "
                + queue);
    return () -> missing;
  }
}
