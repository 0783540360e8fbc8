package io.fleetfix.bootstrap.config;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The names of the service's resources, on AWS and in a local run.
 *
 * @param table the workshop's table; the relay's table has {@code -relay} appended
 * @param eventBus name or ARN
 * @param queues the queue of each subscription
 */
public record AwsNames(String table, String eventBus, Map<Subscription, String> queues) {
  /** DynamoDB allows 255 characters; the longest name derived from this one has six more. */
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
                    Settings.queue(each),
                    environment,
                    QUEUE_FORM,
                    "must be the name of a queue: 1 to 80 letters, digits, - or _")));
    return new AwsNames(
        checked(
            Settings.TABLE,
            environment,
            TABLE_FORM,
            "must be the name of a table: 3 to 249 letters, digits, _, - or ."),
        checked(
            Settings.EVENT_BUS, environment, BUS_FORM, "must be the name or ARN of an event bus"),
        queues);
  }

  /** The setting that names the queue of this subscription, for example FLEETFIX_MAIL_QUEUE. */
  public static String queueSetting(Subscription subscription) {
    return "FLEETFIX_" + subscription.rule().toUpperCase(Locale.ROOT).replace('-', '_') + "_QUEUE";
  }

  public String queue(Subscription subscription) {
    return Objects.requireNonNull(queues.get(subscription), "Every subscription has a queue");
  }

  private static String checked(
      Setting setting, Map<String, String> environment, Pattern form, String problem) {
    String value = setting.valueIn(environment);
    if (!form.matcher(value).matches()) {
      throw new InvalidSetting(setting, problem);
    }
    return value;
  }
}
