package io.fleetfix.bootstrap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.Call;
import io.fleetfix.bootstrap.cli.client.CommandFailure;
import io.fleetfix.bootstrap.cli.client.ExitCode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import io.fleetfix.bootstrap.cli.text.Table;
import io.fleetfix.bootstrap.cli.text.Values;
import io.fleetfix.outbox.event.EventId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Releases one quarantined event, those of a reason, or all of them. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Releases events from quarantine: one, those with a reason code, or all of them.",
      "A released event is pending again and due at once, and its refusals no longer count. An"
          + " event whose row can't be read stays in quarantine.",
      "Exit code 1 if the given event is not in quarantine, or if a row can't be read. With --json,"
          + " each line is a page of results."
    })
final class ReleaseCommand extends OperatorCommand {
  private static final int MOST_PER_PAGE = 100;
  private static final Set<String> SUCCESSFUL =
      Set.of("RELEASED", "WOULD_BE_RELEASED", "NO_LONGER_QUARANTINED");

  @SuppressWarnings("NullAway.Init") // picocli sets them before it calls
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Selection selection;

  @Option(
      names = "--dry-run",
      description = "List what --all or --reason would release, and release nothing.")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = Values.OfCount.class,
      defaultValue = "50",
      description =
          "Release up to N events of --all or --reason per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  private final Table table = Table.of("eventId", "reasonCode", "result");
  private final Results results = new Results("event");
  private long unreadable;

  /** Exactly one of the three is set. */
  private static final class Selection {
    @Parameters(
        paramLabel = "EVENT",
        arity = "1",
        converter = Values.OfEvent.class,
        description = "The event's id.")
    private @Nullable EventId eventId;

    @Option(names = "--all", required = true, description = "Release all events.")
    private boolean all;

    @Option(
        names = "--reason",
        paramLabel = "CODE",
        required = true,
        converter = Values.OfReason.class,
        description = {
          "Release the events with this reason code, such as NotAuthorizedForSource;",
          "`fleetfix outbox quarantine list` shows the codes."
        })
    private @Nullable String reason;
  }

  @Override
  int run(ServiceClient service) {
    EventId eventId = selection.eventId;
    return eventId == null ? releaseMany(service) : releaseOne(service, eventId);
  }

  private int releaseOne(ServiceClient service, EventId eventId) {
    if (dryRun) {
      throw CommandFailure.usage("--dry-run is allowed only with --all or --reason.");
    }
    JsonNode released =
        service.send(
            Call.post(
                    "/outbox/quarantine/" + eventId + "/release",
                    ServiceClient.JSON.createObjectNode(),
                    "eventId")
                .notFound(
                    "No event in quarantine has the id "
                        + eventId
                        + ". Run `fleetfix outbox show "
                        + eventId
                        + "` to see its state."));
    show(released, () -> fields(released));
    return ExitCode.SUCCESS;
  }

  private int releaseMany(ServiceClient service) {
    RateLimit pace = pace(rate);
    ObjectNode request = request(pace);
    String cursor;
    do {
      JsonNode page = service.send(Call.post("/outbox/quarantine/release", request, "items"));
      show(page, () -> table.print(page.get("items"), out()));
      results.add(page.get("items"));
      unreadable += unreadable(page);
      cursor = page.path("nextCursor").asText();
      if (!cursor.isEmpty()) {
        if (!page.get("items").isEmpty()) { // a page without events of the reason
          progress(counted(results.done(), "event") + " so far");
        }
        request.put("cursor", cursor);
        if (!dryRun) {
          pace.waitAfter(page.get("items").size());
        }
      }
    } while (!cursor.isEmpty());
    summary(results.summary());
    return results.areAllIn(SUCCESSFUL) && unreadable == 0
        ? ExitCode.SUCCESS
        : ExitCode.OPERATOR_MUST_ACT;
  }

  private ObjectNode request(RateLimit pace) {
    ObjectNode request =
        ServiceClient.JSON
            .createObjectNode()
            .put("dryRun", dryRun)
            .put("limit", dryRun ? MOST_PER_PAGE : pace.page(MOST_PER_PAGE));
    return selection.reason == null
        ? request.put("all", selection.all)
        : request.put("reason", selection.reason);
  }
}
