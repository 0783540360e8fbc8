/** Renders invoices as PDF documents and as the text of mails. */
@NullMarked
package io.fleetfix.adapter.print;

import org.jspecify.annotations.NullMarked;
