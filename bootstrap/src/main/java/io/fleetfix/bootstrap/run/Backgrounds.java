package io.fleetfix.bootstrap.run;

import java.util.List;

/** Several background tasks that start and stop together. */
public record Backgrounds(List<Background> all) implements Background {
  public Backgrounds {
    all = List.copyOf(all);
  }

  @Override
  public void start() {
    all.forEach(Background::start);
  }

  @Override
  public void stop() {
    all.forEach(Background::stop);
  }

  @Override
  public void join() throws InterruptedException {
    for (Background each : all) {
      each.join();
    }
  }
}
