/** Prints invoices and credit notes: as PDF files and as the bodies of mails. */
@NullMarked
package io.fleetfix.adapter.print;

import org.jspecify.annotations.NullMarked;
