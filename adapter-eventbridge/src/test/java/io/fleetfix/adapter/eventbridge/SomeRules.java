package io.fleetfix.adapter.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Subscriptions to parcel events, and the bus rules derived from them. */
final class SomeRules {
  static final String LOST = "ParcelLost";
  static final String RETURNED = "ParcelReturned";

  static final Subscription RECEIPTS = subscription("receipts", Types.all(), false);
  static final Subscription TRACKING =
      subscription("tracking", Types.only(ParcelShipped.TYPE, LOST), true);
  static final Subscription LABELLING =
      subscription("labelling", Types.only(ParcelShipped.TYPE), true);

  static final List<Subscription> ALL = List.of(RECEIPTS, TRACKING, LABELLING);

  private static final ObjectMapper JSON = new ObjectMapper();

  private SomeRules() {}

  private static Subscription subscription(String rule, Types types, boolean replays) {
    return new Subscription(rule, types, replays, 20, Duration.ofDays(4), false);
  }

  /**
   * The rules of all subscriptions.
   *
   * @param prefix of the queues' names
   */
  static List<LocalRule> rules(String prefix) {
    return ALL.stream().map(each -> rule(each, prefix)).toList();
  }

  private static LocalRule rule(Subscription subscription, String prefix) {
    try {
      return new LocalRule(
          subscription.rule(),
          JSON.writeValueAsString(subscription.pattern(Parcels.FORMAT)),
          prefix + subscription.rule(),
          subscription.maxReceives());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
