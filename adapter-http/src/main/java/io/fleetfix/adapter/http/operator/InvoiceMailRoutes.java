package io.fleetfix.adapter.http.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.IdempotencyHeader;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.ProblemType;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.repair.DocumentAnswers;
import io.fleetfix.adapter.http.repair.DocumentResponses;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.http.repair.MailingAnswer;
import io.fleetfix.adapter.http.repair.Responses.ListAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.http.token.Caller;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.mail.RequestMail;
import io.fleetfix.application.mail.RequestMails;
import io.fleetfix.application.mail.RequestMails.Order;
import io.fleetfix.application.mail.RequestMails.Requested;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.UtcMillis;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mails with documents that are not sent, and requests to send mails again, over HTTP. */
public final class InvoiceMailRoutes implements Routes {
  private static final int MAX_REASON = 100;

  private final FindDocuments documents;
  private final DocumentAnswers answers;
  private final RequestMail requestMail;
  private final RequestMails mails;

  public InvoiceMailRoutes(
      FindDocuments documents,
      DocumentAnswers answers,
      RequestMail requestMail,
      RequestMails mails) {
    this.documents = documents;
    this.answers = answers;
    this.requestMail = requestMail;
    this.mails = mails;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/repairs/{id}/invoice/mail", this::requestLatest, RequiredScope.OUTBOX_OPERATE);
    routes.post(
        "/repairs/{id}/documents/{number}/mail", this::requestOne, RequiredScope.OUTBOX_OPERATE);
    routes.get(
        "/invoices/mails",
        new QueryHandler(this::list, "status", "reason", "limit", "cursor"),
        RequiredScope.OUTBOX_OPERATE);
    routes.post("/invoices/mails/requests", this::requestMany, RequiredScope.OUTBOX_OPERATE);
  }

  /** Sends the invoice that was issued last, whether or not it is still valid. */
  private void requestLatest(Context context) {
    RepairId id = repairId(context);
    Optional<EmailAddress> to = to(context);
    DocumentId latest =
        documents
            .latest(id)
            .map(Invoice::id)
            .orElseThrow(() -> NotFound.invoice(answers.repair(id)));
    request(context, latest, to);
  }

  private void requestOne(Context context) {
    RepairId id = repairId(context);
    Optional<EmailAddress> to = to(context);
    request(context, InvoiceRoutes.find(documents, answers, id, context).id(), to);
  }

  private static RepairId repairId(Context context) {
    String given = context.pathParam("id");
    return RepairId.parse(given).orElseThrow(() -> NotFound.repair(given));
  }

  private static Optional<EmailAddress> to(Context context) {
    RequestBody body = RequestBody.of(context, "to");
    return body.optional("to", field -> EmailAddress.parse(field, body.text(field)));
  }

  private void request(Context context, DocumentId id, Optional<EmailAddress> to) {
    Outcome<Document, MailRefusal> outcome =
        requestMail.request(
            id,
            to,
            caller(context),
            new CommandOptions(Optional.empty(), IdempotencyHeader.of(context)));
    switch (outcome) {
      case Outcome.Done<Document, MailRefusal>(Document document) ->
          Json.answer(context, 202, answers.json(document));
      case Outcome.NotFound<Document, MailRefusal>() -> throw NotFound.document(id.repairId());
      case Outcome.KeyReused<Document, MailRefusal>() -> Json.answer(context, Problem.keyReused());
      case Outcome.OtherVersion<Document, MailRefusal>() ->
          throw new IllegalStateException("No version was asked for");
      case Outcome.Refused<Document, MailRefusal>(MailRefusal refusal) ->
          Json.answer(
              context,
              Problem.of(
                  switch (refusal) {
                    case IN_PROGRESS -> ProblemType.MAIL_IN_PROGRESS;
                  }));
    }
  }

  private void list(Context context) {
    MailList list = list(Paging.once(context, "status").orElse(MailList.UNSENT.name()));
    Optional<String> reason = Paging.once(context, "reason").map(InvoiceMailRoutes::checked);
    Json.answer(
        context,
        200,
        ListAnswer.of(
            mails.list(list, reason, Paging.of(context)), each -> UnsentAnswer.of(each, null)));
  }

  private void requestMany(Context context) {
    RequestBody body = RequestBody.of(context, "status", "reason", "dryRun", "limit", "cursor");
    Order order =
        new Order(
            list(body.text("status")),
            body.has("reason") ? Optional.of(checked(body.text("reason"))) : Optional.empty(),
            body.has("dryRun") && body.flag("dryRun"),
            caller(context));
    Json.answer(
        context,
        200,
        ListAnswer.of(
            mails.request(order, OutboxRoutes.pageRequest(body)),
            (Requested each) -> UnsentAnswer.of(each.invoice(), each.result().name())));
  }

  private static MailList list(String given) {
    return Arrays.stream(MailList.values())
        .filter(list -> list.name().equals(given))
        .findAny()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "status",
                    Arrays.stream(MailList.values())
                        .map(MailList::name)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  private static String checked(String reason) {
    if (reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValue(
          "reason", "must be 1 to " + MAX_REASON + " characters without control characters");
    }
    return reason;
  }

  /** The name in the audit trail. Without authentication, all callers have the same one. */
  private static String caller(Context context) {
    return AuthFilter.caller(context).map(Caller::subject).orElse("operator");
  }

  /**
   * A mail, as {@code openapi.yaml} defines it.
   *
   * @param since when the mail was requested: by the document, or by an operator
   * @param result what has become of a request to send it again
   */
  @JsonInclude(Include.NON_NULL)
  record UnsentAnswer(
      String repairId,
      String number,
      String kind,
      String since,
      MailingAnswer mail,
      @Nullable String result) {
    static UnsentAnswer of(Document document, @Nullable String result) {
      return new UnsentAnswer(
          document.repairId().value(),
          document.number().toString(),
          DocumentResponses.kindOf(document),
          UtcMillis.text(document.mailDueAt()),
          MailingAnswer.of(document.mailing()),
          result);
    }
  }
}
