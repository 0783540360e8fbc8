package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.port.Sender;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings for sending invoices to customers.
 *
 * @param sender also printed on the invoices
 * @param server null if none is set; used on AWS only
 */
public record MailSettings(Sender sender, @Nullable SmtpServer server) {
  static MailSettings of(Map<String, String> environment) {
    String url = Settings.SMTP_URL.in(environment).orElse(null);
    if (url != null && !environment.containsKey(Settings.MAIL_FROM.name())) {
      throw new InvalidSetting(
          Settings.MAIL_FROM,
          "must be set with " + Settings.SMTP_URL.name() + ", such as Name <a@example.com>");
    }
    return new MailSettings(
        sender(Settings.MAIL_FROM.valueIn(environment)), url == null ? null : server(url));
  }

  private static Sender sender(String text) {
    try {
      return Sender.parse(text);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(Settings.MAIL_FROM, invalid.problem());
    }
  }

  private static SmtpServer server(String url) {
    try {
      return SmtpServer.parse(url);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(Settings.SMTP_URL, invalid.problem());
    }
  }
}
