package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What becomes of calls and entries that AWS would take. */
public interface PutEventsBehavior {
  /** Every call is carried out and answered, and every event delivered once, at once. */
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

  /** Why a call with these entries is not carried out; empty if it is. */
  Optional<Answer> failure(JsonNode entries);

  /** Why the entry with this detail is not accepted; empty if it is. */
  Optional<EntryResult.Refused> refusal(JsonNode detail);

  /** Whether a call that was carried out loses its connection instead of being answered. */
  boolean losesAnswer();

  /** When an accepted event is delivered, once for each of these. */
  List<Duration> deliveries();
}
