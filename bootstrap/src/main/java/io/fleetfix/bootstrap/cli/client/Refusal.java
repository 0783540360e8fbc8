package io.fleetfix.bootstrap.cli.client;

import io.fleetfix.bootstrap.cli.text.Lines;
import io.fleetfix.outbox.port.OutboxLedger;

/**
 * Says in the operator's words why the service refused a request. It goes by the status and the
 * problem's type: titles and details are written for programmers of HTTP clients.
 */
record Refusal(ServiceAnswer answer, Call call, String base, boolean hasToken) {
  CommandFailure failure() {
    int status = answer.status();
    return switch (status) {
      case 400 -> CommandFailure.usage(badRequest());
      case 401 -> CommandFailure.usage(unauthenticated());
      case 403 -> CommandFailure.usage(forbidden());
      case 404 ->
          answer.problem().equals("not-found")
              ? CommandFailure.failed(call.notFound())
              : notFleetFix();
      case 409 -> CommandFailure.failed(conflict());
      case 429 -> CommandFailure.unreachable(tooManyRequests());
      case 502, 503, 504 -> CommandFailure.unreachable(unavailable());
      case 500 -> CommandFailure.failed(internalError());
      default ->
          status >= 400
              ? CommandFailure.failed(unexpected())
              : status >= 300 ? redirected() : notFleetFix();
    };
  }

  private String badRequest() {
    if (!answer.problem().equals("invalid-value")) {
      return unexpected();
    }
    return switch (answer.body().path("field").asText()) {
      case "from" ->
          "--from must be before --to and within the last "
              + OutboxLedger.RETENTION.toDays()
              + " days: events delivered before that may have expired.";
      case "to" -> invalid("--to");
      case "eventId" -> invalid("--event");
      case "repairId" -> invalid("--repair");
      case "limit" -> invalid("--limit");
      case "queue" ->
          "No queue of the service has this name: `fleetfix outbox dead-letters list` shows the"
              + " names.";
      case "messageId" -> invalid("--message");
      case "dryRun" -> invalid("--dry-run");
      case "repair" -> invalid("--repair");
      case "series" -> invalid("--series");
      case "year" -> invalid("--year");
      case "now" ->
          "The clocks of this computer and of the service differ by more than 5 minutes, so one of"
              + " them is wrong"
              + requestId()
              + ". Nothing was changed. Set the wrong clock, and run the command again.";
      case "reason" -> invalid("--reason");
      case "status" -> invalid("--status");
      case "cursor" ->
          "The service can't continue where the previous page ended. Run the command again from"
              + " the start.";
      default -> unexpected();
    };
  }

  private String invalid(String option) {
    return "The service does not accept the value of " + option + requestId() + ".";
  }

  private String unauthenticated() {
    return hasToken
        ? "The service answered 401: it does not accept the access token in FLEETFIX_TOKEN."
            + " Set it to a token that has not expired and has the scope outbox:operate."
        : "The service answered 401: it requires an access token."
            + " Set FLEETFIX_TOKEN to one with the scope outbox:operate.";
  }

  private String forbidden() {
    return hasToken
        ? "The service answered 403: the access token in FLEETFIX_TOKEN does not permit this."
            + " Set it to one with the scope outbox:operate."
        : "The service answered 403: this requires an access token."
            + " Set FLEETFIX_TOKEN to one with the scope outbox:operate.";
  }

  private String conflict() {
    return answer.problem().equals("mail-in-progress")
        ? "The mail is being sent, or it is unknown whether it was sent, so that another one now"
            + " could be a copy. Nothing was changed. Wait a quarter of an hour, then run the"
            + " command again if the invoice still has to be sent."
        : unexpected();
  }

  private String tooManyRequests() {
    return "The service answered 429: this caller has reached its rate limit. "
        + answer
            .retryAfter()
            .map(
                seconds ->
                    "Try again in " + seconds + (seconds.equals("1") ? " second." : " seconds."))
            .orElse("Try again in a minute.");
  }

  private String unavailable() {
    return answer.problem().equals("unavailable")
        ? "The service can't reach its table"
            + requestId()
            + ". Try again in a minute, and see `fleetfix outbox status`."
        : "The server at "
            + base
            + " answered "
            + answer.status()
            + requestId()
            + ": it may be a proxy that gets no answer from the service. Check that the service is"
            + " running, and try again in a minute.";
  }

  /** Only the detail names the row that an operator has to correct. */
  private String internalError() {
    return answer.problem().equals("unreadable-row")
        ? Lines.text(answer.body().path("detail"))
        : unexpected();
  }

  private String unexpected() {
    String server = answer.problem().isEmpty() ? "The server at " + base : "The service";
    return server
        + " answered "
        + answer.status()
        + requestId()
        + (answer.status() < 500
            ? ", which this command does not expect. Check that FLEETFIX_URL (or --url) is the"
                + " service's address, and that both have the same version."
            : ": an internal error. Its log says why.");
  }

  /** What finds the request in the service's log. */
  private String requestId() {
    return answer.requestId().map(id -> " (request id " + id + ")").orElse("");
  }

  private CommandFailure redirected() {
    return CommandFailure.unreachable(
        "The server at "
            + base
            + " redirects to another address. Set FLEETFIX_URL (or --url) to the service's own"
            + " address; it may begin with https.");
  }

  private CommandFailure notFleetFix() {
    return CommandFailure.unreachable(
        "The server at "
            + base
            + " is not FleetFix. Set FLEETFIX_URL (or --url) to the service's address.");
  }
}
