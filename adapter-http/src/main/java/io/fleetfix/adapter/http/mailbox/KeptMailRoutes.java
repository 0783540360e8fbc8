package io.fleetfix.adapter.http.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.mailbox.MailResponses.KeptMailAnswer;
import io.fleetfix.adapter.http.message.Accept;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Mailbox.Attachment;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** One sent mail over HTTP as its reader gets it, in the profiles that keep mails. */
public final class KeptMailRoutes implements Routes {
  private static final String HTML = "text/html";

  /**
   * Admits the styles and the embedded images of the page. Blocks scripts, forms, frames and
   * everything that is not in the mail itself, whatever the page contains.
   */
  private static final String NOTHING_BUT_THE_PAGE =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Mailbox mailbox;

  public KeptMailRoutes(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/mails/{id}", this::mail, RequiredScope.REPAIRS_READ);
    routes.get("/mails/{id}/html", this::html, RequiredScope.REPAIRS_READ);
    routes.get("/mails/{id}/attachments/{n}", this::attachment, RequiredScope.REPAIRS_READ);
  }

  private void mail(Context context) {
    Accept.negotiated(context, List.of(Json.MEDIA_TYPE));
    Json.answer(context, 200, KeptMailAnswer.of(find(context)));
  }

  private void html(Context context) {
    Accept.negotiated(context, List.of(HTML));
    KeptMail mail = find(context);
    String page = mail.html();
    if (page == null) {
      throw NotFound.html(mail.mail().id());
    }
    context
        .header("Content-Security-Policy", NOTHING_BUT_THE_PAGE)
        .contentType(HTML + ";charset=utf-8")
        .result(page.getBytes(UTF_8));
  }

  private void attachment(Context context) {
    KeptMail mail = find(context);
    String given = context.pathParam("n");
    int number = given.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(given) : 0;
    if (number == 0 || number > mail.attachments().size()) {
      throw NotFound.attachment(mail);
    }
    Attachment file = mail.attachments().get(number - 1);
    String type = AttachmentHeaders.type(file);
    Accept.negotiated(context, List.of(type));
    context
        .header("Content-Disposition", AttachmentHeaders.disposition(file))
        .contentType(type)
        .result(file.content().get());
  }

  private KeptMail find(Context context) {
    String given = context.pathParam("id");
    return MailId.parse(given).flatMap(mailbox::find).orElseThrow(() -> NotFound.mail(given));
  }
}
