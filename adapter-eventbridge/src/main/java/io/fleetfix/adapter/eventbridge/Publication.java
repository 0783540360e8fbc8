package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.retry.Backoff;
import io.fleetfix.outbox.retry.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The state of the entries of one publish call. Each entry counts as not accepted until the bus
 * confirms it, so no failure can make it look accepted.
 */
final class Publication {
  /** Attempts per entry while the bus is too busy for it, within the backoff's deadline. */
  static final int MAX_TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  /**
   * After how many batches in a row without any accepted or refused entry the bus counts as down.
   */
  static final int MAX_FRUITLESS_BATCHES = 8;

  private final EventBridgeClient client;
  private final String bus;
  private final Backoff backoff;
  private final List<BusEntry> entries;
  private final Map<EventId, NotAccepted> notAccepted = new ConcurrentHashMap<>();
  private final AtomicInteger fruitless = new AtomicInteger();
  private volatile boolean busIsDown;

  Publication(EventBridgeClient client, String bus, Backoff backoff, List<BusEntry> entries) {
    this.client = client;
    this.bus = bus;
    this.backoff = backoff;
    this.entries = entries;
    entries.forEach(entry -> unavailable(entry, ErrorCodes.NOT_SENT, false));
  }

  /** In the order of publication. */
  List<NotAccepted> notAccepted() {
    return entries.stream()
        .flatMap(entry -> Optional.ofNullable(notAccepted.get(entry.eventId())).stream())
        .distinct()
        .toList();
  }

  /**
   * Sends one batch, unless another one has found the bus down or busy. An entry for which the bus
   * fails says nothing about the other batches.
   */
  void send(List<BusEntry> batch) {
    Retries retries = backoff.start();
    List<BusEntry> left = attempt(batch);
    for (int tries = 1; tries < MAX_TRIES && !left.isEmpty() && retries.again(); tries++) {
      left = attempt(left);
    }
    if (left.stream().anyMatch(this::isThrottled)
        || countFruitless(batch) >= MAX_FRUITLESS_BATCHES) {
      busIsDown = true;
    }
  }

  /** A call ended in an error, or was not made. Its entries are still those not accepted. */
  void broke(RuntimeException failure) {
    LOG.atError().addKeyValue("bus", bus).setCause(failure).log("PutEvents call broke off");
  }

  private boolean isThrottled(BusEntry entry) {
    NotAccepted no = notAccepted.get(entry.eventId());
    return no != null && ErrorCodes.throttles(no.code());
  }

  private int countFruitless(List<BusEntry> batch) {
    boolean isFruitless =
        batch.stream()
            .map(entry -> notAccepted.get(entry.eventId()))
            .allMatch(no -> no != null && no.cause() == Cause.UNAVAILABLE);
    return fruitless.updateAndGet(count -> isFruitless ? count + 1 : 0);
  }

  /** Returns the entries that should be retried. */
  private List<BusEntry> attempt(List<BusEntry> batch) {
    if (busIsDown) {
      return List.of();
    }
    try {
      return settle(batch, putEvents(batch));
    } catch (RuntimeException failure) { // a closed client throws more than SdkException
      String code = ErrorCodes.of(failure);
      if (!code.equals(ErrorCodes.SOME_ENTRY_IS_INVALID)) {
        callFailed(batch, code, failure);
        return List.of();
      }
      if (batch.size() == 1) {
        answered(batch.getFirst(), code, failure.getMessage());
        return List.of();
      }
      return batch.stream().flatMap(entry -> attempt(List.of(entry)).stream()).toList();
    }
  }

  private List<PutEventsResultEntry> putEvents(List<BusEntry> batch) {
    return client
        .putEvents(request -> request.entries(batch.stream().map(entry -> entry.on(bus)).toList()))
        .entries();
  }

  private List<BusEntry> settle(List<BusEntry> batch, List<PutEventsResultEntry> results) {
    if (results.size() != batch.size()) {
      throw new IllegalStateException("EventBridge must return one result per entry");
    }
    List<BusEntry> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      BusEntry entry = batch.get(i);
      PutEventsResultEntry result = results.get(i);
      String code = ErrorCodes.of(result);
      if (result.eventId() != null) {
        notAccepted.remove(entry.eventId());
      } else {
        answered(entry, code, result.errorMessage());
        if (ErrorCodes.passes(code)) {
          again.add(entry);
        }
      }
    }
    return again;
  }

  private void callFailed(List<BusEntry> batch, String code, RuntimeException failure) {
    busIsDown = true;
    batch.forEach(entry -> unavailable(entry, code, false));
    LOG.atWarn()
        .addKeyValue("bus", bus)
        .addKeyValue("code", code)
        .addKeyValue("reason", failure.getMessage())
        .log("PutEvents call failed");
  }

  private void answered(BusEntry entry, String code, @Nullable String message) {
    if (ErrorCodes.refuses(code, message)) {
      notAccepted.put(entry.eventId(), new NotAccepted(entry.eventId(), Cause.REFUSED, code));
    } else {
      unavailable(entry, code, true);
    }
  }

  private void unavailable(BusEntry entry, String code, boolean answered) {
    notAccepted.put(
        entry.eventId(), new NotAccepted(entry.eventId(), Cause.UNAVAILABLE, code, answered));
  }
}
