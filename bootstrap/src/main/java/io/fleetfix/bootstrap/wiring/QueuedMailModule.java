package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.config.MailSettings;
import io.fleetfix.bootstrap.run.ResourceCheck;
import java.util.Optional;

/** No mail server is known: whoever looks after the service is told so, for as long as it runs. */
final class QueuedMailModule extends AbstractModule {
  private final String queue;

  /**
   * Nobody reads the queue.
   *
   * @param queue where the events wait, for as long as it keeps them
   */
  QueuedMailModule(String queue) {
    this.queue = queue;
  }

  @ProvidesIntoSet
  ResourceCheck mailServer() {
    String problem =
        MailSettings.SERVER + " is not set: no invoice is mailed, mails wait in the queue " + queue;
    return () -> Optional.of(problem);
  }
}
