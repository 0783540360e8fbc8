package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.dynamodb.Guard;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
import java.util.Currency;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps a repair to and from a row. The attribute name {@code completeAt} is the article's. */
public final class RepairRowMapping implements RowMapping<Repair> {
  private static final String REPAIR_ID = RepairId.FIELD;
  private static final String STATUS = "status";
  private static final String CURRENCY = "currency";
  private static final String COMPLETE_AT = "completeAt";
  private static final String BILLING = "billing";
  private static final String CANCELLED_AT = "cancelledAt";
  private static final String REASON = "reason";
  private static final String VEHICLE = "vehicle";
  private static final String CUSTOMER = "customer";
  private static final String COMPLAINT = "complaint";
  private static final String WORK = "work";
  private static final String OPENED_AT = "openedAt";

  @Override
  public Class<Repair> type() {
    return Repair.class;
  }

  @Override
  public String entityType() {
    return "REPAIR";
  }

  @Override
  public String keyPrefix() {
    return Repair.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(Repair repair) {
    Vehicle vehicle = repair.vehicle();
    String list = repair.state().status().name();
    ItemBuilder row =
        new ItemBuilder()
            .text(REPAIR_ID, repair.id().value())
            .text(STATUS, list)
            .text(CURRENCY, repair.currency().getCurrencyCode())
            .map(
                VEHICLE,
                new ItemBuilder()
                    .text("registration", vehicle.registration())
                    .text("make", vehicle.make())
                    .text("model", vehicle.model()))
            .map(CUSTOMER, PartyAttributes.of(repair.customer()))
            .text(COMPLAINT, repair.complaint())
            .list(WORK, repair.work().stream().map(RepairRowMapping::line).toList())
            .time(OPENED_AT, repair.openedAt())
            .listed(list, new ListPosition(repair.since(), repair.id().value()));
    return switch (repair.state()) {
      case RepairState.Open open -> row.map();
      case RepairState.Completed completed -> completed(row, completed).map();
      case RepairState.Cancelled cancelled ->
          row.time(CANCELLED_AT, cancelled.at()).text(REASON, cancelled.reason()).map();
    };
  }

  /** Only a repair that is not invoiced says so. */
  private static ItemBuilder completed(ItemBuilder row, RepairState.Completed completed) {
    row.time(COMPLETE_AT, completed.at());
    return completed.billing() == Billing.INVOICE
        ? row
        : row.text(BILLING, completed.billing().name());
  }

  /** A second guard in addition to the version: a closed repair never changes. */
  @Override
  public Guard guard(Repair repair, Version expected) {
    Guard atVersion = Guard.at(expected);
    return expected.equals(Version.NONE)
        ? atVersion
        : atVersion.and(STATUS, RepairStatus.OPEN.name());
  }

  private static ItemBuilder line(WorkLine line) {
    ItemBuilder map = new ItemBuilder().text("lineId", line.lineId().value());
    ChargeAttributes.add(map, line.item());
    line.charge().vat().ifPresent(vat -> ChargeAttributes.add(map, vat));
    return map;
  }

  @Override
  public Repair read(ItemReader row) {
    ItemReader vehicle = row.map(VEHICLE);
    Currency currency = Money.currency(CURRENCY, row.text(CURRENCY));
    return new Repair(
        new RepairId(row.text(REPAIR_ID)),
        new Version(row.number(OutboxTable.VERSION)),
        currency,
        state(row),
        new Vehicle(
            visible(vehicle, "registration"), visible(vehicle, "make"), visible(vehicle, "model")),
        PartyAttributes.customer(row.map(CUSTOMER)),
        visible(row, COMPLAINT),
        row.list(WORK).stream().map(line -> line(line, currency)).toList(),
        row.time(OPENED_AT));
  }

  /** Version 0.1.0 stored texts without a visible character: such a repair must stay readable. */
  static String visible(ItemReader row, String name) {
    String text = row.text(name);
    return TextRules.isVisible(text) ? text : "?";
  }

  private static RepairState state(ItemReader row) {
    return switch (row.oneOf(RepairStatus.class, STATUS)) {
      case OPEN -> new RepairState.Open();
      case COMPLETED ->
          new RepairState.Completed(
              row.time(COMPLETE_AT),
              row.has(BILLING) ? row.oneOf(Billing.class, BILLING) : Billing.INVOICE);
      case CANCELLED -> new RepairState.Cancelled(row.time(CANCELLED_AT), visible(row, REASON));
    };
  }

  private static WorkLine line(ItemReader line, Currency currency) {
    return new WorkLine(
        new LineId(line.text("lineId")),
        new Charge(ChargeAttributes.item(line, currency), ChargeAttributes.vat(line)));
  }
}
