package io.fleetfix.adapter.http.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.adapter.http.repair.Responses.MoneyAnswer;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairEvent;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.outbox.event.UtcMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of answers with a repair, as {@code openapi.yaml} defines them. */
public final class RepairResponses {
  private RepairResponses() {}

  @JsonInclude(Include.NON_NULL)
  public record PartAnswer(@Nullable String number, @Nullable String condition) {
    /** Null if nothing is known of the part. */
    static @Nullable PartAnswer of(Item item) {
      Part part = item.part();
      return part.equals(Part.UNKNOWN)
          ? null
          : new PartAnswer(
              part.number().orElse(null), part.condition().map(Enum::name).orElse(null));
    }
  }

  public record VatAnswer(String category, String rate) {
    static VatAnswer of(Vat vat) {
      return new VatAnswer(vat.category().name(), vat.rate().toString());
    }
  }

  /**
   * A line of a repair.
   *
   * @param price of the line, without VAT
   * @param vat omitted if the line has what the workshop usually charges
   */
  @JsonInclude(Include.NON_NULL)
  public record WorkAnswer(
      String lineId,
      String description,
      MoneyAnswer price,
      String kind,
      @Nullable PartAnswer part,
      String quantity,
      String unit,
      MoneyAnswer unitPrice,
      @Nullable VatAnswer vat) {
    static WorkAnswer of(WorkLine line) {
      Item item = line.item();
      return new WorkAnswer(
          line.lineId().value(),
          line.description(),
          MoneyAnswer.of(line.price()),
          item.kind().name(),
          PartAnswer.of(item),
          item.quantity().toString(),
          item.unit().name(),
          MoneyAnswer.of(item.unitPrice()),
          line.charge().vat().map(VatAnswer::of).orElse(null));
    }
  }

  @JsonInclude(Include.NON_NULL)
  public record AddressAnswer(
      List<String> lines, String postalCode, String city, @Nullable String region, String country) {
    static AddressAnswer of(PostalAddress address) {
      return new AddressAnswer(
          address.lines(),
          address.postalCode(),
          address.city(),
          address.region().orElse(null),
          address.country().code());
    }
  }

  /** A customer, with the e-mail address that was given when the repair was opened. */
  @JsonInclude(Include.NON_NULL)
  public record CustomerAnswer(
      String name,
      @Nullable String email,
      String kind,
      @Nullable AddressAnswer address,
      @Nullable String vatId,
      @Nullable String language) {
    static CustomerAnswer of(Customer customer) {
      return new CustomerAnswer(
          customer.name(),
          customer.email().map(EmailAddress::value).orElse(null),
          customer.kind().name(),
          customer.address().map(AddressAnswer::of).orElse(null),
          customer.vatId().map(VatId::value).orElse(null),
          customer.language().map(Language::tag).orElse(null));
    }
  }

  @JsonInclude(Include.NON_NULL)
  public record RepairAnswer(
      String repairId,
      String status,
      Vehicle vehicle,
      CustomerAnswer customer,
      String complaint,
      List<WorkAnswer> work,
      MoneyAnswer total,
      String openedAt,
      @Nullable String completedAt,
      @Nullable String billing,
      long version) {
    static RepairAnswer of(Repair repair) {
      return new RepairAnswer(
          repair.id().value(),
          repair.state().status().name(),
          repair.vehicle(),
          CustomerAnswer.of(repair.customer()),
          repair.complaint(),
          repair.work().stream().map(WorkAnswer::of).toList(),
          MoneyAnswer.of(repair.total()),
          UtcMillis.text(repair.openedAt()),
          repair.completion().map(UtcMillis::text).orElse(null),
          billingOf(repair),
          repair.version().value());
    }
  }

  private static @Nullable String billingOf(Repair repair) {
    return repair.state() instanceof RepairState.Completed completed
        ? completed.billing().name()
        : null;
  }

  @JsonInclude(Include.NON_NULL)
  public record CompletionAnswer(
      String repairId,
      String status,
      String completedAt,
      @Nullable String billing,
      String eventId) {
    static CompletionAnswer of(Repair completed) {
      RepairEvent event = completed.closingEvent().orElseThrow();
      return new CompletionAnswer(
          completed.id().value(),
          completed.state().status().name(),
          UtcMillis.text(event.occurredAt()),
          billingOf(completed),
          event.eventId().toString());
    }
  }
}
