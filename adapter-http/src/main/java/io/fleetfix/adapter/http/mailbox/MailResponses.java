package io.fleetfix.adapter.http.mailbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.application.port.Mailbox.Attachment;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.outbox.event.UtcMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of answers about mails, as {@code openapi.yaml} defines them. */
public final class MailResponses {
  private MailResponses() {}

  public record MailAnswer(
      String id, String messageId, String to, String subject, String sentAt, String repairId) {
    static MailAnswer of(Mail mail) {
      return new MailAnswer(
          mail.id().toString(),
          mail.messageId(),
          mail.to(),
          mail.subject(),
          UtcMillis.text(mail.sentAt()),
          mail.repairId().value());
    }
  }

  @JsonInclude(Include.NON_NULL)
  public record KeptMailAnswer(
      String id,
      String messageId,
      @Nullable String from,
      String to,
      String subject,
      String sentAt,
      String repairId,
      String text,
      @Nullable String html,
      List<AttachmentAnswer> attachments) {
    static KeptMailAnswer of(KeptMail kept) {
      MailAnswer mail = MailAnswer.of(kept.mail());
      return new KeptMailAnswer(
          mail.id(),
          mail.messageId(),
          kept.from(),
          mail.to(),
          mail.subject(),
          mail.sentAt(),
          mail.repairId(),
          kept.text(),
          kept.html(),
          kept.attachments().stream().map(AttachmentAnswer::of).toList());
    }
  }

  public record AttachmentAnswer(String name, String type, int bytes) {
    static AttachmentAnswer of(Attachment file) {
      return new AttachmentAnswer(file.name(), file.type(), file.content().get().length);
    }
  }
}
