package io.fleetfix.adapter.http.message;

import java.util.Arrays;
import java.util.Optional;

/**
 * The problems that an answer can report. The pages under {@code /problems} and {@code
 * docs/problems.md} show this table. Slugs are part of the API and never change.
 */
public enum ProblemType {
  INVALID_VALUE(
      "invalid-value",
      "Invalid value",
      400,
      "A field, header or query parameter is missing, unknown or has a value that is not allowed.",
      "Correct the value that the problem's field and detail name."),
  MALFORMED_BODY(
      "malformed-body",
      "Malformed body",
      400,
      "The body is not one JSON object in UTF-8.",
      "Correct the body at the line and column that the detail names."),
  BAD_REQUEST(
      "bad-request",
      "Bad request",
      400,
      "The server cannot parse the request line, the headers or the framing of the body, or the"
          + " path has encoded slashes, dots or control characters. The status is 414 if the path"
          + " is too long, 426 if the client speaks HTTP/2, and 431 if the headers are too long.",
      "Check the client or proxy that built the request."),
  UNAUTHENTICATED(
      "unauthenticated",
      "Authentication required",
      401,
      "The request has no access token, or the token is malformed, expired, or not issued for this"
          + " service.",
      "Get an access token from the issuer and send it as Authorization: Bearer, once."),
  FORBIDDEN(
      "forbidden",
      "Forbidden",
      403,
      "The access token is valid, but does not allow this operation.",
      "Use a token with the scope that the detail names."),
  FOREIGN_ORIGIN(
      "foreign-origin",
      "Foreign origin",
      403,
      "The Origin or Sec-Fetch-Site header shows that a web page of another origin sent the"
          + " request, or that a proxy replaced the Host header. Nothing was changed.",
      "Write from pages of this service only, or from a client that is not a browser. Let proxies"
          + " pass the Host header on."),
  NOT_FOUND(
      "not-found",
      "Not found",
      404,
      "The path matches no route, or what it names does not exist, not yet or no longer.",
      "Check the path and the id in it."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      "Method not allowed",
      405,
      "The path exists, but does not support the method of the request.",
      "Use one of the methods in the Allow header of the answer."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      "Not acceptable",
      406,
      "The Accept header excludes every media type in which the answer is available.",
      "Accept one of the media types that the detail names."),
  REPAIR_COMPLETED(
      "repair-completed",
      "Repair is completed",
      409,
      "A completed repair can be neither changed nor cancelled. Nothing was changed.",
      "Open a new repair for further work. To correct its invoice, POST"
          + " /repairs/{id}/credit-notes, then POST /repairs/{id}/invoices."),
  REPAIR_CANCELLED(
      "repair-cancelled",
      "Repair is cancelled",
      409,
      "A cancelled repair can be neither changed nor completed. Nothing was changed.",
      "Open a new repair if the work is to be done after all."),
  WORK_LIMIT(
      "work-limit",
      "Too many work lines",
      409,
      "The repair already has the maximum number of work lines. Nothing was changed.",
      "Complete the repair and open another one for the rest of the work."),
  REPAIR_TOO_LARGE(
      "repair-too-large",
      "Repair too large",
      409,
      "The texts of the repair, or of its invoice, would need more bytes than they may have."
          + " Nothing was changed.",
      "Shorten the texts of the request, or complete the repair and open another one for the rest"
          + " of the work."),
  NEGATIVE_TOTAL(
      "negative-total",
      "Negative total",
      409,
      "The lines with one rate of VAT have a negative total, which no invoice may have. Nothing was"
          + " changed.",
      "Correct or remove lines, with PUT or DELETE /repairs/{id}/work/{lineId}, until no rate has a"
          + " negative total. Money that the customer gets back needs a credit note: POST"
          + " /repairs/{id}/credit-notes."),
  ADDRESS_MISSING(
      "address-missing",
      "Address missing",
      409,
      "The invoice must show the address of the customer, which is not known: only small invoices"
          + " can do without. Nothing was changed.",
      "Set the address with PUT /repairs/{id}/customer while the repair is open, or send it with"
          + " the further invoice, as customer.address."),
  VAT_ID_MISSING(
      "vat-id-missing",
      "VAT id missing",
      409,
      "A line has the category REVERSE_CHARGE, so the invoice must show the VAT id of the customer,"
          + " which is not known. Nothing was changed.",
      "Set kind COMPANY and vatId with PUT /repairs/{id}/customer while the repair is open, or send"
          + " both with the further invoice, as its customer."),
  INVOICE_VALID(
      "invoice-valid",
      "Invoice is valid",
      409,
      "A repair has at most one valid invoice, and something is left of the latest one. Nothing was"
          + " changed.",
      "Take back what is left of it with POST /repairs/{id}/credit-notes, without lines. Then send"
          + " the request again."),
  INVOICE_CREDITED(
      "invoice-credited",
      "Invoice is credited",
      409,
      "Nothing is left of the latest invoice that a credit note could take back. Nothing was"
          + " changed.",
      "Look at GET /repairs/{id}/documents. To bill the repair again, POST"
          + " /repairs/{id}/invoices."),
  BEYOND_INVOICE(
      "beyond-invoice",
      "Credit beyond the invoice",
      409,
      "The request takes back more of a line than is left of it, or leaves lines of one rate with a"
          + " negative total. Nothing was changed.",
      "Look at the lines of GET /repairs/{id}/invoice: of each, at most its price less what is"
          + " credited can be taken back. Without lines, the request takes back all that is left."),
  NEGATIVE_CREDIT(
      "negative-credit",
      "Negative credit",
      409,
      "The credit note would have a negative total: the customer would have to pay for it. Nothing"
          + " was changed.",
      "Take back lines with a positive price together with those that reduce it, or all that is"
          + " left."),
  CREDIT_NOTE_LIMIT(
      "credit-note-limit",
      "Too many credit notes",
      409,
      "The repair already has the maximum number of credit notes. Nothing was changed.",
      "Settle the rest outside of this repair, for example with a new one."),
  MAIL_IN_PROGRESS(
      "mail-in-progress",
      "Mail in progress",
      409,
      "The mail with the invoice is being sent, or it is unknown whether it was sent: another one"
          + " now could be a copy. Nothing was changed.",
      "Wait a quarter of an hour, look at the invoice, and request the mail again if it was not"
          + " sent."),
  OTHER_VERSION(
      "other-version",
      "Repair has changed",
      412,
      "The current version of the repair, or of its contact, is not one that If-Match names, or"
          + " If-None-Match forbids to change what exists. Nothing was changed.",
      "Read the repair or its contact, decide again, and send the command with the new ETag."),
  TOO_LARGE(
      "too-large",
      "Body too large",
      413,
      "The body is larger than 64 KiB, or what it adds to would become larger than the store"
          + " allows. Nothing was changed.",
      "Send at most 64 KiB."),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      "Unsupported media type",
      415,
      "The body is not declared as JSON in UTF-8, or it is compressed.",
      "Send the body uncompressed, with Content-Type: application/json."),
  MISDIRECTED_REQUEST(
      "misdirected-request",
      "Misdirected request",
      421,
      "The service does not answer for the host that the request names. Nothing was changed.",
      "Send the request to localhost, or list the host in the setting FLEETFIX_HTTP_HOSTS."),
  KEY_REUSED(
      "key-reused",
      "Idempotency key reused",
      422,
      "The Idempotency-Key was used for a different request within the last 24 hours. Nothing was"
          + " changed.",
      "Repeat the earlier request byte by byte, or send this one with a new key."),
  TOO_MANY_REQUESTS(
      "too-many-requests",
      "Too many requests",
      429,
      "The caller has used up its rate limit, which applies per token subject, or per address"
          + " without a valid token. Nothing was changed.",
      "Wait for the number of seconds in the Retry-After header, then send the request again."),
  UNEXPECTED(
      "unexpected",
      "Internal error",
      500,
      "The service failed unexpectedly. A command on a repair took effect completely or not at"
          + " all.",
      "Check whether the request took effect before you send it again, and report the requestId to"
          + " the operator."),
  UNREADABLE_ROW(
      "unreadable-row",
      "Unreadable row",
      500,
      "A stored row that the request needs cannot be read: another writer has changed it, or a"
          + " newer release wrote it. Nothing was changed.",
      "An operator has to correct the row that the detail names; a repetition does not help."),
  UNAVAILABLE(
      "unavailable",
      "Service unavailable",
      503,
      "The service is stopping, its table or the token issuer does not answer, or too many requests"
          + " wait for them. A command on a repair took effect completely or not at all.",
      "Send the same request again in a moment, with its Idempotency-Key if it had one."),
  INVOICE_DATE_AHEAD(
      "invoice-date-ahead",
      "Invoice date ahead",
      503,
      "The last document of the series is dated more than a day ahead of the clock of the service,"
          + " so that one of the two is wrong, and no number is given until that is corrected."
          + " Nothing was changed.",
      "An operator has to correct the clock, or to reset the date with POST /invoices/date-resets."
          + " Then send the same request again."),
  STUCK_LOOP(
      "stuck-loop",
      "Stuck loop",
      503,
      "A loop of the service's background work has ended, or one of its steps has taken far longer"
          + " than any step should. Requests may still succeed.",
      "An operator has to restart the process, which loses nothing."),
  STORE_FULL(
      "store-full",
      "Store is full",
      507,
      "The store in memory is full of repairs that must be kept, and has no room for a new repair"
          + " or for more work. Nothing was changed.",
      "Complete or cancel open repairs, which always succeeds and makes room. Then send the request"
          + " again.");

  private static final String PATH = "/problems/";

  private final String slug;
  private final String title;
  private final int status;
  private final String meaning;
  private final String remedy;

  ProblemType(String slug, String title, int status, String meaning, String remedy) {
    this.slug = slug;
    this.title = title;
    this.status = status;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  public static Optional<ProblemType> ofSlug(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug.equals(slug)).findAny();
  }

  /** The URI that identifies the problem, and the path of its page. */
  public String uri() {
    return PATH + slug;
  }

  public String title() {
    return title;
  }

  /** The usual status; {@link #BAD_REQUEST} has others, too. */
  public int status() {
    return status;
  }

  public String meaning() {
    return meaning;
  }

  /** What the client can do. It is also the detail of a problem that has no better one. */
  public String remedy() {
    return remedy;
  }
}
