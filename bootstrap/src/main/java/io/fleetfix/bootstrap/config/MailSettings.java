package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.port.Sender;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How invoices go to customers.
 *
 * @param sender stands on the invoices, too
 * @param server null if none is named; looked at on AWS only
 */
public record MailSettings(Sender sender, @Nullable SmtpServer server) {
  public static final String SERVER = "FLEETFIX_SMTP_URL";
  static final String SENDER = "FLEETFIX_MAIL_FROM";

  private static final String NOBODY_SPECIAL = "FleetFix <invoices@fleetfix.example>";

  static MailSettings of(Map<String, String> environment) {
    String url = environment.get(SERVER);
    String sender = environment.get(SENDER);
    if (url != null && sender == null) {
      throw new InvalidSetting(
          SENDER, "must be set with " + SERVER + ", like Name <a@example.com>");
    }
    return new MailSettings(
        sender(sender == null ? NOBODY_SPECIAL : sender), url == null ? null : server(url));
  }

  private static Sender sender(String text) {
    try {
      return Sender.parse(text);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(SENDER, invalid.problem());
    }
  }

  private static SmtpServer server(String url) {
    try {
      return SmtpServer.parse(url);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(SERVER, invalid.problem());
    }
  }
}
