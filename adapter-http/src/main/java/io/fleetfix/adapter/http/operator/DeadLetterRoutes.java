package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Paging;
import io.fleetfix.adapter.http.message.QueryHandler;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.operator.DeadLetterResponses.DeadLettersAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.port.DeadLetters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Dead letters over HTTP. A queue that cannot be reached never hides the others. */
public final class DeadLetterRoutes implements Routes {
  private final DeadLetters deadLetters;

  public DeadLetterRoutes(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/outbox/dead-letters",
        new QueryHandler(this::list, "queue", "limit"),
        RequiredScope.OUTBOX_OPERATE);
    routes.post("/outbox/dead-letters/redrive", this::redrive, RequiredScope.OUTBOX_OPERATE);
  }

  private void list(Context context) {
    int limit = Paging.limit(context);
    List<String> queues =
        Paging.once(context, "queue").map(this::known).map(List::of).orElse(deadLetters.queues());
    DeadLettersAnswer answer = new DeadLettersAnswer();
    queues.forEach(queue -> answer.addListed(queue, deadLetters.list(queue, limit)));
    Json.answer(context, 200, answer);
  }

  private void redrive(Context context) {
    RequestBody body = RequestBody.of(context, "queue", "all", "messageId", "limit", "dryRun");
    boolean dryRun = body.has("dryRun") && body.flag("dryRun");
    List<String> queues = queues(body);
    if (body.has("messageId")) {
      Json.answer(context, 200, redriven(body, dryRun));
      return;
    }
    int left =
        body.has("limit")
            ? body.number("limit", 1, DeadLetters.MOST_PER_CALL)
            : DeadLetters.MOST_PER_CALL;
    DeadLettersAnswer answer = new DeadLettersAnswer();
    for (int i = 0; i < queues.size() && left > 0; i++) {
      String queue = queues.get(i);
      int share = Math.ceilDiv(left, queues.size() - i); // so that no queue takes all of it
      left -=
          dryRun
              ? answer.addWanted(queue, deadLetters.list(queue, share))
              : answer.addAttempts(queue, deadLetters.redrive(queue, share));
    }
    Json.answer(context, 200, answer);
  }

  /** Everything is redriven on request only, never because a field is missing. */
  private List<String> queues(RequestBody body) {
    if (body.has("queue") == body.has("all")) {
      throw new InvalidValue("queue", "or all: give exactly one of the two");
    }
    if (body.has("queue")) {
      return List.of(known(body.text("queue")));
    }
    if (!body.flag("all")) {
      throw new InvalidValue("all", "must be true");
    }
    return deadLetters.queues();
  }

  private DeadLettersAnswer redriven(RequestBody body, boolean dryRun) {
    if (body.has("all") || body.has("limit") || dryRun) {
      throw new InvalidValue("messageId", "is not allowed with all, limit or dryRun");
    }
    String queue = known(body.text("queue"));
    DeadLettersAnswer answer = new DeadLettersAnswer();
    answer.addAttempts(queue, deadLetters.redrive(queue, Set.of(body.text("messageId"))));
    return answer;
  }

  private String known(String queue) {
    return Stream.of(queue)
        .filter(deadLetters.queues()::contains)
        .findAny()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "queue", "must be one of " + String.join(", ", deadLetters.queues())));
  }
}
