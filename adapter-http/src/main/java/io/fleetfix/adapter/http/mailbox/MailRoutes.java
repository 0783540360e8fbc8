package io.fleetfix.adapter.http.mailbox;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.mailbox.MailResponses.MailAnswer;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.javalin.config.RoutesConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of the sent mails over HTTP, in the profiles that keep them. */
public final class MailRoutes implements Routes {
  private final Mailbox mailbox;

  public MailRoutes(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/mails",
        new QueryHandler(
            context ->
                Json.answer(
                    context,
                    200,
                    ListAnswer.of(page(mailbox.mails(), Paging.of(context)), MailAnswer::of)),
            "limit",
            "cursor"),
        RequiredScope.REPAIRS_READ);
  }

  private static Page<Mail> page(List<Mail> mails, PageRequest request) {
    String cursor = request.cursor();
    Optional<ListPosition> before = Optional.ofNullable(cursor).map(ListPosition::ofCursor);
    List<Mail> rest =
        mails.stream()
            .filter(mail -> before.isEmpty() || position(mail).compareTo(before.get()) < 0)
            .sorted(Comparator.comparing(MailRoutes::position).reversed())
            .toList();
    int limit = request.limit();
    return rest.size() <= limit
        ? new Page<>(rest, null)
        : new Page<>(rest.subList(0, limit), position(rest.get(limit - 1)).cursor());
  }

  /** A cursor has milliseconds only. The number has leading zeros, so that its text sorts. */
  private static ListPosition position(Mail mail) {
    return new ListPosition(
        UtcMillis.truncated(mail.sentAt()),
        String.format(Locale.ROOT, "%018d", mail.id().number()));
  }
}
