package io.fleetfix.application.outbox;

import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.repair.RepairCancelled;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.util.List;

/**
 * The format of the workshop's events on the bus, and the subscriptions to them. Buses, wiring,
 * queue names, CLI help and the template's tests all use these definitions.
 */
public final class WorkshopOutbox {
  /**
   * Frozen: with a further id field, rows that are already on their way would lack a field that the
   * Pipe's template needs.
   */
  public static final OutboxFormat FORMAT =
      new OutboxFormat(
          "carworkshop.outbox", "OutboxEvent", "fleetfix.outbox", List.of(RepairId.FIELD));

  /** How long a queue keeps an event: enough for a long weekend without an operator. */
  private static final Duration RETENTION = Duration.ofDays(4);

  /** As long as SQS keeps a message: mails wait for full mailboxes and for new addresses. */
  private static final Duration MAIL_RETENTION = Duration.ofDays(14);

  private static final int RECEIVES = 20;

  /** A mail server may be down for longer than a store. */
  private static final int MAIL_RECEIVES = 300;

  /** A single consumer, because all invoices of a year contend for one counter. */
  public static final Subscription INVOICING =
      new Subscription(
          "invoicing", Types.only(RepairCompleted.TYPE), true, RECEIVES, RETENTION, true);

  public static final Subscription FRONT_DESK =
      new Subscription(
          "front-desk",
          Types.only(RepairCompleted.TYPE, RepairCancelled.TYPE),
          true,
          RECEIVES,
          RETENTION,
          false);

  public static final Subscription MAIL =
      new Subscription(
          "mail",
          Types.only(InvoiceIssued.TYPE, CreditNoteIssued.TYPE, InvoiceMailRequested.TYPE),
          true,
          MAIL_RECEIVES,
          MAIL_RETENTION,
          false);

  /** Every event, but no replays: an event replayed from an archive proves no delivery. */
  public static final Subscription RECEIPTS =
      new Subscription("receipts", Types.all(), false, RECEIVES, RETENTION, false);

  public static final List<Subscription> SUBSCRIPTIONS =
      List.of(INVOICING, FRONT_DESK, MAIL, RECEIPTS);

  private WorkshopOutbox() {}

  /** The repair that the event is about. */
  public static RepairId repairId(OutboxEntry event) {
    return new RepairId(event.id(RepairId.FIELD));
  }
}
