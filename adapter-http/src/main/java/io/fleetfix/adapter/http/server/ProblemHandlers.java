package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.AccessDenied;
import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotAcceptable;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.ProblemType;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.application.invoice.InvoiceDateAhead;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.UnitOfWork.StoreFull;
import io.fleetfix.outbox.port.UnitOfWork.TooLarge;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into problems that say what the client can do, without internal details. */
final class ProblemHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

  private ProblemHandlers() {}

  /**
   * Handles every failure.
   *
   * @param gate charges the requests that match no route
   */
  static void register(JavalinConfig config, AuthFilter gate) {
    RoutesConfig routes = config.routes;
    on(
        routes,
        InvalidValue.class,
        (invalid, context) ->
            Json.answer(
                context,
                Problem.invalidValue(invalid.field(), invalid.field() + " " + invalid.problem())));
    on(
        routes,
        Json.Unreadable.class,
        (unreadable, context) ->
            Json.answer(context, Problem.of(ProblemType.MALFORMED_BODY, unreadable.detail())));
    on(routes, NotFound.class, (notFound, context) -> Json.answer(context, notFound.problem()));
    on(routes, NotAcceptable.class, (refused, context) -> Json.answer(context, refused.problem()));
    on(routes, AccessDenied.class, AccessDenied::answer);
    on(
        routes,
        RequestBody.UnsupportedType.class,
        (other, context) -> Json.answer(context, Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)));
    on(routes, HttpException.RuntimeException.class, (broken, context) -> brokenOff(context));
    on(routes, IOException.class, (broken, context) -> brokenOff(context));
    on(routes, UncheckedIOException.class, (gone, context) -> {}); // no client to answer
    on(routes, ConcurrencyConflict.class, (busy, context) -> unavailable(context));
    on(routes, StorageUnavailable.class, ProblemHandlers::unavailable);
    on(
        routes,
        InvoiceDateAhead.class, // logged where it was found
        (ahead, context) -> Json.answer(context, Problem.of(ProblemType.INVOICE_DATE_AHEAD)));
    on(routes, StoreFull.class, (full, context) -> storeFull(context));
    on(routes, TooLarge.class, ProblemHandlers::tooLarge);
    on(
        routes,
        UnreadableRow.class,
        (unreadable, context) -> Json.answer(context, Problem.unreadable(unreadable.row())));
    unrouted(
        routes,
        gate,
        EndpointNotFound.class,
        (missing, context) -> Json.answer(context, Problem.noRoute()));
    unrouted(routes, gate, MethodNotAllowedResponse.class, ProblemHandlers::methodNotAllowed);
    on(
        routes,
        HttpResponseException.class,
        (refused, context) -> Json.answer(context, ofStatus(refused.getStatus())));
    on(routes, Exception.class, ProblemHandlers::unexpected);
    config.router.javaLangErrorHandler(ProblemHandlers::broken);
  }

  /** An error may be the cause of an exception. Out of memory is never answered. */
  private static <E extends Exception> void on(
      RoutesConfig routes, Class<E> type, ExceptionHandler<E> handler) {
    routes.exception(
        type,
        (failure, context) -> {
          ProcessEnd.HALT.ifOutOfMemory(failure);
          handler.handle(failure, context);
        });
  }

  /** A request that matches no route has passed no other check. */
  private static <E extends Exception> void unrouted(
      RoutesConfig routes, AuthFilter gate, Class<E> type, ExceptionHandler<E> handler) {
    on(
        routes,
        type,
        (failure, context) -> {
          if (gate.admitsUnrouted(context)) {
            handler.handle(failure, context);
          } else {
            AccessDenied.forNow().answer(context);
          }
        });
  }

  /** The problem for a status that Javalin, Jetty or one of our handlers before them chose. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 403 -> Problem.of(ProblemType.FOREIGN_ORIGIN);
      case 404 -> Problem.noRoute();
      case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED);
      case 413 -> Problem.of(ProblemType.TOO_LARGE);
      case 421 -> Problem.of(ProblemType.MISDIRECTED_REQUEST);
      case 503 -> Problem.of(ProblemType.UNAVAILABLE);
      default -> status < 500 ? Problem.badRequest(status) : Problem.of(ProblemType.UNEXPECTED);
    };
  }

  /** Only the client's connection is read here, so the client caused the failure. */
  private static void brokenOff(Context context) {
    Json.answer(context, Problem.badRequest(400));
  }

  private static void unavailable(StorageUnavailable failure, Context context) {
    LOG.atWarn().setCause(failure).log("The store is unavailable");
    unavailable(context);
  }

  /** A limit in the domain should have refused the request. */
  private static void tooLarge(TooLarge failure, Context context) {
    LOG.atError().setCause(failure).log("A state is larger than the store allows");
    Json.answer(
        context,
        Problem.of(
            ProblemType.TOO_LARGE,
            "What is stored would become larger than the store allows. Nothing was changed."));
  }

  private static void unavailable(Context context) {
    Json.answerUnavailable(context, ProblemType.UNAVAILABLE.remedy());
  }

  private static void storeFull(Context context) {
    LOG.atWarn().log("The store is full of repairs that must be kept; a request was refused");
    Json.answer(context, Problem.of(ProblemType.STORE_FULL));
  }

  private static void methodNotAllowed(MethodNotAllowedResponse refused, Context context) {
    context.header("Allow", refused.getDetails().getOrDefault("availableMethods", ""));
    Json.answer(context, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
  }

  private static void broken(HttpServletResponse response, Error error) {
    ProcessEnd.HALT.ifOutOfMemory(error);
    LOG.atError().setCause(error).log("Unhandled error");
    Json.answer(response, Problem.of(ProblemType.UNEXPECTED));
  }

  private static void unexpected(Exception failure, Context context) {
    LOG.atError().setCause(failure).log("Request failed unexpectedly");
    Json.answer(context, Problem.of(ProblemType.UNEXPECTED));
  }
}
