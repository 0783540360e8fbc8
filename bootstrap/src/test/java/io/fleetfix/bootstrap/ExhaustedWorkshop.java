package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import io.fleetfix.adapter.eventbridge.EventBridgeBus;
import io.fleetfix.adapter.http.server.RequestTimes;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * The service in memory, as a process with a small heap. Once a byte has arrived on standard input,
 * memory runs out at one place, by an allocation larger than the heap, or everywhere.
 */
final class ExhaustedWorkshop extends AbstractModule {
  private static volatile boolean armed;
  private static volatile Object hoarded = "";

  /** Where memory runs out. */
  enum Place {
    ROUTE,
    ACCESS_LOG,
    LOOP,
    REACTION,
    TASK,
    /** A thread that the service has not started. */
    THREAD,
    /** The same, but it logs what it catches. */
    LIBRARY,
    EVERYWHERE
  }

  private final Place place;

  private ExhaustedWorkshop(Place place) {
    this.place = place;
  }

  /** The argument is the name of a place. */
  @SuppressWarnings("SystemOut") // how its starter learns the port
  public static void main(String[] arguments) {
    Place place = Place.valueOf(arguments[0]);
    new Thread(() -> onceTold(place)).start();
    switch (place) {
      case THREAD, LIBRARY, EVERYWHERE -> Main.main(new String[0]);
      default -> {
        WorkshopConfig config = ServiceLauncher.config();
        ServiceLauncher.start(
            config,
            List.of(Modules.override(Wiring.memory(config)).with(new ExhaustedWorkshop(place))),
            () -> {},
            new PrintWriter(System.out, true, StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  protected void configure() {
    switch (place) {
      case ROUTE ->
          bind(DeadLetters.class)
              .toInstance(
                  (DeadLetters)
                      Proxy.newProxyInstance(
                          DeadLetters.class.getClassLoader(),
                          new Class<?>[] {DeadLetters.class},
                          (proxy, method, values) -> {
                            exhaust();
                            return List.of();
                          }));
      case ACCESS_LOG -> bind(RequestTimes.class).toInstance((request, nanos) -> exhaust());
      case LOOP -> bind(Leadership.class).toInstance(new ExhaustedTurns());
      case REACTION ->
          Multibinder.newSetBinder(binder(), ReactionBinding.class)
              .addBinding()
              .toInstance(
                  ReactionBinding.each(WorkshopOutbox.RECEIPTS, Types.all(), event -> exhaust()));
      case TASK ->
          bind(EventBus.class)
              .toInstance(
                  new EventBridgeBus(
                      new ExhaustedClient(), "bus", WorkshopOutbox.FORMAT, new SecureRandom()));
      case THREAD, LIBRARY, EVERYWHERE -> throw new IllegalArgumentException(place.name());
    }
  }

  private static void onceTold(Place place) {
    try {
      if (System.in.read() < 0) {
        return;
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    armed = true;
    switch (place) {
      case THREAD -> exhaust();
      case LIBRARY -> {
        try {
          exhaust();
        } catch (OutOfMemoryError caught) {
          LoggerFactory.getLogger("org.example.library").warn("expected by the test", caught);
        }
      }
      case EVERYWHERE -> hoard();
      default -> {}
    }
  }

  /** Only the caller sees the error: the heap itself is almost empty. */
  private static void exhaust() {
    if (armed) {
      hoarded = new Object[Integer.MAX_VALUE - 8];
    }
  }

  /** Takes whatever the collector frees, for ever; the others see the errors, too. */
  private static void hoard() {
    while (true) {
      for (int size = 1 << 20; size > 1; ) {
        try {
          Object[] more = new Object[size];
          more[0] = hoarded;
          hoarded = more;
        } catch (OutOfMemoryError full) {
          size /= 2;
        }
      }
    }
  }

  private static final class ExhaustedTurns implements Leadership {
    @Override
    public boolean isMine(Work work) {
      exhaust();
      return true;
    }

    @Override
    public void release(Work work) {}
  }

  private static final class ExhaustedClient implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      exhaust();
      throw new IllegalStateException("There is no bus yet");
    }

    @Override
    public String serviceName() {
      return "none";
    }

    @Override
    public void close() {}
  }
}
