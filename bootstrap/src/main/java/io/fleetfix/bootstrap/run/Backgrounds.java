package io.fleetfix.bootstrap.run;

import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import java.util.Collection;
import java.util.List;

/** Several background tasks that start and stop together. */
public record Backgrounds(List<Background> all) implements Background {
  public Backgrounds {
    all = List.copyOf(all);
  }

  public static Backgrounds of(Collection<? extends Background> all) {
    return new Backgrounds(List.copyOf(all));
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

  @Override
  public List<SupervisedLoop> loops() {
    return all.stream().flatMap(each -> each.loops().stream()).toList();
  }

  /** The names of the loops that no longer run. A restart of the process is the remedy. */
  public List<String> stuck() {
    return loops().stream().filter(loop -> !loop.isRunning()).map(SupervisedLoop::name).toList();
  }
}
