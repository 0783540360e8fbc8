package io.fleetfix.bootstrap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.localaws.eventbridge.LocalRule;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.List;

/** Translates the workshop's subscriptions into rules of the local EventBridge. */
final class LocalRules {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LocalRules() {}

  /** One rule per subscription, in the same order. */
  static List<LocalRule> of(AwsNames names) {
    return WorkshopOutbox.SUBSCRIPTIONS.stream().map(each -> rule(each, names)).toList();
  }

  private static LocalRule rule(Subscription subscription, AwsNames names) {
    return new LocalRule(
        subscription.rule(),
        JSON.valueToTree(subscription.pattern(WorkshopOutbox.FORMAT)).toString(),
        names.queue(subscription),
        subscription.maxReceives());
  }
}
