package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.AuthFilter;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.ProblemType;
import io.fleetfix.adapter.http.message.RequestId;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests that Jetty refuses before any route with problems instead of HTML pages. */
final class ServerErrors extends ErrorHandler {
  private final AuthFilter gate;

  /**
   * Answers with problems.
   *
   * @param gate charges the refused requests
   */
  ServerErrors(AuthFilter gate) {
    this.gate = gate;
  }

  /** By default, Jetty's answer to a PUT would have no body. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem =
        problem(request, blamingTheClient(status)).withRequestId(RequestId.of(request));
    response.setStatus(problem.status());
    RequestSanitizer.addHeaders(request, response.getHeaders());
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE_503
        || problem.status() == HttpStatus.TOO_MANY_REQUESTS_429) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Json.RETRY_AFTER_SECONDS);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.PROBLEM_MEDIA_TYPE);
    // After some errors Jetty closes the connection without announcing it: the next request would
    // be lost.
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    if (problem.status() == HttpStatus.UPGRADE_REQUIRED_426) {
      response.getHeaders().put(HttpHeader.UPGRADE, HttpVersion.HTTP_1_1.asString());
      response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade, close");
    }
    ByteBuffer body = ByteBuffer.wrap(Json.bytes(problem));
    response.write(true, body, callback);
  }

  /** A request that the client got wrong costs as much as one that reaches a route. */
  private Problem problem(Request request, int status) {
    return status >= 500 || gate.admitsUnrouted(request)
        ? ProblemHandlers.ofStatus(status)
        : Problem.of(ProblemType.TOO_MANY_REQUESTS);
  }

  /**
   * An unknown method or version is the client's mistake: 5xx would set off the service's alarms.
   */
  private static int blamingTheClient(int status) {
    return status == HttpStatus.NOT_IMPLEMENTED_501
            || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        ? HttpStatus.BAD_REQUEST_400
        : status;
  }
}
