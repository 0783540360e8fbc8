package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.AccessDenied;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into a problem that tells the client what to do, and no more. */
final class ProblemHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private ProblemHandlers() {}

  static void register(JavalinConfig config) {
    config.routes.exception(
        InvalidValue.class,
        (invalid, context) ->
            Json.answer(
                context,
                Problem.invalidValue(invalid.field(), invalid.field() + " " + invalid.problem())));
    config.routes.exception(
        Json.Unreadable.class,
        (unreadable, context) ->
            Json.answer(context, Problem.malformedBody(unreadable.getMessage())));
    config.routes.exception(AccessDenied.class, AccessDenied::answer);
    config.routes.exception(
        RequestBody.UnsupportedType.class,
        (other, context) -> Json.answer(context, Problem.unsupportedMediaType()));
    config.routes.exception(
        HttpException.RuntimeException.class, (broken, context) -> brokenOff(context));
    config.routes.exception(IOException.class, (broken, context) -> brokenOff(context));
    config.routes.exception(UncheckedIOException.class, (gone, context) -> {}); // nobody to answer
    config.routes.exception(ConcurrencyConflict.class, (busy, context) -> unavailable(context));
    config.routes.exception(StorageUnavailable.class, ProblemHandlers::unavailable);
    config.routes.exception(MethodNotAllowedResponse.class, ProblemHandlers::methodNotAllowed);
    config.routes.exception(
        HttpResponseException.class,
        (refused, context) -> Json.answer(context, ofStatus(refused.getStatus())));
    config.routes.exception(Exception.class, ProblemHandlers::unexpected);
    config.router.javaLangErrorHandler(ProblemHandlers::broken);
  }

  /** The problem behind a status that the web server itself gave. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.notFound();
      case 405 -> Problem.methodNotAllowed();
      case 413 -> Problem.tooLarge();
      case 503 -> Problem.unavailable();
      default -> status < 500 ? Problem.badRequest(status) : Problem.unexpected();
    };
  }

  /** Only the client's connection is read here, so what can't be read is the client's. */
  private static void brokenOff(Context context) {
    Json.answer(context, Problem.badRequest(400));
  }

  private static void unavailable(StorageUnavailable failure, Context context) {
    LOG.atWarn().setCause(failure).log("The store is unavailable");
    unavailable(context);
  }

  private static void unavailable(Context context) {
    context.header("Retry-After", RETRY_AFTER_SECONDS);
    Json.answer(context, Problem.unavailable());
  }

  private static void methodNotAllowed(MethodNotAllowedResponse refused, Context context) {
    context.header("Allow", refused.getDetails().getOrDefault("availableMethods", ""));
    Json.answer(context, Problem.methodNotAllowed());
  }

  private static void broken(HttpServletResponse response, Error error) {
    LOG.atError().setCause(error).log("The process is in trouble");
    response.setStatus(500);
  }

  private static void unexpected(Exception failure, Context context) {
    LOG.atError().setCause(failure).log("A request failed");
    Json.answer(context, Problem.unexpected());
  }
}
