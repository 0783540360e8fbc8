/** The way of an invoice to its customer over SMTP. */
@NullMarked
package io.fleetfix.adapter.smtp;

import org.jspecify.annotations.NullMarked;
