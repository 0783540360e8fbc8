/** The invoice as a document, and its way to the customer over SMTP. */
@NullMarked
package io.fleetfix.adapter.smtp;

import org.jspecify.annotations.NullMarked;
