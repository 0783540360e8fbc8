package io.fleetfix.adapter.http.server;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.ProblemType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The pages to which the {@code type} of a problem leads. They have no styles, scripts or images,
 * because the Content-Security-Policy of all answers allows none. The texts are constants without
 * markup, so nothing is escaped.
 */
final class ProblemPages {
  private static final String HTML = "text/html; charset=utf-8";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      </head>
      <body>
      <main>
      <h1>%s</h1>
      %s</main>
      </body>
      </html>
      """;

  private ProblemPages() {}

  static void register(RoutesConfig routes) {
    routes.get("/problems", context -> answer(context, index()), RequiredScope.PUBLIC);
    routes.get(
        "/problems/{slug}",
        context -> answer(context, page(context.pathParam("slug"))),
        RequiredScope.PUBLIC);
  }

  private static void answer(Context context, String page) {
    context.contentType(HTML).result(page);
  }

  private static String index() {
    String items =
        Arrays.stream(ProblemType.values())
            .map(
                type ->
                    "<li><a href=\"%s\">%s</a> (%d)</li>\n"
                        .formatted(type.uri(), type.title(), type.status()))
            .collect(Collectors.joining());
    return PAGE.formatted("Problems", "Problems", "<ul>\n" + items + "</ul>\n");
  }

  private static String page(String slug) {
    ProblemType type = ProblemType.ofSlug(slug).orElseThrow(NotFound::problemType);
    String text =
        """
        <p>Type <code>%s</code>, status %d</p>
        <h2>What it means</h2>
        <p>%s</p>
        <h2>What you can do</h2>
        <p>%s</p>
        <p><a href="/problems">All problems</a></p>
        """
            .formatted(type.uri(), type.status(), type.meaning(), type.remedy());
    return PAGE.formatted(type.title() + " - Problems", type.title(), text);
  }
}
