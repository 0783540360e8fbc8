package io.fleetfix.bootstrap.config;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the service's resources are called, on AWS and in a local run alike.
 *
 * @param table of the workshop; the relay's own has {@code -relay} behind it
 * @param eventBus name or ARN
 * @param queues one behind each rule
 */
public record AwsNames(String table, String eventBus, Map<Subscription, String> queues) {
  static final String TABLE = "FLEETFIX_TABLE";
  static final String EVENT_BUS = "FLEETFIX_EVENT_BUS";

  /** DynamoDB takes 255 characters; the longest name we make of it has six more. */
  private static final Pattern TABLE_FORM = Pattern.compile("[A-Za-z0-9_.-]{3,249}");

  private static final Pattern BUS_FORM = Pattern.compile("[A-Za-z0-9_./:-]{1,1600}");
  private static final Pattern QUEUE_FORM = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  public AwsNames {
    queues = Map.copyOf(queues);
  }

  static AwsNames of(Map<String, String> environment) {
    Map<Subscription, String> queues = new HashMap<>();
    WorkshopOutbox.SUBSCRIPTIONS.forEach(
        each ->
            queues.put(
                each,
                checked(
                    queueSetting(each),
                    environment.getOrDefault(queueSetting(each), "fleetfix-" + each.rule()),
                    QUEUE_FORM,
                    "must be a queue's name: 1 to 80 letters, digits, - or _")));
    return new AwsNames(
        checked(
            TABLE,
            environment.getOrDefault(TABLE, "fleetfix"),
            TABLE_FORM,
            "must be a table's name: 3 to 249 letters, digits, _, - or ."),
        checked(
            EVENT_BUS,
            environment.getOrDefault(EVENT_BUS, "fleetfix"),
            BUS_FORM,
            "must be the name or ARN of an event bus"),
        queues);
  }

  /** The setting that names the queue behind this rule, for example FLEETFIX_MAIL_QUEUE. */
  public static String queueSetting(Subscription subscription) {
    return "FLEETFIX_" + subscription.rule().toUpperCase(Locale.ROOT).replace('-', '_') + "_QUEUE";
  }

  public String queue(Subscription subscription) {
    return Objects.requireNonNull(queues.get(subscription), "Every rule has a queue");
  }

  private static String checked(String setting, String value, Pattern form, String problem) {
    if (!form.matcher(value).matches()) {
      throw new InvalidSetting(setting, problem);
    }
    return value;
  }
}
