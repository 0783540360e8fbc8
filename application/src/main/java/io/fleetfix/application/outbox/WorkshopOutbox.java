package io.fleetfix.application.outbox;

import io.fleetfix.domain.invoice.InvoiceIssued;
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
 * The workshop's events on the bus, and who hears them. The buses, the wiring, the queues' names,
 * the help and the templates' tests have it all from here.
 */
public final class WorkshopOutbox {
  /**
   * Frozen: a further id field would meet rows under way that the Pipe's template can't resolve.
   */
  public static final OutboxFormat FORMAT =
      new OutboxFormat(
          "carworkshop.outbox", "OutboxEvent", "fleetfix.outbox", List.of(RepairId.FIELD));

  /** How long a queue keeps an event: a long weekend in which nobody looks. */
  private static final Duration RETENTION = Duration.ofDays(4);

  private static final int RECEIVES = 20;

  /** A mail server may be away for longer than a store. */
  private static final int MAIL_RECEIVES = 100;

  /** One consumer: all invoices of a year contend for one count. */
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
          "mail", Types.only(InvoiceIssued.TYPE), true, MAIL_RECEIVES, RETENTION, false);

  /** Every event; one that is replayed from an archive proves nothing. */
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
