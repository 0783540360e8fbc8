package io.fleetfix.support.benchmarks;

import io.javalin.Javalin;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The baseline: the same route on the same server, with a constant response of the same length. The
 * other routes that the benchmark needs exist too, without any effect.
 */
final class BareEndpoint {
  private static final byte[] ANSWER =
      """
      {"repairId":"R-0123456789ABCDEF","status":"COMPLETED",\
      "completedAt":"2026-11-24T09:13:02.786Z","eventId":"e7d8e8ed-da31-5c2b-b44e-bec4ffb95465"}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final String REPAIR = "/repairs/R-0123456789ABCDEF";

  private BareEndpoint() {}

  /** Listens on a free port and prints it. */
  public static void main(String[] args) {
    Javalin app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.post(
                      "/repairs", context -> context.status(201).header("Location", REPAIR));
                  config.routes.put(
                      "/repairs/{id}/completion",
                      context -> context.contentType("application/json").result(ANSWER));
                })
            .start("127.0.0.1", 0);
    PrintStream out = System.out;
    out.println("Listening on http://127.0.0.1:" + app.port());
  }
}
