package io.fleetfix.adapter.dynamodb;

import io.fleetfix.application.port.ListPosition;
import io.fleetfix.domain.Customer;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairState;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.Vehicle;
import io.fleetfix.domain.Version;
import io.fleetfix.domain.WorkLine;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A repair as a row, both ways. {@code completeAt} is called as the article calls it. */
final class RepairItem {
  static final String ENTITY_TYPE = "REPAIR";

  private static final String REPAIR_ID = "repairId";
  private static final String CURRENCY = "currency";
  private static final String COMPLETE_AT = "completeAt";
  private static final String CANCELLED_AT = "cancelledAt";
  private static final String REASON = "reason";
  private static final String VEHICLE = "vehicle";
  private static final String CUSTOMER = "customer";
  private static final String COMPLAINT = "complaint";
  private static final String WORK = "work";
  private static final String OPENED_AT = "openedAt";

  private RepairItem() {}

  static Map<String, AttributeValue> of(Repair repair, String commitId) {
    Vehicle vehicle = repair.vehicle();
    Customer customer = repair.customer();
    String list = repair.state().status().name();
    Attributes row =
        Attributes.row(repair.aggregateId(), ENTITY_TYPE, commitId)
            .text(REPAIR_ID, repair.id().value())
            .text(WorkshopTable.STATUS, list)
            .number(WorkshopTable.VERSION, repair.version().value())
            .text(CURRENCY, repair.currency().getCurrencyCode())
            .map(
                VEHICLE,
                Attributes.empty()
                    .text("registration", vehicle.registration())
                    .text("make", vehicle.make())
                    .text("model", vehicle.model()))
            .map(
                CUSTOMER,
                Attributes.empty().text("name", customer.name()).text("email", customer.email()))
            .text(COMPLAINT, repair.complaint())
            .put(WORK, AttributeValue.fromL(repair.work().stream().map(RepairItem::line).toList()))
            .time(OPENED_AT, repair.openedAt())
            .text(WorkshopTable.LIST_SHARD, WorkshopTable.listShard(list, repair.id().value()))
            .text(
                WorkshopTable.LIST_AT,
                new ListPosition(repair.since(), repair.id().value()).text());
    return switch (repair.state()) {
      case RepairState.Open open -> row.map();
      case RepairState.Completed completed -> row.time(COMPLETE_AT, completed.at()).map();
      case RepairState.Cancelled cancelled ->
          row.time(CANCELLED_AT, cancelled.at()).text(REASON, cancelled.reason()).map();
    };
  }

  static Repair read(Map<String, AttributeValue> item) {
    return Attributes.read(item, RepairItem::read);
  }

  private static Repair read(Attributes row) {
    Attributes vehicle = row.map(VEHICLE);
    Attributes customer = row.map(CUSTOMER);
    Currency currency = row.currency(CURRENCY);
    List<WorkLine> work =
        row.required(WORK).l().stream().map(line -> line(line.m(), currency)).toList();
    return new Repair(
        new RepairId(row.text(REPAIR_ID)),
        new Version(row.number(WorkshopTable.VERSION)),
        currency,
        state(row),
        new Vehicle(vehicle.text("registration"), vehicle.text("make"), vehicle.text("model")),
        new Customer(customer.text("name"), customer.text("email")),
        row.text(COMPLAINT),
        work,
        row.time(OPENED_AT));
  }

  private static RepairState state(Attributes row) {
    return switch (row.oneOf(RepairStatus.class, WorkshopTable.STATUS)) {
      case OPEN -> new RepairState.Open();
      case COMPLETED -> new RepairState.Completed(row.time(COMPLETE_AT));
      case CANCELLED -> new RepairState.Cancelled(row.time(CANCELLED_AT), row.text(REASON));
    };
  }

  private static AttributeValue line(WorkLine line) {
    return AttributeValue.fromM(
        Attributes.empty()
            .text("lineId", line.lineId().value())
            .text("description", line.description())
            .number("price", line.price().minorUnits())
            .map());
  }

  private static WorkLine line(Map<String, AttributeValue> item, Currency currency) {
    Attributes line = Attributes.of(item);
    return new WorkLine(
        new LineId(line.text("lineId")),
        line.text("description"),
        new Money(line.number("price"), currency));
  }
}
