package io.fleetfix.outbox.loop;

import java.time.Duration;

/**
 * A bounded piece of a loop's work. The shorter it is, the sooner a stop is done, and the sooner a
 * stuck loop is found.
 */
@FunctionalInterface
public interface Step {
  /**
   * Does the work. If there is nothing to do, it may wait for work for up to {@link
   * SupervisedLoop#WAIT}.
   *
   * @return how long to pause before the next step; zero for not at all
   * @throws InterruptedException the loop logs it and goes on, like every other failure
   */
  Duration take() throws InterruptedException;
}
