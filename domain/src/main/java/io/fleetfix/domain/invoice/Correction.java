package io.fleetfix.domain.invoice;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;

/**
 * Records that a document was issued after the repair's first invoice, so that such documents can
 * be listed by time: the first invoice is found by its repair, but a later document can follow at
 * any time. It never changes.
 */
public record Correction(DocumentId document, Instant at) implements Aggregate {
  public static final String KEY_PREFIX = "CORRECTION#";

  public Correction {
    at = UtcMillis.truncated(at);
  }

  /** To be committed together with the document. */
  public static Change<Correction> of(Document issued) {
    return Change.of(new Correction(issued.id(), issued.issuedAt()));
  }

  @Override
  public String aggregateId() {
    return KEY_PREFIX + document;
  }

  @Override
  public Version version() {
    return Version.FIRST;
  }
}
