/** What an operator can do about invoices. */
@NullMarked
package io.fleetfix.application.invoice;

import org.jspecify.annotations.NullMarked;
