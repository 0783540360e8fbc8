package io.fleetfix.adapter.http.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.adapter.http.repair.RepairResponses.AddressAnswer;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Seller;
import org.jspecify.annotations.Nullable;

/** The workshop on a document, as {@code openapi.yaml} defines it. */
@JsonInclude(Include.NON_NULL)
public record SellerAnswer(
    String name,
    AddressAnswer address,
    @Nullable String vatId,
    @Nullable String taxNumber,
    @Nullable String registration,
    @Nullable String contact,
    @Nullable BankAnswer bank,
    @Nullable String terms,
    @Nullable String exemption) {
  static SellerAnswer of(Seller seller) {
    return new SellerAnswer(
        seller.name(),
        AddressAnswer.of(seller.address()),
        seller.vatId().map(VatId::value).orElse(null),
        seller.taxNumber().orElse(null),
        seller.registration().orElse(null),
        seller.contact().orElse(null),
        seller.bank().map(BankAnswer::of).orElse(null),
        seller.terms().orElse(null),
        seller.exemption().orElse(null));
  }

  /** Where to pay. */
  @JsonInclude(Include.NON_NULL)
  public record BankAnswer(String holder, String account, @Nullable String bic) {
    static BankAnswer of(BankAccount bank) {
      return new BankAnswer(bank.holder(), bank.account(), bank.bic().orElse(null));
    }
  }
}
