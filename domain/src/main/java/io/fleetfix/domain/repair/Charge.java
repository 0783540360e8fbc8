package io.fleetfix.domain.repair;

import io.fleetfix.domain.tax.Vat;
import java.util.Optional;

/**
 * What a line charges, and with which VAT.
 *
 * @param vat empty for what the workshop usually charges when the invoice is issued
 */
public record Charge(Item item, Optional<Vat> vat) {}
