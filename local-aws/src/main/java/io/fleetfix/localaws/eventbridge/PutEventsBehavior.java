package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the endpoint treats calls and entries that AWS would accept. */
public interface PutEventsBehavior {
  /** Executes and answers every call, and delivers every event once, without delay. */
  PutEventsBehavior NORMAL =
      new PutEventsBehavior() {
        @Override
        public Optional<Answer> failure(JsonNode entries) {
          return Optional.empty();
        }

        @Override
        public Optional<EntryResult.Refused> refusal(JsonNode detail) {
          return Optional.empty();
        }

        @Override
        public boolean losesAnswer() {
          return false;
        }

        @Override
        public List<Duration> deliveries() {
          return List.of(Duration.ZERO);
        }
      };

  /** The error response to a call with these entries; empty if it is executed. */
  Optional<Answer> failure(JsonNode entries);

  /** The refusal of an entry with this detail; empty if it is accepted. */
  Optional<EntryResult.Refused> refusal(JsonNode detail);

  /** Whether an executed call loses its connection instead of getting a response. */
  boolean losesAnswer();

  /** The delays after which an accepted event is delivered, once for each. */
  List<Duration> deliveries();
}
