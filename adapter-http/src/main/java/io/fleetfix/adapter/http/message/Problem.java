package io.fleetfix.adapter.http.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.outbox.port.OutboxLedger;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, as RFC 9457 has it. Nothing of the request is repeated in it.
 *
 * @param type stable, for programs to tell problems apart
 * @param title the same for every problem of the type
 * @param detail what to do about this one
 * @param field which field of the request is to blame
 */
@JsonInclude(Include.NON_NULL)
public record Problem(
    String type, String title, int status, @Nullable String detail, @Nullable String field) {

  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  public static final String IF_MATCH = "If-Match";

  public static Problem invalidValue(String field, String detail) {
    return new Problem("/problems/invalid-value", "A value is not allowed", 400, detail, field);
  }

  public static Problem malformedBody(@Nullable String detail) {
    return new Problem("/problems/malformed-body", "The body is not readable", 400, detail, null);
  }

  public static Problem badRequest(int status) {
    return new Problem("/problems/bad-request", "The request is not readable", status, null, null);
  }

  public static Problem unauthenticated(String detail) {
    return new Problem("/problems/unauthenticated", "Who is asking?", 401, detail, null);
  }

  public static Problem forbidden(@Nullable String detail) {
    return new Problem("/problems/forbidden", "The caller may not do that", 403, detail, null);
  }

  public static Problem tooManyRequests() {
    return new Problem(
        "/problems/too-many-requests",
        "The caller asks too often",
        429,
        "Wait as long as Retry-After says.",
        null);
  }

  public static Problem notFound() {
    return notFound(null);
  }

  public static Problem unknownOrExpired() {
    return notFound(
        "The outbox never had such an event, or it was delivered more than "
            + OutboxLedger.RETENTION.toDays()
            + " days ago and has expired.");
  }

  public static Problem notQuarantined() {
    return notFound("No event under this id is in the quarantine; it may have left it already.");
  }

  private static Problem notFound(@Nullable String detail) {
    return new Problem("/problems/not-found", "There is no such thing", 404, detail, null);
  }

  public static Problem methodNotAllowed() {
    return new Problem("/problems/method-not-allowed", "That can't be done to it", 405, null, null);
  }

  public static Problem notAcceptable() {
    return new Problem(
        "/problems/not-acceptable",
        "It is of no type that is asked for",
        406,
        "Accept application/json or application/pdf.",
        null);
  }

  public static Problem tooLarge() {
    return new Problem(
        "/problems/too-large", "The body is too large", 413, "At most 64 KiB are read.", null);
  }

  public static Problem unsupportedMediaType() {
    return new Problem(
        "/problems/unsupported-media-type",
        "The body is of another type than is read here",
        415,
        "Send application/json in UTF-8.",
        null);
  }

  public static Problem keyReused() {
    return new Problem(
        "/problems/key-reused",
        "The key belongs to another request",
        422,
        "Send the same request again, byte by byte, or this one under a new key.",
        IDEMPOTENCY_KEY);
  }

  public static Problem otherVersion() {
    return new Problem(
        "/problems/other-version",
        "The repair has changed",
        412,
        "Nothing was done. Look at the repair again and decide anew.",
        IF_MATCH);
  }

  public static Problem refused(Refusal refusal) {
    String type =
        switch (refusal) {
          case COMPLETED -> "/problems/repair-completed";
          case CANCELLED -> "/problems/repair-cancelled";
          case WORK_LIMIT -> "/problems/work-limit";
        };
    return new Problem(
        type, "The repair can't take that in its state", 409, refusal.sentence(), null);
  }

  public static Problem unavailable() {
    return new Problem(
        "/problems/unavailable",
        "Not possible at the moment",
        503,
        "Nothing is half done. Send the same request again.",
        null);
  }

  public static Problem unexpected() {
    return new Problem("/problems/unexpected", "Something went wrong here", 500, null, null);
  }
}
