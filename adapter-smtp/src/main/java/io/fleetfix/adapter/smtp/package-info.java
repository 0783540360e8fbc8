/** Sends invoices to customers over SMTP. */
@NullMarked
package io.fleetfix.adapter.smtp;

import org.jspecify.annotations.NullMarked;
