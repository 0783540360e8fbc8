package io.fleetfix.bootstrap.config;

import io.fleetfix.application.outbox.BusRule;
import java.util.EnumMap;
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
public record AwsNames(String table, String eventBus, Map<BusRule, String> queues) {
  static final String TABLE = "FLEETFIX_TABLE";
  static final String EVENT_BUS = "FLEETFIX_EVENT_BUS";
  public static final Map<BusRule, String> QUEUES =
      Map.of(
          BusRule.INVOICING, "FLEETFIX_INVOICING_QUEUE",
          BusRule.FRONT_DESK, "FLEETFIX_FRONT_DESK_QUEUE",
          BusRule.MAIL, "FLEETFIX_MAIL_QUEUE",
          BusRule.RECEIPTS, "FLEETFIX_RECEIPTS_QUEUE");

  /** DynamoDB takes 255 characters; the longest name we make of it has six more. */
  private static final Pattern TABLE_FORM = Pattern.compile("[A-Za-z0-9_.-]{3,249}");

  private static final Pattern BUS_FORM = Pattern.compile("[A-Za-z0-9_./:-]{1,1600}");
  private static final Pattern QUEUE_FORM = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  public AwsNames {
    queues = Map.copyOf(queues);
  }

  static AwsNames of(Map<String, String> environment) {
    Map<BusRule, String> queues = new EnumMap<>(BusRule.class);
    QUEUES.forEach(
        (rule, setting) ->
            queues.put(
                rule,
                checked(
                    setting,
                    environment.getOrDefault(setting, "fleetfix-" + rule.ruleName()),
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

  public String queue(BusRule rule) {
    return Objects.requireNonNull(queues.get(rule), "Every rule has a queue");
  }

  private static String checked(String setting, String value, Pattern form, String problem) {
    if (!form.matcher(value).matches()) {
      throw new InvalidSetting(setting, problem);
    }
    return value;
  }
}
