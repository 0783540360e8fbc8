/** Invoices, their numbers and the status of their mails. */
@NullMarked
package io.fleetfix.domain.invoice;

import org.jspecify.annotations.NullMarked;
