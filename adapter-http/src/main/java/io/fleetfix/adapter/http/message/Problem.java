package io.fleetfix.adapter.http.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.outbox.paging.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed, as a problem of RFC 9457. It repeats nothing of the request but well-formed
 * ids.
 *
 * @param type stable: programs distinguish problems by it
 * @param title the same for every problem of the type
 * @param detail what the client can do
 * @param field the field of the request that is wrong
 * @param requestId the id under which the logs have the request
 */
@JsonInclude(Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable String requestId) {

  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  public static Problem of(ProblemType type) {
    return of(type, type.remedy());
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.uri(), type.title(), type.status(), detail, null, null);
  }

  public static Problem invalidValue(String field, String detail) {
    return of(ProblemType.INVALID_VALUE, detail).blaming(field);
  }

  public static Problem unreadable(Unreadable row) {
    ProblemType type = ProblemType.UNREADABLE_ROW;
    return of(
        type, "The row " + row.key() + " cannot be read: " + row.problem() + ". " + type.remedy());
  }

  /** Names the loops that have ended or hang. */
  public static Problem stuck(List<String> loops) {
    ProblemType type = ProblemType.STUCK_LOOP;
    return of(type, "Stuck: " + String.join(", ", loops) + ". " + type.remedy());
  }

  public static Problem badRequest(int status) {
    ProblemType type = ProblemType.BAD_REQUEST;
    return new Problem(type.uri(), type.title(), status, type.remedy(), null, null);
  }

  public static Problem noRoute() {
    return of(
        ProblemType.NOT_FOUND, "No route matches this path. /openapi.yaml describes all routes.");
  }

  public static Problem keyReused() {
    return of(ProblemType.KEY_REUSED).blaming(IDEMPOTENCY_KEY);
  }

  /** Names the header that asked for another version. */
  public static Problem otherVersion(String header) {
    return of(ProblemType.OTHER_VERSION).blaming(header);
  }

  public static Problem refused(Refusal refusal) {
    ProblemType type =
        switch (refusal) {
          case COMPLETED -> ProblemType.REPAIR_COMPLETED;
          case CANCELLED -> ProblemType.REPAIR_CANCELLED;
          case WORK_LIMIT -> ProblemType.WORK_LIMIT;
          case UNKNOWN_LINE -> ProblemType.NOT_FOUND;
          case NEGATIVE_TOTAL -> ProblemType.NEGATIVE_TOTAL;
          case ADDRESS_MISSING -> ProblemType.ADDRESS_MISSING;
          case VAT_ID_MISSING -> ProblemType.VAT_ID_MISSING;
          case STILL_VALID -> ProblemType.INVOICE_VALID;
          case CREDITED -> ProblemType.INVOICE_CREDITED;
          case BEYOND_INVOICE -> ProblemType.BEYOND_INVOICE;
          case NEGATIVE_CREDIT -> ProblemType.NEGATIVE_CREDIT;
          case CREDIT_NOTE_LIMIT -> ProblemType.CREDIT_NOTE_LIMIT;
          case TOO_LARGE -> ProblemType.REPAIR_TOO_LARGE;
        };
    return of(type, refusal.sentence() + " " + type.remedy());
  }

  private Problem blaming(String name) {
    return new Problem(type, title, status, detail, name, requestId);
  }

  public Problem withRequestId(@Nullable String id) {
    return new Problem(type, title, status, detail, field, id);
  }
}
